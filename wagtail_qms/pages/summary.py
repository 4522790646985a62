"""What a citizen asks first, answered from the content: what to bring, where, how long, how much, what comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wagtail_qms.content.nodes import Document, Dossier, Fact, FormEntry, Paragraph, TimeLimits
from wagtail_qms.content.outline import anchors
from wagtail_qms.content.text import plain
from wagtail_qms.content.walk import walk

#: The facts that stand on the first screen, in the order of a citizen's questions.
ORDER = ("dossier", "place", "time_limits", "fees", "result", "applicant")
_MOST_LINES, _MOST_LETTERS = 6, 240


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer: a point of a list, or a sentence of its own."""

    text: str
    is_point: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: the key of its label, its first lines, where the rest stands."""

    key: str
    lines: tuple[Line, ...]
    anchor: str
    is_cut: bool = False
    sets: str = ""


def answers(document: Document) -> list[Answer]:
    """The answers that ``document`` gives; none for a document that is no administrative procedure."""
    known = anchors(document)
    found: dict[str, Answer] = {}
    for path, node, _depth in walk(document):
        name = _name(node)
        if name and name not in found:
            found[name] = _answer(name, node, known[path])
    return [found[name] for name in ORDER if name in found and found[name].lines]


def blank_forms(document: Document) -> list[FormEntry]:
    """The forms that can be downloaded."""
    return [node for _path, node, _depth in walk(document) if isinstance(node, FormEntry) and node.file]


def _name(node: object) -> str:
    if isinstance(node, Fact):
        return node.kind if node.kind in ORDER else ""
    return {Dossier: "dossier", TimeLimits: "time_limits"}.get(type(node), "")


def _answer(name: str, node: Dossier | TimeLimits | Fact, anchor: str) -> Answer:
    lines = [line for line in _lines(node) if line.text.strip()]
    shown = tuple(Line(_shortened(line.text), line.is_point) for line in lines[:_MOST_LINES])
    key = f"fact.{name}" if isinstance(node, Fact) else f"{name}.caption"
    is_cut = len(lines) > _MOST_LINES or any(len(line.text) > _MOST_LETTERS for line in lines)
    return Answer(key, shown, anchor, is_cut, node.sets if isinstance(node, Dossier) else "")


def _lines(node: Dossier | TimeLimits | Fact) -> Iterator[Line]:
    blocks = node.rows if isinstance(node, TimeLimits) else node.blocks
    for block in blocks:
        is_point = not isinstance(block, Paragraph)
        yield from (Line(text, is_point) for text in plain(block).split("\n"))


def _shortened(line: str) -> str:
    return line if len(line) <= _MOST_LETTERS else line[:_MOST_LETTERS].rsplit(" ", 1)[0] + "…"
