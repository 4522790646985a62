"""The tables of a document as HTML. A column in which no row says anything is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from . import nodes
from .form_codes import cited, same
from .grid import placed
from .html_prose import Page, cell
from .html_tags import Html, joined, lines, tag
from .text import numbered
from .walk import Path


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the key of its heading, its name in class names, and what it shows of a row."""

    key: str
    show: Callable[[object, Page], Html]

    @property
    def name(self) -> str:
        return self.key.partition(".")[2]


def steps(block: nodes.Steps, page: Page, path: Path) -> Html:
    """The step table: an anchor for each row, heading rows over the rows that they group."""
    columns = _used(_STEP_COLUMNS, block.rows, page)
    if not block.rows:
        return Html()
    rows = [_step_row(row, columns, page, page.anchors[(*path, index)]) for index, row in enumerate(block.rows)]
    groups = _grouped(rows, [_is_title(row) for row in block.rows])
    caption = block.caption or page.label("steps.caption")
    return _table(caption, columns, [tag("tbody", *group) for group in groups], page, "qms-steps")


def forms(block: nodes.Forms, page: Page, path: Path) -> Html:
    """The table of forms with the files of their blanks."""
    return _rows_table("forms", block.rows, _FORM_COLUMNS, page, path)


def records(block: nodes.Records, page: Page, path: Path) -> Html:
    """The table of records kept."""
    return _rows_table("records", block.rows, _RECORD_COLUMNS, page, path)


def clauses(block: nodes.Clauses, page: Page) -> Html:
    """The clauses met, and how."""
    return _rows_table("clauses", block.rows, _CLAUSE_COLUMNS, page)


def exclusions(block: nodes.Exclusions, page: Page) -> Html:
    """The clauses that do not apply, and why."""
    return _rows_table("exclusions", block.rows, _EXCLUSION_COLUMNS, page)


def free_table(table: nodes.Table, page: Page, path: Path) -> Html:
    """Any other table, in a frame that scrolls sideways by itself and can be reached by keyboard."""
    rows = [_free_row(table, index, row, page) for index, row in enumerate(placed(table))]
    head = 0 if _reaches_below_head(table) else min(table.header_rows, len(rows))
    caption = tag("caption", table.caption) if table.caption else None
    thead = tag("thead", *rows[:head]) if head else None
    body = tag("table", caption, thead, tag("tbody", *rows[head:]), cls="qms-table")
    return tag("div", body, cls="qms-scroll", role="region", tabindex=0, aria_label=page.tables[path])


def _text(name: str) -> Callable[[object, Page], Html]:
    return lambda row, page: lines(getattr(row, name))


def _prose(name: str) -> Callable[[object, Page], Html]:
    return lambda row, page: cell(getattr(row, name), page)


def _clause(row, page: Page) -> Html:
    return lines(page.label(f"iso.{row.clause}"))


def _cited_forms(row: nodes.Step, page: Page) -> Html:
    """The codes of forms, those that the document lists as links to their rows."""
    codes = [row.forms] if same(row.forms) in page.forms else cited(row.forms)
    shown, rest = [], row.forms
    for code in codes:
        before, _, rest = rest.partition(code)
        anchor = page.forms.get(same(code))
        shown += [lines(before), tag("a", lines(code), href=f"#{anchor}") if anchor else lines(code)]
    return joined([*shown, lines(rest)])


def _times(row: nodes.Step, page: Page) -> Html:
    if len(row.times) == 1 and not row.times[0].case:
        return lines(row.times[0].value)
    items = (tag("li", _case(time), time.value) for time in row.times)
    return tag("ul", *items, cls="qms-cases") if row.times else Html()


def _case(time: nodes.CaseValue) -> Html | None:
    return tag("span", f"{time.case}: ", cls="qms-cases__case") if time.case else None


def _file(row: nodes.FormEntry, page: Page) -> Html:
    if row.file is None:
        return Html()
    return tag("a", row.file.name, href=page.file_url(row.file), type=row.file.media_type or None, cls="qms-file")


_STEP_COLUMNS = (
    Column("step.number", _text("number")),
    Column("step.activity", _text("activity")),
    Column("step.responsible", _text("responsible")),
    Column("step.requirement", _prose("requirement")),
    Column("step.forms", _cited_forms),
    Column("step.times", _times),
)
_FORM_COLUMNS = (
    Column("form.code", _text("code")),
    Column("form.name", _text("name")),
    Column("form.file", _file),
)
_RECORD_COLUMNS = tuple(
    Column(f"record.{name}", _text(name)) for name in ("name", "keeper", "place", "retention", "basis")
)
_CLAUSE_COLUMNS = (
    Column("clause.clause", _clause),
    Column("clause.how", _prose("how")),
    Column("clause.documents", _text("documents")),
)
_EXCLUSION_COLUMNS = (
    Column("exclusion.clause", _clause),
    Column("exclusion.reason", _text("reason")),
)


def _used(columns: Iterable[Column], rows, page: Page) -> list[Column]:
    return [column for column in columns if any(column.show(row, page) for row in rows)]


def _rows_table(kind: str, rows, columns: Iterable[Column], page: Page, path: Path | None = None) -> Html:
    if not rows:
        return Html()
    used = _used(columns, rows, page)
    anchors = [page.anchors.get((*path, index)) if path else None for index in range(len(rows))]
    body = (tag("tr", *_cells(row, used, page), id=anchor) for row, anchor in zip(rows, anchors, strict=True))
    return _table(page.label(f"{kind}.caption"), used, [tag("tbody", *body)], page, f"qms-{kind}")


def _table(caption: str, columns: list[Column], bodies: list[Html], page: Page, cls: str) -> Html:
    headings = (tag("th", page.label(column.key), scope="col") for column in columns)
    return tag("table", tag("caption", caption), tag("thead", tag("tr", *headings)), *bodies, cls=f"qms-rows {cls}")


def _cells(row, columns: list[Column], page: Page) -> Iterable[Html]:
    """The first column names its row; a cell without words is no heading."""
    for index, column in enumerate(columns):
        shown = column.show(row, page)
        name = page.label(column.key)
        if index == 0 and shown:
            yield tag("th", shown, scope="row", data_label=name, cls=f"qms-rows__{column.name}")
        else:
            yield tag("td", shown, data_label=name, cls=f"qms-rows__{column.name}")


def _is_title(row: nodes.Step) -> bool:
    return row.heading and not (row.responsible or row.requirement or row.forms or row.times)


def _step_row(row: nodes.Step, columns: list[Column], page: Page, anchor: str) -> Html:
    level = f"qms-steps__row--level-{row.level}"
    if _is_title(row):
        title = lines(numbered(row.number, row.activity))
        heading = tag("th", title, colspan=len(columns), scope="rowgroup")
        return tag("tr", heading, id=anchor, cls=f"qms-steps__heading {level}")
    kind = "qms-steps__row qms-steps__row--heading" if row.heading else "qms-steps__row"
    return tag("tr", *_cells(row, columns, page), id=anchor, cls=f"{kind} {level}")


def _grouped(rows: list[Html], titles: list[bool]) -> list[list[Html]]:
    groups: list[list[Html]] = []
    for is_title, pairs in groupby(zip(titles, rows, strict=True), key=lambda pair: pair[0]):
        members = [row for _, row in pairs]
        if is_title:
            groups += [[member] for member in members]
        elif groups:
            groups[-1] += members
        else:
            groups.append(members)
    return groups


def _reaches_below_head(table: nodes.Table) -> bool:
    # A cell cannot span from a table's head into its body.
    heads = table.rows[: table.header_rows]
    return any(index + cell.rowspan > len(heads) for index, row in enumerate(heads) for cell in row)


def _free_row(table: nodes.Table, index: int, row: list[tuple[int, nodes.Cell]], page: Page) -> Html:
    cells = (_free_cell(one, page, _scope(table, index, column, one)) for column, one in row)
    return tag("tr", *cells)


def _scope(table: nodes.Table, row: int, column: int, one: nodes.Cell) -> str | None:
    if not one.blocks:
        return None
    if row < table.header_rows:
        return "colgroup" if one.colspan > 1 else "col"
    if column < table.header_columns:
        return "rowgroup" if one.rowspan > 1 else "row"
    return None


def _free_cell(one: nodes.Cell, page: Page, scope: str | None) -> Html:
    spans = {name: getattr(one, name) if getattr(one, name) > 1 else None for name in ("colspan", "rowspan")}
    return tag("th" if scope else "td", cell(one.blocks, page), scope=scope, **spans)
