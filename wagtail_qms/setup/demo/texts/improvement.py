"""The improvement procedure QT.CTCL, in two editions."""

from wagtail_qms.setup.demo.administrative import FRAMEWORK, STANDARD
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

TICKET, MINUTES, PLAN = "BM.CTCL.01", "BM.CTCL.02", "BM.CTCL.03"


def improvement(edition: int = 2) -> tuple:
    """The procedure as of its first or its second edition."""
    return (
        section(
            "I",
            "MỤC ĐÍCH",
            """
            Hướng dẫn cách ghi nhận điểm không phù hợp, tìm đúng nguyên nhân, khắc phục và theo dõi tới khi có \
            kết quả; đồng thời quy định việc lãnh đạo xem xét hệ thống và đặt mục tiêu cho năm tiếp theo.
            """,
            role="purpose",
        ),
        section(
            "II",
            "PHẠM VI",
            """
            Mọi đơn vị, công chức và người lao động của cơ quan khi tham gia các quá trình thuộc hệ thống quản \
            lý chất lượng.
            Áp dụng cho cả sai sót đã xảy ra lẫn nguy cơ được phát hiện sớm.
            """,
            role="scope",
        ),
        section("III", "TÀI LIỆU VIỆN DẪN", _sources(), role="references"),
        section("IV", "ĐỊNH NGHĨA, VIẾT TẮT", *_definitions(), role="definitions"),
        section("V", "NỘI DUNG", _first_steps(edition), role="content"),
        section("VI", "BIỂU MẪU", _forms(edition), role="forms"),
        section("VII", "HỒ SƠ LƯU", _records(edition), role="records"),
    )


def _sources():
    vocabulary = law("standard", "TCVN ISO 9000:2015", "Hệ thống quản lý chất lượng – Cơ sở và từ vựng")
    own = (law("internal", "STCL", "Sổ tay chất lượng"), law("internal", "QT.ĐGNB", "Quy trình đánh giá nội bộ"))
    return sources(vocabulary, STANDARD, FRAMEWORK, *own)


def _definitions():
    words = meanings(
        ("Điểm không phù hợp", "Việc làm hoặc kết quả chưa đúng với một yêu cầu đã đặt ra."),
        ("Sự khắc phục", "Việc xử lý ngay cái sai đang có, chưa bàn tới nguyên nhân."),
        ("Hành động khắc phục", "Việc loại bỏ nguyên nhân để cái sai không lặp lại."),
        ("Cải tiến", "Thay đổi làm cho kết quả tốt hơn, kể cả khi chưa có sai sót."),
    )
    short = terms(
        KPH="Không phù hợp",
        HĐKP="Hành động khắc phục",
        XXLĐ="Xem xét của lãnh đạo",
        MTCL="Mục tiêu chất lượng",
        HTQLCL="Hệ thống quản lý chất lượng",
        Ban_ISO="Ban chỉ đạo ISO của cơ quan",
    )
    return words, short


def _first_steps(edition: int):
    days = "02 ngày làm việc" if edition > 1 else "05 ngày làm việc"
    goals = (_GOALS,) if edition > 1 else ()
    return steps("Các bước khắc phục và cải tiến", *_FINDING, _is_action_needed(days), *_ACTING, *_REVIEW, *goals)


def _is_action_needed(days: str):
    return step(
        "5.2.2",
        "Xác định có cần hành động khắc phục",
        "Trưởng đơn vị",
        """
        Phải mở hành động khắc phục khi:
        - Sự việc lặp lại từ hai lần trong một quý;
        - Ảnh hưởng tới quyền lợi của người dân hoặc uy tín cơ quan;
        - Nguy cơ không đạt mục tiêu chất lượng của năm.
        """,
        TICKET,
        days,
    )


_FINDING = (
    heading("5.1", "Nhận biết và xử lý điểm không phù hợp"),
    step(
        "5.1.1",
        "Ghi nhận và xử lý tại chỗ",
        "Công chức phát hiện, Trưởng đơn vị",
        """
        - Dừng ngay phần việc đang sai, báo Trưởng đơn vị trong ngày.
        - Trưởng đơn vị chọn cách xử lý: làm lại, sửa chữa, thu hồi kết quả đã trả hoặc xin lỗi người dân.
        - Ghi sự việc và cách xử lý vào mục 1 của phiếu.
        """,
        TICKET,
        "Trong ngày",
    ),
    step(
        "5.1.2",
        "Tập hợp thông tin đầu vào",
        "Thư ký ISO",
        """
        Hằng tháng, Thư ký ISO tập hợp từ các nguồn:
        - Phản ánh, kiến nghị và kết quả khảo sát sự hài lòng;
        - Hồ sơ trễ hẹn, hồ sơ phải bổ sung quá một lần;
        - Kết luận đánh giá nội bộ, thanh tra, kiểm tra:
        + điểm nặng, điểm nhẹ,
        + điểm lưu ý;
        - Bảng nhận diện rủi ro và tiến độ thực hiện mục tiêu.
        """,
        times="Trước ngày 05 hằng tháng",
    ),
    heading("5.2", "Mở phiếu yêu cầu hành động khắc phục, cải tiến"),
    step(
        "5.2.1",
        "Mở phiếu",
        "Trưởng đơn vị, Chuyên gia đánh giá",
        """
        Mỗi phiếu chỉ nêu một vấn đề, kèm bằng chứng. Số phiếu lấy theo thứ tự trong năm, không dùng lại.
        """,
        TICKET,
        "01 ngày làm việc",
    ),
)

_ACTING = (
    step(
        "5.3",
        "Xem xét, giao việc",
        "Lãnh đạo Ban ISO",
        """
        Thư ký ISO trình phiếu; Lãnh đạo Ban ISO giao đơn vị chủ trì, nêu rõ thời hạn.
        """,
        TICKET,
        "02 ngày làm việc",
    ),
    step(
        "5.4",
        "Phân tích nguyên nhân, chọn giải pháp",
        "Đơn vị được giao",
        """
        - Hỏi "vì sao" cho tới nguyên nhân mà cơ quan có thể thay đổi được.
        - Nêu ít nhất hai giải pháp, kèm người làm, thời hạn, cách đo kết quả.
        """,
        TICKET,
        (("Điểm nặng", "05 ngày làm việc"), ("Điểm nhẹ, cải tiến", "10 ngày làm việc")),
    ),
    step(
        "5.5",
        "Thực hiện và theo dõi",
        "Đơn vị được giao, Thư ký ISO",
        """
        Việc kéo dài trên một tháng phải báo tiến độ hằng tháng. Xin gia hạn trước khi hết hạn, nêu lý do.
        """,
        TICKET,
        "Theo phiếu",
    ),
    step(
        "5.6",
        "Kiểm tra hiệu lực",
        "Người được Lãnh đạo Ban ISO phân công",
        """
        Người kiểm tra không thuộc đơn vị thực hiện. Kết luận dựa trên hồ sơ thật sau khi giải pháp đã chạy \
        đủ một tháng.
        """,
        TICKET,
        "05 ngày làm việc",
    ),
    step(
        "5.7",
        "Đóng phiếu",
        "Thư ký ISO",
        """
        - Đạt: ghi bằng chứng và đóng phiếu.
        - Chưa đạt: mở phiếu mới, dẫn số phiếu cũ.
        """,
        TICKET,
        "01 ngày làm việc",
    ),
)

_REVIEW = (
    step(
        "5.8",
        "Xem xét của lãnh đạo",
        "Lãnh đạo cao nhất, Ban ISO",
        """
        Ít nhất mỗi năm một lần, sau đợt đánh giá nội bộ; chọn hình thức họp (5.8.1) hoặc báo cáo (5.8.2).
        """,
    ),
    heading("5.8.1", "Xem xét tại cuộc họp"),
    step(
        "5.8.1.1",
        "Chuẩn bị đầu vào",
        "Thư ký ISO",
        """
        - Kết quả thực hiện kết luận lần trước;
        - Thay đổi về tổ chức, pháp luật, công nghệ;
        - Sự hài lòng của người dân, mức đạt mục tiêu, điểm không phù hợp, kết quả đánh giá;
        - Nguồn lực, rủi ro và cơ hội cải tiến.
        """,
        times="Trước cuộc họp 05 ngày làm việc",
    ),
    step(
        "5.8.1.2",
        "Kết luận cuộc họp",
        "Lãnh đạo cao nhất, Thư ký cuộc họp",
        """
        Biên bản ghi rõ từng quyết định: việc gì, ai làm, xong khi nào.
        """,
        MINUTES,
        "03 ngày làm việc",
    ),
    heading("5.8.2", "Xem xét bằng báo cáo"),
    step(
        "5.8.2.1",
        "Lập báo cáo vận hành hệ thống",
        "Thư ký ISO, Ban ISO",
        """
        Báo cáo có đủ các nội dung như đầu vào cuộc họp, gửi các thành viên Ban ISO lấy ý kiến.
        """,
        times="05 ngày làm việc",
    ),
    step(
        "5.8.2.2",
        "Thông báo kết luận",
        "Lãnh đạo cao nhất",
        """
        Thông báo kết luận gửi tới mọi đơn vị và lưu cùng báo cáo.
        """,
        times="03 ngày làm việc",
    ),
)

_GOALS = step(
    "5.9",
    "Đặt mục tiêu cho năm sau",
    "Ban ISO, Trưởng đơn vị",
    """
    - Trước 31/12: tự đánh giá mức đạt của từng mục tiêu.
    - Trước 30/01: phê duyệt mục tiêu mới, đo được, có người chịu trách nhiệm.
    """,
    PLAN,
    "Hằng năm",
)


def _forms(edition: int):
    rows = [
        (TICKET, "Phiếu yêu cầu hành động khắc phục, cải tiến"),
        (MINUTES, "Biên bản họp xem xét của lãnh đạo"),
    ]
    return forms(*rows, *([(PLAN, "Kế hoạch thực hiện mục tiêu chất lượng")] if edition > 1 else []))


def _records(edition: int):
    years = "05 năm" if edition > 1 else "03 năm"
    return records(
        (f"Phiếu yêu cầu và bằng chứng thực hiện ({TICKET})", "Đơn vị thực hiện, Thư ký ISO", "Văn phòng", years),
        (f"Biên bản họp ({MINUTES}) hoặc báo cáo, thông báo kết luận", "Thư ký ISO", "Văn phòng", years),
    )
