"""Step tables (seed 004 V; corpus 5.l): a column for each case of the times while there are few, as on real forms."""

from __future__ import annotations

from wagtail_qms.content.nodes import CaseValue, Step, Steps
from wagtail_qms.content.text import plain as plain_text

from .ooxml import element
from .parts import Parts
from .prose import in_cell, plain
from .tables import Box, form_table, number_box, text_box

_SHARES = {"number": 9, "activity": 17, "responsible": 16, "requirement": 40, "forms": 15, "times": 15}
_ALWAYS = ("number", "activity")
#: With more cases the times stand below one another, each behind its case.
_MOST_CASES = 3

#: A column: the field it shows, and of "times" the case; None shows all cases.
_Column = tuple[str, str | None]


def steps_table(block: Steps, parts: Parts) -> str:
    """The table; columns that no row fills are left out."""
    columns = _columns(block)
    headings = [_heading(*column, parts) for column in columns]
    rows = [_row(row, columns, parts) for row in block.rows]
    caption = plain(block.caption, "Caption", layout=(element("keepNext"),)) if block.caption else ""
    return caption + form_table(headings, [_SHARES[name] for name, _case in columns], rows)


def _columns(block: Steps) -> list[_Column]:
    used = [name for name in _SHARES if name in _ALWAYS or any(getattr(row, name) for row in block.rows)]
    cases = list(dict.fromkeys(time.case for row in block.rows for time in row.times))
    if 1 < len(cases) <= _MOST_CASES and not any(_repeats(row) for row in block.rows):
        return [(name, None) for name in used if name != "times"] + [("times", case) for case in cases]
    return [(name, None) for name in used]


def _repeats(row: Step) -> bool:
    return len({time.case for time in row.times}) < len(row.times)


def _heading(name: str, case: str | None, parts: Parts) -> str:
    word = parts.label(f"step.{name}")
    return f"{word} ({case})" if case else word


def _row(row: Step, columns: list[_Column], parts: Parts) -> list[Box]:
    boxes = [_box(row, name, case, parts) for name, case in columns]
    return boxes[:2] if row.heading and not any(box.text for box in boxes[2:]) else boxes


def _box(row: Step, name: str, case: str | None, parts: Parts) -> Box:
    if name == "requirement":
        return Box(in_cell(row.requirement, parts), plain_text(row.requirement))
    if name == "times":
        shown = (
            time.value if case is not None else _with_case(time) for time in row.times if case in (None, time.case)
        )
        return text_box("\n".join(shown))
    if name == "number":
        return number_box(row.number, bold=row.heading)
    return text_box(getattr(row, name), bold=row.heading and name == "activity")


def _with_case(time: CaseValue) -> str:
    return f"{time.case}: {time.value}" if time.case else time.value
