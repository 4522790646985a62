"""Internal audit QT.ĐGNB and satisfaction survey QT.ĐLHL."""

from wagtail_qms.setup.demo.administrative import STANDARD
from wagtail_qms.setup.demo.writing import (
    forms,
    heading,
    law,
    meanings,
    records,
    section,
    sources,
    step,
    steps,
    terms,
)


def internal_audit() -> tuple:
    """Planning, holding and following up an internal audit."""
    guide = law("standard", "TCVN ISO 19011:2018", "Hướng dẫn đánh giá hệ thống quản lý")
    return (
        section(
            "1",
            "Mục đích",
            """
            Xem hệ thống có được làm đúng như đã viết và có mang lại kết quả hay không, để sửa trước khi người \
            ngoài chỉ ra.
            """,
            role="purpose",
        ),
        section("2", "Phạm vi", "Các cuộc đánh giá nội bộ định kỳ và đột xuất tại mọi đơn vị.", role="scope"),
        section("3", "Tài liệu viện dẫn", sources(STANDARD, guide), role="references"),
        section("4", "Định nghĩa và viết tắt", *_audit_words(), role="definitions"),
        section("5", "Nội dung", _AUDIT_STEPS, role="content"),
        section(
            "6",
            "Biểu mẫu",
            forms(
                ("BM.ĐGNB.01", "Kế hoạch, chương trình đánh giá nội bộ"),
                ("BM.ĐGNB.02", "Phiếu ghi chép của chuyên gia đánh giá"),
                ("BM.ĐGNB.03", "Báo cáo đánh giá nội bộ"),
            ),
            role="forms",
        ),
        section(
            "7",
            "Hồ sơ lưu",
            records(
                ("Kế hoạch, chương trình (BM.ĐGNB.01)", "Thư ký ISO", "Văn phòng", "03 năm"),
                ("Phiếu ghi chép (BM.ĐGNB.02)", "Thư ký ISO", "Văn phòng", "03 năm"),
                ("Báo cáo và phiếu khắc phục kèm theo (BM.ĐGNB.03)", "Thư ký ISO", "Văn phòng", "05 năm"),
            ),
            role="records",
        ),
    )


def _audit_words():
    words = meanings(
        ("Chuyên gia đánh giá", "Người đã qua đào tạo, được phân công đánh giá, không thuộc đơn vị được đánh giá."),
        ("Điểm nặng", "Yêu cầu bị bỏ qua hoặc vi phạm có hệ thống."),
        ("Điểm nhẹ", "Sai sót riêng lẻ, chưa ảnh hưởng tới kết quả trả cho người dân."),
        ("Lưu ý", "Chỗ chưa sai nhưng có thể làm tốt hơn."),
    )
    return words, terms(ĐGNB="Đánh giá nội bộ", KPH="Không phù hợp")


_AUDIT_STEPS = steps(
    "Các bước đánh giá nội bộ",
    heading("5.1", "Chuẩn bị"),
    step(
        "5.1.1",
        "Lập kế hoạch năm",
        "Thư ký ISO",
        """
        Đơn vị nhiều hồ sơ trễ hẹn hoặc vừa thay đổi tổ chức được đánh giá trước.
        """,
        "BM.ĐGNB.01",
        "Tháng 02 hằng năm",
    ),
    step(
        "5.1.2",
        "Lập đoàn, gửi chương trình",
        "Lãnh đạo Ban ISO",
        """
        Gửi chương trình cho đơn vị trước ngày đánh giá ít nhất 05 ngày làm việc.
        """,
        "BM.ĐGNB.01",
    ),
    heading("5.2", "Tiến hành"),
    step("5.2.1", "Họp khai mạc", "Trưởng đoàn", "Nêu mục đích, phạm vi, cách ghi nhận phát hiện.", times="15 phút"),
    step(
        "5.2.2",
        "Thu thập bằng chứng",
        "Chuyên gia đánh giá",
        """
        - Chọn ngẫu nhiên hồ sơ đã giải quyết, đối chiếu từng bước với quy trình.
        - Phỏng vấn người trực tiếp làm.
        - Ghi cả điều làm tốt.
        """,
        "BM.ĐGNB.02",
    ),
    step(
        "5.2.3",
        "Họp kết thúc",
        "Trưởng đoàn, đơn vị được đánh giá",
        """
        Đọc từng phát hiện, thống nhất mức độ: nặng, nhẹ, lưu ý.
        """,
        times="30 phút",
    ),
    heading("5.3", "Sau đánh giá"),
    step("5.3.1", "Báo cáo", "Trưởng đoàn", "Gửi Ban ISO và các đơn vị.", "BM.ĐGNB.03", "05 ngày làm việc"),
    step(
        "5.3.2",
        "Khắc phục",
        "Đơn vị được đánh giá",
        "Mở phiếu theo QT.CTCL cho từng điểm không phù hợp.",
        times=(("Điểm nặng", "Mở phiếu trong 02 ngày làm việc"), ("Điểm nhẹ", "Mở phiếu trong 05 ngày làm việc")),
    ),
)


def satisfaction() -> tuple:
    """How the satisfaction of citizens is measured."""
    return (
        section(
            "1", "Mục đích", "Biết người dân hài lòng tới đâu, chưa hài lòng vì sao, để sửa đúng chỗ.", role="purpose"
        ),
        section("2", "Phạm vi", "Người dân, tổ chức đã nhận kết quả giải quyết tại cơ quan.", role="scope"),
        section("3", "Tài liệu viện dẫn", sources(STANDARD), role="references"),
        section("4", "Viết tắt", terms(ĐLHL="Đo lường sự hài lòng"), role="definitions"),
        section(
            "5",
            "Nội dung",
            _SATISFACTION_STEPS,
            role="content",
        ),
        section("6", "Biểu mẫu", forms(("BM.ĐLHL.01", "Phiếu khảo sát sự hài lòng")), role="forms"),
        section(
            "7",
            "Hồ sơ lưu",
            records(("Phiếu khảo sát (BM.ĐLHL.01) và báo cáo", "Thư ký ISO", "Văn phòng", "02 năm")),
            role="records",
        ),
    )


_SATISFACTION_STEPS = steps(
    "Các bước đo lường",
    step(
        "5.1",
        "Chọn mẫu và câu hỏi",
        "Trung tâm Phục vụ hành chính công",
        """
        Mỗi quý lấy ý kiến ít nhất 100 lượt, đủ các lĩnh vực; câu hỏi không quá mười câu.
        """,
        "BM.ĐLHL.01",
    ),
    step(
        "5.2",
        "Lấy ý kiến",
        "Công chức tiếp nhận",
        """
        Phát phiếu hoặc mời quét mã; không ghi tên người trả lời.
        """,
        "BM.ĐLHL.01",
    ),
    step(
        "5.3",
        "Tổng hợp, báo cáo",
        "Thư ký ISO",
        "So với quý trước và với mục tiêu năm.",
        times="Ngày 10 của tháng đầu quý sau",
    ),
    step(
        "5.4",
        "Xử lý ý kiến chưa hài lòng",
        "Trưởng đơn vị",
        "Lặp lại từ ba ý kiến cùng nội dung thì mở phiếu theo QT.CTCL.",
    ),
)
