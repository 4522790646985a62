"""Tables and lists of records kept, forms, terms."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..content import nodes
from ..content.form_codes import cited
from .columns import FORM_COLUMNS, RECORD_COLUMNS, TERM_COLUMNS, header_rows, heading_text, meanings
from .flow import Box, Grid, Item, Line
from .labelled import Labelled, Labels
from .running import blocks_of, point_of
from .titles import folded

_TERM = re.compile(r"^(?P<term>[^:：=\t]{1,80}?)\s*(?:\t+\s*[:：=–-]?|[:：=]|\s[–-]\s)\s*(?P<meaning>\S.*)$", re.S)
#: A code has figures, capitals and marks between them, whatever it begins with: "M02.QT05", "01/BM-XD".
CODED = (
    r"(?:[A-ZĐ]{2,}\w*(?:\s?[.\-/_]\s?[A-ZĐ0-9]+)+"
    r"|(?=\S*\d)(?=\S*[A-ZĐ])[A-ZĐ0-9][A-ZĐ0-9]*(?:[.\-/_][A-ZĐ0-9]+)+|[A-ZĐ]{1,4}\d{1,3}|(?:Mẫu|mẫu)\s+số\s+[\w.\-/]+)"
)
_CODE_FIRST = re.compile(rf"(?P<code>{CODED})(?![\w])\s*[:.\-–]?\s+(?P<name>.+)")
_CODE_LAST = re.compile(
    rf"(?P<name>.+?)\s*(?:\(\s*|[,:\-–]\s+)(?:(?:ký hiệu|mã(?: hiệu| số)?|theo)\s*:?\s*)?(?P<code>{CODED})\s*\)?"
)
_MARKS = re.compile(r"\s*([.\-/_])\s*")
_NOT_A_FORM = re.compile(r"(xem|theo|khong( co)?|cac bieu mau|nhu)\b")
_TAIL = " ;.,"


def records_of(grid: Grid) -> Labelled | None:
    """A records table; None when its headings name no record and no time or place."""
    columns = meanings(grid, RECORD_COLUMNS)
    if "name" not in columns or not {"retention", "keeper", "place"} & set(columns) or _holds_more(grid, columns):
        return None
    rows = tuple(_record(row, columns) for row in _spoken(grid))
    order = _order(grid, columns)
    return Labelled(nodes.Records(rows), Labels(heading_text(grid), columns=order)) if rows else None


def forms_of_grid(grid: Grid) -> Labelled | None:
    """A table of forms; None when no heading names them."""
    columns = meanings(grid, FORM_COLUMNS)
    if "name" not in columns or _holds_more(grid, columns):
        return None
    rows = tuple(
        nodes.FormEntry(_cell(row, columns, "name"), _code(_own(row, columns, "code"))) for row in _spoken(grid)
    )
    order = _order(grid, columns)
    return Labelled(nodes.Forms(rows), Labels(heading_text(grid), columns=order)) if rows else None


def terms_of_grid(grid: Grid) -> Labelled | None:
    """A table of terms or abbreviations; without headings, two columns are term and meaning."""
    columns = meanings(grid, TERM_COLUMNS)
    headed = {"term", "meaning"} <= set(columns)
    if not headed and grid.width == 2:
        columns = ["term", "meaning"]
    elif not headed or _holds_more(grid, columns):
        return None
    rows = grid.filled()[header_rows(grid) if headed else 0 :]
    terms = tuple(_definition(_cell(row, columns, "term"), _cell(row, columns, "meaning")) for row in rows)
    labels = Labels(heading_text(grid) if headed else "", columns=tuple(name for name in columns if name))
    return Labelled(nodes.Definitions(tuple(term for term in terms if term.term or term.meaning)), labels)


def forms_blocks(items: list[Item]) -> list[nodes.Block | Labelled]:
    """A section of forms: its points and tables as forms, what only refers elsewhere as text."""
    return _mixed(items, forms_of_grid, _form, nodes.Forms)


def form_named(text: str) -> nodes.FormEntry:
    """The form that a line names, its code where the line has one."""
    coded = _CODE_FIRST.match(text) or _CODE_LAST.fullmatch(text)
    return nodes.FormEntry(coded["name"], _code(coded["code"])) if coded else nodes.FormEntry(text)


def records_blocks(items: list[Item]) -> list[nodes.Block | Labelled]:
    """A section of records kept."""
    return _mixed(items, records_of, lambda line: None, nodes.Records)


def terms_blocks(items: list[Item]) -> list[nodes.Block | Labelled]:
    """A section of terms and abbreviations."""
    return _mixed(items, terms_of_grid, _term, nodes.Definitions)


def _mixed(items: list[Item], of_grid, of_line, kind) -> list[nodes.Block | Labelled]:
    found: list[nodes.Block | Labelled] = []
    rows: list = []
    plain: list[Item] = []
    for item in items:
        row = of_line(item) if isinstance(item, Line) and item.text else None
        block = of_grid(item) if isinstance(item, Grid) else None
        if row or block:
            found += blocks_of(plain)
            plain = []
        if row:
            rows.append(row)
        elif not (isinstance(item, Line) and not item.text):
            found += _gathered(rows, kind)
            rows = []
            found += [block] if block else []
            plain += [] if block else [item]
    return [*found, *_gathered(rows, kind), *blocks_of(plain)]


def _gathered(rows: list, kind) -> list[nodes.Block | Labelled]:
    if not rows:
        return []
    # In which order a line says code and name is told once for all of them.
    plain = tuple(row.row if isinstance(row, _CodedLast) else row for row in rows)
    last = all(isinstance(row, _CodedLast) for row in rows)
    return [Labelled(kind(plain), Labels(columns=("name", "code") if last else ()))]


@dataclass(frozen=True, slots=True)
class _CodedLast:
    """A form whose line says the name first."""

    row: nodes.FormEntry


def _form(line: Line) -> nodes.FormEntry | _CodedLast | None:
    text = _bare(line).rstrip(_TAIL)
    coded, last = _CODE_FIRST.match(text), _CODE_LAST.fullmatch(text)
    listed = point_of(line) is not None or line.number or coded or last
    if not listed or not text or _NOT_A_FORM.match(folded(text)) or text.endswith(":"):
        return None
    if coded:
        return nodes.FormEntry(coded["name"], _code(coded["code"]))
    return _CodedLast(nodes.FormEntry(last["name"], _code(last["code"]))) if last else nodes.FormEntry(text)


def _term(line: Line) -> nodes.Definition | None:
    found = _TERM.match(_bare(line))
    return _definition(found["term"], found["meaning"]) if found else None


def _code(typed: str) -> str:
    # A line of the cell may break a code; a blank in words ("Phụ lục 3") stays.
    if cited(typed):
        return "".join(typed.split())
    return _MARKS.sub(r"\1", typed) if typed.upper() == typed else typed


def _definition(term: str, meaning: str) -> nodes.Definition:
    term, meaning = " ".join(term.split()), " ".join(meaning.split())
    letters = [char for char in term if char.isalpha()]
    short = sum(char.isupper() for char in letters) * 2 > len(letters) and len(term) <= 20
    return nodes.Definition(term, meaning, short)


def _record(row: list[Box | None], columns: list[str]) -> nodes.RecordEntry:
    said = {name: _own(row, columns, name) for name in ("name", "keeper", "place", "retention", "basis", "code")}
    code = said.pop("code")
    name = f"{code} {said.pop('name')}".strip()
    return nodes.RecordEntry(name, **said)


def _holds_more(grid: Grid, columns: list[str]) -> bool:
    # A column that means something else would be lost: such a table stays a table.
    return any(
        not name and row[i] is not None and row[i].text for row in _below(grid) for i, name in enumerate(columns)
    )


def _below(grid: Grid) -> list[list[Box | None]]:
    return grid.filled()[header_rows(grid) :]


def _spoken(grid: Grid) -> list[list[Box | None]]:
    return [row for row in _below(grid) if any(box is not None and box.text for box in row)]


def _order(grid: Grid, columns: list[str]) -> tuple[str, ...]:
    # The number is a column of its own only where it counts the rows from one on.
    rows = _spoken(grid)
    typed = [_cell(row, columns, "number").lstrip("0").rstrip(". )") for row in rows]
    counts = typed == [str(place) for place in range(1, len(rows) + 1)]
    return tuple(name for name in columns if name and (name != "number" or counts))


def _cell(row: list[Box | None], columns: list[str], name: str) -> str:
    box = row[columns.index(name)] if name in columns else None
    return box.flat if box else ""


def _own(row: list[Box | None], columns: list[str], name: str) -> str:
    # A box that spans the row is its name alone.
    box = row[columns.index(name)] if name in columns else None
    return box.flat if box and (name == "name" or box is not row[columns.index("name")]) else ""


def _bare(line: Line) -> str:
    point = point_of(line)
    return (
        "".join(run.text for run in line.runs).strip()
        if point is None or line.bullet
        else "".join(run.text for run in point.runs)
    )
