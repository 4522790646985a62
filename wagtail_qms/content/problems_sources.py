"""Sources whose number and date contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..problems import Level, Problem, gettext_noop
from .nodes import Source
from .passages import Passages
from .text import shown_date

_OTHER_YEAR = gettext_noop("%(number)s is dated %(dated)s: the number and the date name two different years.")
_NO_DAY = gettext_noop("%(number)s is dated %(dated)s, which is not a day of the calendar.")
_YEAR = re.compile(r"/((?:19|20)\d\d)/")


def source_problems(read: Passages) -> Iterator[Problem]:
    """Sources of another year than their number says ("23/2015/NĐ-CP"), or of no day at all."""
    for passage in read.of(Source):
        source, place = passage.node, read.place(passage.path)
        params = {"number": source.number or source.title, "dated": shown_date(source.issued_on) or source.year}
        if source.issued_on and not _is_day(source.issued_on):
            yield Problem("source_no_day", Level.WARN, _NO_DAY, place, params)
        in_number = _YEAR.search(source.number)
        dated = source.issued_on[:4] or source.year
        if in_number and dated and in_number[1] != dated:
            yield Problem("source_other_year", Level.WARN, _OTHER_YEAR, place, params)


def _is_day(iso: str) -> bool:
    try:
        return bool(date.fromisoformat(iso))
    except ValueError:
        return False
