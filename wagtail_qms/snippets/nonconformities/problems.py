"""What is wrong with a nonconformity (seed 003; QT.CTCL 5.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from wagtail_qms import clock
from wagtail_qms.problems import Level, Problem, block, gettext_noop
from wagtail_qms.records.calendar import calendar_of
from wagtail_qms.records.deadlines import date_problems
from wagtail_qms.records.numbering import parse_number
from wagtail_qms.records.settings import settings_of
from wagtail_qms.records.texts import cause_problems, grade_problems, only_correction_problems
from wagtail_qms.snippets.nonconformities.enums import OVER, Source, State
from wagtail_qms.snippets.nonconformities.queries import likely_repeats, same_content
from wagtail_qms.snippets.nonconformities.requirement import requirement_problems

#: After so many days somebody ought to have checked a correction.
_CHECK_WITHIN = timedelta(days=30)
_NOT_COUNTED = ("draft", "cancelled")
_SETTLED = ("closed", "effective")


def report_problems(record, today: date) -> Iterator[Problem]:
    """Box 1 as it is reported."""
    for name in ("title", "description"):
        if not getattr(record, name).strip():
            yield block("record.missing", gettext_noop("Fill this in."), name)
    if record.found_on > today:
        yield block("found_on.future", gettext_noop("It cannot have been found in the future."), "found_on")
    yield from agency_problems(record, unit=record.unit, repeats=record.repeats)
    yield from requirement_problems(record.requirement)
    yield from grade_problems(record.text, record.grade)
    yield from number_problems(record)
    if record.was_delivered and not (record.consequence.strip() and record.person_told.strip()):
        message = gettext_noop("It was already delivered: say with what consequence, and who was told.")
        yield Problem("delivered.untold", Level.WARN, message, "consequence")


def agency_problems(record, **named) -> Iterator[Problem]:
    """What belongs to another agency among ``named``, and the document whose requirement is missed."""
    document = record.edition.document if record.edition_id else None
    for field, other in {**named, "edition": document}.items():
        if other is not None and other.agency_id != record.agency_id:
            message = gettext_noop("“%(name)s” does not belong to this agency today.")
            yield block("record.other_agency", message, field, name=str(other))


def number_problems(record) -> Iterator[Problem]:
    """A number on paper that is none, or that another record has (seed 003: two of number 01, one "QT 12")."""
    text = record.paper_number.strip()
    if not text:
        return
    parsed = parse_number(text)
    if parsed is None:
        message = gettext_noop("“%(number)s” is no number of a record: it looks like a code of something else.")
        yield block("number.malformed", message, "paper_number", number=text)
        return
    others = type(record).objects.filter(agency=record.agency_id, paper_number__contains=str(parsed[0]))
    others = others.exclude(pk=record.pk).exclude(state__in=_NOT_COUNTED)
    year = parsed[1] or record.dated_on.year
    for number, day in others.values_list("paper_number", record.DATED):
        other = parse_number(number)
        if other and (other[0], other[1] or day.year) == (parsed[0], year):
            message = gettext_noop("Another record of that year has the number %(number)s already.")
            yield block("number.taken", message, "paper_number", number=text)
            return


def repeat_problems(record) -> Iterator[Problem]:
    """Reports that say nearly the same (seed 003)."""
    found = likely_repeats(
        agency_id=record.agency_id,
        text=record.text,
        unit_id=record.unit_id,
        requirement_key=record.requirement_key,
        leave_out=record.pk,
        limit=1,
    )
    for repeat in found:
        if repeat.record.pk != record.repeats_id:
            message = gettext_noop("It says nearly the same as %(other)s: is it a repeat?")
            yield Problem("repeat.likely", Level.HINT, message, "repeats", {"other": str(repeat.record)})


def decision_problems(record) -> Iterator[Problem]:
    """What was decided: the date, and who is to carry it out."""
    if record.due_on:
        calendar = calendar_of(record.agency_id)
        start = max(record.found_on, record.decided_on or record.found_on)
        yield from date_problems(record.due_on, start=start, calendar=calendar, field="due_on")
    if record.source == Source.AUDIT and record.assigned_id in {record.found_by_id or record.author_id}:
        message = gettext_noop(
            "Who found it as an auditor does not mend it for the unit: choose somebody of the unit."
        )
        yield block("record.auditor_signs", message, "person")


def correction_problems(record, today: date) -> Iterator[Problem]:
    """What was done, and when (seed 003: done on the day it was found, before anybody approved)."""
    done = record.corrected_on
    if done and done > today:
        yield block(
            "corrected_on.future", gettext_noop("It cannot have been corrected in the future."), "corrected_on"
        )
    if done and done < record.found_on:
        yield block("corrected_on.before_found", gettext_noop("It was corrected before it was found."), "corrected_on")
    elif done and record.decided_on and done < record.decided_on:
        message = gettext_noop("It was corrected on %(done)s, before it was decided upon on %(decided)s.")
        params = {"done": f"{done:%d/%m/%Y}", "decided": f"{record.decided_on:%d/%m/%Y}"}
        yield Problem("corrected_on.before_decision", Level.WARN, message, "corrected_on", params)
    if record.cause.strip():
        yield from cause_problems(record.cause)
    if record.source == Source.AUDIT:
        yield from only_correction_problems(record.correction, record.corrective_action)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often the same content was reported since a ticket on it was closed; ``ticket`` answers for it, if any."""

    count: int
    limit: int
    ticket: object = None

    @property
    def is_obligatory(self) -> bool:
        """Whether the agency's procedure demands a ticket (QT.CTCL 5.2.2: more than so many times in a row)."""
        return self.count > self.limit


def recurrence_of(record) -> Recurrence:
    """The recurrence that ``record`` is part of; five queries at most.

    A row of reports ends where a ticket on one of them was closed, and not found ineffective later.
    """
    rows = same_content(record)
    tickets = {}
    model = type(record)._meta.get_field("tickets").related_model
    for ticket in model.objects.filter(nonconformity__in=[row.pk for row in rows]).exclude(state__in=_NOT_COUNTED):
        tickets.setdefault(ticket.nonconformity_id, []).append(ticket)
    count, answering = 0, None
    for row in rows:
        own = tickets.get(row.pk, [])
        if any(ticket.state in _SETTLED for ticket in own):
            break
        count, answering = count + 1, answering or next(iter(own), None)
    return Recurrence(count, settings_of(record.agency_id).recurrence_limit, answering)


def recurrence_problems(record) -> Iterator[Problem]:
    """The same content too often, and no ticket."""
    found = recurrence_of(record)
    if found.is_obligatory and found.ticket is None:
        message = gettext_noop("Reported %(count)s times in a row in this unit: raise a corrective action ticket.")
        yield block("recurrence.no_ticket", message, "ticket", count=str(found.count))


def waiting_problems(record, today: date) -> Iterator[Problem]:
    """What somebody ought to have done by now."""
    if record.state == State.DECIDED and record.due_on and record.due_on < today:
        message = gettext_noop("It was to be corrected by %(due)s.")
        yield Problem("nonconformity.overdue", Level.WARN, message, "due_on", {"due": f"{record.due_on:%d/%m/%Y}"})
    if record.state == State.CORRECTED and record.corrected_on and record.corrected_on + _CHECK_WITHIN < today:
        message = gettext_noop("Corrected on %(done)s, and nobody has confirmed it yet.")
        params = {"done": f"{record.corrected_on:%d/%m/%Y}"}
        yield Problem("nonconformity.unconfirmed", Level.WARN, message, "state", params)


def problems(record) -> Iterator[Problem]:
    """Everything that is wrong with ``record`` as it stands."""
    today = clock.today()
    if record.state == State.CANCELLED:
        return
    yield from report_problems(record, today)
    if record.state not in OVER:
        yield from repeat_problems(record)
    if record.state not in (State.DRAFT, State.REPORTED):
        yield from decision_problems(record)
    if record.state in (State.CORRECTED, State.CONFIRMED):
        yield from correction_problems(record, today)
    if record.state not in OVER:
        yield from recurrence_problems(record)
    yield from waiting_problems(record, today)
