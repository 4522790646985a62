"""The quality manual: the agency, its processes, the clauses met, what does not apply, and an appendix."""

from wagtail_qms.content import nodes
from wagtail_qms.setup.demo.texts.manual_clauses import CLAUSES
from wagtail_qms.setup.demo.writing import meanings, prose, section, table


def manual() -> tuple:
    """All parts of the manual."""
    return (
        section("PHẦN 1", "GIỚI THIỆU", *_introduction()),
        section("PHẦN 2", "HỆ THỐNG QUẢN LÝ CHẤT LƯỢNG", *_system()),
        section("PHẦN 3", "CÁCH CƠ QUAN ĐÁP ỨNG TIÊU CHUẨN", *_answers()),
        section("Phụ lục 1", "Bảng mục tiêu chất lượng", _objectives(), role="appendix"),
        section("Phụ lục 2", "Danh mục tri thức cần gìn giữ", _knowledge(), role="appendix"),
    )


def _introduction():
    yield section(
        "I",
        "Cơ quan và địa bàn",
        """
        Cơ quan được tổ chức theo mô hình chính quyền địa phương hai cấp, phục vụ khoảng hai mươi nghìn người \
        dân của mười hai tổ dân phố.
        Mỗi năm cơ quan tiếp nhận trên chín nghìn hồ sơ, phần lớn thuộc lĩnh vực hộ tịch, chứng thực, đất đai và \
        bảo trợ xã hội.
        """,
    )
    yield section("II", "Tổ chức bộ máy", _units())
    yield section(
        "III",
        "Sổ tay này dùng để làm gì",
        """
        Sổ tay cho biết hệ thống gồm những gì, ai chịu trách nhiệm và tìm quy định chi tiết ở đâu. Công chức mới \
        đọc sổ tay trong tuần đầu nhận việc.
        """,
    )


def _units():
    return table(
        "Các đơn vị và việc chính",
        ("Đơn vị", "Việc chính", "Vai trò trong hệ thống"),
        (
            "Lãnh đạo Ủy ban nhân dân",
            "Điều hành chung, quyết định theo thẩm quyền",
            "Lãnh đạo cao nhất, Lãnh đạo Ban ISO",
        ),
        ("Văn phòng HĐND và UBND", "Tham mưu tổng hợp, tư pháp, hộ tịch, chứng thực", "Thường trực Ban ISO"),
        ("Phòng Kinh tế, Hạ tầng và Đô thị", "Tài chính, đất đai, xây dựng", "Chủ trì quy trình chuyên môn"),
        ("Phòng Văn hóa – Xã hội", "Giáo dục, y tế, bảo trợ xã hội, nội vụ", "Chủ trì quy trình chuyên môn"),
        ("Trung tâm Phục vụ hành chính công", "Tiếp nhận và trả kết quả", "Đo lường sự hài lòng"),
    )


def _system():
    yield section(
        "1",
        "Phạm vi áp dụng",
        """
        Toàn bộ hoạt động giải quyết thủ tục hành chính cho người dân, tổ chức và các hoạt động nội bộ phục vụ việc đó.
        """,
        clauses=("4.3",),
    )
    yield section("2", "Điều khoản không áp dụng", nodes.Exclusions(_EXCLUDED), clauses=("4.3",))
    yield section(
        "3",
        "Chính sách và mục tiêu",
        """
        Chính sách chất lượng do Chủ tịch ký ban hành. Mục tiêu được đặt hằng năm cho cơ quan và từng đơn vị, \
        theo bảng ở Phụ lục 1.
        """,
        clauses=("5.2", "6.2"),
        documents="CSCL, QT.CTCL",
    )
    yield section("4", "Các quá trình chính", *_processes(), clauses=("4.4", "8.1"))
    yield section("5", "Thuật ngữ dùng trong sổ tay", _WORDS)


_EXCLUDED = (
    nodes.Exclusion("8.3", "Cơ quan thực hiện thủ tục do pháp luật quy định sẵn, không tự thiết kế dịch vụ mới."),
    nodes.Exclusion("7.1.5.2", "Công việc không dùng phương tiện đo phải hiệu chuẩn."),
)

_WORDS = meanings(
    ("Khách hàng", "Người dân, tổ chức có yêu cầu mà cơ quan có trách nhiệm giải quyết."),
    ("Dịch vụ", "Kết quả giải quyết thủ tục hành chính và cách phục vụ khi giải quyết."),
    ("Thông tin dạng văn bản", "Tài liệu hướng dẫn cách làm và hồ sơ chứng minh đã làm."),
)


def _processes():
    yield from prose("""
        Công việc của cơ quan được nhìn như ba nhóm quá trình nối tiếp nhau:
        - Quá trình quản lý: hoạch định, phân công, đánh giá nội bộ, xem xét của lãnh đạo.
        - Quá trình chính: tiếp nhận, thẩm định, quyết định, trả kết quả.
        - Quá trình hỗ trợ: nhân sự, công nghệ thông tin, cơ sở vật chất, kiểm soát tài liệu.
        """)
    yield table(
        "Quá trình chính: đầu vào, đầu ra, cách theo dõi",
        ("Quá trình", "Đầu vào", "Đầu ra", "Theo dõi bằng"),
        ("Tiếp nhận", "Hồ sơ, yêu cầu", "Phiếu hẹn", "Số hồ sơ phải bổ sung"),
        ("Thẩm định", "Hồ sơ hợp lệ", "Tờ trình, dự thảo", "Thời gian xử lý từng bước"),
        ("Quyết định", "Dự thảo kết quả", "Văn bản đã ký", "Số lần chuyển trả"),
        ("Trả kết quả", "Văn bản đã ký", "Kết quả tới tay người dân", "Tỷ lệ đúng hẹn, mức hài lòng"),
    )


def _answers():
    yield from prose("Bảng sau cho biết từng điều khoản được đáp ứng thế nào và quy định chi tiết nằm ở tài liệu nào.")
    yield nodes.Clauses(tuple(nodes.ClauseMet(clause, prose(how), documents) for clause, how, documents in CLAUSES))


def _objectives():
    return table(
        "Mục tiêu chất lượng của năm",
        ("Mục tiêu", "Cách đo", "Đơn vị chủ trì"),
        ("Từ 98% hồ sơ trả đúng hẹn hoặc sớm hẹn", "Số liệu của phần mềm một cửa, chốt ngày cuối tháng", "Văn phòng"),
        ("Từ 95% người dân hài lòng", "Phiếu khảo sát tại quầy và trực tuyến", "Trung tâm Phục vụ hành chính công"),
        ("100% công chức được tập huấn quy trình mới trong 15 ngày", "Xác nhận đã đọc trên hệ thống", "Thư ký ISO"),
    )


def _knowledge():
    return table(
        "Tri thức và cách gìn giữ",
        ("Tri thức", "Người nắm giữ", "Cách gìn giữ"),
        (
            "Cách xử lý hồ sơ hộ tịch thiếu giấy tờ gốc",
            "Công chức Tư pháp – Hộ tịch",
            "Sổ tay tình huống, cập nhật hằng quý",
        ),
        ("Lịch sử ranh giới tổ dân phố", "Công chức Địa chính", "Bản đồ số, lưu tại Văn phòng"),
    )
