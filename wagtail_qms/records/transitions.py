"""The one gate: ``perform`` alone moves a record from one state to another (DESIGN section 5)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.auth import get_user_model
from django.db import models, transaction

from wagtail_qms import clock, signals
from wagtail_qms.organisation.models import Unit
from wagtail_qms.organisation.queries import is_staff_of, name_of
from wagtail_qms.organisation.sorting import person_key
from wagtail_qms.problems import Problem, Refused
from wagtail_qms.records import gate, rules
from wagtail_qms.records.actors import actor_of, staff_of, standing_columns
from wagtail_qms.records.chain import RecordSignOff, TransitionEntry
from wagtail_qms.records.machine import Machine, machine_of
from wagtail_qms.records.numbering import take_number
from wagtail_qms.register.acting import refuse_if
from wagtail_qms.register.chain import plain
from wagtail_qms.register.snapshot import digest_of


@transaction.atomic
def perform(record, name: str, *, by, comment: str = "", because: str = "", **data) -> TransitionEntry:
    """Take the step ``name`` of ``record`` as the person ``by``; returns its line of the log.

    The row is read again under a lock: what ``record`` holds unsaved is not taken over, and afterwards it shows what
    is stored. ``because`` is the reason why warnings were passed over. Refused when a rule has a reason; LookupError
    for a step that does not exist; TypeError for data that the step does not take.
    """
    machine = machine_of(record)
    step = machine.steps[name]
    row = type(record)._base_manager.select_for_update().get(pk=record.pk)
    today = clock.today()
    actor = actor_of(by, row.agency_id, today)
    refuse_if(_before(machine, row, name, actor, data, comment, today))
    came_from = row.state
    getattr(row, name)(**data)
    blocks, passed_over = rules.weigh(machine.problems(row, name, data, actor), because)
    refuse_if(blocks)
    if step.gives_number and row.serial is None:
        row.year, row.serial = today.year, take_number(row.agency_id, row.SERIES, today.year)
    details = _details(data, passed_over, because)
    if step.gives_number:
        details["number"] = row.number
    standing = standing_columns(by, row.agency_id, today, **machine.acts_as(row, name, actor))
    with gate.opened(row):
        entry = _log(row, name, came_from, comment, details, standing)
        row.save()
    if step.signs:
        sign(row, *step.signs, standing=standing)
    machine.effect(row, name, entry, by, data)
    signals.record_moved.send(type(row), record=row, entry=entry)
    record.refresh_from_db()
    return entry


def _before(machine: Machine, row, name: str, actor, data: Mapping, comment: str, today: date) -> Iterable[Problem]:
    """What is wrong before anything moves. The first kind of reason is enough: who may not see is told no more."""
    step = machine.steps[name]
    yield from (
        list(rules.staff_problems(actor))
        or list(rules.state_problems(step, row.state, str(row.get_state_display())))
        or list(machine.judge(row, name)(actor))
        or [*rules.asked_problems(step, data, comment), *_strangers(row.agency_id, data, today)]
    )


def _strangers(agency_id: int, data: Mapping, today: date) -> Iterable[Problem]:
    """People and units of other agencies among ``data``."""
    for field, value in data.items():
        if isinstance(value, Unit):
            if value.agency_id != agency_id or not value.is_valid_on(today):
                yield rules.stranger_problem(field, value.name)
        elif isinstance(value, get_user_model()):
            if not is_staff_of(value, agency_id, today):
                yield rules.stranger_problem(field, name_of(value))
        elif isinstance(value, models.Model) and getattr(value, "agency_id", agency_id) != agency_id:
            yield rules.stranger_problem(field, str(value))


def _log(row, name: str, came_from: str, comment: str, details: dict, standing: dict) -> TransitionEntry:
    return TransitionEntry.objects.create(
        record_type=row._meta.model_name,
        record_id=row.pk,
        name=name,
        from_state=came_from,
        to_state=row.state,
        comment=comment.strip(),
        details=details,
        **standing,
    )


def sign(row, box: str, role: str, *, standing: dict) -> RecordSignOff:
    """Put a signature on ``box`` as it stands. For verbs that hold the row's lock."""
    content = canonical(machine_of(row).content(row, box))
    return RecordSignOff.objects.create(
        record_type=row._meta.model_name,
        record_id=row.pk,
        box=box,
        role=role,
        content=content,
        content_digest=digest_of(content),
        **standing,
    )


def canonical(data: dict) -> str:
    """``data`` as text, the same for the same data on every version."""
    return json.dumps(told(data), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _details(data: Mapping, passed_over: list[Problem], because: str) -> dict:
    details = {name: told(value) for name, value in data.items() if value not in (None, "")}
    if passed_over:
        details["warnings"] = [problem.code for problem in passed_over]
        details["because"] = because.strip()
    return details


def told(value):
    """``value`` by value, as JSON knows it: people, units and documents with their keys and names."""
    if isinstance(value, get_user_model()):
        return {"id": value.pk, "name": name_of(value)}
    if isinstance(value, models.Model):
        return {"id": value.pk, "name": str(value)}
    if isinstance(value, Mapping):
        return {str(key): told(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset | models.QuerySet):
        return [told(item) for item in value]
    return plain(value)


def perform_each(records, name: str, *, by, **rest) -> list[tuple[object, Refused | None]]:
    """The step ``name`` on each of ``records``, each for itself; with what refused it."""
    results = []
    for record in records:
        try:
            perform(record, name, by=by, **rest)
        except Refused as refused:
            results.append((record, refused))
        else:
            results.append((record, None))
    return results


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that is open in the record's state; ``problems`` say why this person may not take it."""

    name: str
    label: str
    needs_reason: bool
    problems: tuple[Problem, ...]


def offers(record, user) -> list[Offer]:
    """The steps open in the state of ``record``, each with why ``user`` may not take it; a fixed number of queries."""
    machine = machine_of(record)
    actor = actor_of(user, record.agency_id, clock.today())
    strange = tuple(rules.staff_problems(actor))
    return [
        Offer(name, step.label, step.needs_reason, strange or tuple(machine.judge(record, name)(actor)))
        for name, step in machine.steps.items()
        if record.state in step.source
    ]


def takers(record, name: str) -> list:
    """The people who may take the step ``name`` of ``record`` today, in the order of their names.

    A fixed number of queries, however many people the agency has.
    """
    judged = machine_of(record).judge(record, name)
    staff = staff_of(record.agency_id, clock.today())
    may = [user for user, actor in staff if not any(judged(actor))]
    return sorted(may, key=lambda user: person_key(name_of(user)))
