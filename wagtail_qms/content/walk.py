"""Every block and row of a document in reading order, each with its place."""

from __future__ import annotations

from collections.abc import Iterator

from .nodes import (
    Block,
    Clauses,
    Definitions,
    Document,
    Exclusions,
    Forms,
    Records,
    Section,
    Sources,
    Steps,
    TimeLimits,
)

#: Indexes from the document down: blocks in sections, then a row in its block.
Path = tuple[int, ...]

WITH_ROWS = (Steps, Forms, Records, Sources, Definitions, TimeLimits, Clauses, Exclusions)


def walk(document: Document) -> Iterator[tuple[Path, object, int]]:
    """Path, node and depth of every block and every row of a block, in reading order.

    The depth is 1 at the top and grows with sections alone: a row's is that of its block.
    """
    return _walk(document.blocks, (), 1)


def sections(document: Document) -> Iterator[tuple[Path, Section, int]]:
    """Path, section and depth of every section, in reading order."""
    return ((path, node, depth) for path, node, depth in walk(document) if isinstance(node, Section))


def _walk(blocks: tuple[Block, ...], path: Path, depth: int) -> Iterator[tuple[Path, object, int]]:
    for index, block in enumerate(blocks):
        here = (*path, index)
        yield here, block, depth
        if isinstance(block, Section):
            yield from _walk(block.blocks, here, depth + 1)
        elif isinstance(block, WITH_ROWS):
            yield from (((*here, row), node, depth) for row, node in enumerate(block.rows))
