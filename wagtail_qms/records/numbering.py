"""Numbers of records: a series for each agency, kind and year ("01/2026"), never used twice."""

from __future__ import annotations

import re

from django.db import transaction

from wagtail_qms.records.settings import NumberSeries

_NUMBER = re.compile(r"\s*0*(\d{1,6})\s*(?:/\s*(\d{4}))?\s*")


def number_text(serial: int, year: int) -> str:
    """The number as on paper: two figures at least, and the year."""
    return f"{serial:02}/{year}"


def parse_number(text: str) -> tuple[int, int | None] | None:
    """Serial and year of "01/2026" or "01"; None for what is no number, such as a procedure's code."""
    match = _NUMBER.fullmatch(text)
    if not match or int(match[1]) == 0:
        return None
    return int(match[1]), int(match[2]) if match[2] else None


def take_number(agency_id: int, kind: str, year: int) -> int:
    """The next number of the series. Call it inside the transaction that uses it: a rollback gives it back."""
    with transaction.atomic():
        NumberSeries.objects.get_or_create(agency_id=agency_id, kind=kind, year=year)
        series = NumberSeries.objects.select_for_update().get(agency_id=agency_id, kind=kind, year=year)
        series.last += 1
        series.save(update_fields=["last"])
    return series.last
