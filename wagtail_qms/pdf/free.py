"""Free tables on paper: merged cells kept, column widths from the text, long tables cut where no cell reaches over."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail_qms.content.grid import placed
from wagtail_qms.content.nodes import Cell, Table
from wagtail_qms.content.text import plain

from .merged import groups, loosened
from .metrics import longest_word, text_width
from .prose import pieces, room, space, text_html
from .ruled import FIRST_LINES, ROWS_A_TABLE, cell_html, lines_class, physical, ruled, tall
from .widths import PADDING, TEXT_WIDTH

#: Beyond this xhtml2pdf takes memory without end; no real form merges so many.
WIDEST_SPAN = 20
MOST_COLUMNS = 20
#: Rows that a merged cell ties together stay on one page up to so many lines.
_TIED_LINES = 20

_Placed = list[list[tuple[int, Cell]]]


def free_table(block: Table) -> str:
    """The table as HTML; one with more columns than paper can hold is written as lines of its cells."""
    rows = placed(block)
    count = max((column + _span(cell) for row in rows for column, cell in row), default=0)
    caption = f'<p class="caption">{text_html(block.caption)}</p>' if block.caption else ""
    if not count:
        return caption
    if count > MOST_COLUMNS:
        return caption + "".join(_as_lines(row) for row in rows)
    size = _size(count)
    widths = _widths(rows, count, size)
    first = _first_height(rows, max(block.header_rows, 0), widths, size)
    return f"{room(first)}{caption}{_tables(block, rows, widths, size)}{space(6)}"


def _first_height(rows: _Placed, heads: int, widths: list[float], size: int) -> int:
    """What the headings and the first row, with those tied to it, take in points; a tall one only its beginning."""
    first = next(groups(rows[heads:]), [])
    tied = len(first) > 1 and _may_stay_tied(first, widths, size)
    begun = [*rows[: min(heads, 4)], *(first if tied else first[:1])]
    lines = sum(_row_lines(row, widths, size, _TIED_LINES if tied else FIRST_LINES) for row in begun)
    return int(lines * size * 1.25) + 10 * len(begun) + 20


def _row_lines(row: list[tuple[int, Cell]], widths: list[float], size: int, most: int = FIRST_LINES) -> int:
    reach = [sum(widths[column : column + _span(cell)]) for column, cell in row]
    lines = (tall(pieces(cell.blocks), wide, size, most) for (_column, cell), wide in zip(row, reach, strict=True))
    return min(max(lines, default=1), most)


def _size(columns: int) -> int:
    return 12 if columns <= 6 else 10 if columns <= 10 else 8


def _span(cell: Cell) -> int:
    return min(max(cell.colspan, 1), WIDEST_SPAN)


def _as_lines(row: list[tuple[int, Cell]]) -> str:
    return f'<p class="item l0">{text_html(" | ".join(plain(cell.blocks) for _column, cell in row))}</p>'


def _tables(block: Table, rows: _Placed, widths: list[float], size: int) -> str:
    heads = min(max(block.header_rows, 0), len(rows) - 1, 5)
    if _reaches(rows[:heads]) > heads:
        heads = 0
    head = "".join(_solid_row(row, widths, 0, heads - at, "h") for at, row in enumerate(rows[:heads]))
    units = _units(rows[heads:], widths, block.header_columns, size)
    return "".join(_table(head, heads, part, widths, size) for part in _parts(units))


def _table(head: str, heads: int, rows: list[str], widths: list[float], size: int) -> str:
    thead = f"<thead>{head}</thead>" if head else ""
    body = f"{thead}<tbody>{''.join(rows)}</tbody>"
    return ruled(f'<table class="ruled s{size}" repeat="{heads}">{body}</table>', widths)


def _parts(units: Iterator[list[str]]) -> Iterator[list[str]]:
    part: list[str] = []
    for unit in units:
        if len(part) >= ROWS_A_TABLE:
            yield part
            part = []
        part += unit
    if part:
        yield part


def _reaches(rows: _Placed) -> int:
    ends = (at + min(max(cell.rowspan, 1), WIDEST_SPAN) for at, row in enumerate(rows) for _column, cell in row)
    return max(ends, default=0)


def _units(rows: _Placed, widths: list[float], header_columns: int, size: int) -> Iterator[list[str]]:
    """The rows as written, those together that must be in one table."""
    for group in groups(rows):
        if len(group) == 1:
            yield [_open_row(group[0], widths, header_columns, size)]
        elif _may_stay_tied(group, widths, size):
            yield [_solid_row(row, widths, header_columns, len(group) - at) for at, row in enumerate(group)]
        else:
            yield from ([_loose_row(loose, widths, header_columns)] for loose in loosened(group))


def _may_stay_tied(group: _Placed, widths: list[float], size: int) -> bool:
    lines = sum(_row_lines(row, widths, size, _TIED_LINES + 1) for row in group)
    return lines <= _TIED_LINES and len(group) <= WIDEST_SPAN


def _loose_row(row: list[tuple[int, Cell, str]], widths: list[float], header_columns: int) -> str:
    cells = (
        _cell(column, cell, cell_html(pieces(cell.blocks)), lines, widths, header_columns, "")
        for column, cell, lines in row
    )
    return f"<tr>{''.join(cells)}</tr>"


def _solid_row(
    row: list[tuple[int, Cell]], widths: list[float], header_columns: int, rows_left: int, css: str = ""
) -> str:
    written = []
    for column, cell in row:
        body = cell_html(pieces(cell.blocks))
        down = min(max(cell.rowspan, 1), WIDEST_SPAN, rows_left)
        rowspan = f' rowspan="{down}"' if down > 1 else ""
        written.append(_cell(column, cell, body, f"te {css}", widths, header_columns, rowspan))
    return f"<tr>{''.join(written)}</tr>"


def _open_row(row: list[tuple[int, Cell]], widths: list[float], header_columns: int, size: int) -> str:
    reach = [sum(widths[column : column + _span(cell)]) for column, cell in row]
    slices = list(physical([pieces(cell.blocks) for _column, cell in row], reach, size))
    written = []
    for at, taken in enumerate(slices):
        lines = lines_class(at, len(slices))
        cells = (
            _cell(column, cell, cell_html(part), lines, widths, header_columns, "")
            for (column, cell), part in zip(row, taken)
        )
        written.append(f"<tr>{''.join(cells)}</tr>")
    return "".join(written)


def _cell(column: int, cell: Cell, body: str, lines: str, widths: list[float], header_columns: int, more: str) -> str:
    span = min(_span(cell), len(widths) - column)
    wide = f' colspan="{span}"' if span > 1 else ""
    strong = " s" if column < header_columns else ""
    return f'<td class="{lines}{strong}"{wide}{more}>{body}</td>'


def _widths(rows: _Placed, count: int, size: int) -> list[float]:
    least = [2 * PADDING + size] * count
    wanted = [1.0] * count
    for row in rows:
        for column, cell in row:
            if _span(cell) == 1:
                text = plain(cell.blocks)
                least[column] = max(least[column], min(longest_word(text, size) + 3 * PADDING, TEXT_WIDTH / 4))
                wanted[column] = max(wanted[column], min(text_width(text, size), 4 * TEXT_WIDTH) ** 0.5)
    return _shared(least, wanted)


def _shared(least: list[float], wanted: list[float]) -> list[float]:
    rest = TEXT_WIDTH - sum(least)
    if rest <= 0:
        return [TEXT_WIDTH * part / sum(least) for part in least]
    return [part + rest * want / sum(wanted) for part, want in zip(least, wanted)]
