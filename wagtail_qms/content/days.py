"""Days as paper shows them."""

from __future__ import annotations

from datetime import date


def day(value: date | None) -> str:
    """dd/mm/yyyy; dots to write on when there is no date yet."""
    return f"{value:%d/%m/%Y}" if value else "…/…/……"


def place_and_date(pattern: str, place: str, value: date | None) -> str:
    """The line of decree 30/2020, annex I: days below 10 and months 1 and 2 with a zero.

    ``pattern`` has places for ``place``, ``day``, ``month`` and ``year``.
    """
    if value is None:
        shown = {"day": "……", "month": "……", "year": "…………"}
    else:
        month = f"{value.month:02}" if value.month < 3 else str(value.month)
        shown = {"day": f"{value.day:02}", "month": month, "year": str(value.year)}
    return pattern % {"place": place, **shown}
