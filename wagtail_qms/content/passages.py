"""A document's words with the places where they stand: read once, asked by every rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .nodes import Document, Section, Steps
from .outline import anchors, nearest
from .text import numbered, plain
from .walk import WITH_ROWS, Path, walk


@dataclass(frozen=True, slots=True)
class Passage:
    """The own words of a block or row: a section's title without its parts, a table of rows without its rows."""

    path: Path
    node: object
    text: str


@dataclass(frozen=True, slots=True)
class Passages:
    """Every passage of ``document`` in reading order, and the anchors."""

    document: Document
    anchors: dict[Path, str]
    all: tuple[Passage, ...]

    def place(self, path: Path) -> str:
        """The anchor of what lies at ``path``, or of the nearest part around it."""
        return nearest(self.anchors, path)

    def of(self, *kinds: type) -> Iterator[Passage]:
        """The passages of nodes of these types."""
        return (passage for passage in self.all if isinstance(passage.node, kinds))


def passages(document: Document) -> Passages:
    """The passages of ``document``."""
    found = (Passage(path, node, _own_words(node)) for path, node, _depth in walk(document))
    return Passages(document, anchors(document), tuple(found))


def _own_words(node: object) -> str:
    if isinstance(node, Section):
        return "\n".join(filter(None, (numbered(node.number, node.title), node.documents)))
    if isinstance(node, Steps):
        return node.caption
    return "" if isinstance(node, WITH_ROWS) else plain(node)
