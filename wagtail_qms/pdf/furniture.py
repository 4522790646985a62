"""What stands around the content: page header, sign-off block, contents, amendment table, the way to verify."""

from __future__ import annotations

from html import escape

import segno

from wagtail_qms.content.nodes import Document
from wagtail_qms.content.outline import entries
from wagtail_qms.content.text import numbered

from .face import ROLES, Amendment, Face, Signer
from .header import Header
from .prose import room_above, space, text_html
from .ruled import cell, table
from .widths import Column, Row
from .words import day, word

_BLANK_AMENDMENTS = 3
_FOR_COLLECTIVE = "TM."


def header(face: Face) -> Header:
    """What the table on top of each page says."""
    facts = (word("code", face.code), word("number", face.number or "…"), word("issued_on", day(face.issued_on)))
    return Header(face.agency.upper(), face.title.upper(), facts, word("page"))


def sign_off(face: Face) -> str:
    """The three boxes: who drafted, checked and approved, by the agency's own words for it."""
    heads = [face.labels.get(role) or word(role) for role in ROLES]
    rows = (
        _sign_row(word("responsibility"), heads, bold=True),
        _sign_row(word("name"), [_each(face, role, "name") for role in ROLES]),
        _sign_row(word("signature"), [_signatures(face, role) for role in ROLES], css="sign"),
        _sign_row(word("post"), [_posts(face, role) for role in ROLES]),
    )
    return f'<table class="boxed">{"".join(rows)}</table>{space(6)}'


def contents(document: Document) -> str:
    """The list of sections, each a link; sub-sections while the list stays short. "" when there are no sections."""
    found = [entry for entry in entries(document) if entry.kind == "section"]
    if not found:
        return ""
    deepest = 2 if sum(entry.level <= 2 for entry in found) <= 24 else 1
    lines = "".join(
        f'<p class="{"toc" if entry.level == 1 else "toc2"}"><a href="#{escape(entry.anchor)}">'
        f"{text_html(numbered(entry.number, entry.title))}</a></p>"
        for entry in found
        if entry.level <= deepest
    )
    amendments = f'<p class="toc"><a href="#sua-doi">{text_html(word("amendments_line").upper())}</a></p>'
    return f'<p class="title">{text_html(word("contents"))}</p>{amendments}{lines}'


def amendment_table(face: Face) -> str:
    """What each edition changed; blank rows to write on when nothing has been amended."""
    columns = [
        Column(word("row_number"), 9, "m"),
        Column(word("amended"), 34),
        Column(word("basis"), 29),
        Column(word("amendment_number"), 12, "m"),
        Column(word("amended_on"), 16, "m"),
    ]
    rows = [_amendment(at, row) for at, row in enumerate(face.amendments, start=1)]
    rows = rows or [Row((cell("\u00a0"),) * len(columns)) for _ in range(_BLANK_AMENDMENTS)]
    title = f'<p class="title"><a name="sua-doi"></a>{text_html(word("amendments"))}</p>'
    rows_html = table(columns, rows)
    return room_above(rows_html) + title + rows_html


def verify(face: Face) -> str:
    """The QR code and the address that tell whether this paper is in force; an empty frame without an address."""
    if not face.verify_url:
        return '<div id="qms-verify"></div>'
    code = segno.make(face.verify_url, error="m").png_data_uri(scale=6, border=1)
    words = f"<p>{text_html(word('verify'))}</p><p>{text_html(face.verify_url)}</p>"
    image = f'<img src="{code}" width="56pt" height="56pt"/>'
    return (
        f'<div id="qms-verify"><table class="verify"><tr><td class="v" style="width:22mm">{image}</td>'
        f'<td class="v">{words}</td></tr></table></div>'
    )


def _each(face: Face, role: str, name: str) -> str:
    return "<br/>".join(text_html(getattr(row, name)) for row in face.signers if row.role == role)


def _posts(face: Face, role: str) -> str:
    return "<br/>".join(text_html("\n".join(_post(row))) for row in face.signers if row.role == role)


def _post(signer: Signer) -> list[str]:
    # Who signs for the head says so; that the head signs for the collective is the rule.
    names_head = signer.capacity and not signer.capacity.startswith(_FOR_COLLECTIVE)
    return [signer.capacity, signer.post] if names_head else [signer.post]


def _signatures(face: Face, role: str) -> str:
    signed = (row for row in face.signers if row.role == role and row.signed_on)
    return "<br/>".join(text_html(word("signed_on", day(row.signed_on))) for row in signed)


def _sign_row(head: str, cells: list[str], *, bold: bool = False, css: str = "") -> str:
    strong = "strong center" if bold else "center"
    boxes = "".join(f'<td class="b {css}" style="width:46mm"><p class="{strong}">{box}</p></td>' for box in cells)
    return f'<tr><td class="b left" style="width:27mm"><p class="strong">{text_html(head)}</p></td>{boxes}</tr>'


def _amendment(at: int, row: Amendment) -> Row:
    issued = day(row.issued_on) if row.issued_on else ""
    return Row((cell(str(at)), cell(row.what), cell(row.basis), cell(row.number), cell(issued)))
