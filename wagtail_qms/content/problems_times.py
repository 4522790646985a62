"""The times of steps against the time limit, case by case (corpus: several cases side by side in one table)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..problems import Level, Problem, gettext_noop
from .durations import Duration, bare_duration, duration, shown
from .nodes import CaseValue, Step, Steps
from .outline import fold
from .passages import Passages

_OVER = gettext_noop("The steps take %(total)s together, longer than the time limit: %(limit)s.")
_UNDER = gettext_noop("The steps take %(total)s together, shorter than the time limit: %(limit)s.")
_OVER_IN_CASE = gettext_noop(
    "In the case “%(case)s” the steps take %(total)s together, longer than the time limit: %(limit)s."
)
_UNDER_IN_CASE = gettext_noop(
    "In the case “%(case)s” the steps take %(total)s together, shorter than the time limit: %(limit)s."
)
_UNLIMITED = gettext_noop("The steps have times for the case “%(case)s”, but no time limit is for that case.")
_OTHER_LIMIT = gettext_noop("The steps have the case “%(case)s”, but the time limit of that case is: %(limit)s.")
#: Words that one place writes before a case and another leaves out.
_FILLING = frozenset(fold("trường hợp phải cần có tiến hành đối với việc thủ tục hồ sơ của thì văn bản").split("-"))
_TOTAL_ROW = re.compile(r"tong-(?:cong|so|thoi-gian)\b")


@dataclass(frozen=True, slots=True)
class _Limit:
    words: frozenset[str]
    typed: str
    length: Duration | None


def time_problems(read: Passages) -> Iterator[Problem]:
    """Where all steps of a case tell how long they take, yet not what the time limit says.

    Silent where a time cannot be read: cells merged over several steps leave steps without a time of their own.
    """
    limits = [_limit(passage.node) for passage in read.of(CaseValue)]
    tables = [passage for passage in read.of(Steps) if any(row.times for row in passage.node.rows)]
    for passage in tables:
        cases = _cases(passage.node, passage.node.caption if len(tables) > 1 else "")
        wanted = {shown_as: _words(shown_as) for shown_as in cases.values()}
        yield from _unmatched(wanted, limits, read.place((*passage.path, 0)))
        for case, shown_as in cases.items():
            limit = _limit_of(shown_as, wanted, limits, is_alone=len(tables) == 1)
            total = _total(passage.node.rows, case) if limit else None
            if total:
                yield from _compared(shown_as if case else "", total, limit, read.place((*passage.path, 0)))


def _unmatched(cases: dict[str, frozenset[str]], limits: list[_Limit], place: str) -> Iterator[Problem]:
    """Cases of the steps that no time limit names, where the limits go by cases too, or that name another time."""
    by_cases = len(limits) > 1 and all(limit.words for limit in limits)
    for case, words in cases.items():
        meant, told = [limit for limit in limits if words and _means(words, limit.words)], _told(case)
        params = {"case": " ".join(case.split())}
        if words and not meant and by_cases and not told:
            yield Problem("case_without_limit", Level.HINT, _UNLIMITED, place, params)
        elif len(meant) == 1 and told and meant[0].length and meant[0].length.most != told.most:
            params["limit"] = " ".join(meant[0].typed.split())
            yield Problem("case_other_limit", Level.WARN, _OTHER_LIMIT, place, params)


def _told(case: str) -> Duration | None:
    """The time that the words of a case themselves tell: "có xác minh: 25 ngày"."""
    return next(filter(None, map(bare_duration, re.split(r"[:()]", case))), None)


def _limit(row: CaseValue) -> _Limit:
    return _Limit(_words(row.case), row.value, duration(row.value))


def _cases(table: Steps, caption: str) -> dict[str, str]:
    """Each case as its times name it, and as it is compared with the limits: a caption may stand for the only one."""
    named = dict.fromkeys(time.case for row in table.rows for time in row.times if time.case)
    return {case: case for case in named} or {"": caption}


def _words(case: str) -> frozenset[str]:
    return frozenset(fold(case).split("-")) - _FILLING - {""}


def _limit_of(case: str, cases: dict[str, frozenset[str]], limits: list[_Limit], *, is_alone: bool) -> _Limit | None:
    """The limit of ``case``: told in its own words ("có xác minh: 25 ngày"), or by the row that means it."""
    for part in re.split(r"[:()]", case):
        told = bare_duration(part)
        if told:
            return _Limit(cases[case], " ".join(part.split()), told)
    meant = [limit for limit in limits if _means(cases[case], limit.words)] or _left_over(case, cases, limits)
    if not case and not is_alone:
        # Tables without a name may be parts of one way.
        meant = []
    return meant[0] if len(meant) == 1 and meant[0].length else None


def _means(one: frozenset[str], other: frozenset[str]) -> bool:
    if not one or not other:
        return one == other
    return (one <= other or other <= one) and ("khong" in one) == ("khong" in other)


def _left_over(case: str, cases: dict[str, frozenset[str]], limits: list[_Limit]) -> list[_Limit]:
    """The unnamed limit is that of the one case which no other limit means."""
    unmet = [name for name, words in cases.items() if not any(_means(words, limit.words) for limit in limits)]
    unnamed = [limit for limit in limits if not limit.words]
    others_met = len(limits) == len(cases)
    return unnamed if unmet == [case] and others_met and len(unnamed) == 1 and case else []


def _total(rows: tuple[Step, ...], case: str) -> Duration | None:
    """How long ``rows`` take together in ``case``; None when one of them does not tell."""
    total = None
    for row, nested in _groups(rows):
        own, below = _time(row, case), _total(nested, case) if nested else None
        if row.heading and not nested or _TOTAL_ROW.match(fold(row.activity[:40])):
            continue
        length = below or own
        if length is None:
            return None
        total = total + length if total else length
    return total


def _groups(rows: tuple[Step, ...]) -> Iterator[tuple[Step, tuple[Step, ...]]]:
    """Each row of the upper level with those nested under it."""
    start = 0
    for end in range(1, len(rows) + 1):
        if end == len(rows) or rows[end].level <= rows[start].level:
            yield rows[start], rows[start + 1 : end]
            start = end


def _time(row: Step, case: str) -> Duration | None:
    told = [time for time in row.times if time.case == case] or [time for time in row.times if not time.case]
    return duration(told[0].value) if len(told) == 1 else None


def _compared(case: str, total: Duration, limit: _Limit, place: str) -> Iterator[Problem]:
    length = limit.length
    # Working days in a limit of plain days leave room for the days between them.
    has_room = length.at_most or (total.working and not length.working)
    params = {"case": " ".join(case.split()), "total": shown(total.least), "limit": " ".join(limit.typed.split())}
    if total.least > length.most:
        yield Problem("times_over_limit", Level.WARN, _OVER_IN_CASE if case else _OVER, place, params)
    elif total.most < length.least:
        params["total"] = shown(total.most)
        level = Level.HINT if has_room else Level.WARN
        yield Problem("times_under_limit", level, _UNDER_IN_CASE if case else _UNDER, place, params)
