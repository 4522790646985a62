"""A free table out of Wagtail's typed table and back.

The typed table has headings of columns, rows of values and no merged cells. The headings are the
table's first row; merged cells are rows of numbers beside the grid.
"""

from __future__ import annotations

from typing import Any

from .grid import Merge, placed, width, wrong_merges
from .nodes import Cell, Paragraph, Prose, Run, Table
from .prose import from_html, to_html
from .tidy import tidy_node

_NUMBERS = ("row", "column", "rows", "columns")


def read_table(value: dict[str, Any], reading, path: str):
    """The table of a raw value. Merged cells that cannot be are left as they are; no words are lost."""
    grid = value.get("grid") or {}
    headings = [column.get("heading") or "" for column in grid.get("columns", ())]
    body = [[from_html(cell or "") for cell in row["values"]] for row in grid.get("rows", ())]
    merges = _usable(value.get("merges") or (), len(body), len(headings))
    rows = [_heading_row(headings)] if any(map(str.strip, headings)) else []
    header_rows = len(rows) + (value.get("header_rows") or 0)
    rows += _merged_rows(body, merges)
    yield Table(tuple(rows), grid.get("caption") or "", header_rows, value.get("header_columns") or 0)


def write_table(table: Table, files) -> tuple[str, dict[str, Any]]:
    """The raw value of a table; rows shorter than the widest are filled with empty cells."""
    columns = width(table)
    body, merges = _laid_out(table, columns)
    headings = _headings(table, columns)
    if headings:
        body = body[1:]
        merges = [{**merge, "row": merge["row"] - 1} for merge in merges]
    grid = {
        "columns": [{"type": "text", "heading": heading} for heading in headings or [""] * columns],
        "rows": [{"values": [to_html(cell) for cell in row]} for row in body],
        "caption": table.caption,
    }
    return "table", {
        "grid": grid,
        "header_rows": table.header_rows - (1 if headings else 0),
        "header_columns": table.header_columns,
        "merges": [{"type": "item", "value": merge, "id": None} for merge in merges],
    }


def _usable(raw, height: int, columns: int) -> list[Merge]:
    values = (item.get("value", item) for item in raw)
    merges = [Merge(**{name: value.get(name) or 0 for name in _NUMBERS}) for value in values]
    wrong = wrong_merges(merges, height, columns)
    return [merge for index, merge in enumerate(merges) if index not in wrong]


def _heading_row(headings: list[str]) -> tuple[Cell, ...]:
    return tuple(Cell((Paragraph((Run(heading),)),)) for heading in headings)


def _merged_rows(body: list[list[Prose]], merges: list[Merge]) -> list[tuple[Cell, ...]]:
    spans = {(merge.row, merge.column): merge for merge in merges}
    owners = {place: (merge.row, merge.column) for merge in merges for place in merge.covered()}
    for (row, column), (owner_row, owner_column) in owners.items():
        body[owner_row - 1][owner_column - 1] += body[row - 1][column - 1]
    return [
        tuple(_cell(blocks, spans.get((r, c))) for c, blocks in enumerate(row, 1) if (r, c) not in owners)
        for r, row in enumerate(body, 1)
    ]


def _cell(blocks: Prose, merge: Merge | None) -> Cell:
    return Cell(blocks, merge.columns, merge.rows) if merge else Cell(blocks)


def _laid_out(table: Table, columns: int) -> tuple[list[list[Prose]], list[dict[str, int]]]:
    body: list[list[Prose]] = [[()] * columns for _ in table.rows]
    merges = []
    for row, cells in enumerate(placed(table)):
        for column, cell in cells:
            body[row][column] = cell.blocks
            rows = min(cell.rowspan, len(body) - row)
            if (rows, cell.colspan) != (1, 1):
                merges.append(dict(zip(_NUMBERS, (row + 1, column + 1, rows, cell.colspan), strict=True)))
    return body, merges


def _headings(table: Table, columns: int) -> list[str]:
    """The first row as column headings when it says nothing that a heading cannot hold, else none."""
    if not table.rows or table.header_rows < 1 or len(table.rows[0]) != columns:
        return []
    cells = [tidy_node(cell) for cell in table.rows[0]]
    texts = [_heading(cell) for cell in cells]
    if any(text is None for text in texts) or not any(texts):
        return []
    return [text or "" for text in texts]


def _heading(cell: Cell) -> str | None:
    if not cell.blocks:
        return ""
    only = cell.blocks[0]
    plain = len(cell.blocks) == 1 and isinstance(only, Paragraph) and len(only.runs) == 1
    if not plain or (cell.colspan, cell.rowspan) != (1, 1):
        return None
    run = only.runs[0]
    return None if run.marks or run.href or "\n" in run.text else run.text
