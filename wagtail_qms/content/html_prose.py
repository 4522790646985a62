"""Running text as HTML, and what every part of the page needs to know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .html_tags import Html, joined, lines, tag
from .links import is_internal, safe_href
from .nodes import FileRef, Item, List, Paragraph, Prose, Run
from .walk import Path

_TAGS = {"bold": "strong", "italic": "em", "underline": "u", "superscript": "sup", "subscript": "sub"}


@dataclass(frozen=True, slots=True)
class Page:
    """How the page being written finds words, files, links and anchors."""

    label: Callable[[str], str]
    file_url: Callable[[FileRef], str]
    link_url: Callable[[str], str] | None
    anchors: dict[Path, str]
    #: Anchors of the forms listed, by their codes as ``content.form_codes.same`` spells them.
    forms: dict[str, str]
    #: What each free table is called; no two are called the same.
    tables: dict[Path, str]


def prose(blocks: Prose, page: Page) -> Html:
    """Paragraphs and lists."""
    return joined(_list(block, page) if isinstance(block, List) else _paragraph(block, page) for block in blocks)


def cell(blocks: Prose, page: Page) -> Html:
    """Running text in a table's cell: a single paragraph needs no ``<p>``."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return _runs(blocks[0].runs, page)
    return prose(blocks, page)


def _paragraph(block: Paragraph, page: Page) -> Html:
    return tag("p", _runs(block.runs, page))


def _list(block: List, page: Page) -> Html:
    return tag("ol" if block.ordered else "ul", *(_item(item, page) for item in block.items))


def _item(item: Item, page: Page) -> Html:
    return tag("li", _runs(item.runs, page), *(_list(nested, page) for nested in item.lists))


def _runs(runs: tuple[Run, ...], page: Page) -> Html:
    return joined(_run(run, page) for run in runs)


def _run(run: Run, page: Page) -> Html:
    html = lines(run.text)
    for mark in reversed(run.marks):
        html = tag(_TAGS[mark], html)
    address = _address(run.href, page)
    return tag("a", html, href=address) if address else html


def _address(href: str, page: Page) -> str:
    if is_internal(href):
        return page.link_url(href) if page.link_url else ""
    return safe_href(href)
