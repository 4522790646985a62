"""What people type, beside the text that they mean. Every engine has to find the text by all of these spellings."""

from __future__ import annotations

import unicodedata


def apart(text: str) -> str:
    """``text`` with its accents as characters of their own, as some systems send it."""
    return unicodedata.normalize("NFD", text)


#: (what the document says, what is typed)
CASES = [
    # Letter case and composition
    ("Quy trình kiểm soát tài liệu", "quy trình kiểm soát tài liệu"),
    ("quy trình kiểm soát tài liệu", "QUY TRÌNH KIỂM SOÁT TÀI LIỆU"),
    (apart("Đánh giá nội bộ"), "đánh giá nội bộ"),
    ("Đánh giá nội bộ", apart("đánh giá nội bộ")),
    ("Mục tiêu chất lượng", apart("MỤC TIÊU CHẤT LƯỢNG")),
    # Without accents, in whole or in part
    ("Quy trình kiểm soát tài liệu", "quy trinh kiem soat tai lieu"),
    ("quy trinh kiem soat tai lieu", "quy trình kiểm soát tài liệu"),
    ("Đánh giá nội bộ", "danh gia noi bo"),
    ("Đánh giá nội bộ", "đanh gia nội bộ"),
    ("hệ thống quản lý chất lượng", "he thong quan ly chat luong"),
    ("Ủy ban nhân dân", "uy ban nhan dan"),
    ("Ấp Bàu Đưng", "ap bau dung"),
    ("đường phố", "duong pho"),
    ("khiếu nại, tố cáo", "khieu nai to cao"),
    ("nghỉ phép", "nghi phep"),
    ("thực hiện", "thuc hien"),
    ("sửa đổi, bổ sung", "sua doi bo sung"),
    ("kỹ thuật viên", "ky thuat vien"),
    # đ, d and the Icelandic letter that looks like it
    ("Ðăng ký khai sinh", "đăng ký khai sinh"),
    ("Đăng ký khai sinh", "Ðăng ký khai sinh"),
    ("đăng ký khai sinh", "dang ky khai sinh"),
    ("QĐ bổ nhiệm", "QD bo nhiem"),
    # Old and new tone placement
    ("hòa giải ở cơ sở", "hoà giải"),
    ("hoà giải ở cơ sở", "hòa giải"),
    ("thuỷ lợi", "thủy lợi"),
    ("thủy lợi", "thuỷ lợi"),
    ("sức khoẻ", "sức khỏe"),
    ("sức khỏe", "suc khoe"),
    ("hóa đơn", "hoá đơn"),
    ("toàn bộ", "tòan bộ"),
    ("kết quả", "kết qủa"),
    ("quý khách", "qúy khách"),
    ("người già", "người gìa"),
    ("thuốc lá", "thúôc lá"),
    # i and y
    ("quản lý hồ sơ", "quản lí hồ sơ"),
    ("quản lí hồ sơ", "quản lý hồ sơ"),
    ("kỹ năng", "kĩ năng"),
    ("chữ ký", "chữ kí"),
    ("bác sĩ", "bác sỹ"),
    ("công ty", "cong ti"),
    ("quy định", "qui định"),
    ("hi vọng", "hy vọng"),
    ("Mỹ thuật", "mĩ thuật"),
    ("tỷ lệ", "tỉ lệ"),
    # What is not seen
    ("tài\u200b liệu nội bộ", "tài liệu nội bộ"),
    ("quản\u00ad lý", "quản lý"),
    ("tài liệu", "tài\u00ad liệu\ufeff"),
    ("chất lượng", "chất\u00a0lượng"),
    ("khai thác", "kh\u200dai thác"),
    ("q\u0300uy trình", "quy trình"),
    # Dashes, quotation marks, wide characters
    ("họp – giao ban", "họp giao ban"),
    ("Biên bản (họp)", "bien ban hop"),
    ("“sự không phù hợp”", "sự không phù hợp"),
    ("ＩＳＯ ９００１", "iso 9001"),
    ("mục ５.２", "mục 5.2"),
    ("và/hoặc", "va hoac"),
    # Codes of documents
    ("Theo QT.CTCL", "QT.CTCL"),
    ("Theo QT.CTCL", "qt.ctcl"),
    ("Theo QT.CTCL", "qt ctcl"),
    ("Theo QT.CTCL", "QT-CTCL"),
    ("Theo QT.CTCL", "qtctcl"),
    ("Theo BM.CTCL.01", "BM CTCL 01"),
    ("Theo BM.CTCL.01", "bm.ctcl.1"),
    ("Theo BM.CTCL.01", "bmctcl01"),
    ("Theo BM.CTCL. 01", "BM.CTCL.01"),
    ("Theo BM–CTCL–01", "BM-CTCL-01"),
    ("Theo BM.UBND.04-01", "bm ubnd 04 01"),
    ("Quy trình QT-05", "qt 5"),
    ("Quy trình QT-05", "QT05"),
    # Laws and reports
    ("Báo cáo số 247/BC-UBND", "247 BC UBND"),
    ("Báo cáo số 247/BC-UBND", "247/bc-ubnd"),
    ("Báo cáo số 247 /BC-UBND", "247/BC-UBND"),
    ("Quyết định 101/QĐ-BKHCN", "101/QD-BKHCN"),
    ("Quyết định 101/QĐ-BKHCN", "101 qđ bkhcn"),
    ("Nghị định số 123/2015/NĐ-CP", "123/2015/nd-cp"),
    ("Nghị định số 123/2015/NĐ-CP", "nghị định 123/2015"),
    ("Nghị định số 07/2025/NĐ-CP", "nghi dinh 7/2025/ND-CP"),
    ("Luật số 60/2014/QH13", "60/2014/qh13"),
    ("Thông tư 04/2020/TT-BTP", "thong tu 4 2020 tt btp"),
    # Standards, clauses, numbers, dates
    ("TCVN ISO 9001:2015", "iso 9001:2015"),
    ("TCVN ISO 9001:2015", "ISO9001"),
    ("TCVN ISO 9001:2015", "tcvn iso 9001"),
    ("điều 5.2.1 của tiêu chuẩn", "dieu 5.2.1"),
    ("ngày 01/09/2020", "ngay 1/9/2020"),
    ("lần 02", "lan 2"),
    ("05 ngày làm việc", "5 ngay lam viec"),
    # Keys of a keyboard program that was off
    ("quy trình", "quy trinhf"),
    ("quy trình", "quy tri2nh"),
    ("quy trình", "quy trinh2"),
    ("quản lý chất lượng", "quarn lys chaats luwowngj"),
    ("đăng ký kết hôn", "ddawng kys keets hoon"),
    ("đăng ký kết hôn", "d9a8ng ky1 ke61t ho6n"),
    ("chứng thực chữ ký", "chuwngs thuwcj chuwx kys"),
    ("chứng thực chữ ký", "chu71ng thu75c chu74 ky1"),
    ("hồ sơ được tiếp nhận", "hoof sow dduwowcj tieeps nhaanj"),
    ("Nguyễn Đức", "nguyeenx dduwcs"),
    ("của cơ quan", "cuar cow quan"),
    # Words that only look like it
    ("biểu mẫu số 1", "mau 1"),
    ("bước 2", "buoc 2"),
    ("test case", "test"),
]

#: (what the document says, what is typed, and does not mean it)
STRANGERS = [
    ("bàn giao", "biên bản"),
    ("QT.CTCL", "QT.CTCN"),
    ("mục 5.2", "muc 5.3"),
    ("hai tay", "hay tai"),
    ("247/BC-UBND", "248/BC-UBND"),
    ("thuỷ", "thúi"),
]
