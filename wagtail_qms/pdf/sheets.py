"""A filled-in form into PDF: letterhead of decree 30/2020, title, ruled boxes that go on over a page's end."""

from __future__ import annotations

from functools import singledispatch
from html import escape

from django.utils.translation import override

from wagtail_qms import conf

from .pages import Paper
from .process import WORKER
from .prose import Piece, room, space, text_html, text_pieces
from .ruled import cell, cell_html, physical, ruled, table
from .sheet import Box, Grid, Line, Sheet, Signature, Signatures, Text, Ticks
from .style import style_sheet
from .watermark import stamped
from .widths import TEXT_WIDTH, Column, Row
from .words import day, place_and_date, word

_SIZE = 12
_TICKED, _OPEN = "\u2611", "\u2610"
_DOTS = "…" * 12
_HEADER = 18
#: What a row of signatures takes, in points.
_SIGNING_ROOM = 110


def render(sheet: Sheet) -> bytes:
    """The PDF of ``sheet``; the same sheet gives the same bytes. ``failures.RenderFailed`` when none can be made."""
    with override(sheet.language):
        page = Paper(_html(sheet))
    pdf = WORKER.render(page, {}, seconds=conf.get("PDF_SECONDS"), megabytes=conf.get("PDF_MEGABYTES"))
    return stamped(pdf, sheet.watermark)


def _html(sheet: Sheet) -> str:
    number = '<div id="qms-number"><p class="pagenumber"><pdf:pagenumber></pdf:pagenumber></p></div>'
    following = '<pdf:nexttemplate name="next"></pdf:nexttemplate>'
    body = f"{number}{_letterhead(sheet)}{following}{_title(sheet)}{''.join(map(_box, sheet.boxes))}"
    return (
        f'<html lang="{escape(sheet.language)}"><head><title>{escape(sheet.title)}</title>'
        f'<style type="text/css">{style_sheet(_HEADER, verified=False)}</style></head>'
        f"<body>{body}<qms:widows></qms:widows></body></html>"
    )


def _letterhead(sheet: Sheet) -> str:
    code = f'<p class="formcode">{text_html(sheet.form_code)}</p>' if sheet.form_code else ""
    parent = f'<p class="head">{text_html(sheet.parent_body.upper())}</p>' if sheet.parent_body else ""
    left = f'{parent}<p class="head s">{text_html(sheet.agency.upper())}</p>'
    right = f'<p class="head s">{word("state")}</p><p class="head s"><u>{word("state_motto")}</u></p>'
    dated = text_html(place_and_date(sheet.place_name, sheet.dated_on))
    return (
        f'{code}<table class="letter"><tr><td class="letter" style="width:{0.4 * TEXT_WIDTH:.0f}pt">{left}</td>'
        f'<td class="letter">{right}</td></tr></table><p class="place">{dated}</p>'
    )


def _title(sheet: Sheet) -> str:
    number = f'<p class="numberline">{text_html(sheet.number_line)}</p>' if sheet.number_line else space(6)
    return f'<p class="formtitle">{text_html(sheet.title.upper())}</p>{number}'


def _box(box: Box) -> str:
    parts = [*([Line(box.title)] if box.title else []), *box.parts]
    written = []
    for at, part in enumerate(parts):
        is_title = bool(box.title) and at == 0
        shown = _row([Piece(f"<b>{text_html(box.title)}</b>", box.title)]) if is_title else _part(part)
        # A title stays with what is under it.
        written.append(f"{room(80)}{shown}" if is_title else shown)
    if isinstance(box.parts[-1], Grid) and len(parts) == 1:
        return written[0]
    return f"{_edge('t')}{''.join(written)}{_edge('e')}"


def _edge(side: str) -> str:
    return f'<table class="sheet"><tr><td class="edge{side}"></td></tr></table>'


def _row(pieces: list[Piece]) -> str:
    """A row of the box over its whole width, cut where a page may end."""
    slices = list(physical([pieces], [TEXT_WIDTH], _SIZE))
    rows = "".join(f'<tr><td class="side">{cell_html(part[0])}</td></tr>' for part in slices)
    return ruled(f'<table class="sheet s{_SIZE}">{rows}</table>', [TEXT_WIDTH])


@singledispatch
def _part(part) -> str:
    raise TypeError(f"No part of a form: {part!r}")


@_part.register
def _(part: Line) -> str:
    value = part.value.strip() or _DOTS
    return _row([Piece(f"{text_html(part.label)}: {text_html(value)}", f"{part.label}: {value}")])


@_part.register
def _(part: Text) -> str:
    label = [Piece(f"<i>{text_html(part.label)}:</i>", part.label)] if part.label else []
    return _row([*label, *(text_pieces(part.text) or [Piece(_DOTS, _DOTS)])])


@_part.register
def _(part: Ticks) -> str:
    shown = "&#160;&#160;&#160;&#160; ".join(
        f'{text_html(words)} <font face="Symbols">{_TICKED if is_ticked else _OPEN}</font>'
        for words, is_ticked in part.choices
    )
    label = f"{text_html(part.label)}: " if part.label else ""
    return _row([Piece(f"{label}{shown}", f"{part.label} {' '.join(words for words, _t in part.choices)}")])


@_part.register
def _(part: Grid) -> str:
    columns = [Column(heading, share) for heading, share in part.headings]
    rows = [Row(tuple(cell(text) for text in texts)) for texts in part.rows]
    # What comes below is in the same box: no gap in its lines.
    return table(columns, rows, size=11).removesuffix(space(6))


@_part.register
def _(part: Signatures) -> str:
    pair = (*part.pair, None)[:2] if len(part.pair) < 2 else part.pair[:2]
    left, right = (pair[1], pair[0]) if pair[1] is None else pair
    cells = f'<td class="signl">{_signature(left)}</td><td class="signr">{_signature(right)}</td>'
    return f'{room(_SIGNING_ROOM)}<table class="sheet"><tr>{cells}</tr></table>'


def _signature(signature: Signature | None) -> str:
    if signature is None:
        return ""
    signed = word("signed_on", day(signature.signed_on)) if signature.signed_on else "&#160;"
    lines = [f'<p class="capacity">{text_html(signature.label)}</p>']
    lines += [f'<p class="post">{text_html(text)}</p>' for text in (signature.capacity, signature.post) if text]
    lines.append(f'<p class="marked">{signed}</p><p class="capacity">{text_html(signature.name) or "&#160;"}</p>')
    return "".join(lines)
