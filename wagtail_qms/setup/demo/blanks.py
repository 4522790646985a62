"""Blank forms as small Word files, written here so that the demo needs no further package."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from wagtail_qms.setup.demo.blank_texts import BLANKS

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MEDIA_TYPE}.document.main+xml"/></Types>'
)
_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
_FONT = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
_DOTS = "." * 60
# The same text gives the same bytes: the clock does not get into the file.
_DATE = (2025, 7, 1, 0, 0, 0)


def blank_form(code: str, agency: str) -> bytes:
    """The blank form of that code as a .docx file. KeyError for an unknown code."""
    title, *entries = BLANKS[code]
    body = [
        _head(agency),
        _paragraph(f"Mẫu {code}", "right", italic=True),
        _paragraph(title.upper(), "center", bold=True),
        *(_paragraph(f"{entry}: {_DOTS}") for entry in entries),
        _paragraph("......, ngày ..... tháng ..... năm .........", "right", italic=True),
        _paragraph("Người ghi (ký, ghi rõ họ tên)", "right", bold=True),
    ]
    return _packed(f'<w:document xmlns:w="{_W}"><w:body>{"".join(body)}{_PAGE}</w:body></w:document>')


_PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>'
    "</w:sectPr>"
)


def _head(agency: str) -> str:
    left = _paragraph(agency.upper(), "center", bold=True)
    right = _paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "center", bold=True)
    right += _paragraph("Độc lập – Tự do – Hạnh phúc", "center", bold=True)
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{text}</w:tc>'
        for width, text in ((3900, left), (5454, right))
    )
    grid = '<w:tblGrid><w:gridCol w:w="3900"/><w:gridCol w:w="5454"/></w:tblGrid>'
    return f'<w:tbl><w:tblPr><w:tblW w:w="9354" w:type="dxa"/></w:tblPr>{grid}<w:tr>{cells}</w:tr></w:tbl>'


def _paragraph(text: str, align: str = "left", *, bold: bool = False, italic: bool = False) -> str:
    marks = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    return (
        f'<w:p><w:pPr><w:spacing w:after="120"/><w:jc w:val="{align}"/></w:pPr>'
        f'<w:r><w:rPr>{_FONT}{marks}<w:sz w:val="26"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )


def _packed(document: str) -> bytes:
    parts = (("[Content_Types].xml", _TYPES), ("_rels/.rels", _RELATIONS), ("word/document.xml", document))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in parts:
            declared = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'
            package.writestr(zipfile.ZipInfo(name, _DATE), declared, zipfile.ZIP_DEFLATED)
    return out.getvalue()
