"""What somebody ought to have done about a ticket by now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from wagtail_qms import clock
from wagtail_qms.organisation.enums import Role
from wagtail_qms.problems import Level, Problem, gettext_noop
from wagtail_qms.snippets.corrective_actions.enums import NoteKind, State
from wagtail_qms.snippets.corrective_actions.queries import notes_of, open_requests

#: Progress is reported every month when the work is prolonged (QT.CTCL 5.5).
MONTH = timedelta(days=31)
_ANSWER_WITHIN = timedelta(days=7)

_DUE = {
    State.ANALYSING: ("propose_by", gettext_noop("The plan was due on %(due)s.")),
    State.IMPLEMENTING: ("complete_by", gettext_noop("It was to be completed by %(due)s.")),
    State.CLOSED: ("effect_due_on", gettext_noop("Its effect was to be checked on %(due)s.")),
}


def due_on(ticket) -> date | None:
    """The date that the ticket's state has, if any."""
    field, _message = _DUE.get(ticket.state, ("", ""))
    return getattr(ticket, field) if field else None


def progress_due_on(ticket) -> date | None:
    """When the next progress note is due; None unless it is being implemented. One query."""
    if ticket.state != State.IMPLEMENTING or ticket.started_on is None:
        return None
    last = notes_of(ticket, NoteKind.PROGRESS).last()
    said = clock.day_of(last.recorded_at) if last else ticket.started_on
    return max(said, ticket.started_on) + MONTH


def waiting_problems(ticket, today: date) -> Iterator[Problem]:
    """Dates that have passed, progress not told, requests not answered."""
    due = due_on(ticket)
    if due and due < today:
        message = _DUE[ticket.state][1]
        yield Problem("ticket.overdue", Level.WARN, message, "", {"due": f"{due:%d/%m/%Y}"})
    next_note = progress_due_on(ticket)
    if next_note and next_note < today:
        message = gettext_noop("Progress was to be reported by %(due)s.")
        yield Problem("progress.due", Level.WARN, message, "", {"due": f"{next_note:%d/%m/%Y}"})
    if ticket.state == State.IMPLEMENTING:
        for row in open_requests(ticket):
            if clock.day_of(row.recorded_at) + _ANSWER_WITHIN < today:
                message = gettext_noop("A request for resources waits for the ISO board's answer.")
                yield Problem("request.waiting", Level.WARN, message, "")
                return


#: The step that a ticket waits for, by state.
NEXT = {
    State.DRAFT: "raise_ticket",
    State.RAISED: "confirm_need",
    State.NEEDED: "submit",
    State.SUBMITTED: "assign",
    State.ANALYSING: "propose",
    State.PROPOSED: "endorse",
    State.ENDORSED: "approve_plan",
    State.IMPLEMENTING: "report_done",
    State.DONE: "verify_met",
    State.VERIFIED: "close",
    State.CLOSED: "confirm_effect",
}
_PARTS = {
    State.NEEDED: Role.ISO_SECRETARY,
    State.SUBMITTED: Role.ISO_LEADER,
    State.ENDORSED: Role.ISO_LEADER,
    State.DONE: Role.TOP_MANAGEMENT,
    State.VERIFIED: Role.ISO_BOARD,
}
_NAMED = {
    State.DRAFT: "author_name",
    State.ANALYSING: "assigned_name",
    State.IMPLEMENTING: "implementer_name",
    State.CLOSED: "effect_checker_name",
}


def next_actor(ticket) -> str:
    """For whom it waits, in words for a list; empty when nothing is to be done. No query with its units read."""
    if ticket.state in _NAMED:
        return getattr(ticket, _NAMED[ticket.state])
    if ticket.state in _PARTS:
        return str(_PARTS[ticket.state].label)
    if ticket.state == State.RAISED and ticket.follows_failure:
        return str(Role.TOP_MANAGEMENT.label)
    unit = {
        State.RAISED: ticket.audited_unit if ticket.is_from_audit else ticket.unit,
        State.PROPOSED: ticket.executing_unit,
    }.get(ticket.state)
    return f"{Role.HEAD_OF_UNIT.label}: {unit.name}" if unit else ""
