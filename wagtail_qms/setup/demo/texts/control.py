"""Document control QT.KSTL and risk management QT.QLRR."""

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
    table,
    terms,
)


def document_control() -> tuple:
    """How documents are written, issued, handed out, changed and withdrawn."""
    return (
        section(
            "1",
            "Mục đích",
            """
            Bảo đảm ở mỗi nơi làm việc chỉ có bản đang hiệu lực, và luôn chứng minh được ai đã soạn thảo, xem \
            xét, phê duyệt.
            """,
            role="purpose",
        ),
        section(
            "2",
            "Phạm vi",
            """
            Sổ tay, chính sách, quy trình, hướng dẫn, biểu mẫu của hệ thống quản lý chất lượng và tài liệu bên \
            ngoài được viện dẫn.
            """,
            role="scope",
        ),
        section(
            "3",
            "Tài liệu viện dẫn",
            sources(STANDARD, law("internal", "STCL", "Sổ tay chất lượng")),
            role="references",
        ),
        section("4", "Định nghĩa và viết tắt", *_control_words(), role="definitions"),
        section("5", "Nội dung", section("5.1", "Cách đặt mã hiệu", _codes()), _CONTROL_STEPS, role="content"),
        section("6", "Biểu mẫu", _CONTROL_FORMS, role="forms"),
        section("7", "Hồ sơ lưu", _CONTROL_RECORDS, role="records"),
    )


_CONTROL_FORMS = forms(
    ("BM.KSTL.01", "Phiếu đề nghị soạn thảo, sửa đổi tài liệu"),
    ("BM.KSTL.02", "Sổ phân phối và thu hồi tài liệu"),
)

_CONTROL_RECORDS = records(
    ("Bản gốc đã phê duyệt của từng lần ban hành", "Thư ký ISO", "Văn phòng", "Vĩnh viễn"),
    ("Phiếu đề nghị (BM.KSTL.01)", "Thư ký ISO", "Văn phòng", "05 năm"),
    ("Sổ phân phối (BM.KSTL.02)", "Thư ký ISO", "Văn phòng", "05 năm"),
)


def _control_words():
    words = meanings(
        ("Tài liệu", "Văn bản cho biết phải làm thế nào."),
        ("Hồ sơ", "Bằng chứng cho thấy đã làm."),
        ("Bản được kiểm soát", "Bản có số, ghi trong sổ phân phối, được thay khi có lần ban hành mới."),
    )
    return words, terms(KSTL="Kiểm soát tài liệu", BM="Biểu mẫu", QT="Quy trình")


def _codes():
    return table(
        "Cấu trúc mã hiệu",
        ("Loại", "Mã hiệu", "Ví dụ"),
        ("Sổ tay chất lượng", "STCL", "STCL"),
        ("Quy trình hệ thống", "QT. + chữ viết tắt", "QT.KSTL"),
        ("Quy trình thủ tục hành chính", "QT. + lĩnh vực + số", "QT.HT.01"),
        ("Hướng dẫn", "HD. + bộ phận + số", "HD.TN.01"),
    )


_CONTROL_STEPS = steps(
    "Các bước kiểm soát tài liệu",
    step(
        "5.2",
        "Đề nghị soạn thảo, sửa đổi",
        "Mọi công chức",
        """
        Nêu lý do, phần cần sửa và căn cứ; gửi Thư ký ISO.
        """,
        "BM.KSTL.01",
    ),
    step(
        "5.3",
        "Soạn thảo",
        "Người được phân công",
        """
        - Viết câu ngắn, đúng người, đúng việc, đúng thời hạn.
        - Điền bảng sửa đổi: nội dung, căn cứ, lần sửa đổi.
        """,
        times="10 ngày làm việc",
    ),
    step(
        "5.4",
        "Xem xét",
        "Trưởng đơn vị hoặc người được giao",
        """
        Người xem xét không tham gia soạn thảo. Chưa đạt thì chuyển trả, ghi rõ lý do.
        """,
        times="03 ngày làm việc",
    ),
    step(
        "5.5",
        "Phê duyệt, ban hành",
        "Chủ tịch hoặc Phó Chủ tịch",
        """
        Người phê duyệt không soạn thảo, không xem xét chính tài liệu đó. Ngày hiệu lực không trước ngày ban hành.
        """,
        times="02 ngày làm việc",
    ),
    heading("5.6", "Sử dụng tài liệu"),
    step(
        "5.6.1",
        "Phân phối",
        "Thư ký ISO",
        """
        Ghi nơi nhận, số bản, hạn xác nhận đã đọc và hiểu.
        """,
        "BM.KSTL.02",
    ),
    step(
        "5.6.2",
        "Thu hồi bản cũ",
        "Thư ký ISO",
        """
        Thu hồi trong 05 ngày làm việc kể từ ngày bản mới có hiệu lực; bản giữ lại để tham khảo phải đóng \
        dấu hết hiệu lực.
        """,
        "BM.KSTL.02",
    ),
    step(
        "5.7",
        "Bãi bỏ",
        "Thư ký ISO, Lãnh đạo Ban ISO",
        """
        Theo quyết định bằng văn bản, nêu lý do. Tài liệu đã bãi bỏ vẫn tra cứu được nhưng không dùng để \
        giải quyết công việc.
        """,
    ),
    step(
        "5.8",
        "Rà soát định kỳ",
        "Đơn vị chủ trì",
        """
        Mỗi năm một lần hoặc ngay khi văn bản pháp luật liên quan thay đổi.
        """,
        times="Hằng năm",
    ),
)


def risk() -> tuple:
    """How risks and opportunities are found, weighed and dealt with."""
    return (
        section(
            "1",
            "Mục đích",
            """
            Thấy trước điều có thể làm hỏng kết quả, chuẩn bị cách ứng phó vừa sức và tận dụng cơ hội làm tốt hơn.
            """,
            role="purpose",
        ),
        section("2", "Phạm vi", "Tất cả quá trình nêu trong sổ tay chất lượng.", role="scope"),
        section(
            "3",
            "Tài liệu viện dẫn",
            sources(STANDARD, law("internal", "QT.CTCL", "Quy trình cải tiến")),
            role="references",
        ),
        section(
            "4",
            "Định nghĩa",
            meanings(
                ("Rủi ro", "Điều chưa chắc xảy ra nhưng nếu xảy ra sẽ ảnh hưởng tới kết quả mong muốn."),
                ("Cơ hội", "Hoàn cảnh thuận lợi có thể dùng để đạt kết quả tốt hơn."),
                ("Mức rủi ro", "Tích của điểm khả năng xảy ra và điểm hậu quả, mỗi điểm từ 1 đến 5."),
            ),
            role="definitions",
        ),
        section("5", "Nội dung", _levels(), _RISK_STEPS, role="content"),
        section("6", "Biểu mẫu", forms(("BM.QLRR.01", "Bảng nhận diện và xử lý rủi ro, cơ hội")), role="forms"),
        section(
            "7",
            "Hồ sơ lưu",
            records(("Bảng nhận diện rủi ro hằng năm (BM.QLRR.01)", "Từng đơn vị, Thư ký ISO", "Văn phòng", "05 năm")),
            role="records",
        ),
    )


def _levels():
    return table(
        "Cách ứng xử theo mức rủi ro",
        ("Điểm", "Mức", "Việc phải làm"),
        ("Từ 1 đến 4", "Thấp", "Chấp nhận, theo dõi"),
        ("Từ 5 đến 12", "Trung bình", "Lập biện pháp, đơn vị tự theo dõi"),
        ("Từ 15 đến 25", "Cao", "Báo Lãnh đạo Ban ISO, xử lý ngay, đánh giá lại sau một tháng"),
    )


_RISK_STEPS = steps(
    "Các bước quản lý rủi ro",
    step(
        "5.1",
        "Nhận diện",
        "Trưởng đơn vị và công chức",
        """
        Đi theo từng bước của quy trình, hỏi: chỗ nào dễ sai, dễ chậm, dễ phiền hà.
        """,
        "BM.QLRR.01",
        "Tháng 01 hằng năm",
    ),
    step(
        "5.2",
        "Chấm điểm",
        "Trưởng đơn vị",
        "Căn cứ số liệu năm trước; chưa có số liệu thì lấy ý kiến chuyên môn.",
        "BM.QLRR.01",
    ),
    step(
        "5.3",
        "Chọn biện pháp",
        "Trưởng đơn vị",
        "Tránh, giảm, chia sẻ hoặc chấp nhận; ghi người làm và thời hạn.",
        "BM.QLRR.01",
    ),
    step(
        "5.4",
        "Phê duyệt",
        "Lãnh đạo Ban ISO",
        "Bảng của từng đơn vị được duyệt trước khi thực hiện.",
        times="05 ngày làm việc",
    ),
    step(
        "5.5",
        "Theo dõi, đánh giá lại",
        "Trưởng đơn vị, Thư ký ISO",
        """
        Cập nhật hằng quý và sau mỗi sự việc không phù hợp.
        """,
        "BM.QLRR.01",
        "Hằng quý",
    ),
)
