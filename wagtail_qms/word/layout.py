"""Tables that only lay out a section: a number, a label, and below or beside it what belongs there.

The ministry's model procedures (decision 101/QĐ-BKHCN, 2019) put the whole content section into such a table:
"5.1 | legal basis", "5.2 | dossier", … "5.7 | steps", the last with columns of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..content.nodes import Run
from .flow import Box, Grid, Item, Line
from .titles import part_of

_NUMBER = re.compile(r"\d{1,2}(\.\d{1,2}){1,2}\.?|\d{1,2}\.?|[a-zđ][.)]?")
#: As many labels of known parts make a table one that only lays out.
_ENOUGH = 3


def unfolded(items: Iterable[Item]) -> Iterator[Item]:
    """The flow with such tables as lines and smaller tables, in order."""
    for item in items:
        if isinstance(item, Grid) and _lays_out(item):
            yield from _unfolded(item)
        else:
            yield item


def _lays_out(grid: Grid) -> bool:
    return sum(bool(label and part_of(label.flat)[0]) for _, label, _ in map(_split, grid.rows)) >= _ENOUGH


def _unfolded(grid: Grid) -> Iterator[Item]:
    below: list[tuple[Box, ...]] = []
    depth = _depth(grid)
    for row in grid.rows:
        number, label, rest = _split(row)
        if label is None or number.count(".") != depth:
            below.append(row)
            continue
        yield from _gathered(below)
        below = []
        yield from _labelled(number, label)
        for box in rest:
            yield from box.items
    yield from _gathered(below)


def _labelled(number: str, label: Box) -> Iterator[Item]:
    first = next(line for line in label.lines if line.text)
    counted = (Run(f"{number}. ", ("bold",)),) if number else ()
    yield Line((*counted, *(Run(run.text, _bold(run.marks)) for run in first.runs)))
    lines = [item for item in label.items if not (isinstance(item, Line) and not item.text)]
    yield from lines[1:]


def _bold(marks: tuple[str, ...]) -> tuple[str, ...]:
    return ("bold", *(mark for mark in marks if mark != "bold"))


def _split(row: tuple[Box, ...]) -> tuple[str, Box | None, tuple[Box, ...]]:
    """Number, label and what stands beside them; no label for a row of another kind."""
    if len(row) < 2 or row[0].column != 0:
        return "", None, ()
    if part_of(row[0].flat)[0] and len(row[0].flat) <= 120:
        # Without a number the label stands first.
        return "", row[0], row[1:]
    number = _number(row[0])
    label = row[1]
    if not number or not label.text or len(label.flat) > 120:
        return "", None, ()
    return number, label, row[2:]


def _number(box: Box) -> str:
    shown = box.flat or next((line.number for line in box.lines if line.number), "")
    return shown.rstrip(".)") if _NUMBER.fullmatch(shown) else ""


def _depth(grid: Grid) -> int:
    # The labels count alike ("5.1", "5.2"); the steps below one of them count otherwise ("1", "2").
    known = [number for number, label, _ in map(_split, grid.rows) if label and part_of(label.flat)[0]]
    return known[0].count(".")


def _gathered(rows: list[tuple[Box, ...]]) -> Iterator[Item]:
    rows = [tuple(box for box in row if box.text or len(row) > 2) for row in rows]
    rows = [row for row in rows if any(box.text for box in row)]
    if all(len(row) <= 1 for row in rows):
        for row in rows:
            for box in row:
                yield from box.items
    else:
        yield Grid(tuple(rows))
