"""A nonconformity report on paper, as auditors write it (seed 003) and offices keep it."""

from __future__ import annotations

from django.utils.translation import gettext

from wagtail_qms.pdf.sheet import Box, Line, Sheet, Signatures, Text, Ticks
from wagtail_qms.records.settings import settings_of
from wagtail_qms.snippets.nonconformities.enums import Disposition, Grade, State
from wagtail_qms.snippets.nonconformities.models import Nonconformity
from wagtail_qms.snippets.paper import letterhead, signature, signed, ticks
from wagtail_qms.words import show_date


def sheet_of(report: Nonconformity) -> Sheet:
    """The paper of ``report``; two queries beside the report's agency and unit."""
    rules = settings_of(report.agency_id)
    marks = signed(report)
    return Sheet(
        title=gettext("Nonconformity report"),
        number_line=gettext("Nonconformity number: %s") % (report.paper_number or report.number or "…"),
        boxes=(_found(report), _described(report, marks), _mended(report, marks)),
        dated_on=report.found_on,
        form_code=rules.report_form_code,
        watermark=str(report.get_state_display()).upper() if report.state == State.CANCELLED else "",
        **letterhead(report.agency),
    )


def _found(report: Nonconformity) -> Box:
    return Box(
        (
            Line(gettext("Unit"), report.unit.name),
            Line(gettext("Found in"), str(report.get_source_display())),
            Line(gettext("Requirement missed"), report.requirement_text),
            Line(gettext("Found by"), f"{report.found_by_name}, {show_date(report.found_on)}"),
            Ticks(ticks(Grade, {report.grade}), gettext("Grade")),
        )
    )


def _described(report: Nonconformity, marks: dict) -> Box:
    more = (
        (report.evidence, gettext("Evidence")),
        (report.consequence, gettext("Consequence of what was delivered")),
        (report.person_told, gettext("Who was told")),
        (report.similar_cases, gettext("Similar cases elsewhere")),
    )
    return Box(
        (
            Text(f"{report.title}\n{report.description}"),
            *(Text(text, label) for text, label in more if text),
            Signatures((signature(gettext("Reported by"), marks.get(("report", "finder"))),)),
        ),
        gettext("Description of the nonconformity"),
    )


def _mended(report: Nonconformity, marks: dict) -> Box:
    return Box(
        (
            Ticks(ticks(Disposition, {report.disposition}), gettext("Disposition")),
            *([Text(report.instruction, gettext("What is to be done"))] if report.instruction else []),
            Line(gettext("Carried out by"), report.assigned_name),
            Line(gettext("Due on"), report.deadline_text),
            *([Text(report.cause, gettext("Cause"))] if report.cause else []),
            Text(report.correction, gettext("Correction made")),
            *(
                [Text(report.corrective_action, gettext("Corrective action or improvement"))]
                if report.corrective_action
                else []
            ),
            Line(gettext("Corrected on"), show_date(report.corrected_on)),
            Signatures(
                (
                    signature(gettext("Decided by"), marks.get(("decision", "head"))),
                    signature(gettext("Confirmed by"), marks.get(("correction", "confirmer"))),
                )
            ),
        ),
        gettext("Cause, correction and corrective action"),
    )
