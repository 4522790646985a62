"""Step tables on paper (seed 004 V): No., activity, responsible, requirement, form, and time where given."""

from __future__ import annotations

from collections.abc import Callable

from wagtail_qms.content.nodes import Step, Steps

from .prose import Piece, pieces, text_pieces
from .ruled import table
from .widths import Column, Row
from .words import label

#: What each column may take of the width, in per cent; the requirement gets what the others leave.
_SHARES = {"number": 12, "activity": 17, "responsible": 16.5, "requirement": 40, "forms": 15.5, "times": 15}


def steps_table(block: Steps, anchor: Callable[[int], str]) -> str:
    """The table; columns that no row fills are left out. ``anchor`` gives a row's anchor by its index."""
    used = [name for name in _SHARES if name in ("number", "activity") or any(_cell(row, name) for row in block.rows)]
    widest = "requirement" if "requirement" in used else "activity"
    columns = [Column(label(f"step.{name}"), _SHARES[name], _css(name), name != widest) for name in used]
    rows = [_row(row, used, anchor(index)) for index, row in enumerate(block.rows)]
    return table(columns, rows, size=11 if "times" in used else 12, caption=block.caption)


def _row(row: Step, used: list[str], anchor: str) -> Row:
    cells = tuple(_cell(row, name) for name in used)
    if row.heading and not any(cells[2:]):
        cells = cells[:2]
    return Row(cells, anchor, leads=row.heading)


def _cell(row: Step, name: str) -> list[Piece]:
    if name == "requirement":
        return pieces(row.requirement)
    if name == "times":
        return [piece for time in row.times for piece in text_pieces(_time(time.case, time.value))]
    strong = row.heading and name in ("number", "activity")
    return text_pieces(getattr(row, name), bold=strong)


def _time(case: str, value: str) -> str:
    return f"{case}: {value}" if case else value


def _css(name: str) -> str:
    return "m" if name == "number" else ""
