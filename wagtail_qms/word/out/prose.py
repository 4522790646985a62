"""Running text as Word paragraphs: marks, links, line breaks, nested lists."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail_qms.content.links import is_internal, safe_href
from wagtail_qms.content.nodes import Item, List, Prose, Run

from .lists import LEVELS, abstract_id, bullet_id, counted_id
from .ooxml import element, paragraph, run
from .parts import Parts

_MARKS = {
    "bold": element("b"),
    "italic": element("i"),
    "underline": element("u", val="single"),
    "superscript": element("vertAlign", val="superscript"),
    "subscript": element("vertAlign", val="subscript"),
}
_LINK = element("rStyle", val="Hyperlink")
_LONGEST_ADDRESS = 2000


def running(prose: Prose, parts: Parts) -> str:
    """Paragraphs and lists of the body."""
    return "".join(_paragraphs(prose, parts))


def in_cell(prose: Prose, parts: Parts, style: str = "TableText") -> str:
    """The same within a table's cell, which always holds a paragraph; ``style`` is that of its paragraphs."""
    return "".join(_paragraphs(prose, parts, style)) or paragraph(style)


def plain(text: str, style: str = "TableText", *, bold: bool = False, layout: tuple[str, ...] = ()) -> str:
    """A field of plain text, a paragraph a line."""
    marks = (_MARKS["bold"],) if bold else ()
    lines = [line for line in text.split("\n") if line.strip()] or [""]
    return "".join(paragraph(style, run(line, *marks), layout=layout) for line in lines)


def runs_xml(runs: tuple[Run, ...], parts: Parts) -> str:
    """Runs with their marks and links."""
    return "".join(_run(each, parts) for each in runs)


def points(texts: list[str], parts: Parts) -> str:
    """Lines of plain text as the points of a list."""
    return running((List(tuple(Item((Run(text),)) for text in texts)),), parts) if texts else ""


def _paragraphs(prose: Prose, parts: Parts, style: str = "") -> Iterator[str]:
    for block in prose:
        if isinstance(block, List):
            yield from _list(block, parts, 0, style)
        else:
            yield paragraph(style or "BodyText", runs_xml(block.runs, parts))


def _list(block: List, parts: Parts, depth: int, style: str) -> Iterator[str]:
    level = min(depth, LEVELS - 1)
    number = _counted(parts, level, bool(style)) if block.ordered else bullet_id(in_cell=bool(style))
    mark = element("numPr", element("ilvl", val=level), element("numId", val=number))
    for item in block.items:
        yield paragraph(style or "ListParagraph", runs_xml(item.runs, parts), layout=(mark,))
        for nested in item.lists:
            yield from _list(nested, parts, depth + 1, style)


def _counted(parts: Parts, level: int, in_cell: bool) -> int:
    parts.counted.append((abstract_id(ordered=True, in_cell=in_cell), level))
    return counted_id(len(parts.counted) - 1)


def _run(each: Run, parts: Parts) -> str:
    # Word takes a file amiss whose text is raised and lowered at once.
    marks = [_MARKS[mark] for mark in each.marks if mark != "subscript" or "superscript" not in each.marks]
    relation = _relation(each.href, parts)
    written = run(each.text, *([_LINK] if relation else []), *marks)
    return f'<w:hyperlink r:id="{relation}" w:history="1">{written}</w:hyperlink>' if relation else written


def _relation(href: str, parts: Parts) -> str:
    address = safe_href(parts.address(safe_href(href))) if href else ""
    # A relative address leads nowhere from a file.
    if ":" not in address or is_internal(address) or len(address) > _LONGEST_ADDRESS:
        return ""
    return parts.relations.add("hyperlink", address, is_outside=True)
