"""Blocks with the words that stood around them on the paper, until the document is whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..content import nodes


@dataclass(frozen=True, slots=True)
class Labels:
    """What was typed around a block: its label, a second one inside it (number of sets), the order of its columns."""

    label: str = ""
    second: str = ""
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Labelled:
    """A block and its labels; ``after`` are blocks that follow it."""

    block: nodes.Block
    labels: Labels


def separated(blocks: Iterable[nodes.Block | Labelled], path: tuple[int, ...] = ()):
    """The plain blocks, and the labels by path (``content.walk``)."""
    plain: list[nodes.Block] = []
    labels: dict[tuple[int, ...], Labels] = {}
    for index, block in enumerate(blocks):
        here = (*path, index)
        if isinstance(block, Labelled):
            labels[here] = block.labels
            block = block.block
        if isinstance(block, nodes.Section):
            inner, found = separated(block.blocks, here)
            block = replace(block, blocks=inner)
            labels |= found
        plain.append(block)
    return tuple(plain), labels
