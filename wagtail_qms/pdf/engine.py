"""HTML into PDF by xhtml2pdf, in this process. Called by the worker; nothing here knows Django."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from functools import cache, partial

from reportlab import rl_config
from reportlab.pdfbase.ttfonts import TTFontFile
from xhtml2pdf import pisa
from xhtml2pdf.config.resources import ResourceAccessPolicy

from . import breaking
from .failures import RenderFailed
from .header import Header, header_pages
from .metrics import FONTS
from .overlay import laid
from .pictures import with_pictures
from .style import BASE_SHEET

TEXT_FONT, SYMBOL_FONT = "LiberationSerif-Regular.ttf", "DejaVuSans.ttf"
#: Stands for a character that no font of ours can draw: shown, so that nobody takes the gap for the text.
MISSING = "\u25a1"

# The same input gives the same bytes: no date of today, no random identifier.
rl_config.invariant = 1
# Bytes as they are, not spelt in letters: a fifth less to send.
rl_config.useA85 = 0
breaking.register()


def to_pdf(html: str, files: Mapping[str, bytes], header: Header | None = None, *, seconds: int = 60) -> bytes:
    """The PDF of the HTML with the pictures ``files`` (by digest), the header table on each page.

    RenderFailed on any error or warning of the renderer.
    """
    out = io.BytesIO()
    status = pisa.CreatePDF(
        with_pictures(drawable(html), files),
        dest=out,
        encoding="utf-8",
        default_css=BASE_SHEET,
        resource_policy=_policy(seconds),
        raise_exception=True,
    )
    if status.err or status.warn:
        raise RenderFailed("; ".join(f"{entry[2]} {entry[3:]}" for entry in status.log) or "unknown")
    return _headed(out.getvalue(), header) if header else out.getvalue()


def _headed(pdf: bytes, header: Header) -> bytes:
    clean = partial(drawable, fonts=(TEXT_FONT,))
    facts = tuple(clean(fact) for fact in header.facts)
    shown = Header(clean(header.agency), clean(header.title), facts, clean(header.page))
    return laid(pdf, partial(header_pages, shown), over=False)


def drawable(html: str, fonts: tuple[str, ...] = (TEXT_FONT, SYMBOL_FONT)) -> str:
    """The HTML with ``MISSING`` for what none of the fonts has; xhtml2pdf would leave blanks."""
    unknown = {char for char in set(html) - _characters(fonts) if not char.isspace()}
    return re.sub(f"[{re.escape(''.join(unknown))}]", MISSING, html) if unknown else html


@cache
def _characters(fonts: tuple[str, ...]) -> frozenset[str]:
    files = (TTFontFile(str(FONTS / name)) for name in fonts)
    return frozenset(chr(code) for file in files for code in file.charToGlyph)


def _policy(seconds: int) -> ResourceAccessPolicy:
    # Pictures are in the document by value, bounded before: so it may be large.
    return ResourceAccessPolicy.server(
        FONTS, allow_remote=False, max_render_seconds=seconds, max_document_bytes=64 * 1024 * 1024
    )
