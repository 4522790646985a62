"""Procedures of the field Hộ tịch that confirm what is registered."""

from wagtail_qms.setup.demo.administrative import Service, administrative
from wagtail_qms.setup.demo.texts.laws import CIRCULAR_281, CIVIL
from wagtail_qms.setup.demo.writing import step, steps


def extract() -> tuple:
    """Copies of extracts from the civil status books."""
    return administrative(
        Service(
            purpose="Cấp bản sao trích lục hộ tịch nhanh, đúng dữ liệu gốc, không phụ thuộc nơi đã đăng ký.",
            scope="Sự kiện hộ tịch có trong sổ hoặc cơ sở dữ liệu hộ tịch điện tử.",
            dossier="""
                - Tờ khai cấp bản sao trích lục (BM.HT.04);
                - Căn cước của người yêu cầu (xuất trình);
                - Văn bản ủy quyền, khi làm thay người không phải cha, mẹ, vợ, chồng, con, anh, chị, em ruột.
                """,
            sets="01 bộ",
            limits=(
                ("Hồ sơ nhận trước 15 giờ", "Trong ngày làm việc"),
                ("Hồ sơ nhận sau 15 giờ", "Ngày làm việc tiếp theo"),
            ),
            applicant="Cá nhân; cơ quan, tổ chức có văn bản yêu cầu nêu rõ lý do.",
            coordinating="Không có.",
            result="Bản sao trích lục hộ tịch, bản giấy hoặc bản điện tử.",
            fees="8.000 đồng mỗi bản sao, cho mỗi sự kiện hộ tịch; miễn theo quy định với người thuộc diện ưu đãi.",
            application="Tờ khai cấp bản sao trích lục hộ tịch (BM.HT.04).",
            conditions="Không có.",
            laws=(*CIVIL, CIRCULAR_281),
            steps=_EXTRACT_STEPS,
            forms=(("BM.HT.04", "Tờ khai cấp bản sao trích lục hộ tịch"),),
            records=(
                (
                    "Tờ khai (BM.HT.04) và sổ theo dõi cấp bản sao",
                    "Công chức Tư pháp – Hộ tịch",
                    "Văn phòng",
                    "05 năm",
                ),
            ),
        )
    )


_EXTRACT_STEPS = steps(
    "Các bước giải quyết",
    step("1", "Tiếp nhận, thu phí", "Công chức tiếp nhận, TTPVHCC", "", "BM.HT.04", "01 giờ"),
    step(
        "2",
        "Tra cứu, in trích lục",
        "Công chức Tư pháp – Hộ tịch",
        "",
        times=(("Có dữ liệu điện tử", "01 giờ"), ("Phải tra sổ giấy", "03 giờ")),
    ),
    step("3", "Ký, đóng dấu", "Lãnh đạo Ủy ban nhân dân, Văn thư", "", times="02 giờ"),
    step("4", "Trả kết quả", "Công chức tiếp nhận, TTPVHCC", "", times="01 giờ"),
)


def marital_status() -> tuple:
    """Confirmation of marital status."""
    return administrative(
        Service(
            purpose="Xác nhận đúng tình trạng hôn nhân tại thời điểm yêu cầu và đúng mục đích sử dụng.",
            scope="Công dân Việt Nam thường trú hoặc đã từng thường trú trên địa bàn.",
            dossier="""
                - Tờ khai, ghi rõ mục đích sử dụng (BM.HT.05);
                - Bản án ly hôn hoặc trích lục khai tử của vợ, chồng trước, nếu không tra cứu được;
                - Căn cước (xuất trình).
                """,
            sets="01 bộ",
            limits=(
                ("Tra cứu được dữ liệu", "03 ngày làm việc"),
                ("Phải xác minh ở nơi khác", "Thêm không quá 03 ngày làm việc"),
            ),
            applicant="Cá nhân hoặc người được ủy quyền.",
            coordinating="Ủy ban nhân dân các nơi thường trú trước đây.",
            result="Giấy xác nhận tình trạng hôn nhân, có giá trị 06 tháng kể từ ngày cấp.",
            fees="Theo nghị quyết của Hội đồng nhân dân cấp tỉnh.",
            application="Tờ khai cấp giấy xác nhận tình trạng hôn nhân (BM.HT.05).",
            conditions="Người xin để kết hôn phải ghi rõ kết hôn với ai, ở đâu.",
            laws=CIVIL,
            steps=_MARITAL_STATUS_STEPS,
            forms=(("BM.HT.05", "Tờ khai cấp giấy xác nhận tình trạng hôn nhân"),),
            records=(
                ("Hồ sơ và sổ cấp giấy xác nhận (BM.HT.05)", "Công chức Tư pháp – Hộ tịch", "Văn phòng", "10 năm"),
            ),
        )
    )


_MARITAL_STATUS_STEPS = steps(
    "Các bước giải quyết",
    step("1", "Tiếp nhận", "Công chức tiếp nhận, TTPVHCC", "", "BM.HT.05", "02 giờ"),
    step(
        "2",
        "Kiểm tra, xác minh",
        "Công chức Tư pháp – Hộ tịch",
        "",
        times=(("Tra cứu được", "02 ngày làm việc"), ("Phải xác minh", "05 ngày làm việc")),
    ),
    step("3", "Ký giấy xác nhận", "Lãnh đạo Ủy ban nhân dân", "", times="04 giờ"),
    step("4", "Trả kết quả", "Công chức tiếp nhận, TTPVHCC", "", times="02 giờ"),
)
