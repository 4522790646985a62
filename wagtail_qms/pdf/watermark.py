"""Words across each page of a finished PDF, on a copy: the issued original stays as it is."""

from __future__ import annotations

import io
from functools import cache

import pypdf
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from .metrics import FONTS, text_width
from .overlay import laid

_FONT = "qms-watermark"
_DIAGONAL = 0.75


def stamped(pdf: bytes, words: str) -> bytes:
    """A copy of the PDF with the words in grey from corner to corner of each page; the same bytes without words."""
    if not words:
        return pdf
    first = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    stamp = _stamp(words, float(first.width), float(first.height))
    return laid(pdf, lambda _pages: stamp, over=True)


@cache
def _stamp(words: str, width: float, height: float) -> bytes:
    # Registered anew each time: xhtml2pdf forgets all fonts after a document.
    pdfmetrics.registerFont(TTFont(_FONT, str(FONTS / "LiberationSerif-Bold.ttf")))
    rl_config.invariant = 1
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width, height), invariant=1)
    diagonal = (width**2 + height**2) ** 0.5
    size = min(_DIAGONAL * diagonal / text_width(words, 1, bold=True), 90)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(52)
    canvas.setFont(_FONT, size)
    canvas.setFillGray(0.55, 0.3)
    canvas.drawCentredString(0, -size / 3, words)
    canvas.save()
    return out.getvalue()
