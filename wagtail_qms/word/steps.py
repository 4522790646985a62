"""Step tables: who does what, in which time, for each case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..content import nodes
from ..content.text import plain
from .columns import STEP_COLUMNS, header_rows, heading_text, headings, meanings
from .flow import Box, Grid
from .labelled import Labelled, Labels
from .running import point_of, prose_of
from .titles import folded

_TIME_WORDS = re.compile(
    r"^(thời\s+gian|thời\s+hạn|tiến\s+độ)(\s+(thực\s+hiện|giải\s+quyết|xử\s+lý))?\s*[:：]?\s*", re.I
)
#: What a table of steps without anybody responsible calls them.
_WORK = re.compile(r"trinh tu|buoc|cong viec|hoat dong")
_UNIT = re.compile(r"\(?\s*((đơn vị|đvt)[: ]*)?(ngày|giờ|phút)( làm việc)?\s*\)?", re.I)


def is_steps(grid: Grid) -> bool:
    """Whether a table lists steps: a heading names the activity, and another who does it or in which time."""
    found = set(meanings(grid, STEP_COLUMNS))
    if "activity" not in found or len(grid.rows) <= header_rows(grid):
        return False
    return "responsible" in found or {"number", "times"} <= found and bool(_WORK.search(folded(heading_text(grid))))


def steps_of(grid: Grid) -> Labelled:
    """The table as steps. What its headings say beyond the columns' names is the caption."""
    columns = meanings(grid, STEP_COLUMNS)
    cases = _cases(grid, columns)
    rows = _levelled([step for step in _rows(grid, columns, cases) if step is not None])
    steps = nodes.Steps(tuple(rows), _caption(grid, columns))
    order = tuple(dict.fromkeys(_with_details(columns)))
    return Labelled(steps, Labels(heading_text(grid), columns=order))


def _with_details(columns: list[str]) -> Iterator[str]:
    for name in columns:
        # Columns that nothing names are told with the requirement.
        yield name or "requirement"
        if name == "activity" and "requirement" not in columns:
            yield "requirement"


def _cases(grid: Grid, columns: list[str]) -> list[str]:
    # One column of times has one case, whose name nobody needs.
    if columns.count("times") < 2:
        return [""] * len(columns)
    said = headings(grid)
    return [_case(heading) if name == "times" else "" for name, heading in zip(columns, said, strict=True)]


def _case(heading: list[str]) -> str:
    bare = (_TIME_WORDS.sub("", part).strip() for part in heading)
    named = [part for part in bare if part and not _UNIT.fullmatch(part)]
    return " – ".join(part[1:-1] if part.startswith("(") and part.endswith(")") else part for part in named)


def _caption(grid: Grid, columns: list[str]) -> str:
    if columns.count("times") != 1:
        return ""
    heading = " ".join(headings(grid)[columns.index("times")])
    rest = _TIME_WORDS.sub("", heading).strip()
    return "" if not rest or _UNIT.fullmatch(rest) else heading


def _rows(grid: Grid, columns: list[str], cases: list[str]) -> Iterator[nodes.Step | None]:
    filled = grid.filled()
    above: list[Box | None] = []
    for row in filled[header_rows(grid) :]:
        if any(box is not None and box.text for box in row):
            yield _step(row, above, columns, cases)
        above = row


def _step(row: list[Box | None], above: list[Box | None], columns: list[str], cases: list[str]) -> nodes.Step:
    cells = {name: row[i] for i, name in reversed(list(enumerate(columns))) if name}
    activity, details = _activity(cells.get("activity"), "requirement" in columns)
    if cells.get("requirement") is not None and cells["requirement"] is not cells.get("activity"):
        details = prose_of(cells["requirement"].items)
    details += _unnamed(row, columns, cells.get("activity"))
    if not activity and details:
        activity, details = plain(details[0]).replace("\n", " "), details[1:]
    return nodes.Step(
        activity,
        _number(cells.get("number")),
        _own(cells, "responsible"),
        details,
        _own(cells, "forms"),
        tuple(_times(row, above, columns, cases)),
    )


def _unnamed(row: list[Box | None], columns: list[str], activity: Box | None) -> nodes.Prose:
    # A column of another meaning is told with what is required.
    named = [box for box, name in zip(row, columns, strict=True) if name]
    boxes = [
        box for box, name in zip(row, columns, strict=True) if not name and box is not None and box is not activity
    ]
    return tuple(block for box in dict.fromkeys(boxes) if box not in named for block in prose_of(box.items))


def _own(cells: dict[str, Box | None], name: str) -> str:
    box = cells.get(name)
    # A box that spans from the activity on belongs to the activity.
    return box.flat if box is not None and box is not cells.get("activity") else ""


def _times(row, above, columns: list[str], cases: list[str]) -> Iterator[nodes.CaseValue]:
    activity = row[columns.index("activity")]
    for index, name in enumerate(columns):
        box = row[index]
        # A time that stands beside several steps is theirs together: told once, at the first of them.
        repeated = index < len(above) and box is above[index]
        if name == "times" and box is not None and box.flat and not repeated and box is not activity:
            yield nodes.CaseValue(box.flat, cases[index])


def _number(box: Box | None) -> str:
    if box is None:
        return ""
    shown = (box.flat or next((line.number for line in box.lines if line.number), "")).strip()
    return shown.rstrip(".)") if len(shown) <= 12 else ""


def _activity(box: Box | None, whole: bool) -> tuple[str, nodes.Prose]:
    lines = [line for line in (box.lines if box else ()) if line.text]
    if not lines:
        return "", ()
    if whole:
        return " ".join(" ".join(line.text.split()) for line in lines), ()
    point = point_of(lines[0])
    first = "".join(run.text for run in point.runs) if point else lines[0].text
    return " ".join(first.split()), prose_of(lines[1:])


def _levelled(rows: list[nodes.Step]) -> list[nodes.Step]:
    depths = [row.number.count(".") for row in rows if row.number]
    lowest = min(depths, default=0)
    found: list[nodes.Step] = []
    for row in rows:
        depth = row.number.count(".") - lowest if row.number else (found[-1].level if found else 0)
        found.append(replace(row, level=min(max(depth, 0), 3), heading=_is_heading(row)))
    return found


def _is_heading(row: nodes.Step) -> bool:
    return not (row.responsible or row.times or row.forms or row.requirement)
