"""The contents of a document as a reader uses them: sections in sight, the steps of each table folded."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from wagtail_qms.content.outline import Entry
from wagtail_qms.content.text import numbered


@dataclass(slots=True)
class Line:
    """A section in the contents, with the steps of its tables."""

    anchor: str
    words: str
    level: int
    steps: list[Line] = field(default_factory=list)


def groups(entries: tuple[Entry, ...]) -> list[Line]:
    """Sections, each with its steps. Steps outside of any section stand under a line of their first."""
    lines: list[Line] = []
    for kind, found in groupby(entries, key=lambda entry: entry.kind):
        shown = [_line(entry) for entry in found]
        if kind == "step" and lines:
            lines[-1].steps += shown
        else:
            lines += shown
    return lines


def _line(entry: Entry) -> Line:
    title = entry.title.split("\n", 1)[0]
    return Line(entry.anchor, numbered(entry.number, title), min(entry.level, 4))
