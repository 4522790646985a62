"""WordprocessingML as text: elements whose words are escaped, and the paragraphs and fields made of them.

Written by hand: python-docx has no fields, bookmarks, repeated heading rows or lists that start again, and keeping
it out lets a site without the extra ``word`` write Word files all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

#: Twentieths of a point.
TWIPS_PER_MM = 1440 / 25.4

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# What XML cannot hold, even as a reference.
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_PIECES = re.compile(r"(\n|\t)")
_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}


def mm(millimetres: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(millimetres * TWIPS_PER_MM)


def clean(text: str) -> str:
    """A text without the characters that XML cannot hold; line ends as ``\\n``."""
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def attribute(text: str) -> str:
    """A text as a quoted attribute on one line."""
    return quoteattr(" ".join(clean(text).split()))


def element(name: str, /, *inside: str, **attributes: object) -> str:
    """``<w:name>`` with attributes of the same namespace; ``inside`` is XML already."""
    named = "".join(f" w:{key}={attribute(str(value))}" for key, value in attributes.items())
    return f"<w:{name}{named}>{''.join(inside)}</w:{name}>" if inside else f"<w:{name}{named}/>"


def words(text: str) -> str:
    """The inside of a run: the text with its line breaks and tabs."""
    return "".join(
        _BREAKS.get(piece) or f'<w:t xml:space="preserve">{escape(piece)}</w:t>'
        for piece in _PIECES.split(clean(text))
        if piece
    )


def run(text: str, *marks: str) -> str:
    """A run; ``marks`` are elements of its properties in the order of the schema. "" for no text."""
    inside = words(text)
    return f"<w:r>{_properties('rPr', marks)}{inside}</w:r>" if inside else ""


def paragraph(style: str, *runs: str, layout: Iterable[str] = ()) -> str:
    """A paragraph; ``layout`` are further elements of its properties in the order of the schema."""
    return f"<w:p>{_properties('pPr', (element('pStyle', val=style), *layout))}{''.join(runs)}</w:p>"


def field(instruction: str, shown: str) -> str:
    """A field that Word computes; ``shown`` stands there until it does."""
    return f"<w:fldSimple w:instr={attribute(instruction)}>{run(shown)}</w:fldSimple>"


def link_inside(bookmark: str, *runs: str) -> str:
    """A link to a place in the same document."""
    return element("hyperlink", *runs, anchor=bookmark, history="1") if runs else ""


def bookmarked(number: int, name: str, *runs: str) -> str:
    """Runs that links lead to; ``number`` is unique in the document."""
    return element("bookmarkStart", id=number, name=name) + "".join(runs) + element("bookmarkEnd", id=number)


def _properties(name: str, elements: Iterable[str]) -> str:
    inside = "".join(elements)
    return f"<w:{name}>{inside}</w:{name}>" if inside else ""
