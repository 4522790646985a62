"""A ticket on paper: the three boxes of BM.CTCL.01 (seeds 002 and 004), or causes in a table (seed 003)."""

from __future__ import annotations

from django.utils.translation import gettext

from wagtail_qms.organisation.models import Agency
from wagtail_qms.pdf.sheet import Box, Grid, Line, Sheet, Signatures, Text, Ticks
from wagtail_qms.records.enums import TicketLayout
from wagtail_qms.records.settings import settings_of
from wagtail_qms.snippets.corrective_actions.enums import CauseKind, Kind, Result, State
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction
from wagtail_qms.snippets.corrective_actions.queries import current_plan, measures_of
from wagtail_qms.snippets.paper import letterhead, signature, signed, ticks, year_sheet
from wagtail_qms.words import show_date

_RESULTS = {
    TicketLayout.THREE_RESULTS: tuple(Result),
    TicketLayout.TWO_RESULTS: (Result.MET, Result.NOT_MET),
}
_WATERMARKS = (State.DRAFT, State.CANCELLED, State.DISMISSED)


def sheet_of(ticket: CorrectiveAction) -> Sheet:
    """The paper of ``ticket`` (``TicketQuerySet.with_boxes``) in its agency's own layout; two queries."""
    rules = settings_of(ticket.agency_id)
    marks = signed(ticket)
    has_table = rules.ticket_layout == TicketLayout.TWO_RESULTS
    plan = _plan_in_table(ticket, marks) if has_table else _plan_in_lines(ticket, marks)
    return Sheet(
        title=gettext("Corrective action or improvement request"),
        number_line=gettext("Ticket number: %s") % (ticket.paper_number or ticket.number or "…"),
        boxes=(_head(ticket), _finding(ticket, marks), plan, _result(ticket, marks, rules.ticket_layout)),
        dated_on=ticket.opened_on,
        form_code=rules.ticket_form_code,
        watermark=str(ticket.get_state_display()).upper() if ticket.state in _WATERMARKS else "",
        **letterhead(ticket.agency),
    )


def _head(ticket: CorrectiveAction) -> Box:
    related = [ticket.related_documents, *(str(row.document) for row in ticket.touched.all())]
    return Box(
        (
            Line(gettext("Proposing unit"), ticket.unit.name),
            *([Line(gettext("Audited unit"), ticket.audited_unit.name)] if ticket.audited_unit_id else []),
            Ticks(ticks(Kind, {ticket.kind})),
            Line(gettext("Related documents (if any)"), "; ".join(filter(None, related))),
        )
    )


def _finding(ticket: CorrectiveAction, marks: dict) -> Box:
    missed = ticket.requirement_text
    return Box(
        (
            Text(f"{ticket.title}\n{ticket.description}"),
            *([Line(gettext("Requirement missed"), missed)] if missed else []),
            *(
                [Line(gettext("Takes the place of ticket"), ticket.predecessor.number)]
                if ticket.predecessor_id
                else []
            ),
            Line(gettext("Date"), show_date(ticket.opened_on)),
            Signatures(
                (
                    signature(gettext("Proposed by"), marks.get(("box1", "proposer"))),
                    signature(gettext("Head of the unit"), marks.get(("box1", "need"))),
                )
            ),
        ),
        gettext("1. Description of the nonconformity"),
    )


def _causes(ticket: CorrectiveAction) -> list:
    plan = current_plan(ticket)
    if plan is None:
        return [Text("", gettext("Cause"))]
    kinds = [Ticks(ticks(CauseKind, set(plan.cause_kinds)), gettext("Kinds of cause"))] if plan.cause_kinds else []
    whys = "\n".join(f"{at}. {why}" for at, why in enumerate(plan.whys, 1))
    asked = [Text(whys, gettext("Five whys"))] if whys else []
    mended = [Text(plan.correction, gettext("Correction"))] if plan.correction else []
    return [*kinds, *asked, Text(plan.cause, gettext("Cause")), *mended]


def _measures(ticket: CorrectiveAction) -> Grid:
    headings = (
        (gettext("Measure"), 46),
        (gettext("Kind"), 16),
        (gettext("Carried out by"), 20),
        (gettext("Due on"), 18),
    )
    rows = tuple(
        (row.what, str(row.get_kind_display()), row.owner_name, row.deadline_text) for row in measures_of(ticket)
    )
    return Grid(headings, rows or (("", "", "", ""),))


def _carried_out(ticket: CorrectiveAction, marks: dict) -> list:
    unit = ticket.executing_unit.name if ticket.executing_unit_id else ""
    return [
        Line(gettext("Executing unit"), unit),
        Line(gettext("Completion date"), show_date(ticket.complete_by)),
        Line(gettext("Implementer"), ticket.implementer_name or ticket.assigned_name),
        Signatures(
            (
                signature(gettext("Head of the executing unit"), marks.get(("box2", "head"))),
                signature(gettext("Approved by"), marks.get(("box2", "approval"))),
            )
        ),
    ]


def _plan_in_lines(ticket: CorrectiveAction, marks: dict) -> Box:
    title = gettext("2. Cause and proposed measures")
    return Box((*_causes(ticket), _measures(ticket), *_carried_out(ticket, marks)), title)


def _plan_in_table(ticket: CorrectiveAction, marks: dict) -> Box:
    """Causes beside their measures, as seed 003 has them."""
    plan = current_plan(ticket)
    kinds = ", ".join(str(CauseKind(kind).label) for kind in plan.cause_kinds) if plan else ""
    cause = ": ".join(filter(None, [kinds, plan.cause if plan else ""]))
    headings = (
        (gettext("Cause"), 30),
        (gettext("Measure"), 34),
        (gettext("Responsible"), 18),
        (gettext("Completion date"), 18),
    )
    rows = [(row.what, row.owner_name, row.deadline_text) for row in measures_of(ticket)] or [("", "", "")]
    grid = Grid(headings, tuple((cause if at == 0 else "", *row) for at, row in enumerate(rows)))
    return Box((grid, *_carried_out(ticket, marks)), gettext("2. Cause and proposed measures"))


def _result(ticket: CorrectiveAction, marks: dict, layout: str) -> Box:
    return Box(
        (
            Ticks(ticks(_RESULTS[layout], {ticket.result})),
            *([Text(ticket.result_evidence, gettext("Evidence"))] if ticket.result_evidence else []),
            *([Text(ticket.lessons, gettext("Lessons"))] if ticket.lessons else []),
            *_effect(ticket),
            Signatures((signature(gettext("Checked by (result)"), marks.get(("box3", "checker"))),)),
        ),
        gettext("3. Check of the result"),
    )


def _effect(ticket: CorrectiveAction) -> list:
    if ticket.no_effect_check:
        return [Text(ticket.no_effect_check, gettext("Why no effect is checked"))]
    if not ticket.effect_due_on:
        return []
    checker = f"{show_date(ticket.effect_due_on)}, {ticket.effect_checker_name}"
    found = [Text(ticket.effect_evidence, gettext("Evidence of the effect"))] if ticket.effect_evidence else []
    return [
        Line(gettext("Effect to be checked"), checker),
        Line(gettext("Effective when"), ticket.effect_criterion),
        *found,
    ]


def register_sheet(agency: Agency, year: int) -> Sheet:
    """The register of the tickets of ``year``; one query."""
    headings = (
        (gettext("Number"), 10),
        (gettext("Date"), 13),
        (gettext("Proposing unit"), 17),
        (gettext("Content"), 26),
        (gettext("Implementer"), 14),
        (gettext("Completion date"), 13),
        (gettext("State"), 13),
    )
    tickets = CorrectiveAction.objects.of_year(agency.pk, year).select_related("unit")
    rows = tuple(_register_row(ticket) for ticket in tickets)
    title = gettext("Register of corrective action tickets")
    return year_sheet(agency, title, gettext("Year %s") % year, (Box((Grid(headings, rows),)),))


def _register_row(ticket: CorrectiveAction) -> tuple[str, ...]:
    person = ticket.implementer_name or ticket.assigned_name
    dates = show_date(ticket.opened_on), show_date(ticket.complete_by)
    return ticket.number, dates[0], ticket.unit.name, ticket.title, person, dates[1], str(ticket.get_state_display())
