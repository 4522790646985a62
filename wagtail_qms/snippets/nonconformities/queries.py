"""Named reads of nonconformities: repeats above all (QT.CTCL 5.2.2)."""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Q

from wagtail_qms.records.deadline_columns import overdue
from wagtail_qms.records.record import RecordQuerySet
from wagtail_qms.records.similarity import likeness, words_of
from wagtail_qms.snippets.nonconformities.enums import OVER, State

#: How many earlier reports are looked at for repeats: a fixed number, however many there are.
_LOOKED_AT = 200
#: From which likeness on two reports of one requirement in one unit are the same content.
SAME = 0.4
#: From which likeness on a report of another requirement or unit is offered as a likely repeat.
LIKELY = 0.5


class NonconformityQuerySet(RecordQuerySet):
    """Nonconformities."""

    def open(self):
        """Those with something left to do."""
        return self.exclude(state__in=[*OVER, State.DRAFT])

    def counted(self):
        """Those that were reported and not cancelled."""
        return self.exclude(state__in=[State.DRAFT, State.CANCELLED])

    def awaiting(self, actor):
        """Those whose next step is for ``actor`` (``records.rules.Actor``), at the agency that the actor is of."""
        audited = Q(source="audit")
        finder = Q(found_by=actor.person) | Q(found_by=None, author=actor.person)
        heads = Q(unit__in=actor.heads)
        keeps = Q() if actor.has("iso_secretary") else heads
        return self.exclude(audited & finder).filter(
            (Q(state=State.REPORTED) & (heads | Q(found_by=actor.person)))
            | Q(state=State.DECIDED, assigned=actor.person)
            | (Q(state=State.CORRECTED) & keeps & ~Q(assigned=actor.person))
        )

    def overdue(self, day):
        """Decided, and not corrected by their date."""
        return self.filter(overdue(day), state=State.DECIDED)


@dataclass(frozen=True, slots=True)
class Repeat:
    """An earlier report that says nearly the same; ``likeness`` from 0 to 1."""

    record: object
    likeness: float


def likely_repeats(*, agency_id: int, text: str, unit_id=None, requirement_key: str = "", leave_out=None, limit=5):
    """Earlier reports of the agency that ``text`` probably repeats, the most alike first; two queries.

    Looks at the newest reports of the unit or the requirement, and at the newest of the agency: a fixed number.
    """
    model = apps.get_model("wagtail_qms", "Nonconformity")
    rows = model.objects.filter(agency=agency_id).counted().exclude(pk=leave_out).order_by("-found_on", "-pk")
    near = Q(unit=unit_id, requirement_key=requirement_key)
    candidates = {row.pk: row for row in [*rows.filter(near)[:_LOOKED_AT], *rows[:_LOOKED_AT]]}
    words = words_of(text)
    found = []
    for row in candidates.values():
        alike = likeness(words, words_of(row.text))
        is_near = bool(requirement_key) and row.requirement_key == requirement_key and row.unit_id == unit_id
        if alike >= (SAME if is_near else LIKELY):
            found.append(Repeat(row, alike))
    return sorted(found, key=lambda repeat: -repeat.likeness)[:limit]


def same_content(record) -> list:
    """Reports of the same content in the same unit as ``record``, itself among them, newest first; two queries.

    The same content: somebody said that one repeats the other, or the requirement is the same and the texts are alike.
    """
    rows = type(record).objects.filter(unit=record.unit_id).counted().exclude(pk=record.pk)
    linked = _linked(rows, record)
    words = words_of(record.text)
    alike = []
    if record.requirement_key:
        candidates = rows.filter(requirement_key=record.requirement_key).order_by("-found_on", "-pk")
        alike = [row for row in candidates[:_LOOKED_AT] if likeness(words, words_of(row.text)) >= SAME]
    found = {row.pk: row for row in [*linked, *alike, record]}
    return sorted(found.values(), key=lambda row: (row.found_on, row.pk), reverse=True)


def _linked(rows, record) -> list:
    """Reports joined to ``record`` by "repeats", however long the row is; a fixed number of looks."""
    known, front = {record.pk, record.repeats_id} - {None}, {record.pk, record.repeats_id} - {None}
    found: list = []
    for _look in range(3):
        if not front:
            break
        near = rows.filter(Q(repeats__in=front) | Q(pk__in=front)).order_by("-found_on", "-pk")[:_LOOKED_AT]
        new = [row for row in near if row.pk not in {row.pk for row in found}]
        found += new
        front = {key for row in new for key in (row.pk, row.repeats_id) if key} - known
        known |= front
    return found
