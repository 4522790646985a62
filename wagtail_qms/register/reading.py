"""Who was asked to read which edition, by when, and who has read it (ISO 9001, 7.3 and 7.5.3). All computed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, Min, OuterRef, Q, Subquery

from wagtail_qms.organisation.models import Appointment
from wagtail_qms.organisation.sorting import person_key
from wagtail_qms.register.enums import Status
from wagtail_qms.register.models import Acknowledgement, Distribution, Edition
from wagtail_qms.register.policy import reader_of


@dataclass(slots=True)
class Reading:
    """One person and one edition: asked by a deadline, or not asked at all; read, or not yet."""

    name: str
    unit: str = ""
    is_asked: bool = False
    read_by: date | None = None
    read_at: datetime | None = None

    def is_overdue(self, day: date) -> bool:
        """Whether the deadline has passed on ``day`` without the edition being read."""
        return self.read_at is None and self.read_by is not None and self.read_by < day


def readings_of(distributions, acknowledgements, agency_id: int, day: date) -> dict[int, list[Reading]]:
    """By edition everybody asked and everybody who read, people sorted by given name; one query.

    A copy handed to a unit asks the people who are in it on ``day``; a recalled copy asks nobody.
    """
    members = _members(agency_id, {copy.unit for copy in distributions if not copy.person_id}, day)
    found: dict[int, dict] = defaultdict(dict)
    for copy in distributions:
        if not hasattr(copy, "recall"):
            for key, name, unit in _asked_by(copy, members):
                _ask(found[copy.edition_id].setdefault(key, Reading(name, unit)), copy.read_by)
    for row in acknowledgements:
        reading = found[row.edition_id].setdefault(row.person_id, Reading(row.name, row.unit))
        reading.read_at = row.recorded_at
    return {key: sorted(rows.values(), key=lambda row: person_key(row.name)) for key, rows in found.items()}


def _asked_by(copy: Distribution, members: dict):
    return [(copy.person_id, copy.person_name, copy.unit)] if copy.person_id else members[copy.unit]


def _ask(reading: Reading, read_by: date | None):
    reading.is_asked = True
    reading.read_by = min(filter(None, (reading.read_by, read_by)), default=None)


def _members(agency_id: int, units: set[str], day: date) -> dict[str, list]:
    posts = Appointment.objects.on(day).filter(agency=agency_id, unit__name__in=units, user__isnull=False)
    members = defaultdict(list)
    for key, name, unit in posts.values_list("user_id", "person_name", "unit__name"):
        members[unit].append((key, name, unit))
    return members


def to_read(user, day: date):
    """The editions that ``user`` was asked to read and has not: with ``deadline`` (or None) and ``status_today``.

    What is superseded or withdrawn by now needs no reading. The nearest deadline comes first.
    """
    posts = list(Appointment.objects.on(day).filter(user=user).values_list("agency_id", "unit__name"))
    handed = Q(person=user)
    for agency, unit in posts:
        if unit:
            handed |= Q(document__agency=agency, person__isnull=True, unit=unit)
    copies = Distribution.objects.filter(handed, edition=OuterRef("pk"), recall__isnull=True).order_by()
    done = Acknowledgement.objects.filter(edition=OuterRef("pk"), person=user).order_by()
    deadline = copies.values("edition").annotate(first=Min("read_by")).values("first")
    editions = Edition.objects.readable_by(reader_of(user, day)).with_status(day).light().select_related("document")
    editions = editions.filter(document__agency__in={agency for agency, _unit in posts})
    editions = editions.filter(Exists(copies)).exclude(Exists(done))
    editions = editions.filter(status_today__in=[Status.IN_FORCE, Status.TO_COME])
    rows = list(editions.annotate(deadline=Subquery(deadline)))
    return sorted(rows, key=lambda row: (row.deadline or date.max, row.code, row.number))
