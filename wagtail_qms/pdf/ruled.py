"""Ruled tables whose rows may go on over a page end: one physical row a paragraph, long ones cut into several.

xhtml2pdf does not cut a row at a page end, and one table of hundreds of pages takes a time that grows faster
than its length. So a row of the form is written as several physical rows without lines between them, and a
table as several with the same columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from .metrics import POINTS_PER_MM, line_count
from .prose import Piece, room, space, text_html, text_pieces

#: Rows of the form, and physical rows, after which a table is cut: headings then stand in mid page, so not sooner.
ROWS_A_TABLE, PHYSICAL_A_TABLE = 100, 250
TEXT_WIDTH = 165 * POINTS_PER_MM
PADDING = 4.0

#: A row of so many lines stays whole; of a longer one, so many go to the next page together.
WHOLE, TOGETHER = 14, 8

#: The pieces of one cell.
Pieces = Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its share of the width (any unit), how its text stands."""

    heading: str
    share: float
    css: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells, one a column, or ``spanning`` the last cell over the columns that are left."""

    cells: tuple[Pieces, ...]
    anchor: str = ""


def table(columns: Sequence[Column], rows: Sequence[Row], *, size: float = 12, caption: str = "") -> str:
    """The table as HTML at ``size`` points; its headings repeat on each page."""
    widths = _widths(columns)
    head = _head(columns, widths)
    written = [_row(row, columns, widths, size) for row in rows]
    parts = "".join(_part(head, part, size) for part in _parts(written))
    title = f'<p class="caption">{text_html(caption)}</p>' if caption else ""
    first = _first_height(rows, columns, widths, size)
    return f"{room(first)}{title}{parts or _part(head, [], size)}{space(6)}"


def cell(text: str, *, bold: bool = False) -> list[Piece]:
    """A cell of plain text."""
    return text_pieces(text, bold=bold)


def physical(cells: Sequence[Pieces], widths: Sequence[float], size: float) -> Iterator[list[list[Piece]]]:
    """The cells' pieces shared out over physical rows, so that no column leaves a gap in another."""
    left = [list(pieces) for pieces in cells]
    if max((tall(column, width, size) for column, width in zip(left, widths)), default=0) <= WHOLE:
        yield left
        return
    while any(left):
        height = max(_lines(column[0], width, size) for column, width in zip(left, widths) if column)
        yield [_taken(column, width, size, max(height, TOGETHER)) for column, width in zip(left, widths)]


def cell_html(cell: Pieces) -> str:
    """The pieces inside a cell; a single one needs no paragraph, which spares the renderer half its work."""
    if len(cell) == 1 and cell[0].depth < 1:
        return cell[0].html
    return "".join(_paragraph(piece) for piece in cell)


def _paragraph(piece: Piece) -> str:
    level = f' class="l{min(piece.depth, 3)}"' if piece.depth > 0 else ""
    return f"<p{level}>{piece.html}</p>"


def lines_class(index: int, count: int) -> str:
    """The class of a physical row's cells: "t" with a line above, "e" at the end of its row, "te" both."""
    return ("t" if index == 0 else "") + ("e" if index == count - 1 else "")


def tall(column: Pieces, width: float, size: float) -> int:
    """How many lines the pieces take in a column of ``width`` points."""
    return sum(_lines(piece, width, size) for piece in column)


def _taken(column: list[Piece], width: float, size: float, height: int) -> list[Piece]:
    taken: list[Piece] = []
    used = 0
    while column and used < height:
        used += _lines(column[0], width, size)
        taken.append(column.pop(0))
    return taken


def _lines(piece: Piece, width: float, size: float) -> int:
    return line_count(piece.text, max(width - 2 * PADDING, size), size)


def _parts(written: Sequence[str]) -> Iterator[list[str]]:
    part: list[str] = []
    physical_rows = 0
    for row in written:
        if len(part) == ROWS_A_TABLE or physical_rows >= PHYSICAL_A_TABLE:
            yield part
            part, physical_rows = [], 0
        part.append(row)
        physical_rows += row.count("<tr>")
    if part:
        yield part


def _first_height(rows: Sequence[Row], columns: Sequence[Column], widths: Sequence[float], size: float) -> int:
    """What the headings and the first row take, in points: less than that at a page's end is left empty."""
    # A row that only groups is of no use without the one it groups.
    groups = bool(rows) and len(rows[0].cells) < len(columns)
    lines = sum(_first_lines(row, columns, widths, size) for row in rows[: 2 if groups else 1])
    return int((lines + 2) * size * 1.25) + 20


def _first_lines(row: Row, columns: Sequence[Column], widths: Sequence[float], size: float) -> int:
    reach = [sum(widths[start : start + span]) for start, span in _spans(len(row.cells), len(columns))]
    first = next(iter(physical(row.cells, reach, size)))
    return max((tall(column, width, size) for column, width in zip(first, reach, strict=True)), default=1)


def _widths(columns: Sequence[Column]) -> list[float]:
    whole = sum(column.share for column in columns)
    return [TEXT_WIDTH * column.share / whole for column in columns]


def _head(columns: Sequence[Column], widths: Sequence[float]) -> str:
    cells = "".join(
        f'<th style="width:{width:.1f}pt">{text_html(column.heading)}</th>' for column, width in zip(columns, widths)
    )
    return f"<thead><tr>{cells}</tr></thead>"


def _row(row: Row, columns: Sequence[Column], widths: Sequence[float], size: float) -> str:
    spans = _spans(len(row.cells), len(columns))
    reach = [sum(widths[start : start + span]) for start, span in spans]
    slices = list(physical(row.cells, reach, size))
    anchor = f'<a name="{escape(row.anchor)}"></a>' if row.anchor else ""
    return "".join(
        _physical_row(slices[at], spans, columns, lines_class(at, len(slices)), anchor if at == 0 else "")
        for at in range(len(slices))
    )


def _spans(cells: int, columns: int) -> list[tuple[int, int]]:
    # A row with fewer cells than columns lets its last cell run to the right edge.
    return [(at, columns - at if at == cells - 1 else 1) for at in range(cells)]


def _physical_row(cells, spans, columns, lines: str, anchor: str) -> str:
    written = []
    for (start, span), pieces in zip(spans, cells):
        wide = f' colspan="{span}"' if span > 1 else ""
        written.append(f'<td class="{lines} {columns[start].css}"{wide}>{anchor}{cell_html(pieces)}</td>')
        anchor = ""
    return f"<tr>{''.join(written)}</tr>"


def _part(head: str, rows: list[str], size: float) -> str:
    return f'<table class="ruled s{size:g}" repeat="1">{head}<tbody>{"".join(rows)}</tbody></table>'
