"""Procedures of the field Hộ tịch: births, deaths and marriages."""

from wagtail_qms.setup.demo.administrative import Service, administrative
from wagtail_qms.setup.demo.texts.laws import CIVIL, DECREE_118, MARRIAGE
from wagtail_qms.setup.demo.writing import step, steps

_POPULATION = "Cơ quan quản lý Cơ sở dữ liệu quốc gia về dân cư."
_SAME_DAY = ("Hồ sơ nhận trước 15 giờ", "Trong ngày làm việc")
_NEXT_DAY = ("Hồ sơ nhận sau 15 giờ", "Ngày làm việc tiếp theo")


def birth(edition: int = 2) -> tuple:
    """Registration of a birth, as of its first or its second edition."""
    return administrative(
        Service(
            purpose=(
                "Thống nhất cách tiếp nhận, kiểm tra và đăng ký khai sinh để trẻ em có giấy khai sinh đúng, "
                "đủ, kịp thời."
            ),
            scope="Trẻ em sinh tại Việt Nam có cha hoặc mẹ là công dân Việt Nam cư trú trên địa bàn.",
            dossier=_BIRTH_DOSSIER + (_ELECTRONIC if edition > 1 else ""),
            sets="01 bộ",
            limits=(_SAME_DAY, _NEXT_DAY) if edition > 1 else (("", "01 ngày làm việc"),),
            applicant="Cha, mẹ, ông, bà, người thân thích khác hoặc người đang nuôi dưỡng trẻ em.",
            coordinating=_POPULATION,
            result="""
                - Giấy khai sinh (bản chính);
                - Số định danh cá nhân của trẻ em.
                """,
            fees=_BIRTH_FEES if edition > 1 else "Miễn lệ phí khi đăng ký đúng hạn trong 60 ngày kể từ ngày sinh.",
            application="Tờ khai đăng ký khai sinh (BM.HT.01).",
            conditions=(
                "Họ, tên, dân tộc, quê quán do cha mẹ thỏa thuận; tên phải bằng tiếng Việt hoặc tiếng dân tộc "
                "khác của Việt Nam."
            ),
            laws=(*CIVIL, *((DECREE_118,) if edition > 1 else ())),
            steps=_birth_steps(edition),
            forms=(("BM.HT.01", "Tờ khai đăng ký khai sinh"),),
            records=_records("Sổ đăng ký khai sinh", "BM.HT.01"),
        )
    )


_BIRTH_DOSSIER = """
    Giấy tờ nộp:
    - Tờ khai theo mẫu BM.HT.01 (nếu nộp trực tiếp);
    - Giấy chứng sinh; không có thì nộp văn bản của người làm chứng, hoặc giấy cam đoan về việc sinh.
    Giấy tờ xuất trình:
    - Căn cước, hộ chiếu hoặc thông tin trên VNeID của người đi đăng ký;
    - Giấy chứng nhận kết hôn của cha mẹ, nếu cơ quan không tra cứu được.
    """
_ELECTRONIC = """
    Trường hợp bệnh viện đã chuyển giấy chứng sinh điện tử thì không phải nộp bản giấy.
    """
_BIRTH_FEES = """
    - Đăng ký đúng hạn (trong 60 ngày kể từ ngày sinh): miễn lệ phí.
    - Đăng ký quá hạn: theo nghị quyết của Hội đồng nhân dân cấp tỉnh; giảm một nửa khi nộp trực tuyến.
    - Bản sao giấy khai sinh, nếu cần: 8.000 đồng/bản.
    """


def _birth_steps(edition: int):
    checking = (("Đủ dữ liệu điện tử", "01 giờ"), ("Phải xác minh giấy tờ", "04 giờ")) if edition > 1 else "04 giờ"
    return steps(
        "Các bước giải quyết (thời gian tính theo giờ làm việc)",
        step(
            "1",
            "Tiếp nhận, kiểm tra thành phần hồ sơ",
            "Công chức tiếp nhận, TTPVHCC",
            """
            - Đủ: số hóa, lập phiếu hẹn.
            - Thiếu: hướng dẫn một lần, đầy đủ.
            """,
            "BM.HT.01",
            "01 giờ",
        ),
        step(
            "2",
            "Thẩm tra, tra cứu dữ liệu cha mẹ",
            "Công chức Tư pháp – Hộ tịch",
            """
            Đối chiếu giấy chứng sinh, tình trạng hôn nhân của cha mẹ, nơi cư trú.
            """,
            times=checking,
        ),
        step("3", "Ký giấy khai sinh", "Chủ tịch Ủy ban nhân dân hoặc người được ủy quyền", "", times="01 giờ"),
        step("4", "Ghi sổ, đóng dấu, lấy số định danh", "Công chức Tư pháp – Hộ tịch, Văn thư", "", times="01 giờ"),
        step(
            "5",
            "Trả kết quả",
            "Công chức tiếp nhận, TTPVHCC",
            "Mời người dân kiểm tra từng chi tiết trước khi ký nhận.",
            times="01 giờ",
        ),
    )


def _records(book: str, form: str):
    return (
        (f"Bộ hồ sơ kèm tờ khai ({form})", "Công chức Tư pháp – Hộ tịch", "Kho lưu trữ", "Vĩnh viễn"),
        (book, "Công chức Tư pháp – Hộ tịch", "Kho lưu trữ", "Vĩnh viễn"),
    )


def death() -> tuple:
    """Registration of a death."""
    return administrative(
        Service(
            purpose="Đăng ký khai tử kịp thời, giảm việc đi lại cho gia đình trong lúc tang gia.",
            scope="Người chết có nơi cư trú cuối cùng trên địa bàn, hoặc chết trên địa bàn mà không rõ nơi cư trú.",
            dossier="""
                - Tờ khai đăng ký khai tử (BM.HT.02);
                - Giấy báo tử hoặc giấy tờ thay thế do nơi có thẩm quyền cấp;
                - Căn cước của người đi khai (xuất trình).
                """,
            sets="01 bộ",
            limits=(_SAME_DAY, _NEXT_DAY, ("Cần xác minh", "Không quá 03 ngày làm việc")),
            applicant=(
                "Vợ, chồng, con, cha, mẹ hoặc người thân thích khác; không có người thân thì đại diện tổ dân phố."
            ),
            coordinating="Công an cấp xã; cơ quan bảo hiểm xã hội (khi liên thông trợ cấp mai táng).",
            result="Trích lục khai tử (bản chính).",
            fees="Miễn lệ phí khi đăng ký đúng hạn trong 15 ngày kể từ ngày có người chết.",
            application="Tờ khai đăng ký khai tử (BM.HT.02).",
            conditions="Có căn cứ xác định sự kiện chết.",
            laws=CIVIL,
            steps=_DEATH_STEPS,
            forms=(("BM.HT.02", "Tờ khai đăng ký khai tử"),),
            records=_records("Sổ đăng ký khai tử", "BM.HT.02"),
        )
    )


_DEATH_STEPS = steps(
    "Các bước giải quyết",
    step(
        "1",
        "Tiếp nhận",
        "Công chức tiếp nhận, TTPVHCC",
        "Ưu tiên giải quyết trước các hồ sơ khác.",
        "BM.HT.02",
        "01 giờ",
    ),
    step(
        "2",
        "Thẩm tra",
        "Công chức Tư pháp – Hộ tịch",
        "",
        times=(("Đủ căn cứ", "02 giờ"), ("Cần xác minh", "02 ngày làm việc")),
    ),
    step("3", "Ký trích lục", "Chủ tịch Ủy ban nhân dân hoặc người được ủy quyền", "", times="02 giờ"),
    step("4", "Ghi sổ, khóa thông tin dân cư", "Công chức Tư pháp – Hộ tịch", "", times="01 giờ"),
    step(
        "5",
        "Trả kết quả",
        "Công chức tiếp nhận, TTPVHCC",
        "Hướng dẫn thủ tục trợ cấp mai táng, nếu có.",
        times="01 giờ",
    ),
)


def marriage() -> tuple:
    """Registration of a marriage."""
    return administrative(
        Service(
            purpose="Đăng ký kết hôn đúng điều kiện luật định, trao giấy chứng nhận trang trọng.",
            scope="Hai bên nam, nữ là công dân Việt Nam cư trú trong nước, ít nhất một bên cư trú trên địa bàn.",
            dossier="""
                - Tờ khai đăng ký kết hôn có đủ thông tin và chữ ký hai bên (BM.HT.03);
                - Căn cước của hai bên (xuất trình);
                - Giấy xác nhận tình trạng hôn nhân, nếu không tra cứu được trong dữ liệu hộ tịch điện tử.
                """,
            sets="01 bộ",
            limits=(
                ("Đủ điều kiện", "Trong ngày làm việc"),
                ("Cần xác minh điều kiện kết hôn", "Không quá 05 ngày làm việc"),
            ),
            applicant="Hai bên nam, nữ; cả hai cùng có mặt khi ký sổ và nhận giấy.",
            coordinating="Ủy ban nhân dân nơi cư trú trước đây của hai bên (khi cần xác minh).",
            result="Giấy chứng nhận kết hôn, mỗi bên giữ một bản chính.",
            fees="Miễn lệ phí.",
            application="Tờ khai đăng ký kết hôn (BM.HT.03).",
            conditions="""
                - Nam từ đủ 20 tuổi, nữ từ đủ 18 tuổi; hai bên tự nguyện.
                - Không thuộc trường hợp cấm kết hôn theo Luật Hôn nhân và gia đình.
                """,
            laws=(MARRIAGE, *CIVIL),
            steps=_MARRIAGE_STEPS,
            forms=(("BM.HT.03", "Tờ khai đăng ký kết hôn"),),
            records=_records("Sổ đăng ký kết hôn", "BM.HT.03"),
        )
    )


_MARRIAGE_STEPS = steps(
    "Các bước giải quyết",
    step("1", "Tiếp nhận", "Công chức tiếp nhận, TTPVHCC", "", "BM.HT.03", "01 giờ"),
    step(
        "2",
        "Kiểm tra điều kiện kết hôn",
        "Công chức Tư pháp – Hộ tịch",
        """
        Tra cứu tình trạng hôn nhân; hỏi riêng từng bên về sự tự nguyện.
        """,
        times=(("Tra cứu được", "02 giờ"), ("Cần xác minh", "04 ngày làm việc")),
    ),
    step("3", "Ký giấy chứng nhận", "Chủ tịch Ủy ban nhân dân", "", times="02 giờ"),
    step(
        "4",
        "Ký sổ và trao giấy",
        "Công chức Tư pháp – Hộ tịch, hai bên",
        "Hai bên cùng ký sổ trước mặt công chức.",
        times="01 giờ",
    ),
)
