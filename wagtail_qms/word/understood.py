"""What was understood, as text in the order of the paper, and how many of its words are there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ..content import nodes
from ..content.text import numbered, plain
from .dates import find, iso_of
from .labelled import Labels
from .sources import cited_line

_WORD = re.compile(r"\w+")
#: How far two texts may differ before they are only compared in part.
_FURTHEST = 1500


def body_text(document: nodes.Document, labels: dict[tuple[int, ...], Labels]) -> str:
    """The document with the labels it was typed with, a block or row a line."""
    return "\n".join(line for line in _blocks(document.blocks, (), labels) if line.strip())


def _blocks(blocks, path, labels) -> Iterator[str]:
    for index, block in enumerate(blocks):
        here = (*path, index)
        said = labels.get(here, Labels())
        if isinstance(block, nodes.Section):
            yield numbered(block.number, block.title)
            yield from _blocks(block.blocks, here, labels)
        else:
            yield said.label
            yield from _block(block, said)


def _block(block: nodes.Block, said: Labels) -> Iterator[str]:
    if isinstance(block, nodes.Dossier):
        yield plain(block.blocks)
        yield f"{said.second} {block.sets}"
    elif isinstance(block, nodes.Sources):
        marks = said.columns or ("",) * len(block.rows)
        yield from (f"{mark} {cited_line(row)}" for mark, row in zip(marks, block.rows, strict=True))
    elif isinstance(block, nodes.Steps | nodes.Records | nodes.Forms | nodes.Definitions) and said.columns:
        yield from (" | ".join(_fields(row, said.columns, place)) for place, row in enumerate(block.rows, 1))
    else:
        yield plain(block)


def _fields(row: object, columns: tuple[str, ...], place: int) -> Iterator[str]:
    for name in columns:
        # Rows that only count, from one on, keep no number of their own.
        value = getattr(row, name, str(place) if name == "number" else "")
        text = " | ".join(item.value for item in value) if name == "times" else plain(value) if value else ""
        if value:
            yield value if isinstance(value, str) else text


def words_of(text: str) -> list[str]:
    """The words of a text, comparable: NFC, lower case, dates in one spelling."""
    text = unicodedata.normalize("NFC", text)
    return [word.lower() for word in _WORD.findall(_with_plain_dates(text))]


def _with_plain_dates(text: str) -> str:
    pieces, start = [], 0
    while day := find(text, start):
        iso = iso_of(day)
        pieces += [text[start : day.start()], f" {iso} " if iso else day.group()]
        start = day.end()
    return "".join((*pieces, text[start:]))


def kept(source: list[str], result: list[str]) -> int:
    """How many of the source's words stand in the result in the same order.

    The longest common subsequence (Myers 1986); texts that differ widely are followed word by word instead.
    """
    distance = _distance(source, result)
    if distance is None:
        return _followed(source, result)
    return (len(source) + len(result) - distance) // 2


def _distance(first: list[str], second: list[str]) -> int | None:
    ends = {1: 0}
    for steps in range(min(len(first) + len(second), _FURTHEST) + 1):
        for diagonal in range(-steps, steps + 1, 2):
            down = diagonal == -steps or (diagonal != steps and ends[diagonal - 1] < ends[diagonal + 1])
            x = ends[diagonal + 1] if down else ends[diagonal - 1] + 1
            y = x - diagonal
            while x < len(first) and y < len(second) and first[x] == second[y]:
                x, y = x + 1, y + 1
            ends[diagonal] = x
            if x >= len(first) and y >= len(second):
                return steps
    return None


def _followed(source: list[str], result: list[str], window: int = 60) -> int:
    count = place = 0
    for word in source:
        try:
            place = result.index(word, place, place + window) + 1
            count += 1
        except ValueError:
            continue
    return count
