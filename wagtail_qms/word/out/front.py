"""What stands around the content: page header and footer, sign-off table, amendment table, a policy's ends."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

import segno

from wagtail_qms.content.days import day, place_and_date

from .contents import AMENDMENTS
from .ooxml import bookmarked, element, field, mm, paragraph, run
from .parts import Parts, Relations
from .pictures import Drawn, drawing
from .prose import plain
from .styles import TEXT_WIDTH
from .tables import Box, form_table, heading_box, number_box, table, text_box

ROLES = ("drafting", "review", "approval")
_BLANK_AMENDMENTS = 3
_FOR_COLLECTIVE = "TM."
_BOLD, _CAPS = element("b"), element("caps")
_HEADER_WIDTHS = (42, 66, 57)
_QR_PIXELS = 75


class Signer(Protocol):
    """Who signed in one role, with name and post as they were on the day."""

    role: str
    name: str
    post: str
    capacity: str
    signed_on: date | None


class Amendment(Protocol):
    """A row of the amendment table."""

    what: str
    basis: str
    number: str
    issued_on: date | None


class Face(Protocol):
    """What is on the paper beside its content (``wagtail_qms.pdf.face.Face`` is one)."""

    title: str
    layout: str
    agency: str
    parent_body: str
    place_name: str
    code: str
    number: str
    issued_on: date | None
    labels: dict[str, str]
    signers: Sequence[Signer]
    amendments: Sequence[Amendment]
    watermark: str
    verify_url: str
    language: str


def header_table(face: Face, label: Callable[[str], str]) -> str:
    """The table on top of each page: agency, title, code, edition, date, page."""
    facts = [
        run(label("paper.code") % face.code),
        run(label("paper.number") % (face.number or "…")),
        run(label("paper.issued_on") % day(face.issued_on)),
        run(f"{label('paper.page')} ") + field("PAGE", "1") + run("/") + field("NUMPAGES", "1"),
    ]
    rows = [_header_row(face, paragraph("TableText", fact), at) for at, fact in enumerate(facts)]
    return table(_HEADER_WIDTHS, rows)


def page_number() -> str:
    """The page's number alone, in the middle (decree 30/2020)."""
    return paragraph("Header", field("PAGE", "1"))


def verification(face: Face, parts: Parts, relations: Relations) -> str:
    """The foot of the first page: a QR code and the address that tell whether this paper is in force."""
    if not face.verify_url:
        return paragraph("Footer")
    out = io.BytesIO()
    segno.make(face.verify_url, error="m").save(out, kind="png", scale=6, border=1)
    code = Drawn(out.getvalue(), "png", _QR_PIXELS, _QR_PIXELS)
    picture = drawing(parts.keep(code, relations), code, parts.bookmark(), "QR", face.verify_url, (0, 0))
    said = paragraph("Footer", run(parts.label("paper.verify"))) + paragraph("Footer", run(face.verify_url))
    return unruled((22, TEXT_WIDTH - 22), (paragraph("Footer", picture), said)) + paragraph("Footer")


def sign_off(face: Face, label: Callable[[str], str]) -> str:
    """The boxes of who drafted, checked and approved, by the agency's own words for it."""
    heads = [face.labels.get(role) or label(f"paper.{role}") for role in ROLES]
    rows = [[heading_box(text) for text in (label("paper.responsibility"), *heads)]]
    for key, written in (("name", _names), ("signature", _signatures), ("post", _posts)):
        style = "TableSigned" if key == "signature" else "TableCentred"
        texts = ["\n".join(written(signers, label)) for signers in _by_role(face)]
        boxes = [Box(plain(text, style), text, middle=True) for text in texts]
        rows.append([Box(plain(label(f"paper.{key}"), bold=True), middle=True), *boxes])
    return table((27, 46, 46, 46), rows)


def amendment_table(face: Face, parts: Parts) -> str:
    """What each edition changed; blank rows to write on when nothing has been amended."""
    keys = ("row_number", "amended", "basis", "amendment_number", "amended_on")
    headings = [parts.label(f"paper.{key}") for key in keys]
    rows = [_amendment(at, row) for at, row in enumerate(face.amendments, start=1)]
    rows = rows or [[""] * len(keys) for _ in range(_BLANK_AMENDMENTS)]
    title = bookmarked(parts.bookmark(), AMENDMENTS, run(parts.label("paper.amendments")))
    boxes = [[number_box(number), *map(text_box, row)] for number, *row in rows]
    return paragraph("TOCHeading", title) + form_table(headings, (9, 34, 29, 12, 16), boxes)


def policy_top(face: Face, label: Callable[[str], str], *, has_motto: bool) -> str:
    """The top of a policy: the bodies, the title, and the word above a motto."""
    parent = plain(face.parent_body, "Letterhead") if face.parent_body else ""
    agency = paragraph("Letterhead", run(face.agency, _BOLD))
    motto = paragraph("Header", run(label("paper.motto"))) if has_motto else ""
    return parent + agency + paragraph("Title", run(face.title)) + motto


def policy_end(face: Face, label: Callable[[str], str]) -> str:
    """The end of a policy: place and date, authority, post, signature, name; kept together."""
    place = place_and_date(label("paper.place_and_date"), face.place_name, face.issued_on)
    lines = [paragraph("Place", run(place))]
    for signer in [row for row in face.signers if row.role == "approval"][:1]:
        signed = _signatures([signer], label)
        capacity = [paragraph("Signature", run(signer.capacity, _CAPS))] if signer.capacity else []
        lines += [*capacity, paragraph("Signature", run(signer.post, _CAPS))]
        lines += [_signed("".join(signed)), paragraph("Signature", run(signer.name))]
    return "".join(lines)


def unruled(widths: Sequence[float], cells: Sequence[str]) -> str:
    """A row of cells without lines."""
    properties = element("tblPr", element("tblW", w=mm(sum(widths)), type="dxa"), element("tblLayout", type="fixed"))
    grid = element("tblGrid", *(element("gridCol", w=mm(wide)) for wide in widths))
    middle = element("vAlign", val="center")
    boxes = (
        element("tc", element("tcPr", element("tcW", w=mm(wide), type="dxa"), middle), inside)
        for wide, inside in zip(widths, cells)
    )
    return element("tbl", properties, grid, element("tr", *boxes))


def _header_row(face: Face, fact: str, at: int) -> list[Box]:
    if at:
        blank = Box(paragraph("TableText"), merge="continue")
        return [blank, blank, Box(fact)]
    # Capitals are shown, not written: the words keep their case.
    named = ((text, paragraph("TableHeading", run(text, _CAPS))) for text in (face.agency, face.title))
    return [*(Box(xml, text, merge="restart", middle=True) for text, xml in named), Box(fact)]


def _by_role(face: Face) -> list[list[Signer]]:
    return [[row for row in face.signers if row.role == role] for role in ROLES]


def _names(signers: list[Signer], label: Callable[[str], str]) -> list[str]:
    return [row.name for row in signers]


def _signatures(signers: list[Signer], label: Callable[[str], str]) -> list[str]:
    return [label("paper.signed_on") % day(row.signed_on) for row in signers if row.signed_on]


def _posts(signers: list[Signer], label: Callable[[str], str]) -> list[str]:
    # Who signs for the head says so; that the head signs for the collective is the rule.
    heads = (row.capacity if not row.capacity.startswith(_FOR_COLLECTIVE) else "" for row in signers)
    return [line for head, row in zip(heads, signers) for line in (head, row.post) if line]


def _signed(text: str) -> str:
    spacing = element("spacing", before=520, after=520)
    return paragraph("Signature", run(text, element("b", val="0"), element("i")), layout=(spacing,))


def _amendment(at: int, row: Amendment) -> list[str]:
    return [str(at), row.what, row.basis, row.number, day(row.issued_on) if row.issued_on else ""]
