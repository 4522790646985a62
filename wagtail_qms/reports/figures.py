"""Figures of records, computed from their rows whenever they are asked: nothing is stored or typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Value, When
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail_qms.snippets.corrective_actions.enums import CauseKind
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction
from wagtail_qms.snippets.corrective_actions.plans import Plan
from wagtail_qms.snippets.nonconformities.models import Nonconformity

#: Days, and the words for records that are open so long or less; the last has no end.
_AGES = ((7, _("a week or less")), (30, _("8 to 30 days")), (90, _("31 to 90 days")), (None, _("more than 90 days")))
#: Bars of a Pareto chart; what is beyond is in its table alone.
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its words, how many records, and how many per cent it makes with all bars before it."""

    label: str
    count: int
    together: float = 0.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart as data. ``is_pareto``: bars in falling order, with a line of their sums."""

    name: str
    title: str
    bars: tuple[Bar, ...]
    is_pareto: bool = True

    @property
    def total(self) -> int:
        """How many are counted; a record with two causes counts twice."""
        return sum(bar.count for bar in self.bars)


def ages(records, dated: str, today: date) -> Figure:
    """How long the open ones of ``records`` have been open, by the date in their field ``dated``; one query."""
    ends = [(at, days) for at, (days, _words) in enumerate(_AGES) if days is not None]
    younger = [When(**{f"{dated}__gte": today - timedelta(days=days)}, then=Value(at)) for at, days in ends]
    band = Case(*younger, default=Value(len(ends)), output_field=IntegerField())
    rows = records.open().order_by().annotate(band=band).values("band").annotate(count=Count("pk"))
    counts = {row["band"]: row["count"] for row in rows}
    bars = tuple(Bar(str(words), counts.get(at, 0)) for at, (_days, words) in enumerate(_AGES))
    return Figure("ages", gettext("Open, by age"), bars, is_pareto=False)


def by_unit(records) -> Figure:
    """How many of ``records`` each unit has; one query."""
    rows = records.order_by().values_list("unit__name").annotate(count=Count("pk"))
    return _pareto("units", gettext("By unit"), Counter(dict(rows)))


def by_requirement(records) -> Figure:
    """How many of ``records`` miss each clause of a standard or section of a document; one query."""
    names = ("standard", "clause", "edition__code", "section")
    rows = records.order_by().values_list(*names).annotate(count=Count("pk"))
    counts: Counter = Counter()
    for *requirement, count in rows:
        counts[_requirement(*requirement)] += count
    return _pareto("clauses", gettext("By requirement missed"), counts)


def _requirement(standard: str, clause: str, code: str | None, section: str) -> str:
    if code:
        return f"{code} {section}".strip()
    return f"{standard} {clause}".strip() if clause else gettext("Told in words alone")


def by_cause(tickets) -> Figure:
    """How many of ``tickets`` have each kind of cause, by the plan that counts; one query."""
    later = Plan.objects.filter(ticket=OuterRef("ticket"), version__gt=OuterRef("version")).order_by()
    plans = Plan.objects.filter(~Exists(later), ticket__in=tickets.order_by().values("pk")).order_by()
    counts: Counter = Counter()
    for kinds, count in plans.values_list("cause_kinds").annotate(count=Count("pk")):
        for kind in kinds or [""]:
            counts[str(CauseKind(kind).label) if kind else gettext("Not told yet")] += count
    return _pareto("causes", gettext("By kind of cause"), counts)


def by_source(records) -> Figure:
    """How many of ``records`` were found where; one query."""
    words = dict(records.model._meta.get_field("source").flatchoices)
    rows = records.order_by().values_list("source").annotate(count=Count("pk"))
    return _pareto("sources", gettext("By where it was found"), Counter({str(words[key]): n for key, n in rows}))


def _pareto(name: str, title: str, counts: Counter) -> Figure:
    total, so_far, bars = sum(counts.values()), 0, []
    for label, count in sorted(counts.items(), key=lambda row: (-row[1], row[0])):
        so_far += count
        bars.append(Bar(label, count, 100 * so_far / total))
    return Figure(name, title, tuple(bars))


def counted_by(subject: str, agencies, year: int | None, today: date) -> dict[str, Callable[[], Figure]]:
    """By name the figures of "tickets" or "reports" of the agencies, numbered in ``year`` (None: in all).

    Each is counted when it is called, by one query.
    """
    if subject == "reports":
        records = _of(Nonconformity.objects.counted(), agencies, year)
        return {
            "ages": partial(ages, records, "found_on", today),
            "units": partial(by_unit, records),
            "clauses": partial(by_requirement, records),
            "sources": partial(by_source, records),
        }
    records = _of(CorrectiveAction.objects.exclude(state__in=("draft", "cancelled")), agencies, year)
    return {
        "ages": partial(ages, records, "opened_on", today),
        "causes": partial(by_cause, records),
        "units": partial(by_unit, records),
        "clauses": partial(by_requirement, records),
    }


def figures_of(subject: str, agencies, year: int | None, today: date) -> tuple[Figure, ...]:
    """Every figure of ``counted_by``."""
    return tuple(count() for count in counted_by(subject, agencies, year, today).values())


def _of(records, agencies, year: int | None):
    rows = records.filter(agency__in=agencies)
    return rows.filter(year=year) if year else rows
