"""Cells merged downwards on paper: the rows that they tie together, and how these go on over a page's end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wagtail_qms.content.nodes import Cell

#: A row's cells with the column where each begins.
PlacedRow = Sequence[tuple[int, Cell]]


def groups(rows: Sequence[PlacedRow]) -> Iterator[list[PlacedRow]]:
    """The rows in groups that no cell reaches out of."""
    group: list[PlacedRow] = []
    left = 0
    for row in rows:
        group.append(row)
        left = max([left, *(cell.rowspan for _column, cell in row)]) - 1
        if left <= 0:
            yield group
            group, left = [], 0
    if group:
        yield group


def loosened(group: Sequence[PlacedRow]) -> Iterator[list[tuple[int, Cell, str]]]:
    """The rows without merged cells: such a cell, then empty ones with no line between them.

    The third value is the class of the lines above and below: "t", "", "e" or "te", as ``ruled.lines_class``.
    xhtml2pdf cannot cut rows that one cell ties together, so they would need a page of their own.
    """
    going: dict[int, tuple[Cell, int]] = {}
    for at, row in enumerate(group):
        is_last = at == len(group) - 1
        own = [(column, cell, "te" if is_last or cell.rowspan <= 1 else "t") for column, cell in row]
        more = [
            (column, Cell(colspan=cell.colspan), "e" if is_last or left == 1 else "")
            for column, (cell, left) in going.items()
        ]
        going = {column: (cell, left - 1) for column, (cell, left) in going.items() if left > 1}
        going |= {column: (cell, cell.rowspan - 1) for column, cell in row if cell.rowspan > 1}
        yield sorted([*own, *more], key=lambda placed: placed[0])
