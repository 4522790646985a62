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


def no_link(file: nodes.FileRef) -> str:
    """Nowhere: nothing is kept of what is only looked at."""
    return ""


def fitted(
    document: nodes.Document,
    offered,
    is_shown: Callable[[nodes.FileRef], bool],
    link: Callable[[nodes.FileRef], str] = no_link,
) -> nodes.Document:
    """``document`` with blocks named in ``offered`` alone.

    In the place of a picture that cannot be shown stand its words, with a ``link`` to it as it is.
    """
    return replace(document, blocks=tuple(_fitted(document.blocks, frozenset(offered), is_shown, link)))


def hidden_pictures(document: nodes.Document, is_shown: Callable[[nodes.FileRef], bool]) -> list[nodes.Image]:
    """The pictures of ``document`` that cannot be shown, in reading order."""
    return [image for image in _images(document.blocks) if not is_shown(image.file)]


def _images(blocks) -> Iterator[nodes.Image]:
    for block in blocks:
        if isinstance(block, nodes.Image):
            yield block
        elif isinstance(block, nodes.Section):
            yield from _images(block.blocks)


def _fitted(blocks, offered: frozenset[str], is_shown, link) -> Iterator[nodes.Block]:
    for block in blocks:
        if isinstance(block, nodes.Paragraph | nodes.List):
            yield block
        elif isinstance(block, nodes.Image):
            yield from [block] if is_shown(block.file) else _named(block, link)
        elif isinstance(block, nodes.Section):
            yield from _section(block, offered, is_shown, link)
        elif _name(block) in offered:
            yield block
        else:
            yield from _as_text(block)


def _named(image: nodes.Image, link) -> Iterator[nodes.Block]:
    yield nodes.Paragraph((nodes.Run(f"[{image.alt or image.file.name}]", (), link(image.file)),))
    if image.caption:
        yield nodes.Paragraph((nodes.Run(image.caption, ("italic",)),))


def _section(section: nodes.Section, offered: frozenset[str], is_shown, link) -> Iterator[nodes.Block]:
    inside = tuple(_fitted(section.blocks, offered, is_shown, link))
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
