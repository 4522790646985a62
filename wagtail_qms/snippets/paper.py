"""What the papers of all records share: the letterhead, signatures from the chain, the year's register."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse
from django.utils.text import slugify

from wagtail_qms import clock
from wagtail_qms.pdf import sheets
from wagtail_qms.pdf.sheet import Box, Sheet, Signature
from wagtail_qms.records.chain import RecordSignOff
from wagtail_qms.register.enums import Verdict


def letterhead(agency) -> dict:
    """The fields of a ``Sheet`` that every paper of ``agency`` has."""
    return {"agency": agency.name, "parent_body": agency.parent_body, "place_name": agency.place_name}


def signed(record) -> dict[tuple[str, str], RecordSignOff]:
    """The last signature on each box in each role, by (box, role); one query."""
    return {(row.box, row.role): row for row in RecordSignOff.objects.of(record) if row.verdict == Verdict.SIGNED}


def signature(label: str, row: RecordSignOff | None) -> Signature:
    """``row`` as it stands on paper, under ``label``; room to sign by hand when there is none."""
    if row is None:
        return Signature(label)
    return Signature(label, row.recorded_by_name, row.post, row.capacity, clock.day_of(row.recorded_at))


def ticks(choices, taken) -> tuple[tuple[str, bool], ...]:
    """The words of each of ``choices`` (an enumeration), and whether it is among ``taken``."""
    return tuple((str(choice.label), choice.value in taken) for choice in choices)


def year_sheet(agency, title: str, number_line: str, boxes: tuple[Box, ...]) -> Sheet:
    """A register of a year as a sheet."""
    return Sheet(title=title, number_line=number_line, boxes=boxes, dated_on=clock.today(), **letterhead(agency))


def answer(sheet: Sheet, name: str, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """The PDF of ``sheet`` as an answer of the admin: shown in the browser, kept by nobody."""
    shown = f"{slugify(name.replace('/', '-').replace('.', '-')) or 'record'}.pdf"
    response = HttpResponse(sheets.render(sheet), content_type="application/pdf", headers=headers)
    response["Content-Disposition"] = f'inline; filename="{shown}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
