"""Working days of an agency: the public calendar of Việt Nam, and the days that the agency adds or moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

import holidays

from wagtail_qms.records.remembering import once
from wagtail_qms.records.settings import CalendarDay

_ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=4)
def _public(language: str) -> holidays.HolidayBase:
    # The library fills in a year when it is first asked about it.
    return holidays.country_holidays("VN", language=language)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of one agency. ``own`` are its additions: day to (is it worked, why)."""

    own: Mapping[date, tuple[bool, str]] = field(default_factory=dict)
    language: str = "vi"

    def is_working(self, day: date) -> bool:
        """Whether the agency works on ``day``."""
        if day in self.own:
            return self.own[day][0]
        return _public(self.language).is_working_day(day)

    def holiday(self, day: date) -> str:
        """The name of the holiday that ``day`` is; empty on a working day and on a plain weekend."""
        if day in self.own:
            is_working, name = self.own[day]
            return "" if is_working else name or f"{day:%d/%m/%Y}"
        return _public(self.language).get(day, "")

    def after(self, start: date, days: int) -> date:
        """The day that lies ``days`` working days after ``start``; ``start`` itself does not count."""
        day, left = start, days
        while left > 0:
            day += _ONE_DAY
            left -= self.is_working(day)
        return day

    def between(self, start: date, end: date) -> int:
        """How many working days come after ``start`` until ``end`` inclusive; negative when ``end`` is before."""
        first, last, sign = (start, end, 1) if start <= end else (end, start, -1)
        days = ((first + timedelta(days=n)) for n in range(1, (last - first).days + 1))
        return sign * sum(self.is_working(day) for day in days)

    def next_working(self, day: date) -> date:
        """``day``, or the first working day after it."""
        return day if self.is_working(day) else self.after(day, 1)


def calendar_of(agency_id: int) -> Calendar:
    """The agency's calendar; one query."""
    return once(("calendar", agency_id), lambda: _read(agency_id))


def _read(agency_id: int) -> Calendar:
    rows = CalendarDay.objects.filter(agency_id=agency_id).values_list("day", "is_working", "name")
    return Calendar({day: (is_working, name) for day, is_working, name in rows})
