"""Days as people write them: 28/02/2022, 28-2-2022, ngày 28 tháng 02 năm 2022."""

from __future__ import annotations

import re
from datetime import date

_WRITTEN = r"(?:ngày\s*)?(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d\s?\d\s?\d\s?\d)"
# Runs of a Word file part figures anywhere: "0 3/7/202 4".
_FIGURES = r"(\d[^\S\n]?\d?)\s*[/.\-]\s*(\d[^\S\n]?\d?)\s*[/.\-]\s*(\d[^\S\n]?\d[^\S\n]?\d[^\S\n]?\d)(?!\d)"
_DAY = re.compile(f"{_WRITTEN}|(?<![\\d/]){_FIGURES}", re.IGNORECASE)
#: A date that was never filled in, or only in part: ".../.../...", "14/...9/2020".
_BLANK = re.compile(r"(?=[\d\s./…]*(?:\.{2,}|…))[\d\s./…]{3,}")


def first_date(text: str) -> str:
    """The first date of a text in ISO 8601, "" for none or one that the calendar does not have."""
    found = _DAY.search(text)
    return iso_of(found) if found else ""


def iso_of(found: re.Match) -> str:
    """A match of ``find`` in ISO 8601."""
    day, month, year = (int("".join(part.split())) for part in found.groups() if part)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def find(text: str, start: int = 0) -> re.Match | None:
    """The next date in a text."""
    return _DAY.search(text, start)


def is_blank_date(text: str) -> bool:
    """Whether dots stand where the date belongs, or where a part of it does."""
    return bool(_BLANK.search(text))
