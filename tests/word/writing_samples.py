"""A paper and a document with every kind of part, for the tests of Word files."""

import hashlib
import io

from django.utils.translation import override
from PIL import Image as Picture

from tests.pdf.samples import cell, face, points, step, text
from wagtail_qms.content.nodes import (
    CaseValue,
    Cell,
    ClauseMet,
    Clauses,
    Definition,
    Definitions,
    Document,
    Dossier,
    Exclusion,
    Exclusions,
    Fact,
    FileRef,
    FormEntry,
    Forms,
    Image,
    Item,
    List,
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
from wagtail_qms.pages.papers import printed
from wagtail_qms.word.writing import write


def picture_bytes(kind="PNG", size=(60, 40)):
    out = io.BytesIO()
    Picture.new("RGB", size, "teal").save(out, kind)
    return out.getvalue()


PNG = picture_bytes()
PNG_REF = FileRef(hashlib.sha256(PNG).hexdigest(), "so-do.png", "image/png", len(PNG))


def read_file(digest):
    return {PNG_REF.digest: PNG}[digest]


def written(document, front=None, read=read_file, **more):
    """The Word file of ``document`` with Vietnamese words."""
    with override("vi"):
        return write(front or face(), document, read, label=printed, **more)


def section(title, number, role, *blocks, **more):
    return Section(title, number, role, blocks=blocks, **more)


def marked():
    runs = (
        Run("Chữ đậm", ("bold",)),
        Run(" rồi nghiêng", ("italic",)),
        Run(" gạch dưới", ("underline",)),
        Run(" m"),
        Run("2", ("superscript",)),
        Run(" H"),
        Run("2", ("subscript",)),
        Run("O cả hai", ("bold", "italic")),
        Run("\ndòng dưới "),
        Run("cổng dịch vụ", (), "https://dichvucong.example/hoa-sen?a=1&b=2"),
    )
    return Paragraph(runs)


def nested():
    deep = List((Item((Run("Bản sao có chứng thực"),)),))
    inner = List((Item((Run("Giấy tờ phải nộp"),), (deep,)), Item((Run("Giấy tờ phải xuất trình"),))))
    return List((Item((Run("Thành phần gồm:"),), (inner,)), Item((Run("Số lượng như trên"),))))


def counted():
    return List((Item((Run("Tiếp nhận hồ sơ"),)), Item((Run("Trả kết quả"),))), True)


def merged_table():
    return Table(
        (
            (cell("STT"), cell("Nội dung", colspan=2), cell("Ghi chú")),
            (cell("1", rowspan=2), cell("Sáng"), cell("7 giờ 30 đến 11 giờ 30"), cell("")),
            (cell("Chiều"), cell("13 giờ 30 đến 17 giờ"), Cell((points("Trừ chiều thứ Bảy", "Nghỉ lễ"),))),
        ),
        "Giờ tiếp công dân",
    )


def dossier_parts():
    return (
        Dossier((points("Tờ khai theo mẫu", "Bản sao giấy tờ tùy thân"),), "01 bộ", "a"),
        TimeLimits((CaseValue("03 ngày làm việc", "Hồ sơ thường"), CaseValue("05 ngày", "Phải xác minh")), "b"),
        Fact("applicant", (text("Cá nhân, tổ chức"),), "c"),
        Fact("performing_body", (text("Ủy ban nhân dân phường"),), "d"),
        Fact("result", (points("Giấy xác nhận", "Thông báo trả lại hồ sơ"),), "đ"),
        Fact("fees", (text("Không thu phí."),), "e"),
        Sources(
            (
                Source("Luật về mẫu thử", "law", "", "2024"),
                Source("quy định chi tiết về mẫu thử", "decree", "12/2025/NĐ-CP", "", "2025-01-20", "Chính phủ"),
            ),
            True,
            "g",
        ),
    )


def steps():
    times = (CaseValue("½ ngày", "Hồ sơ thường"), CaseValue("01 ngày", "Phải xác minh"))
    return Steps(
        (
            Step("Tiếp nhận và phân loại", "5.1", heading=True),
            step("5.1.1", level=1, times=times),
            step("5.1.2", level=1, times=(CaseValue("02 ngày"),)),
        )
    )


def everything():
    """A procedure with every kind of part that a procedure has."""
    return Document(
        "procedure",
        (
            section("MỤC ĐÍCH", "I", "purpose", text("Quy định cách tiếp nhận phản ánh."), marked()),
            section("PHẠM VI", "II", "scope", nested(), text("Và theo thứ tự:"), counted()),
            section("TÀI LIỆU VIỆN DẪN", "III", "references", Sources((Source("Sổ tay chất lượng", "internal"),))),
            section(
                "ĐỊNH NGHĨA, VIẾT TẮT",
                "IV",
                "definitions",
                Definitions(
                    (Definition("TTHC", "Thủ tục hành chính", True), Definition("Phản ánh", "Ý kiến gửi đến."))
                ),
            ),
            section("NỘI DUNG", "V", "content", *dossier_parts(), steps()),
            section(
                "BIỂU MẪU",
                "VI",
                "forms",
                Forms((FormEntry("Phiếu tiếp nhận", "BM.PA.01"), FormEntry("Sổ theo dõi", "BM.PA.02"))),
            ),
            section(
                "HỒ SƠ LƯU",
                "VII",
                "records",
                Records((RecordEntry("Phiếu và kết quả xử lý", "Bộ phận Một cửa", "Kho lưu trữ", "03 năm"),)),
            ),
            section("PHỤ LỤC", "VIII", "appendix", merged_table(), image()),
        ),
    )


def image():
    return Image(PNG_REF, "Sơ đồ xử lý", "Hình 1", 60, 40)


def manual():
    """A manual with the parts that manuals alone have."""
    return Document(
        "manual",
        (
            section(
                "SỰ LÃNH ĐẠO",
                "5",
                "",
                section("Cam kết", "5.1", "", text("Lãnh đạo cam kết."), clauses=("5.1", "5.1.1"), documents="QT.01"),
            ),
            section(
                "ĐIỀU KHOẢN",
                "6",
                "",
                Clauses((ClauseMet("7.5", (text("Bằng quy trình."),), "QT.02"),)),
                Exclusions((Exclusion("8.3", "Không thiết kế"),)),
            ),
        ),
    )
