"""Lines, grids and pictures as running text, lists, tables and images of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from ..content import nodes
from ..content.tidy import tidy_runs
from .flow import Box, Grid, Item, Line, Picture, lines_of

#: Marks typed at the start of a point, by depth: "-" then "+" then the rest (decree 30/2020 uses these two).
_TYPED = re.compile(r"\s*([-–—•●▪■*+➢✓○o])\s+(?=\S)|\s*([-–—•+])(?=[^\W\d])")
_DEPTH = {"+": 1, "○": 1, "o": 1}
#: A number that Word counts and an ordered list shows.
_COUNTED = re.compile(r"(\d{1,3})[.)]")
#: Cells that stand side by side in a table that cannot be kept as one.
_BESIDE = " | "


@dataclass(slots=True)
class _Point:
    runs: tuple[nodes.Run, ...]
    depth: int
    points: list[_Point] = field(default_factory=list)


def blocks_of(items: Iterable[Item], *, header_rows: int = 1) -> tuple[nodes.Block, ...]:
    """The flow as blocks: neighbouring points as one list, tables of one cell opened, the rest as it stands."""
    found: list[nodes.Block] = []
    for kind, group in groupby((item for item in opened(items) if not _is_blank(item)), _kind):
        lines = list(group)
        if kind == "points":
            found += _lists(lines)
        elif kind == "counted" and _counts_from_one(lines):
            found.append(_list([_Point(tidy_runs(line.runs), 0) for line in lines], ordered=True))
        else:
            found += (block for item in lines for block in _block(item, header_rows))
    return tuple(found)


def prose_of(items: Iterable[Item]) -> nodes.Prose:
    """The flow as running text alone: a grid in it becomes a line a row, pictures are left out."""
    return tuple(block for block in blocks_of(_flattened(items)) if isinstance(block, nodes.Paragraph | nodes.List))


def opened(items: Iterable[Item]) -> Iterator[Item]:
    """The flow with tables of a single cell, which only frame what they hold, opened."""
    for item in items:
        if isinstance(item, Grid) and sum(len(row) for row in item.rows) == 1:
            yield from opened(next(box for row in item.rows for box in row).items)
        else:
            yield item


def point_of(line: Line) -> _Point | None:
    """The list point that a line is, typed or by Word's lists; None for a paragraph."""
    if not line.text:
        return None
    if line.bullet:
        return _Point(tidy_runs(_without_mark(line).runs), line.level)
    typed = _TYPED.match(line.text)
    if typed and not line.number:
        return _Point(_without_mark(line).runs, _DEPTH.get(typed[1] or typed[2], 0))
    return None


def paragraph_of(line: Line) -> nodes.Paragraph:
    """A line as a paragraph, its number from Word's lists before it as on paper."""
    number = (nodes.Run(f"{line.number} "),) if line.number and line.text else ()
    return nodes.Paragraph(tidy_runs((*number, *line.runs)))


def cut(line: Line, start: int) -> Line:
    """The line without the first ``start`` characters of its text; its number is gone with them."""
    start += len("".join(run.text for run in line.runs)) - len("".join(run.text for run in line.runs).lstrip())
    runs: list[nodes.Run] = []
    for run in line.runs:
        runs.append(replace(run, text=run.text[max(0, start) :]))
        start -= len(run.text)
    return Line(tidy_runs(tuple(runs)))


def table_of(grid: Grid, header_rows: int = 1) -> nodes.Table:
    """A grid as a table; its first row is a heading when every filled cell of it is bold."""
    rows = tuple(tuple(_cell(box) for box in row) for row in grid.rows)
    return nodes.Table(rows, header_rows=header_rows if has_heading(grid) else 0)


def has_heading(grid: Grid) -> bool:
    """Whether the first row names the columns."""
    first = [line for box in (grid.rows[0] if grid.rows else ()) for line in box.lines if line.text]
    return len(grid.rows) > 1 and bool(first) and all(line.bold for line in first)


def _is_blank(item: Item) -> bool:
    return isinstance(item, Line) and not item.text


def _kind(item: Item) -> str:
    if not isinstance(item, Line):
        return "other"
    if point_of(item) is not None:
        return "points"
    return "counted" if _COUNTED.fullmatch(item.number) else "text"


def _counts_from_one(lines: list[Line]) -> bool:
    return [int(_COUNTED.fullmatch(line.number)[1]) for line in lines] == list(range(1, len(lines) + 1))


def _block(item: Item, header_rows: int) -> list[nodes.Block]:
    if isinstance(item, Line):
        return [paragraph_of(item)] if item.text else []
    if isinstance(item, Picture):
        return [nodes.Image(item.file, item.alt, "", item.width, item.height)]
    return [table_of(item, header_rows)] if item.text else []


def _cell(box: Box) -> nodes.Cell:
    return nodes.Cell(prose_of(box.items), box.colspan, box.rowspan)


def _flattened(items: Iterable[Item]) -> Iterator[Item]:
    for item in opened(items):
        if isinstance(item, Grid):
            yield from (_row_line(row) for row in item.rows)
        elif isinstance(item, Line):
            yield item


def _row_line(row: tuple[Box, ...]) -> Line:
    runs: list[nodes.Run] = []
    for box in row:
        for line in lines_of(box.items):
            if line.text:
                runs += [nodes.Run(_BESIDE)] if runs else []
                runs += line.runs
    return Line(tidy_runs(tuple(runs)))


def _without_mark(line: Line) -> Line:
    typed = _TYPED.match(line.text)
    return cut(line, typed.end()) if typed else line


def _lists(points: list[Line]) -> list[nodes.List]:
    roots: list[_Point] = []
    path: list[_Point] = []
    for line in points:
        point = point_of(line)
        path = [open_point for open_point in path if open_point.depth < point.depth]
        (path[-1].points if path else roots).append(point)
        path.append(point)
    return [_list(roots)] if roots else []


def _list(points: list[_Point], ordered: bool = False) -> nodes.List:
    return nodes.List(tuple(nodes.Item(p.runs, (_list(p.points),) if p.points else ()) for p in points), ordered)
