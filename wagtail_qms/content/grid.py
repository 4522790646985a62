"""Where the cells of a free table lie when some of them are merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .nodes import Cell, Table

_WIDEST = 100


@dataclass(frozen=True, slots=True)
class Merge:
    """A rectangle of cells shown as one; ``row`` and ``column`` count from 1."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1

    def covered(self) -> Iterator[tuple[int, int]]:
        """The places (from 1) that the first cell covers, without its own."""
        for row in range(self.row, self.row + self.rows):
            for column in range(self.column, self.column + self.columns):
                if (row, column) != (self.row, self.column):
                    yield row, column

    def lies_in(self, height: int, width: int) -> bool:
        """Whether the rectangle is one of a table of that many rows and columns."""
        starts = self.row >= 1 and self.column >= 1 and self.rows >= 1 and self.columns >= 1
        return starts and self.row + self.rows - 1 <= height and self.column + self.columns - 1 <= width


def wrong_merges(merges: Sequence[Merge], height: int, width: int) -> dict[int, str]:
    """Merges that cannot be shown, by index: "outside" the table, or "overlap" an earlier one."""
    wrong: dict[int, str] = {}
    taken: set[tuple[int, int]] = set()
    for index, merge in enumerate(merges):
        if not merge.lies_in(height, width):
            wrong[index] = "outside"
            continue
        places = {(merge.row, merge.column), *merge.covered()}
        if places & taken:
            wrong[index] = "overlap"
        else:
            taken |= places
    return wrong


def placed(table: Table) -> list[list[tuple[int, Cell]]]:
    """Each row's cells with the column (from 0) where each begins, as a browser lays them out."""
    taken: set[tuple[int, int]] = set()
    return [_placed_row(row, cells, taken, len(table.rows)) for row, cells in enumerate(table.rows)]


def width(table: Table) -> int:
    """The number of columns of the widest row."""
    ends = [column + _columns(cell) for row in placed(table) for column, cell in row]
    return max(ends, default=0)


def _columns(cell: Cell) -> int:
    # What comes from outside may claim any span.
    return min(max(cell.colspan, 1), _WIDEST)


def _placed_row(row: int, cells: tuple[Cell, ...], taken: set[tuple[int, int]], height: int):
    found = []
    column = 0
    for cell in cells:
        while (row, column) in taken:
            column += 1
        found.append((column, cell))
        end = min(row + max(cell.rowspan, 1), height)
        taken.update((r, c) for r in range(row, end) for c in range(column, column + _columns(cell)))
        column += _columns(cell)
    return found
