"""Papers and documents for the tests of the PDF, in the shape of real ones."""

from datetime import date

from wagtail_qms.content.nodes import (
    CaseValue,
    Cell,
    Definition,
    Definitions,
    Document,
    Dossier,
    Fact,
    FormEntry,
    Forms,
    Item,
    List,
    Motto,
    Paragraph,
    RecordEntry,
    Records,
    Run,
    Section,
    Source,
    Sources,
    Step,
    Steps,
    Table,
    TimeLimits,
)
from wagtail_qms.pdf.face import Amendment, Face, Signer

SENTENCE = "Cán bộ tiếp nhận kiểm tra thành phần hồ sơ, ghi sổ theo dõi và hẹn ngày trả kết quả cho công dân. "
ALPHABET = "ăâđêôơư ĂÂĐÊÔƠƯ ắằẳẵặ ấầẩẫậ ếềểễệ ốồổỗộ ớờởỡợ ứừửữự ỳỷỹỵ"


def face(**changes):
    given = {
        "title": "Quy trình tiếp nhận và xử lý phản ánh",
        "agency": "Ủy ban nhân dân phường Hoa Sen",
        "code": "QT.PA.01",
        "number": "02",
        "issued_on": date(2026, 2, 28),
        "effective_on": date(2026, 3, 1),
        "labels": {"drafting": "Soạn thảo", "review": "Soát xét", "approval": "Phê duyệt"},
        "signers": (
            Signer("drafting", "Trần Thị Mẫu", "Thư ký ISO", "", date(2026, 2, 20)),
            Signer("review", "Lê Văn Thử", "Chánh Văn phòng", "", date(2026, 2, 24)),
            Signer("approval", "Phạm Minh Họa", "Phó Chủ tịch", "KT. CHỦ TỊCH", date(2026, 2, 28)),
        ),
        "amendments": (
            Amendment("Rút ngắn thời gian xử lý ở mục 5.1", "Kế hoạch cải cách hành chính", "02", date(2026, 2, 28)),
        ),
        "verify_url": "https://hoasen.example/iso/t/7KQ2M",
    }
    return Face(**(given | changes))


def text(words, *marks, href=""):
    return Paragraph((Run(words, marks, href),))


def points(*words):
    return List(tuple(Item((Run(word),)) for word in words))


def step(number, rows=2, **more):
    return Step(
        activity="Tiếp nhận phản ánh của công dân",
        number=number,
        responsible="Bộ phận Một cửa",
        requirement=(points(*(SENTENCE.strip() for _ in range(rows))),),
        forms="BM.PA.01",
        **more,
    )


def procedure(steps=12, **more):
    rows = (Step("Tiếp nhận và phân loại", "5.1", heading=True),)
    rows += tuple(step(f"5.1.{at}", level=1, **more) for at in range(1, steps + 1))
    return Document(
        "procedure",
        (
            Section("MỤC ĐÍCH", "I", "purpose", blocks=(text(SENTENCE * 3),)),
            Section("PHẠM VI", "II", "scope", blocks=(text(SENTENCE * 2), text(ALPHABET))),
            Section(
                "TÀI LIỆU VIỆN DẪN",
                "III",
                "references",
                blocks=(
                    Sources((Source("Hệ thống quản lý chất lượng - Các yêu cầu", "standard", "TCVN ISO 9001:2015"),)),
                ),
            ),
            Section(
                "ĐỊNH NGHĨA, VIẾT TẮT",
                "IV",
                "definitions",
                blocks=(
                    Definitions(
                        (Definition("TTHC", "Thủ tục hành chính", True), Definition("Phản ánh", "Ý kiến gửi đến."))
                    ),
                ),
            ),
            Section("NỘI DUNG", "V", "content", blocks=(Steps(rows),)),
            Section(
                "BIỂU MẪU",
                "VI",
                "forms",
                blocks=(
                    Forms((FormEntry("Phiếu tiếp nhận phản ánh", "BM.PA.01"), FormEntry("Sổ theo dõi", "BM.PA.02"))),
                ),
            ),
            Section(
                "HỒ SƠ LƯU",
                "VII",
                "records",
                blocks=(Records((RecordEntry("Phiếu tiếp nhận và kết quả xử lý", "Bộ phận Một cửa", "", "03 năm"),)),),
            ),
        ),
    )


def administrative():
    return Document(
        "procedure",
        (
            Section(
                "NỘI DUNG QUY TRÌNH",
                "5",
                "content",
                blocks=(
                    Dossier((points("Tờ khai theo mẫu", "Bản sao giấy tờ tùy thân"),), "01 bộ", "5.1"),
                    TimeLimits(
                        (CaseValue("03 ngày làm việc", "Hồ sơ thường"), CaseValue("05 ngày", "Phải xác minh")), "5.2"
                    ),
                    Fact("fees", (text("Không thu phí. Đánh dấu ☐ Có ☑ Không."),), "5.3"),
                    Sources((Source("Luật về mẫu thử", "law", "", "2024"),), True, "5.4"),
                    Steps(
                        (
                            step(
                                "B1",
                                times=(CaseValue("½ ngày", "Hồ sơ thường"), CaseValue("01 ngày", "Phải xác minh")),
                            ),
                            step("B2", times=(CaseValue("02 ngày"),)),
                        )
                    ),
                ),
            ),
            Section(
                "PHỤ LỤC",
                "6",
                "appendix",
                blocks=(
                    Table(
                        (
                            (cell("STT"), cell("Nội dung", colspan=2), cell("Ghi chú")),
                            (cell("1", rowspan=2), cell("Sáng"), cell("7 giờ 30 đến 11 giờ 30"), cell("")),
                            (cell("Chiều"), cell("13 giờ 30 đến 17 giờ"), cell("Trừ chiều thứ Bảy")),
                        ),
                        "Giờ tiếp công dân",
                    ),
                ),
            ),
        ),
    )


def policy():
    return Document(
        "policy",
        (
            Motto("“TẬN TÂM, RÕ RÀNG, ĐÚNG HẸN”"),
            text("Lãnh đạo và toàn thể công chức Ủy ban nhân dân phường Hoa Sen cam kết:"),
            List(tuple(Item((Run(SENTENCE.strip()),)) for _ in range(5)), ordered=True),
        ),
    )


def cell(words, **spans):
    return Cell((text(words),) if words else (), **spans)


def no_file(digest):
    raise KeyError(digest)
