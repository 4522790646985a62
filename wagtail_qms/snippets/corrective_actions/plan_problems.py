"""What is wrong with box 2: causes and measures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from wagtail_qms.problems import Level, Problem, block, gettext_noop
from wagtail_qms.records.calendar import calendar_of
from wagtail_qms.records.chain import Attachment
from wagtail_qms.records.deadlines import deadline_problems
from wagtail_qms.records.texts import cause_problems
from wagtail_qms.snippets.corrective_actions.enums import CauseKind, Kind, MeasureKind, State

_WHYS = 3


def plan_problems(ticket, plan, measures: list) -> Iterator[Problem]:
    """Why the plan cannot be proposed as it stands; one query."""
    if plan is None:
        yield block("plan.missing", gettext_noop("Box 2 is empty."), "cause")
        return
    yield from _cause_problems(plan)
    if not measures:
        yield block("plan.no_measure", gettext_noop("Plan one measure at least: what, who, by when."), "measures")
        return
    calendar = calendar_of(ticket.agency_id)
    for measure in measures:
        yield from _measure_problems(ticket, measure, calendar)
    yield from _together_problems(ticket, measures)


def _cause_problems(plan) -> Iterator[Problem]:
    yield from cause_problems(plan.cause)
    if not plan.cause_kinds or set(plan.cause_kinds) - set(CauseKind.values):
        yield block(
            "cause.kind", gettext_noop("Say whether the cause is subjective, objective or both."), "cause_kinds"
        )
    if not _is_texts(plan.whys):
        yield block("cause.whys", gettext_noop("Each “why” is answered by a sentence."), "whys")
    elif len(plan.whys) < _WHYS:
        message = gettext_noop("Ask “why” once more: what was found may not be the root cause yet.")
        yield Problem("cause.few_whys", Level.HINT, message, "whys")
    if not _is_diagram(plan.diagram):
        yield block("cause.diagram", gettext_noop("Each branch of the diagram has a name and causes."), "diagram")


def _is_texts(value) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) and text.strip() for text in value)


def _is_diagram(value) -> bool:
    """A list of branches: [{"branch": name, "causes": [text, ...]}, ...]."""
    return isinstance(value, list) and all(
        isinstance(row, dict)
        and set(row) == {"branch", "causes"}
        and _is_texts([row["branch"]])
        and _is_texts(row["causes"])
        for row in value
    )


def _measure_problems(ticket, measure, calendar) -> Iterator[Problem]:
    field = f"measure:{measure.place}"
    if not measure.what.strip():
        yield block("measure.empty", gettext_noop("Say what the measure is."), field)
    if measure.owner_id is None and not measure.owner_name.strip():
        yield block("measure.no_owner", gettext_noop("Say who carries it out."), field)
    if measure.owner_id is not None and measure.owner_id in ticket.auditors:
        message = gettext_noop(
            "Who found it as an auditor does not mend it for the unit: choose somebody of the unit."
        )
        yield block("record.auditor_signs", message, field)
    yield from deadline_problems(measure.deadline, start=ticket.opened_on, calendar=calendar, field=field)


def _together_problems(ticket, measures: list) -> Iterator[Problem]:
    if not any(measure.due_kind == "date" and measure.due_on for measure in measures):
        message = gettext_noop("One measure at least needs a date: words and periods are never overdue.")
        yield block("measure.no_date", message, "measures")
    if not any(measure.owner_id for measure in measures):
        message = gettext_noop("One measure at least needs a person who holds a post here.")
        yield block("measure.no_person", message, "measures")
    if ticket.kind == Kind.CORRECTIVE and all(row.kind == MeasureKind.CORRECTION for row in measures):
        message = gettext_noop("Only corrections are planned: what keeps the cause from coming back?")
        yield Problem("plan.only_correction", Level.WARN, message, "measures")
    # Once it is carried out, that is how it should be.
    if ticket.state not in (State.IMPLEMENTING, State.DONE) and all(measure.done_on for measure in measures):
        yield block("plan.no_new_measure", gettext_noop("Every measure is done already: plan a new one."), "measures")


def done_problems(ticket, measures: list, today: date) -> Iterator[Problem]:
    """Measures that are not done, or without evidence (QT.CTCL 5.5); one query."""
    attached = set(Attachment.objects.of(ticket).values_list("part", flat=True))
    for measure in measures:
        field = f"measure:{measure.place}"
        if measure.done_on is None:
            yield block("measure.undone", gettext_noop("This measure is not done yet."), field)
            continue
        if measure.done_on > today:
            yield block("measure.done_in_future", gettext_noop("It cannot have been done in the future."), field)
        if ticket.started_on and measure.done_on < ticket.started_on:
            message = gettext_noop("It was done on %(done)s, before the plan was approved on %(started)s.")
            params = {"done": f"{measure.done_on:%d/%m/%Y}", "started": f"{ticket.started_on:%d/%m/%Y}"}
            yield Problem("measure.before_approval", Level.WARN, message, field, params)
        if not measure.evidence.strip() and f"measure:{measure.pk}" not in attached:
            yield block("measure.no_evidence", gettext_noop("Say or attach what proves that it was done."), field)
