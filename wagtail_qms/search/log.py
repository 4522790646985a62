"""What was searched for, counted by the day: no person, no address, no time of day, nothing that points at anybody."""

from __future__ import annotations

import re
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F

from wagtail_qms import conf
from wagtail_qms.search.masking import masked
from wagtail_qms.search.models import SearchedQuery

_LENGTH = 200
#: Different queries of an agency that one day keeps. Whoever sends nonsense fills no disk.
MOST_A_DAY = 5000
#: How these call themselves who are no people.
_MACHINES = re.compile(
    r"bot\b|bots?[/;)]|crawl|spider|slurp|scrap|curl|wget|python|java/|okhttp|go-http|libwww|httpclient|headlesschrome|"
    r"preview|monitor|uptime|facebookexternalhit|lighthouse",
    re.IGNORECASE,
)


def is_machine(user_agent: str) -> bool:
    """Whether a request is of a machine, as far as it says so: every browser names itself."""
    return not user_agent.strip() or bool(_MACHINES.search(user_agent[:500]))


def written(query: str) -> str:
    """``query`` as the log keeps it: in small letters, without what may point at a person."""
    return masked(" ".join(query[: 4 * _LENGTH].casefold().split()))[:_LENGTH].strip()


def note(*, query: str, agency_id: int | None, found: int, day: date) -> None:
    """Count a search: one statement, three for what is new on the day. The first of a day deletes what is too old."""
    text = written(query)
    if not text:
        return
    today = SearchedQuery.objects.filter(day=day, agency=agency_id)
    rows = today.filter(query=text)
    if _count(rows, found):
        return
    different = today.count()
    if different >= MOST_A_DAY:
        return
    if not different:
        purge(day)
    try:
        with transaction.atomic():
            SearchedQuery.objects.create(day=day, agency_id=agency_id, query=text, times=1, found=found)
    except IntegrityError:
        # Somebody else asked for the same at the same moment.
        _count(rows, found)


def _count(rows, found: int) -> int:
    return rows.update(times=F("times") + 1, found=found)


def purge(day: date) -> int:
    """Delete what is older on ``day`` than the log is kept; how many rows went."""
    months = conf.search("LOG_MONTHS")
    return SearchedQuery.objects.filter(day__lt=months_before(day, months)).delete()[0]


def months_before(day: date, months: int) -> date:
    """The first day of the month that lies ``months`` before the one of ``day``."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(max(year, 1), month + 1, 1)
