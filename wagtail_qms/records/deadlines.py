"""Deadlines as real plans have them: a date, a period, or words such as "Thường xuyên". Plain Python."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wagtail_qms.problems import Level, Problem, block, gettext_noop

_DAY = r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})"
_DATE = re.compile(rf"\s*(?:ngày\s+|trước\s+(?:ngày\s+)?)?{_DAY}\s*\.?\s*", re.IGNORECASE)
_SPAN = re.compile(rf"\s*(?:từ\s+)?(?:ngày\s+)?{_DAY}\s*(?:đến|tới|[-–])\s*(?:ngày\s+)?{_DAY}\s*\.?\s*", re.IGNORECASE)
_MONTH = re.compile(r"\s*tháng\s+(\d{1,2})\s*(?:/|\s+năm\s+)\s*(\d{4})\s*", re.IGNORECASE)
_QUARTER = re.compile(r"\s*quý\s+(IV|I{1,3}|[1-4])\s*(?:/|\s+năm\s+|\s+)\s*(\d{4})\s*", re.IGNORECASE)
_YEAR = re.compile(r"\s*(?:trong\s+)?năm\s+(\d{4})\s*", re.IGNORECASE)
_WORKING_DAYS = re.compile(r"\s*(?:trong\s+)?(\d{1,3})\s*ngày(\s+làm\s+việc)?\s*", re.IGNORECASE)
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4}


@dataclass(frozen=True, slots=True)
class Deadline:
    """``on`` for a date; ``begins`` and ``on`` for a period; ``words`` as written."""

    kind: str
    on: date | None = None
    begins: date | None = None
    words: str = ""

    def is_overdue(self, day: date) -> bool:
        """Whether it has passed on ``day``. Only a date can be overdue."""
        return self.kind == "date" and self.on is not None and self.on < day


def read_deadline(text: str, *, start: date | None = None, calendar=None) -> Deadline:
    """What ``text`` means: "01/01/2021", "Quý IV/2026", "từ 01/03/2026 đến 31/03/2026", "10 ngày làm việc", words.

    A count of days becomes the date that it ends on when ``start`` is known, of working days with ``calendar``.
    """
    words = " ".join(text.split())
    for pattern, meaning in _PATTERNS:
        match = pattern.fullmatch(words)
        found = meaning(match, words) if match else None
        if found:
            return found
    return _counted(words, start, calendar) or Deadline("words", words=words)


def _date(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _one_date(match, words: str) -> Deadline | None:
    on = _date(*match.groups())
    return Deadline("date", on, words=words) if on else None


def _span(match, words: str) -> Deadline | None:
    groups = match.groups()
    begins, on = _date(*groups[:3]), _date(*groups[3:])
    return Deadline("period", on, begins, words) if begins and on else None


def _months(first: int, last: int, year: int, words: str) -> Deadline | None:
    if not 1 <= first <= last <= 12 or not 1 <= year <= 9999:
        return None
    return Deadline("period", date(year, last, monthrange(year, last)[1]), date(year, first, 1), words)


def _month(match, words: str) -> Deadline | None:
    return _months(int(match[1]), int(match[1]), int(match[2]), words)


def _quarter(match, words: str) -> Deadline | None:
    name = match[1].upper()
    quarter = _QUARTERS.get(name) or int(name)
    return _months(quarter * 3 - 2, quarter * 3, int(match[2]), words)


def _year(match, words: str) -> Deadline | None:
    return _months(1, 12, int(match[1]), words)


_PATTERNS = ((_DATE, _one_date), (_SPAN, _span), (_MONTH, _month), (_QUARTER, _quarter), (_YEAR, _year))


def _counted(words: str, start: date | None, calendar) -> Deadline | None:
    match = _WORKING_DAYS.fullmatch(words)
    if not match or start is None or calendar is None:
        return None
    days = int(match[1])
    on = calendar.after(start, days) if match[2] else date.fromordinal(start.toordinal() + days)
    return Deadline("date", on, words=words)


def deadline_problems(deadline: Deadline, *, start: date | None, calendar, field: str = "due_on") -> Iterator[Problem]:
    """What is wrong with ``deadline`` of something that began on ``start`` (seed 003: due before its own date)."""
    if deadline.kind == "words":
        if not deadline.words:
            yield block("deadline.missing", gettext_noop("Say by when: a date, a period, or in words."), field)
        return
    if deadline.on is None or (deadline.kind == "period" and deadline.begins is None):
        yield block("deadline.missing", gettext_noop("Say by when: a date, a period, or in words."), field)
        return
    if deadline.begins and deadline.on < deadline.begins:
        yield block("deadline.backwards", gettext_noop("The period ends before it begins."), field)
    yield from date_problems(deadline.on, start=start, calendar=calendar, field=field)


def date_problems(on: date, *, start: date | None, calendar, field: str) -> Iterator[Problem]:
    """What is wrong with the last day ``on``."""
    shown = f"{on:%d/%m/%Y}"
    if start and on < start:
        yield block(
            "deadline.before_start",
            gettext_noop("It is due on %(due)s, before %(start)s, when it began."),
            field,
            due=shown,
            start=f"{start:%d/%m/%Y}",
        )
    name = calendar.holiday(on)
    if name:
        message = gettext_noop("%(due)s is a holiday: %(name)s. Choose a working day.")
        yield Problem("deadline.holiday", Level.WARN, message, field, {"due": shown, "name": name})
    elif not calendar.is_working(on):
        message = gettext_noop("%(due)s is no working day. Choose one.")
        yield Problem("deadline.day_off", Level.WARN, message, field, {"due": shown})
