"""How wide the columns of a form are: as their words need, and so that the table is as short as can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from .metrics import POINTS_PER_MM, longest_word, text_width
from .prose import Piece

TEXT_WIDTH = 165 * POINTS_PER_MM
PADDING = 4.0

#: Widths are measured with other roundings than the renderer's.
_SLACK = 2.0
#: No word asks for more of the width than this share; a longer one is broken.
_WIDEST_WORD = 0.25
#: What fitting columns may take, as parts of their shares, is tried out on so many rows.
_TRIED, _TRIED_ROWS = (1.0, 0.85, 1.2, 1.4), 60

#: The pieces of one cell.
Pieces = Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its share of the width in per cent, how its text stands.

    ``fits``: no wider than its longest line, its share being about the most that it may take.
    """

    heading: str
    share: float
    css: str = ""
    fits: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells, one a column, the last one reaching to the right edge when there are fewer.

    ``leads``: the row is of no use at a page's end without the beginning of the next.
    """

    cells: tuple[Pieces, ...]
    anchor: str = ""
    leads: bool = False


def column_widths(columns: Sequence[Column], rows: Sequence[Row], size: float) -> list[float]:
    """The widths in points, ``TEXT_WIDTH`` together: each column holds its longest word."""
    asked = [_asked(at, column, columns, rows, size) for at, column in enumerate(columns)]
    whole = [row for row in rows if len(row.cells) == len(columns)][:_TRIED_ROWS]
    lengths = [[[text_width(piece.text, size) for piece in cell] for cell in row.cells] for row in whole]
    parts = [1.0] * len(columns)
    for at in (at for at, column in enumerate(columns) if column.fits):
        tries = [[*parts[:at], part, *parts[at + 1 :]] for part in _TRIED]
        parts = min(tries, key=lambda tried: _lines(lengths, _shared(columns, asked, tried)))
    return _shared(columns, asked, parts)


def _lines(lengths: list[list[list[float]]], widths: list[float]) -> int:
    """About how many lines the rows take, given how long the pieces of their cells are."""
    return sum(
        max(
            (sum(ceil(length / (width - 2 * PADDING)) for length in cell) for cell, width in zip(row, widths)),
            default=0,
        )
        for row in lengths
    )


def _shared(columns: Sequence[Column], asked: Sequence[tuple[float, float]], parts: Sequence[float]) -> list[float]:
    widths = [
        min(need, max(word, part * TEXT_WIDTH * column.share / 100)) if column.fits else word
        for column, (word, need), part in zip(columns, asked, parts)
    ]
    rest = TEXT_WIDTH - sum(widths)
    if rest <= 0:
        return [TEXT_WIDTH * width / sum(widths) for width in widths]
    takers = [at for at, column in enumerate(columns) if not column.fits] or list(range(len(columns)))
    return _filled(widths, {at: columns[at].share for at in takers}, rest)


def _filled(widths: list[float], shares: dict[int, float], rest: float) -> list[float]:
    """``rest`` more points given to the columns in ``shares``, so that their widths come near their shares."""
    together = rest + sum(widths[at] for at in shares)
    short = {at: max(together * share / sum(shares.values()) - widths[at], 0.0) for at, share in shares.items()}
    return [width + rest * short.get(at, 0.0) / sum(short.values()) for at, width in enumerate(widths)]


def _asked(
    at: int, column: Column, columns: Sequence[Column], rows: Sequence[Row], size: float
) -> tuple[float, float]:
    """The width of the longest word and of the longest line, in points, with what stands around them."""
    word, line = longest_word(column.heading, size, bold=True), text_width(column.heading, size, bold=True)
    for row in rows:
        # A last cell that reaches over several columns asks nothing of one.
        if at < len(row.cells) - (len(row.cells) < len(columns)):
            for piece in row.cells[at]:
                word = max(word, longest_word(piece.text, size, bold=row.leads))
                line = max(line, text_width(piece.text, size, bold=row.leads)) if column.fits else line
    around = 2 * PADDING + _SLACK
    return min(word, TEXT_WIDTH * _WIDEST_WORD) + around, max(word, line) + around
