"""Ruled tables: headings repeated on each page, short rows kept whole, merged cells, columns as wide as they need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from wagtail_qms.content.grid import placed
from wagtail_qms.content.grid import width as columns_of
from wagtail_qms.content.nodes import Cell, Table
from wagtail_qms.content.text import plain as plain_text

from .ooxml import element, mm, paragraph, run
from .parts import Parts
from .prose import in_cell, plain
from .styles import TEXT_WIDTH

#: Word opens no table with more.
MOST_COLUMNS = 63
#: A row of more lines than this may go on over a page's end.
SHORT = 12
_PADDING = 3.4
#: About what a letter of Times New Roman 12 takes, in millimetres; capitals and bold take more.
_LETTER, _WIDE_LETTER = 2.05, 2.9
_WIDEST_WORD = TEXT_WIDTH / 4
_FIRST_ROW, _FIRST_COLUMN, _NO_BANDS = 0x20, 0x80, 0x600


@dataclass(frozen=True, slots=True)
class Box:
    """A cell to be written: its paragraphs, its words, the columns it spans.

    ``merge`` is "restart" where it reaches down, "continue" where it is covered; ``middle`` centres it in its height.
    """

    xml: str
    text: str = ""
    span: int = 1
    merge: str = ""
    middle: bool = False


def text_box(text: str, *, bold: bool = False) -> Box:
    """A cell of plain text."""
    return Box(plain(text, bold=bold), text)


def number_box(text: str, *, bold: bool = False) -> Box:
    """A cell of a row's number, in the middle of its column."""
    return Box(plain(text, "TableCentred", bold=bold), text)


def heading_box(text: str) -> Box:
    """A cell that names a column."""
    return Box(plain(text, "TableHeading"), text, middle=True)


def form_table(headings: Sequence[str], shares: Sequence[float], rows: Sequence[Sequence[Box]]) -> str:
    """A table with one row of headings; the last cell of a row that has fewer reaches to the right edge."""
    whole = [row for row in rows if len(row) == len(headings)]
    least = [max(map(_longest, column)) for column in zip(headings, *([box.text for box in row] for row in whole))]
    widths = _shared(least, shares)
    reaching = (_reaching(row, len(headings)) for row in rows)
    return table(widths, [[heading_box(text) for text in headings], *reaching], headings=1)


def table(
    widths: Sequence[float], rows: Iterable[Sequence[Box]], *, headings: int = 0, first_column: bool = False
) -> str:
    """A table whose columns are so many millimetres wide; the first ``headings`` rows stand on each page.

    A paragraph follows, since Word runs neighbouring tables together.
    """
    flags = _NO_BANDS + _FIRST_ROW * (headings > 0) + _FIRST_COLUMN * first_column
    look = element("tblLook", val=f"{flags:04X}", firstRow=int(headings > 0), firstColumn=int(first_column))
    size = element("tblW", w=mm(sum(widths)), type="dxa")
    properties = element("tblPr", element("tblStyle", val="TableGrid"), size, element("tblLayout", type="fixed"), look)
    grid = element("tblGrid", *(element("gridCol", w=mm(wide)) for wide in widths))
    written = (_row(row, widths, at < headings) for at, row in enumerate(rows))
    return element("tbl", properties, grid, *written) + gap()


def gap(points: int = 6) -> str:
    """An empty line of this height."""
    spacing = element("spacing", line=points * 20, lineRule="exact")
    return paragraph("Normal", layout=(spacing,))


def free_table(block: Table, parts: Parts) -> str:
    """A free table with its caption; one that is wider than Word allows becomes lines of its cells."""
    count = columns_of(block)
    caption = paragraph("Caption", run(block.caption), layout=(element("keepNext"),)) if block.caption else ""
    if not count:
        return caption
    if count > MOST_COLUMNS:
        return caption + "".join(_as_line(row) for row in placed(block))
    rows = _free_rows(block, parts, count)
    headings = min(max(block.header_rows, 0), len(rows))
    return caption + table(_free_widths(block, count), rows, headings=headings, first_column=block.header_columns > 0)


def _reaching(row: Sequence[Box], count: int) -> Sequence[Box]:
    if len(row) >= count or not row:
        return row
    last = row[-1]
    return [*row[:-1], Box(last.xml, last.text, count - len(row) + 1)]


def _row(row: Sequence[Box], widths: Sequence[float], is_heading: bool) -> str:
    count = sum(box.span for box in row)
    missing = len(widths) - count
    properties = [element("gridAfter", val=missing)] if missing > 0 else []
    properties += [element("cantSplit")] if _lines(row, widths) <= SHORT else []
    properties += [element("tblHeader")] if is_heading else []
    inside = [element("trPr", *properties)] if properties else []
    column = 0
    for box in row:
        inside.append(_cell(box, sum(widths[column : column + box.span])))
        column += box.span
    return element("tr", *inside)


def _cell(box: Box, wide: float) -> str:
    properties = [element("tcW", w=mm(wide), type="dxa")]
    properties += [element("gridSpan", val=box.span)] if box.span > 1 else []
    properties += [element("vMerge", **({"val": "restart"} if box.merge == "restart" else {}))] if box.merge else []
    properties += [element("vAlign", val="center")] if box.middle else []
    return element("tc", element("tcPr", *properties), box.xml)


def _lines(row: Sequence[Box], widths: Sequence[float]) -> int:
    """About how many lines the row takes."""
    most, column = 1, 0
    for box in row:
        room = max(sum(widths[column : column + box.span]) - _PADDING, _LETTER)
        most = max(most, sum(ceil(len(line) * _LETTER / room) or 1 for line in box.text.split("\n")))
        column += box.span
    return most


def _free_rows(block: Table, parts: Parts, count: int) -> list[list[Box]]:
    rows: list[list[Box]] = []
    below: list[list[tuple[int, int]]] = [[] for _ in block.rows]
    for at, row in enumerate(placed(block)):
        style = "TableCentred" if at < block.header_rows else "TableText"
        here = [
            (column, _free_box(cell, min(cell.rowspan, len(block.rows) - at), count - column, style, parts))
            for column, cell in row
        ]
        for (column, box), (_column, cell) in zip(here, row):
            for further in below[at + 1 : at + cell.rowspan]:
                further.append((column, box.span))
        covered = [(column, Box(in_cell((), parts), span=span, merge="continue")) for column, span in below[at]]
        rows.append(_side_by_side(sorted([*here, *covered], key=lambda pair: pair[0])) or [Box(in_cell((), parts))])
    return rows


def _side_by_side(boxes: list[tuple[int, Box]]) -> list[Box]:
    # Of cells that lie on one another, as only damaged tables have them, the upper is shown.
    found, end = [], 0
    for column, box in boxes:
        if column >= end:
            found.append(box)
            end = column + box.span
    return found


def _free_box(cell: Cell, rows: int, columns_left: int, style: str, parts: Parts) -> Box:
    span = max(1, min(cell.colspan, columns_left))
    return Box(in_cell(cell.blocks, parts, style), plain_text(cell.blocks), span, "restart" if rows > 1 else "")


def _free_widths(block: Table, count: int) -> list[float]:
    least, wanted = [_PADDING + _LETTER * 2] * count, [1.0] * count
    for row in placed(block):
        for column, cell in row:
            if cell.colspan <= 1:
                text = plain_text(cell.blocks)
                least[column] = max(least[column], _longest(text))
                wanted[column] = max(wanted[column], min(len(text), 400) ** 0.5)
    return _shared(least, wanted)


def _as_line(row: list[tuple[int, Cell]]) -> str:
    return plain(" | ".join(plain_text(cell.blocks) for _column, cell in row), "BodyText")


def _longest(text: str) -> float:
    """What the longest word of a text takes with the room around it, in millimetres."""
    longest = max((_word_width(word) for word in text[:2000].split()), default=0.0)
    return min(longest, _WIDEST_WORD) + _PADDING


def _word_width(word: str) -> float:
    return sum(_WIDE_LETTER if letter.isupper() else _LETTER for letter in word)


def _shared(least: Sequence[float], shares: Sequence[float]) -> list[float]:
    """The text's width by shares, each column at least as wide as its longest word."""
    rest = TEXT_WIDTH - sum(least)
    if rest <= 0:
        return [TEXT_WIDTH * part / sum(least) for part in least]
    wanted = [TEXT_WIDTH * share / sum(shares) for share in shares]
    short = [max(want - part, 0.0) for want, part in zip(wanted, least)]
    return [part + rest * more / sum(short) for part, more in zip(least, short)]
