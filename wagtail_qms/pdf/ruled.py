"""Ruled tables whose rows go on over a page's end.

One table of hundreds of pages takes a time that grows faster than its length, and so does one row of many pages:
a long table is written as several with the same columns, a very long row as several without lines between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from .metrics import line_count
from .prose import Piece, room, space, text_html, text_pieces
from .widths import PADDING, Column, Pieces, Row, column_widths

#: Rows after which a table is cut: its headings then stand in mid page, so not sooner.
ROWS_A_TABLE = 100
#: A physical row has no more lines than this, about three pages.
LONGEST_ROW = 150
#: So many lines of a row stay together where it begins.
FIRST_LINES = 5


def table(columns: Sequence[Column], rows: Sequence[Row], *, size: float = 12, caption: str = "") -> str:
    """The table as HTML at ``size`` points; its headings repeat on each page."""
    widths = column_widths(columns, rows, size)
    head = "".join(f"<th>{text_html(column.heading)}</th>" for column in columns)
    parts = "".join(_part(head, part, columns, widths, size) for part in _parts(rows))
    title = f'<p class="caption">{text_html(caption)}</p>' if caption else ""
    first = _first_height(rows, columns, widths, size)
    return f"{room(first)}{title}{parts or _part(head, [], columns, widths, size)}{space(6)}"


def cell(text: str, *, bold: bool = False) -> list[Piece]:
    """A cell of plain text."""
    return text_pieces(text, bold=bold)


def physical(cells: Sequence[Pieces], widths: Sequence[float], size: float) -> Iterator[list[list[Piece]]]:
    """The cells' pieces shared out over physical rows of at most about ``LONGEST_ROW`` lines."""
    left = [list(pieces) for pieces in cells]
    if not any(tall(column, width, size, LONGEST_ROW) > LONGEST_ROW for column, width in zip(left, widths)):
        yield left
        return
    while any(left):
        yield [_taken(column, width, size) for column, width in zip(left, widths)]


def cell_html(cell: Pieces) -> str:
    """The pieces inside a cell; a single one needs no paragraph, which spares the renderer half its work."""
    if len(cell) == 1 and cell[0].depth < 1:
        return cell[0].html
    return "".join(_paragraph(piece) for piece in cell)


def ruled(table_html: str, widths: Sequence[float], leading: Sequence[int] = ()) -> str:
    """The table with what ``breaking`` is to know: its columns, the rows (from 0) that stay with the next."""
    columns, kept = " ".join(f"{width:.1f}" for width in widths), " ".join(map(str, leading))
    return f'{table_html}<qms:ruled widths="{columns}" keep="{kept}"></qms:ruled>'


def lines_class(index: int, count: int) -> str:
    """The class of a physical row's cells: "t" with a line above, "e" at the end of its row, "te" both."""
    return ("t" if index == 0 else "") + ("e" if index == count - 1 else "")


def tall(column: Pieces, width: float, size: float, enough: int) -> int:
    """How many lines the pieces take in a column of ``width`` points; counting ends beyond ``enough``."""
    lines = 0
    for piece in column:
        lines += _lines(piece, width, size)
        if lines > enough:
            break
    return lines


def _paragraph(piece: Piece) -> str:
    level = f' class="l{min(piece.depth, 3)}"' if piece.depth > 0 else ""
    return f"<p{level}>{piece.html}</p>"


def _taken(column: list[Piece], width: float, size: float) -> list[Piece]:
    taken: list[Piece] = []
    used = 0
    while column and used < LONGEST_ROW:
        used += _lines(column[0], width, size)
        taken.append(column.pop(0))
    return taken


def _lines(piece: Piece, width: float, size: float) -> int:
    return line_count(piece.text, max(width - 2 * PADDING, size), size)


def _parts(rows: Sequence[Row]) -> Iterator[list[Row]]:
    part: list[Row] = []
    for row in rows:
        if len(part) >= ROWS_A_TABLE and not part[-1].leads:
            yield part
            part = []
        part.append(row)
    if part:
        yield part


def _first_height(rows: Sequence[Row], columns: Sequence[Column], widths: Sequence[float], size: float) -> int:
    """What the headings and the beginning of the first row take, in points, with the rows that lead to it."""
    leading = next((at for at, row in enumerate(rows) if not row.leads), 0)
    lines = sum(_first_lines(row, columns, widths, size) for row in rows[: leading + 1])
    return int((lines + 2) * size * 1.25) + 20


def _first_lines(row: Row, columns: Sequence[Column], widths: Sequence[float], size: float) -> int:
    reach = [sum(widths[start : start + span]) for start, span in _spans(len(row.cells), len(columns))]
    lines = (tall(column, width, size, FIRST_LINES) for column, width in zip(row.cells, reach, strict=True))
    return min(max(lines, default=1), FIRST_LINES)


def _row(row: Row, columns: Sequence[Column], widths: Sequence[float], size: float) -> list[str]:
    spans = _spans(len(row.cells), len(columns))
    reach = [sum(widths[start : start + span]) for start, span in spans]
    slices = list(physical(row.cells, reach, size))
    anchor = f'<a name="{escape(row.anchor)}"></a>' if row.anchor else ""
    return [
        _physical_row(slices[at], spans, columns, lines_class(at, len(slices)), anchor if at == 0 else "")
        for at in range(len(slices))
    ]


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


def _is_short_and_last_but_one(row: Row, at: int, rows, columns, widths: Sequence[float], size: float) -> bool:
    # A table's last row does not stand alone on a page.
    return 0 < at == len(rows) - 2 and _first_lines(row, columns, widths, size) < FIRST_LINES


def _part(head: str, rows: list[Row], columns: Sequence[Column], widths: Sequence[float], size: float) -> str:
    written: list[str] = []
    leading: list[int] = []
    for at, row in enumerate(rows):
        written += _row(row, columns, widths, size)
        if at < len(rows) - 1 and (row.leads or _is_short_and_last_but_one(row, at, rows, columns, widths, size)):
            leading.append(len(written))
    body = f"<thead><tr>{head}</tr></thead><tbody>{''.join(written)}</tbody>"
    return ruled(f'<table class="ruled s{size:g}" repeat="1">{body}</table>', widths, leading)
