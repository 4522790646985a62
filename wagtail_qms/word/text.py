"""Markdown-like text, as OCR gives it, into documents: several in one file, tables by tabs, page headers repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..content import nodes
from ..content.prose import from_html
from .columns import RECORD_COLUMNS, STEP_COLUMNS, meanings
from .flow import Box, Grid, Item, Line
from .plates import is_plate, read_plate
from .reading import Paper, Reading, understood
from .titles import folded

_TAGS = "b|i|u|p|ul|ol|li|br|strong|em|sup|sub|a|span|div|table|thead|tbody|tr|td|th|h[1-6]"
_NO_TAG = re.compile(rf"<(?!/?(?:{_TAGS})\b)", re.IGNORECASE)
_TICK = re.compile(r"<input\b[^<>]*?(checked)?[^<>]*>", re.IGNORECASE)
_BARE_LIST = re.compile(r"(<(ul|ol)\b[^>]*>)((?:(?!<li\b|<ul\b|<ol\b).)*?)(</\2>|$)", re.IGNORECASE | re.DOTALL)
_BOLD = re.compile(r"\*\*(?=\S)((?:(?!\n\s*\n|\*\*).){1,400}?)\*\*", re.DOTALL)
_ITALIC = re.compile(r"(?<![*\w])\*(?=[^\s*])([^*\n]{1,300}?)\*(?![*\w])")
_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_INDENTED = re.compile(r"(\s*)[-*+]\s+(?=\S)")
#: A line that alone names a document begins one.
_NAMES = re.compile(r"(so tay chat luong|chinh sach chat luong|muc tieu chat luong( ?\(.*\)| nam.*)?)")


def read_text(text: str) -> tuple[Reading, ...]:
    """Every document that a text holds, in order. A text without any paper's marks is one document."""
    items = list(_joined(_items(text)))
    return tuple(understood(Paper(part)) for part in _documents(items))


def _documents(items: list[Item]) -> Iterator[list[Item]]:
    start, name, code = 0, "", ""
    for index, item in enumerate(items):
        begun = _name_of(item)
        if isinstance(item, Grid) and is_plate(item):
            plate = read_plate(item)
            other = folded(plate.code)
            if code and other and other != code:
                yield items[start:index]
                start, name = index, folded(plate.kind)
            code = other or code
            name = name or folded(plate.kind)
        elif begun and begun != name and not (name and _is_listed(items, index)):
            if any(isinstance(i, Grid) or len(i.text) > 200 for i in items[start:index] if not isinstance(i, str)):
                yield items[start:index]
                start, code = index, ""
            name = begun
    yield items[start:]


def _name_of(item: Item) -> str:
    if not isinstance(item, Line) or not item.capitals:
        return ""
    words = folded(item.text)
    return words if _NAMES.fullmatch(words) else ""


def _is_listed(items: list[Item], index: int) -> bool:
    # In a list of contents, or in an appendix ("Phụ lục 2"), a name is no beginning.
    near = [folded(i.text) for i in items[max(0, index - 4) : index] if isinstance(i, Line)]
    return any(words.startswith(("muc luc", "phu luc")) for words in near)


def _items(text: str) -> Iterator[Item]:
    marked = _BOLD.sub(_each_line_bold, text.replace("\r\n", "\n"))
    rows: list[list[str]] = []
    for line in marked.split("\n"):
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            yield _grid(rows)
            rows = []
        if line.strip():
            yield _line(line)
    if rows:
        yield _grid(rows)


def _each_line_bold(found: re.Match) -> str:
    return "\n".join(f"<b>{line}</b>" if line.strip() else line for line in found[1].split("\n"))


def _line(text: str) -> Line:
    heading = _HEADING.match(text.strip())
    level = len(heading[1]) if heading else 0
    indented = _INDENTED.match(text)
    if indented and not heading:
        return Line(_runs(text[indented.end() :]), level=len(indented[1]) // 2, bullet=True)
    return Line(_runs(heading[2] if heading else text), heading=level)


def _runs(markup: str) -> tuple[nodes.Run, ...]:
    lines = _lines(markup)
    runs: list[nodes.Run] = []
    for line in lines:
        runs += [nodes.Run("\n")] if runs else []
        runs += line.runs
    return tuple(runs)


def _lines(markup: str) -> list[Line]:
    found: list[Line] = []
    for block in from_html(_html(markup)):
        found += [Line(block.runs)] if isinstance(block, nodes.Paragraph) else _points(block, 0)
    return found


def _points(block: nodes.List, level: int) -> Iterator[Line]:
    for item in block.items:
        yield Line(item.runs, level=level, bullet=True)
        for nested in item.lists:
            yield from _points(nested, level + 1)


def _html(markup: str) -> str:
    html = _TICK.sub(lambda found: "☑" if found[1] else "☐", markup)
    html = _ITALIC.sub(r"<i>\1</i>", html).replace("**", "")
    html = _NO_TAG.sub("&lt;", html)
    return _BARE_LIST.sub(_with_points, html)


def _with_points(found: re.Match) -> str:
    points = [point.strip() for point in re.split(r"(?:^|\s)[-–]\s*(?=\S)", found[3]) if point.strip()]
    return "".join(f"<p>- {point}</p>" if "- " in found[3] else f"<p>{point}</p>" for point in points)


def _grid(rows: list[list[str]]) -> Grid:
    width = max(len(row) for row in rows)
    padded = [row + [""] * (width - len(row)) for row in rows]
    grid = _boxed(padded)
    return _boxed(_gathered(padded)) if is_plate(grid) else grid


def _boxed(rows: list[list[str]]) -> Grid:
    return Grid(tuple(tuple(Box(tuple(_lines(cell)), column) for column, cell in enumerate(row)) for row in rows))


def _gathered(rows: list[list[str]]) -> list[list[str]]:
    # A header table's title runs over its rows; one box holds it whole.
    middle = " ".join(row[1].strip() for row in rows if len(row) > 2 and row[1].strip())
    titled = [[row[0], middle if index == 0 else "", *row[2:]] for index, row in enumerate(rows) if len(row) > 2]
    return titled or rows


def _joined(items: Iterator[Item]) -> Iterator[Item]:
    """Tables that a page broke are one again: what stands between is only the next page's header table."""
    held: Grid | None = None
    between: list[Item] = []
    for item in items:
        plate = isinstance(item, Grid) and is_plate(item)
        if held is None or not (isinstance(item, Grid)):
            yield from ([held] if held else [])
            yield from between
            held, between = None, []
        elif not plate and _continues(held, item):
            held = _with_rows(held, item)
            continue
        elif not plate:
            yield held
            yield from between
            held, between = None, []
        if plate and held is not None:
            between.append(item)
        elif isinstance(item, Grid) and not plate:
            held = item
        else:
            yield item
    yield from ([held] if held else [])
    yield from between


def _continues(above: Grid, below: Grid) -> bool:
    headed = {"activity", "responsible"} <= set(meanings(below, STEP_COLUMNS)) or {"name", "retention"} <= set(
        meanings(below, RECORD_COLUMNS)
    )
    return above.width == below.width and not headed and above.width > 2


def _with_rows(above: Grid, below: Grid) -> Grid:
    rows = list(above.rows)
    for row in below.rows:
        if row and not row[0].text and any(box.text for box in row):
            rows[-1] = tuple(_flowing(upper, lower) for upper, lower in zip(rows[-1], row, strict=True))
        else:
            rows.append(row)
    return Grid(tuple(rows))


def _flowing(upper: Box, lower: Box) -> Box:
    if not lower.text:
        return upper
    last = upper.items[-1] if upper.items else None
    first = lower.items[0]
    broken = isinstance(last, Line) and isinstance(first, Line) and not first.bullet and first.text[:1].islower()
    if not broken:
        return replace(upper, items=(*upper.items, *lower.items))
    # A page broke the sentence: it goes on.
    whole = replace(last, runs=(*last.runs, nodes.Run(" "), *first.runs))
    return replace(upper, items=(*upper.items[:-1], whole, *lower.items[1:]))
