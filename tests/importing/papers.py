"""Word files of procedures, written as agencies write them: a header table, signatures, sections styled "Normal"."""

import io
from functools import cache
from pathlib import Path

from docx import Document
from docx.shared import Pt
from PIL import Image

SIGNERS = (("Soạn thảo", "Trần Văn Soạn"), ("Xem xét", "Lê Thị Soát"), ("Phê duyệt", "Phạm Văn Duyệt"))


@cache
def paper(
    code: str = "QT 01/MAU",
    title: str = "Cấp giấy xác nhận cư trú",
    number: str = "01",
    issued_on: str = "05/06/2025",
    effective_on: str = "10/06/2025",
    signers=SIGNERS,
    picture: bool = False,
    shade: int = 0,
    footer: str = "",
    purpose: str = "Quy định cách tiếp nhận hồ sơ.",
) -> bytes:
    """The bytes of a .docx file; ``shade`` tells one picture from another."""
    document = Document()
    header = document.add_table(1, 3)
    header.rows[0].cells[0].text = "ỦY BAN NHÂN DÂN PHƯỜNG MẪU"
    _lines(header.rows[0].cells[1], *(("QUY TRÌNH", title) if title else ("",)))
    dates = (f"Ngày ban hành: {issued_on}", f"Ngày hiệu lực: {effective_on}")
    _lines(header.rows[0].cells[2], f"Mã hiệu: {code}", f"Lần ban hành: {number}", *dates)
    document.add_paragraph()
    if signers:
        _signatures(document, signers)
    for line in ("1. MỤC ĐÍCH", purpose, "2. PHẠM VI", "Áp dụng tại bộ phận một cửa."):
        run = document.add_paragraph().add_run(line)
        run.bold, run.font.size = line.isupper(), Pt(13)
    if picture or shade:
        document.add_picture(io.BytesIO(_dot(shade)))
    document.sections[0].footer.paragraphs[0].text = footer
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _lines(cell, first: str, *others: str):
    cell.text = first
    for other in others:
        cell.add_paragraph(other)


def _signatures(document, signers):
    table = document.add_table(4, len(signers) + 1)
    for row, label in enumerate(("Trách nhiệm", "Chữ ký", "Họ và tên", "Chức vụ")):
        table.rows[row].cells[0].text = label
    for column, (role, name) in enumerate(signers, 1):
        table.rows[0].cells[column].text = role
        table.rows[2].cells[column].text = name
        table.rows[3].cells[column].text = "Chuyên viên"


def _dot(shade: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (255, 0, shade)).save(out, "PNG")
    return out.getvalue()


def put(folder: Path, name: str, content: bytes | None = None, **said) -> Path:
    """A file of that name in ``folder``."""
    path = folder / name
    path.write_bytes(paper(**said) if content is None else content)
    return path
