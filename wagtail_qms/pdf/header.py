"""The header table of each page, drawn on the finished pages: their number is known then, one layout is enough."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from .metrics import FONTS, POINTS_PER_MM, balanced, wrapped
from .style import LEFT, TOP

SIZE = 12
_LINE = SIZE * 1.2
_PADDING = 4
_WIDTHS = tuple(share * POINTS_PER_MM for share in (42, 66, 57))
_PLAIN, _BOLD = "qms-plain", "qms-bold"


@dataclass(frozen=True, slots=True)
class Header:
    """What the table says: the agency, the title, lines of facts, and the word before the page's number."""

    agency: str
    title: str
    facts: tuple[str, ...]
    page: str


def height(header: Header) -> float:
    """What the table takes, in points."""
    facts = sum(_fact_heights(header))
    agency, title = (len(lines) * _LINE + 2 * _PADDING for lines in _columns(header))
    return max(facts, agency, title)


def header_pages(header: Header, count: int) -> bytes:
    """A PDF of ``count`` pages with nothing but the table."""
    _register()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, initialFontName=_PLAIN, initialFontSize=SIZE)
    x, y = LEFT * POINTS_PER_MM, A4[1] - TOP * POINTS_PER_MM
    canvas.beginForm("table")
    rows = _table(canvas, header, x, y)
    canvas.endForm()
    for number in range(1, count + 1):
        canvas.doForm("table")
        canvas.setFont(_PLAIN, SIZE)
        canvas.drawString(*rows, f"{header.page} {number}/{count}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _register() -> None:
    # Each time: xhtml2pdf forgets all fonts after a document.
    rl_config.invariant = 1
    for font in _fonts():
        pdfmetrics.registerFont(font)


@cache
def _fonts() -> tuple[TTFont, TTFont]:
    regular, bold = (str(FONTS / f"LiberationSerif-{face}.ttf") for face in ("Regular", "Bold"))
    return TTFont(_PLAIN, regular), TTFont(_BOLD, bold)


def _table(canvas: Canvas, header: Header, x: float, y: float) -> tuple[float, float]:
    """Draws all but the page's number; returns where that begins."""
    tall = height(header)
    canvas.setLineWidth(0.5)
    left = x
    for lines, font, wide in zip(_columns(header), (_PLAIN, _BOLD), _WIDTHS):
        canvas.rect(left, y - tall, wide, tall)
        _centred(canvas, lines, font, left + wide / 2, y - tall / 2)
        left += wide
    return _facts(canvas, header, left, y, tall)


def _centred(canvas: Canvas, lines: list[str], font: str, middle: float, height: float) -> None:
    canvas.setFont(font, SIZE)
    top = height + len(lines) * _LINE / 2
    for at, line in enumerate(lines):
        canvas.drawCentredString(middle, top - at * _LINE - SIZE, line)


def _facts(canvas: Canvas, header: Header, x: float, y: float, tall: float) -> tuple[float, float]:
    heights = _fact_heights(header)
    spare = (tall - sum(heights)) / len(heights)
    canvas.setFont(_PLAIN, SIZE)
    for fact, own in zip((*header.facts, ""), heights):
        canvas.rect(x, y - own - spare, _WIDTHS[2], own + spare)
        for at, line in enumerate(_wrap(fact, 2)):
            canvas.drawString(x + _PADDING, y - _PADDING / 2 - spare / 2 - at * _LINE - SIZE, line)
        y -= own + spare
    return x + _PADDING, y + spare / 2 + heights[-1] - _PADDING / 2 - SIZE


def _fact_heights(header: Header) -> list[float]:
    return [max(len(_wrap(fact, 2)), 1) * _LINE + _PADDING for fact in (*header.facts, "")]


def _columns(header: Header) -> tuple[list[str], list[str]]:
    return balanced(header.agency, _room(0), SIZE), balanced(header.title, _room(1), SIZE, bold=True)


def _wrap(text: str, column: int) -> list[str]:
    return wrapped(text, _room(column), SIZE)


def _room(column: int) -> float:
    return _WIDTHS[column] - 2 * _PADDING
