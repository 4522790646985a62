"""Procedures of the field Chứng thực."""

from wagtail_qms.setup.demo.administrative import Service, administrative
from wagtail_qms.setup.demo.texts.laws import CERTIFYING, DECREE_118
from wagtail_qms.setup.demo.writing import step, steps

_DAY = ("Nhận trước 15 giờ", "Trong ngày làm việc")
_NEXT = ("Nhận sau 15 giờ", "Ngày làm việc tiếp theo")
_BOOK = "Sổ chứng thực"


def _kept(what: str):
    return (
        (what, "Công chức Tư pháp – Hộ tịch", "Văn phòng", "02 năm"),
        (_BOOK, "Văn thư", "Kho lưu trữ", "Vĩnh viễn"),
    )


def certified_copy() -> tuple:
    """Certified copies of originals."""
    return administrative(
        Service(
            purpose="Chứng thực bản sao đúng với bản chính, nhanh và không giữ bản chính của người dân.",
            scope="Bản chính do cơ quan trong nước cấp hoặc đã được hợp pháp hóa lãnh sự theo quy định.",
            dossier="""
                - Bản chính giấy tờ cần chứng thực;
                - Bản sao cần chứng thực; cơ quan chụp giúp khi người dân chưa có.
                """,
            sets="Theo số bản người dân yêu cầu",
            limits=(_DAY, _NEXT, ("Nhiều trang hoặc khó kiểm tra", "Không quá 02 ngày làm việc")),
            applicant="Cá nhân, tổ chức.",
            deciding="Chủ tịch, Phó Chủ tịch hoặc công chức được ủy quyền theo quy định.",
            coordinating="Không có.",
            result="Bản sao có chứng thực, bản giấy hoặc bản điện tử.",
            fees="2.000 đồng/trang; từ trang thứ ba 1.000 đồng/trang; mỗi bản thu không quá 200.000 đồng.",
            conditions="""
                Không chứng thực khi bản chính:
                - bị tẩy xóa, sửa chữa hoặc hư hỏng không đọc được;
                - đóng dấu mật hoặc ghi rõ không được sao chụp;
                - có nội dung trái pháp luật, đạo đức xã hội.
                """,
            laws=CERTIFYING,
            steps=_CERTIFIED_COPY_STEPS,
            forms=(),
            records=_kept("Bản sao lưu, nếu có"),
        )
    )


_CERTIFIED_COPY_STEPS = steps(
    "Các bước giải quyết",
    step(
        "1",
        "Tiếp nhận, đối chiếu bản chính",
        "Công chức tiếp nhận, TTPVHCC",
        "Trả lại bản chính ngay sau khi đối chiếu.",
        times="30 phút",
    ),
    step(
        "2",
        "Ghi lời chứng, ghi sổ",
        "Công chức Tư pháp – Hộ tịch",
        "",
        times=(("Đến 10 trang", "30 phút"), ("Trên 10 trang", "02 giờ")),
    ),
    step("3", "Ký, đóng dấu", "Người có thẩm quyền, Văn thư", "", times="01 giờ"),
    step("4", "Thu phí, trả kết quả", "Công chức tiếp nhận, TTPVHCC", "", times="15 phút"),
)


def signature(edition: int = 2) -> tuple:
    """Certification of a signature, as of its first or its second edition."""
    return administrative(
        Service(
            purpose="Chứng thực chữ ký đúng người, đúng giấy tờ, trước mặt người thực hiện.",
            scope="Giấy tờ, văn bản mà pháp luật không bắt buộc công chứng và không thuộc hợp đồng, giao dịch.",
            dossier="""
                - Căn cước, hộ chiếu hoặc căn cước điện tử còn hiệu lực (xuất trình);
                - Giấy tờ sẽ ký, đã điền nội dung nhưng chưa ký.
                """,
            sets="01 bộ",
            limits=(_DAY, _NEXT) if edition > 1 else (("", "Trong ngày làm việc"),),
            applicant="Cá nhân đủ năng lực hành vi dân sự, có mặt và ký trước người thực hiện chứng thực.",
            deciding="Chủ tịch, Phó Chủ tịch hoặc công chức được ủy quyền theo quy định.",
            coordinating="Không có.",
            result="Giấy tờ có lời chứng, chữ ký và con dấu.",
            fees="10.000 đồng/trường hợp; nhiều người cùng ký một giấy tờ tính là một trường hợp.",
            conditions="Tại thời điểm ký, người yêu cầu minh mẫn, nhận thức và làm chủ được hành vi.",
            laws=(*CERTIFYING, *((DECREE_118,) if edition > 1 else ())),
            steps=_signature_steps(edition),
            forms=(),
            records=_kept("Một bản giấy tờ đã chứng thực" if edition > 1 else "Bản chụp giấy tờ đã chứng thực"),
        )
    )


def _signature_steps(edition: int):
    rows = [
        step("1", "Tiếp nhận, kiểm tra giấy tờ tùy thân", "Công chức tiếp nhận, TTPVHCC", "", times="15 phút"),
        step(
            "2",
            "Ký trước mặt người thực hiện",
            "Người yêu cầu, công chức Tư pháp – Hộ tịch",
            """
            Người không ký được thì điểm chỉ; phải ký đủ từng trang.
            """,
            times="15 phút",
        ),
        step("3", "Ghi lời chứng, ký, đóng dấu", "Người có thẩm quyền, Văn thư", "", times="01 giờ"),
        step("4", "Thu phí, trả kết quả", "Công chức tiếp nhận, TTPVHCC", "", times="15 phút"),
    ]
    if edition > 1:
        rows.append(
            step(
                "5",
                "Phục vụ tại nhà",
                "Công chức Tư pháp – Hộ tịch",
                """
                Với người già yếu, người khuyết tật, người đang điều trị: hẹn giờ và đến tận nơi.
                """,
                times="Theo lịch hẹn",
            )
        )
    return steps("Các bước giải quyết", *rows)


def from_register() -> tuple:
    """Copies from the original register."""
    return administrative(
        Service(
            purpose="Cấp bản sao từ sổ gốc đúng nội dung đã ghi trong sổ.",
            scope="Giấy tờ do cơ quan cấp và còn sổ gốc lưu giữ.",
            dossier="""
                - Căn cước của người yêu cầu (xuất trình);
                - Giấy tờ chứng minh quan hệ với người được cấp bản chính, khi làm thay.
                """,
            sets="01 bộ",
            limits=(_DAY, _NEXT),
            applicant=(
                "Người được cấp bản chính, người đại diện, cha, mẹ, con, vợ, chồng, anh, chị, em ruột, người thừa kế."
            ),
            coordinating="Không có.",
            result="Bản sao từ sổ gốc.",
            fees="Không thu phí.",
            conditions="Sổ gốc còn lưu giữ và ghi đủ nội dung.",
            laws=CERTIFYING,
            steps=_FROM_REGISTER_STEPS,
            forms=(),
            records=_kept("Sổ theo dõi cấp bản sao từ sổ gốc"),
        )
    )


_FROM_REGISTER_STEPS = steps(
    "Các bước giải quyết",
    step("1", "Tiếp nhận", "Công chức tiếp nhận, TTPVHCC", "", times="30 phút"),
    step("2", "Tra sổ gốc, lập bản sao", "Công chức Tư pháp – Hộ tịch", "", times="02 giờ"),
    step("3", "Ký, đóng dấu", "Lãnh đạo Ủy ban nhân dân, Văn thư", "", times="02 giờ"),
    step("4", "Trả kết quả", "Công chức tiếp nhận, TTPVHCC", "", times="30 phút"),
)
