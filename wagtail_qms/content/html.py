"""A document as semantic HTML for its public page: everything escaped, no inline style, safe links only.

Classes start with ``qms-``. Tables have captions and ``scope``; the cells of step tables carry their
column's name in ``data-label``, so that a narrow screen can show each row as a card.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatch

from . import nodes
from .form_codes import same
from .html_prose import Page, prose
from .html_tables import clauses, exclusions, forms, free_table, records, steps
from .html_tags import Html, joined, lines, tag, void
from .outline import anchors
from .text import numbered, source_line
from .walk import Path, walk


def render(
    document: nodes.Document,
    *,
    label: Callable[[str], str],
    file_url: Callable[[nodes.FileRef], str],
    link_url: Callable[[str], str] | None = None,
    level: int = 2,
) -> str:
    """The document's body as HTML.

    ``label`` gives the words of a key of ``content.labels``; ``file_url`` the address of a file; ``link_url`` the
    address of a link into the site ("page:3"), "" to show its words only; ``level`` is that of the top headings.
    """
    known = anchors(document)
    page = Page(label, file_url, link_url, known, _form_anchors(document, known), _table_names(document, label))
    return str(_all(document.blocks, page, (), level))


def _form_anchors(document: nodes.Document, known: dict[Path, str]) -> dict[str, str]:
    rows = ((path, node) for path, node, _depth in walk(document) if isinstance(node, nodes.FormEntry))
    return {same(node.code): known[path] for path, node in rows if same(node.code)}


def _table_names(document: nodes.Document, label: Callable[[str], str]) -> dict[Path, str]:
    # Someone who goes from frame to frame by keyboard has to tell them apart.
    names: dict[Path, str] = {}
    for path, node, _depth in walk(document):
        if isinstance(node, nodes.Table):
            plain = node.caption or label("table.caption")
            taken = plain in names.values() or not node.caption
            names[path] = f"{plain} {len(names) + 1}" if taken else plain
    return names


def _all(blocks: tuple[nodes.Block, ...], page: Page, path: Path, level: int) -> Html:
    return joined(_block(block, page, (*path, index), level) for index, block in enumerate(blocks))


@singledispatch
def _block(block, page: Page, path: Path, level: int) -> Html:
    raise TypeError(f"No HTML for {type(block).__name__}")


@_block.register
def _(block: nodes.Section, page, path, level):
    anchor = page.anchors[path]
    heading = _heading(level, numbered(block.number, block.title), id=f"{anchor}--h", cls="qms-section__title")
    return tag(
        "section",
        heading,
        _note("section.clauses", [page.label(f"iso.{clause}") for clause in block.clauses], page),
        _note("section.documents", [block.documents] if block.documents else [], page),
        _all(block.blocks, page, path, level + 1),
        cls=f"qms-section qms-section--{block.role}" if block.role else "qms-section",
        id=anchor,
        aria_labelledby=_named_by(anchor),
    )


@_block.register(nodes.Paragraph)
@_block.register(nodes.List)
def _(block, page, path, level):
    return prose((block,), page)


@_block.register
def _(block: nodes.Image, page, path, level):
    size = {"width": block.width or None, "height": block.height or None}
    image = void("img", src=page.file_url(block.file), alt=block.alt, **size, loading="lazy")
    caption = tag("figcaption", block.caption) if block.caption else None
    return tag("figure", image, caption, cls="qms-figure")


@_block.register
def _(block: nodes.Definitions, page, path, level):
    rows = (
        tag("div", tag("dt", row.term), tag("dd", lines(row.meaning)), id=page.anchors[(*path, index)])
        for index, row in enumerate(block.rows)
    )
    return tag("dl", *rows, cls="qms-definitions") if block.rows else Html()


@_block.register
def _(block: nodes.Sources, page, path, level):
    items = tag("ul", *(tag("li", source_line(row, page.label)) for row in block.rows), cls="qms-sources")
    if not block.rows:
        return Html()
    return _part(block.number, "legal_bases.caption", items, page, path, level) if block.legal else items


@_block.register
def _(block: nodes.Dossier, page, path, level):
    sets = tag("p", tag("strong", f"{page.label('dossier.sets')}: "), block.sets, cls="qms-dossier__sets")
    body = joined([prose(block.blocks, page), sets if block.sets else None])
    return _part(block.number, "dossier.caption", body, page, path, level)


@_block.register
def _(block: nodes.TimeLimits, page, path, level):
    rows = (
        tag("div", tag("dt", row.case or page.label("time_limits.caption")), tag("dd", row.value))
        for row in block.rows
    )
    return _part(block.number, "time_limits.caption", tag("dl", *rows, cls="qms-limits"), page, path, level)


@_block.register
def _(block: nodes.Fact, page, path, level):
    return _part(block.number, f"fact.{block.kind}", prose(block.blocks, page), page, path, level)


@_block.register
def _(block: nodes.Motto, page, path, level):
    return tag("blockquote", tag("p", lines(block.text)), cls="qms-motto")


_block.register(nodes.Table, lambda block, page, path, level: free_table(block, page, path))
_block.register(nodes.Steps, lambda block, page, path, level: steps(block, page, path))
_block.register(nodes.Forms, lambda block, page, path, level: forms(block, page, path))
_block.register(nodes.Records, lambda block, page, path, level: records(block, page, path))
_block.register(nodes.Clauses, lambda block, page, path, level: clauses(block, page))
_block.register(nodes.Exclusions, lambda block, page, path, level: exclusions(block, page))


def _part(number: str, key: str, body: Html, page: Page, path: Path, level: int) -> Html:
    anchor = page.anchors[path]
    heading = _heading(level, numbered(number, page.label(key)), id=f"{anchor}--h", cls="qms-part__title")
    kind = key.partition(".")[2] if key.startswith("fact.") else key.partition(".")[0]
    return tag(
        "section",
        heading,
        body,
        cls=f"qms-part qms-part--{kind.replace('_', '-')}",
        id=anchor,
        aria_labelledby=_named_by(anchor),
    )


def _named_by(anchor: str) -> str | None:
    # Two parts of one name are no landmarks: nobody could tell which of them is meant.
    return None if "--" in anchor else f"{anchor}--h"


def _heading(level: int, words: str, **attributes: str) -> Html:
    return tag(f"h{min(level, 6)}", words, **attributes)


def _note(key: str, values: list[str], page: Page) -> Html | None:
    if not values:
        return None
    return tag("p", tag("strong", f"{page.label(key)}: "), "; ".join(values), cls="qms-section__note")
