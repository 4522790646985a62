"""What is compared as one: a paragraph, a list, a table, a heading, or one row of a block with rows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from . import nodes
from .canonical import type_name
from .nodes import Document, Section
from .outline import anchors, nearest
from .text import numbered, plain, source_line
from .walk import WITH_ROWS, walk

Parts = tuple[tuple[str, str], ...]

_NUMBERS = frozenset({"step.number", "section.number"})


@dataclass(frozen=True)
class Unit:
    """One thing compared: its fields as text, and the node without what is compared apart."""

    what: str
    number: str
    parts: Parts
    own: object = field(compare=False)
    where: tuple[str, ...] = ()
    anchor: str = ""
    is_only_frame: bool = False
    moved: bool = False

    @cached_property
    def words(self) -> tuple[str, Parts]:
        """What it says, whatever its number: a row inserted above renumbers all below it."""
        return self.what, tuple((key, text) for key, text in self.parts if key not in _NUMBERS)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Its words, to tell how alike two units are."""
        return frozenset(word for _key, text in self.words[1] for word in text.lower().split())


def units(document: Document) -> list[Unit]:
    """Everything that is compared, in reading order."""
    known = anchors(document)
    titles: dict[tuple[int, ...], str] = {}
    found = []
    for path, node, _depth in walk(document):
        where = tuple(titles[path[:length]] for length in range(1, len(path)) if path[:length] in titles)
        if isinstance(node, Section):
            titles[path] = numbered(node.number, node.title)
        found.append(_unit(node, where, nearest(known, path)))
    return found


def _unit(node: object, where: tuple[str, ...], anchor: str) -> Unit:
    return Unit(
        what=type_name(type(node)),
        number=getattr(node, "number", ""),
        parts=_parts(node),
        own=_own(node),
        where=where,
        anchor=anchor,
        is_only_frame=isinstance(node, WITH_ROWS) and bool(node.rows),
    )


def _own(node: object) -> object:
    """The node without the blocks and rows that are units of their own."""
    if isinstance(node, Section):
        return replace(node, blocks=())
    return replace(node, rows=()) if isinstance(node, WITH_ROWS) else node


def _parts(node: object) -> Parts:
    if type(node) in _FIELDS:
        kind, names = _FIELDS[type(node)]
        return tuple((f"{kind}.{name}", _text(getattr(node, name))) for name in names)
    if isinstance(node, nodes.Source):
        return (("", source_line(node)),)
    if isinstance(node, WITH_ROWS):
        return (("", getattr(node, "caption", "")), ("section.number", getattr(node, "number", "")))
    number = getattr(node, "number", "")
    return (("section.number", number), ("", plain(node))) if number else (("", plain(node)),)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, nodes.FileRef):
        # The same name may stand for other bytes.
        return f"{value.name} ({value.digest[:8]})"
    if isinstance(value, tuple) and value and isinstance(value[0], str):
        return ", ".join(value)
    return value if isinstance(value, str) else plain(value)


_FIELDS: dict[type, tuple[str, tuple[str, ...]]] = {
    nodes.Section: ("section", ("number", "title", "clauses", "documents")),
    nodes.Step: ("step", ("number", "activity", "responsible", "requirement", "forms", "times")),
    nodes.FormEntry: ("form", ("code", "name", "file")),
    nodes.RecordEntry: ("record", ("name", "keeper", "place", "retention", "basis")),
    nodes.Definition: ("definition", ("term", "meaning")),
    nodes.CaseValue: ("case", ("case", "value")),
    nodes.ClauseMet: ("clause", ("clause", "how", "documents")),
    nodes.Exclusion: ("exclusion", ("clause", "reason")),
    nodes.Image: ("image", ("alt", "caption", "file")),
}
