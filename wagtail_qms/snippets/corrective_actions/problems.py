"""What is wrong with a ticket (seed 003; QT.CTCL 5.2 to 5.7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from wagtail_qms import clock
from wagtail_qms.problems import Level, Problem, block, gettext_noop
from wagtail_qms.records.calendar import calendar_of
from wagtail_qms.records.deadlines import date_problems
from wagtail_qms.records.texts import added_fault_problems, grade_problems
from wagtail_qms.snippets.corrective_actions.enums import Ground, Kind, State
from wagtail_qms.snippets.corrective_actions.plan_problems import done_problems, plan_problems
from wagtail_qms.snippets.corrective_actions.queries import current_plan, doers_of, measures_of, open_requests
from wagtail_qms.snippets.corrective_actions.touched import touched_problems
from wagtail_qms.snippets.corrective_actions.waiting import waiting_problems
from wagtail_qms.snippets.nonconformities.problems import agency_problems, number_problems
from wagtail_qms.snippets.nonconformities.requirement import requirement_problems

_PLANNED = (State.PROPOSED, State.ENDORSED, State.IMPLEMENTING, State.DONE)


def box1_problems(ticket, today: date) -> Iterator[Problem]:
    """Box 1: complete, possible, and no more than what was found."""
    for name in ("title", "description"):
        if not getattr(ticket, name).strip():
            yield block("record.missing", gettext_noop("Fill this in."), name)
    if ticket.opened_on > today:
        yield block("opened_on.future", gettext_noop("The ticket's date lies in the future."), "opened_on")
    if ticket.is_from_audit and ticket.audited_unit_id is None:
        yield block("ticket.no_audited_unit", gettext_noop("Name the audited unit: its head answers."), "audited_unit")
    names = ("unit", "audited_unit", "nonconformity", "predecessor")
    yield from agency_problems(ticket, **{name: getattr(ticket, name) for name in names})
    yield from number_problems(ticket)
    yield from _finding_problems(ticket)


def _finding_problems(ticket) -> Iterator[Problem]:
    """Box 1 beside the nonconformity that it takes over. A successor repeats what was checked already."""
    if ticket.kind != Kind.CORRECTIVE or ticket.predecessor_id:
        return
    found = ticket.nonconformity
    yield from requirement_problems(ticket.requirement)
    if found is None:
        message = gettext_noop(
            "A corrective action answers a nonconformity: report it first, or choose an improvement."
        )
        yield block("ticket.no_nonconformity", message, "nonconformity")
        return
    if found.state in ("draft", "cancelled"):
        yield block("ticket.nonconformity_over", gettext_noop("That nonconformity was cancelled."), "nonconformity")
    if ticket.opened_on < found.found_on:
        yield block("opened_on.before_found", gettext_noop("The ticket is older than the nonconformity."), "opened_on")
    if ticket.grade and ticket.grade != found.grade:
        message = gettext_noop("The ticket and the report of the nonconformity give it different grades.")
        yield Problem("grade.differs", Level.WARN, message, "grade")
    else:
        yield from grade_problems(ticket.text, found.grade)
    yield from added_fault_problems(ticket.description, f"{found.text}\n{found.evidence}")


def person_problems(ticket, field: str, person_id: int | None) -> Iterator[Problem]:
    """The auditor who found it neither analyses nor mends it for the unit (seed 003)."""
    if person_id is not None and person_id in ticket.auditors:
        message = gettext_noop(
            "Who found it as an auditor does not mend it for the unit: choose somebody of the unit."
        )
        yield block("record.auditor_signs", message, field)


def ground_problems(grounds) -> Iterator[Problem]:
    """Grounds that QT.CTCL 5.2.2 does not have."""
    for ground in set(grounds) - set(Ground.values):
        yield block("ground.unknown", gettext_noop("There is no ground “%(name)s”."), "grounds", name=str(ground))


def completion_problems(ticket) -> Iterator[Problem]:
    """The completion date: possible, worked on, and not before a measure's."""
    if ticket.complete_by is None:
        return
    start = max(ticket.opened_on, ticket.started_on or ticket.opened_on)
    calendar = calendar_of(ticket.agency_id)
    yield from date_problems(ticket.complete_by, start=start, calendar=calendar, field="complete_by")
    last = max((row.due_on for row in measures_of(ticket) if row.due_on), default=None)
    if last and last > ticket.complete_by:
        message = gettext_noop("A measure is due on %(last)s, after the ticket's completion.")
        yield Problem("complete_by.before_measure", Level.WARN, message, "complete_by", {"last": f"{last:%d/%m/%Y}"})


def closing_problems(ticket, today: date) -> Iterator[Problem]:
    """What closing asks: the effect's check or why there is none, and every document touched (QT.CTCL 5.7)."""
    has_check = bool(ticket.effect_due_on and ticket.effect_criterion.strip() and ticket.effect_checker_id)
    has_some = bool(ticket.effect_due_on or ticket.effect_criterion.strip() or ticket.effect_checker_id)
    if not has_check and (has_some or not ticket.no_effect_check.strip()):
        message = gettext_noop("Say when, by what and by whom its effect is checked; or why it is not.")
        yield block("effect.unplanned", message, "check_on")
    if has_check and ticket.effect_checker_id in doers_of(ticket):
        message = gettext_noop("Who took part in the plan or its measures does not check their effect.")
        yield block("ticket.is_doer", message, "checker")
    if ticket.effect_due_on:
        calendar = calendar_of(ticket.agency_id)
        yield from date_problems(ticket.effect_due_on, start=today, calendar=calendar, field="check_on")
    yield from touched_problems(ticket, today)


def step_problems(ticket, name: str, data: Mapping, today: date) -> Iterator[Problem]:
    """What is wrong with ``ticket`` as the step ``name`` would leave it."""
    asked = _ASKED.get(name)
    if asked:
        yield from asked(ticket, data, today)


def _plan_step_problems(ticket, data: Mapping, today: date) -> Iterator[Problem]:
    return plan_problems(ticket, current_plan(ticket), measures_of(ticket))


def _approval_problems(ticket, data: Mapping, today: date) -> Iterator[Problem]:
    yield from person_problems(ticket, "implementer", ticket.implementer_id)
    yield from completion_problems(ticket)


def _done_step_problems(ticket, data: Mapping, today: date) -> Iterator[Problem]:
    yield from done_problems(ticket, measures_of(ticket), today)
    if open_requests(ticket):
        message = gettext_noop("A request for resources was never answered.")
        yield Problem("request.open", Level.WARN, message, "")


def _assignment_problems(ticket, data: Mapping, today: date) -> Iterator[Problem]:
    person = data.get("person")
    yield from person_problems(ticket, "person", person.pk if person else None)
    due_on = data.get("due_on")
    if due_on:
        calendar = calendar_of(ticket.agency_id)
        start = max(ticket.opened_on, today)
        yield from date_problems(due_on, start=start, calendar=calendar, field="due_on")


def _effect_problems(ticket, data: Mapping, today: date) -> Iterator[Problem]:
    if ticket.effect_due_on and today < ticket.effect_due_on:
        message = gettext_noop("The effect was to be checked on %(due)s: it is too early to tell.")
        yield Problem("effect.early", Level.WARN, message, "", {"due": f"{ticket.effect_due_on:%d/%m/%Y}"})


_ASKED = {
    "raise_ticket": lambda ticket, data, today: box1_problems(ticket, today),
    "confirm_need": lambda ticket, data, today: ground_problems(ticket.grounds),
    "assign": _assignment_problems,
    "reassign": _assignment_problems,
    "propose": _plan_step_problems,
    "endorse": _plan_step_problems,
    "approve_plan": _approval_problems,
    "report_done": _done_step_problems,
    "close": lambda ticket, data, today: closing_problems(ticket, today),
    "confirm_effect": _effect_problems,
    "deny_effect": _effect_problems,
}


def problems(ticket) -> Iterator[Problem]:
    """Everything that is wrong with ``ticket`` as it stands."""
    today = clock.today()
    if ticket.state in (State.CANCELLED, State.DISMISSED):
        return
    yield from box1_problems(ticket, today)
    if ticket.state in _PLANNED:
        yield from plan_problems(ticket, current_plan(ticket), measures_of(ticket))
        yield from completion_problems(ticket)
    if ticket.state == State.DONE:
        yield from done_problems(ticket, measures_of(ticket), today)
    yield from waiting_problems(ticket, today)
