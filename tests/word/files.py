"""Word files made in the test: small papers of our own, and files that nobody should have made."""

from __future__ import annotations

import io
import struct
import zipfile

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def body_xml(inner: str, before: str = "") -> str:
    """A document part that holds ``inner``."""
    return f'<?xml version="1.0"?>{before}<w:document xmlns:w="{NAMESPACE}"><w:body>{inner}</w:body></w:document>'


def package(document: str | bytes, extra: dict[str, bytes] | None = None) -> bytes:
    """A minimal .docx around a document part."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", document)
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return file.getvalue()


def paragraphs(*texts: str) -> str:
    """Paragraphs of plain text."""
    return "".join(f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>' for text in texts)


def table(rows: int, columns: int, text: str = "Tiếp nhận hồ sơ") -> str:
    """A table of equal cells."""
    cell = f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
    return f"<w:tbl>{('<w:tr>' + cell * columns + '</w:tr>') * rows}</w:tbl>"


def saved(document) -> io.BytesIO:
    """A python-docx document as a file."""
    file = io.BytesIO()
    document.save(file)
    file.seek(0)
    return file


def paper(*, number: str = "01", issued: str = "05/3/2024", footer: str = "", code: str = "QT.MAU-01"):
    """A short paper of an invented agency: header table, sign-offs, and a heading; add to it and save it."""
    document = docx.Document()
    face = document.add_table(3, 3)
    face.cell(0, 0).text = "SỞ MẪU"
    face.cell(0, 1).text = "QUY TRÌNH\nMượn phòng họp"
    for row, text in enumerate((f"Mã hiệu: {code}", f"Lần ban hành: {number}", f"Ngày ban hành: {issued}")):
        face.cell(row, 2).text = text
    signed = document.add_table(4, 4)
    for column, role in enumerate(("Trách nhiệm", "Soạn thảo", "Xem xét", "Phê duyệt")):
        signed.cell(0, column).text = role
        signed.cell(1, column).text = ("Họ tên", "Người Một", "Người Hai", "Người Ba")[column]
        signed.cell(2, column).text = "Chữ ký" if column == 0 else ""
        signed.cell(3, column).text = ("Chức vụ", "Chuyên viên", "Trưởng phòng", "Giám đốc")[column]
    heading(document, "MỤC ĐÍCH", number="1")
    document.add_paragraph("Nói rõ ai được mượn phòng họp và mượn thế nào.")
    if footer:
        document.sections[0].footer.paragraphs[0].text = footer
    return document


def heading(document, title: str, number: str = "") -> None:
    """A heading as agencies type it: bold, styled Normal."""
    document.add_paragraph().add_run(f"{number}. {title}" if number else title).bold = True


def filled(document, rows: list[list[str]]):
    """A table with these texts; a text with lines has as many paragraphs."""
    made = document.add_table(len(rows), len(rows[0]))
    for cells, texts in zip(made.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = ""
            for place, line in enumerate(text.split("\n")):
                (cell.paragraphs[0] if place == 0 else cell.add_paragraph()).text = line
    return made


def tracked(paragraph, kind: str, text: str) -> None:
    """A tracked insertion ("ins") or deletion ("del") at the end of a paragraph."""
    change = OxmlElement(f"w:{kind}")
    change.set(qn("w:author"), "A")
    run = paragraph.add_run(text)._r
    if kind == "del":
        run.find(qn("w:t")).tag = qn("w:delText")
    change.append(run)
    paragraph._p.append(change)


def old_word(*, flags: int = 0, stream: bytes = b"") -> bytes:
    """The least that passes for an old Word file: a compound file with a document stream (MS-CFB, MS-DOC)."""
    sector, end, free, table = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIII", 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[free] * 108)
    chain = [table, end, *range(3, 10), end]
    allocation = struct.pack("<128I", *chain, *[free] * (128 - len(chain)))

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        named = name.encode("utf-16-le") + b"\0\0"
        return named.ljust(64, b"\0") + struct.pack(
            "<HBBIII16xI16xIQ", len(named), kind, 1, free, free, child, 0, start, size
        )

    entries = entry("Root Entry", 5, 1, end, 0) + entry("WordDocument", 2, free, 2, 4096)
    document = stream or struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0x0409, 0, flags)
    return header + allocation + entries.ljust(sector, b"\0") + document.ljust(4096, b"\0")
