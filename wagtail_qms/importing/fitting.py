"""A document in the blocks that its page type offers: what has no block there becomes running text in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from wagtail_qms.content import nodes
from wagtail_qms.content.text import numbered, plain

_NAMES = {
    nodes.Section: "section",
    nodes.Table: "table",
    nodes.Image: "image",
    nodes.Steps: "steps",
    nodes.Forms: "forms",
    nodes.Records: "records",
    nodes.Definitions: "definitions",
    nodes.Dossier: "dossier",
    nodes.TimeLimits: "time_limits",
    nodes.Fact: "fact",
    nodes.Clauses: "clauses",
    nodes.Exclusions: "exclusions",
    nodes.Motto: "motto",
}


def fitted(document: nodes.Document, offered, is_shown: Callable[[nodes.FileRef], bool]) -> nodes.Document:
    """``document`` with blocks named in ``offered`` alone; pictures that cannot be shown are left out."""
    return replace(document, blocks=tuple(_fitted(document.blocks, frozenset(offered), is_shown)))


def hidden_pictures(document: nodes.Document, is_shown: Callable[[nodes.FileRef], bool]) -> list[nodes.Image]:
    """The pictures of ``document`` that cannot be shown, in reading order."""
    return [image for image in _images(document.blocks) if not is_shown(image.file)]


def _images(blocks) -> Iterator[nodes.Image]:
    for block in blocks:
        if isinstance(block, nodes.Image):
            yield block
        elif isinstance(block, nodes.Section):
            yield from _images(block.blocks)


def _fitted(blocks, offered: frozenset[str], is_shown) -> Iterator[nodes.Block]:
    for block in blocks:
        if isinstance(block, nodes.Paragraph | nodes.List):
            yield block
        elif isinstance(block, nodes.Image):
            if is_shown(block.file):
                yield block
        elif isinstance(block, nodes.Section):
            yield from _section(block, offered, is_shown)
        elif _name(block) in offered:
            yield block
        else:
            yield from _as_text(block)


def _section(section: nodes.Section, offered: frozenset[str], is_shown) -> Iterator[nodes.Block]:
    inside = tuple(_fitted(section.blocks, offered, is_shown))
    if "section" in offered:
        yield replace(section, blocks=inside)
        return
    yield nodes.Paragraph((nodes.Run(numbered(section.number, section.title), ("bold",)),))
    yield from inside


def _name(block) -> str:
    if isinstance(block, nodes.Sources):
        return "legal_bases" if block.legal else "sources"
    return _NAMES[type(block)]


def _as_text(block) -> Iterator[nodes.Block]:
    if isinstance(block, nodes.Dossier | nodes.Fact):
        yield from block.blocks
        return
    for line in plain(block).splitlines():
        yield nodes.Paragraph((nodes.Run(line),))
