"""The contents of a document and the anchors of its parts, the same in every output."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from .nodes import Definition, Document, Dossier, Fact, FormEntry, RecordEntry, Section, Sources, Step, TimeLimits
from .walk import Path, walk


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents. ``kind`` is "section" or "step", ``level`` 1 at the top."""

    anchor: str
    number: str
    title: str
    level: int
    kind: str


def entries(document: Document) -> tuple[Entry, ...]:
    """The contents: sections, and the steps under them, in reading order."""
    known = anchors(document)
    return tuple(
        _entry(node, depth, known[path]) for path, node, depth in walk(document) if isinstance(node, Section | Step)
    )


def anchors(document: Document) -> dict[Path, str]:
    """The anchor of each section, step, form, record, term and part of an administrative procedure, by its path.

    Anchors are ASCII and unique: "muc-5-1", "buoc-5-1-2"; a second of one number gets "--2".
    """
    found: dict[Path, str] = {}
    taken: set[str] = set()
    for path, node, _depth in walk(document):
        wanted = _wanted(node, path)
        if wanted:
            found[path] = _free(wanted, taken)
            taken.add(found[path])
    return found


def nearest(known: dict[Path, str], path: Path) -> str:
    """The anchor of what lies at the path, or of the nearest part around it; "" outside every section."""
    for length in range(len(path), 0, -1):
        if path[:length] in known:
            return known[path[:length]]
    return ""


def fold(text: str) -> str:
    """Lower-case ASCII letters and digits of a text joined by dashes; Vietnamese loses its accents."""
    plain = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "d"))
    letters = "".join(char for char in plain if not unicodedata.combining(char)).lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def _entry(node: Section | Step, depth: int, anchor: str) -> Entry:
    if isinstance(node, Section):
        return Entry(anchor, node.number, node.title, depth, "section")
    return Entry(anchor, node.number, node.activity, depth + node.level, "step")


def _wanted(node: object, path: Path) -> str:
    if isinstance(node, Sources) and not node.legal:
        return ""
    if type(node) in _FIXED:
        return _FIXED[type(node)]
    if isinstance(node, Fact):
        return f"fact-{fold(node.kind)}"
    prefix, name = _NAMED.get(type(node), ("", str))
    return _named(prefix, name(node), path) if prefix else ""


#: Parts of which a document has one, and parts named after a field of theirs.
_FIXED = {Dossier: "thanh-phan-ho-so", TimeLimits: "thoi-han", Sources: "can-cu-phap-ly"}
_NAMED = {
    Section: ("muc", lambda node: node.number or node.title),
    Step: ("buoc", lambda node: node.number),
    FormEntry: ("bieu-mau", lambda node: node.code),
    RecordEntry: ("ho-so", lambda node: ""),
    Definition: ("thuat-ngu", lambda node: node.term),
}


def _named(prefix: str, name: str, path: Path) -> str:
    return f"{prefix}-{fold(name)[:60].strip('-') or path[-1] + 1}"


def _free(wanted: str, taken: set[str]) -> str:
    free, count = wanted, 1
    while free in taken:
        count += 1
        # Two dashes: "buoc-5-1-2" is step 5.1.2's own.
        free = f"{wanted}--{count}"
    return free
