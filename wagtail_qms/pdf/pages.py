"""The two papers as whole HTML pages: a document with its header table, and a policy as a letter."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from wagtail_qms.content.nodes import Document, Motto

from .body import body_html
from .face import Face
from .furniture import amendment_table, contents, header, sign_off, verify
from .header import Header, height
from .metrics import balanced
from .prose import room, text_html
from .style import style_sheet
from .widths import TEXT_WIDTH
from .words import day, place_and_date, word

_NEXT = '<pdf:nexttemplate name="next"></pdf:nexttemplate>'
_POLICY_HEADER = 18
#: Points: place and date, capacity, name and the last paragraph above them.
_SIGNATURE = 240
#: What the lines of the signer's authority may take, in points.
_AUTHORITY = 270


@dataclass(frozen=True, slots=True)
class Paper:
    """What the renderer turns into a PDF: HTML, and the table that is drawn on each page unless it is None."""

    html: str
    header: Header | None = None


def paper(face: Face, document: Document) -> Paper:
    """The paper of a face and a content, in the language that is active."""
    return _policy(face, document) if face.layout == "policy" else _document(face, document)


def _document(face: Face, document: Document) -> Paper:
    table = header(face)
    front = sign_off(face) + _NEXT + contents(document) + amendment_table(face)
    body = f"{verify(face)}{front}<pdf:nextpage></pdf:nextpage>{body_html(document)}"
    return Paper(_html(face, height(table), body), table)


def _policy(face: Face, document: Document) -> Paper:
    """As on paper (seed 000): bodies on top, title, motto, commitments, place and date, one signature."""
    number = '<div id="qms-number"><p class="pagenumber"><pdf:pagenumber></pdf:pagenumber></p></div>'
    parent = f'<p class="parent">{text_html(face.parent_body.upper())}</p>' if face.parent_body else ""
    top = f'{parent}<p class="agency">{text_html(face.agency.upper())}</p>'
    title = f'<p class="policy">{text_html(face.title.upper())}</p>'
    motto = f'<p class="center">{text_html(word("motto"))}</p>' if _has_motto(document) else ""
    # The signature never stands alone on a page.
    text, mark, last = body_html(document).rpartition("<p ")
    body = f"{number}{verify(face)}{top}{_NEXT}{title}{motto}{text}{room(_SIGNATURE)}{mark}{last}{_policy_end(face)}"
    return Paper(_html(face, _POLICY_HEADER, body))


def _has_motto(document: Document) -> bool:
    return any(isinstance(block, Motto) for block in document.blocks)


def _policy_end(face: Face) -> str:
    signer = next((row for row in face.signers if row.role == "approval"), None)
    lines = [f'<p class="place">{text_html(place_and_date(face.place_name, face.issued_on))}</p>']
    if signer:
        signed = text_html(word("signed_on", day(signer.signed_on))) if signer.signed_on else "&#160;"
        authority = balanced(signer.capacity.upper(), _AUTHORITY, 13, bold=True)
        lines += [f'<p class="capacity">{text_html(line)}</p>' for line in authority]
        lines.append(f'<p class="capacity">{text_html(signer.post.upper())}</p>')
        lines.append(f'<p class="signed">{signed}</p><p class="capacity">{text_html(signer.name)}</p>')
    left = TEXT_WIDTH - _AUTHORITY - 10
    cells = f'<td class="letter" style="width:{left:.0f}pt"></td><td class="letter">{"".join(lines)}</td>'
    return f'<table class="letter"><tr>{cells}</tr></table>'


def _html(face: Face, header_points: float, body: str) -> str:
    names = {"author": face.agency, "subject": " ".join(filter(None, (face.code, face.number))), "keywords": face.code}
    metas = "".join(f'<meta name="{name}" content="{escape(value)}"/>' for name, value in names.items())
    return (
        f'<html lang="{escape(face.language)}"><head><title>{escape(face.title)}</title>{metas}'
        f'<style type="text/css">{style_sheet(header_points)}</style></head>'
        f"<body>{body}<qms:widows></qms:widows></body></html>"
    )
