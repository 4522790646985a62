"""A document as plain text: for search entries, word counts and comparisons."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import singledispatch

from . import nodes
from .labels import english

_WORD = re.compile(r"\w+")


def plain(node: object) -> str:
    """The words of a node (a document, a block, a row) or of running text, one block or row a line."""
    return "\n".join(line for block in _lines(node) for line in block.split("\n") if line.strip())


def words(document: nodes.Document) -> int:
    """How many words (for Vietnamese: syllables) the document has."""
    return len(_WORD.findall(plain(document)))


def prose_text(prose: nodes.Prose) -> str:
    """Running text without marks, a paragraph or list point a line."""
    return plain(prose)


def numbered(number: str, title: str) -> str:
    """A title behind its number as on paper: "I. Purpose", "5.1 Planning"."""
    bare = number.isalnum() or number.rpartition(" ")[2].isdecimal()
    return _joined(f"{number}." if bare else number, title)


def source_line(source: nodes.Source, label: Callable[[str], str] = english) -> str:
    """A source as it is cited: kind, number, date, issuer, title, as far as they are known."""
    if not source.number or source.number in source.title:
        year = "" if source.year in source.title else source.year
        return _joined(source.title, _after(label, "source.of_year", year))
    kind = "" if source.kind in ("other", "internal") else label(f"source_kind.{source.kind}")
    number = (
        source.number if source.kind in ("standard", "other", "internal") else f"{label('source.no')} {source.number}"
    )
    dated = _after(label, "source.dated", shown_date(source.issued_on) or source.year)
    return _joined(kind, number, dated, _after(label, "source.by", source.issuer), source.title)


def shown_date(iso: str) -> str:
    """An ISO 8601 date as dd/mm/yyyy; anything else as it is."""
    try:
        return date.fromisoformat(iso).strftime("%d/%m/%Y")
    except ValueError:
        return iso


def _after(label: Callable[[str], str], key: str, value: str) -> str:
    return f"{label(key)} {value}" if value else ""


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


@singledispatch
def _lines(node: object) -> Iterator[str]:
    if is_dataclass(node):
        yield from _field_lines(node)


@_lines.register
def _(node: tuple) -> Iterator[str]:
    for item in node:
        yield from _lines(item)


@_lines.register
def _(node: nodes.Document) -> Iterator[str]:
    yield from _lines(node.blocks)


@_lines.register
def _(node: nodes.Paragraph) -> Iterator[str]:
    yield _run_text(node.runs)


@_lines.register
def _(node: nodes.Item) -> Iterator[str]:
    yield _run_text(node.runs)
    yield from _lines(node.lists)


@_lines.register
def _(node: nodes.Section) -> Iterator[str]:
    yield numbered(node.number, node.title)
    yield node.documents
    yield from _lines(node.blocks)


@_lines.register
def _(node: nodes.Table) -> Iterator[str]:
    yield node.caption
    for row in node.rows:
        yield " | ".join(text for text in map(plain, row) if text)


@_lines.register
def _(node: nodes.Steps) -> Iterator[str]:
    yield node.caption
    yield from _lines(node.rows)


@_lines.register
def _(node: nodes.Image) -> Iterator[str]:
    yield node.alt
    yield node.caption


@_lines.register
def _(node: nodes.Source) -> Iterator[str]:
    yield _joined(node.number, node.title, node.year, node.issuer)


@_lines.register
def _(node: nodes.FormEntry) -> Iterator[str]:
    yield _joined(node.code, node.name)


@_lines.register
def _(node: nodes.CaseValue) -> Iterator[str]:
    yield f"{node.case}: {node.value}" if node.case else node.value


@_lines.register
def _(node: nodes.Definition) -> Iterator[str]:
    yield f"{node.term}: {node.meaning}"


@_lines.register
def _(node: nodes.Step) -> Iterator[str]:
    yield _joined(node.number, node.activity)
    yield node.responsible
    yield from _lines(node.requirement)
    yield node.forms
    yield from _lines(node.times)


@_lines.register
def _(node: nodes.RecordEntry) -> Iterator[str]:
    yield ", ".join(filter(None, (node.name, node.keeper, node.place, node.retention, node.basis)))


@_lines.register
def _(node: nodes.Fact) -> Iterator[str]:
    yield from _lines(node.blocks)


@_lines.register(nodes.Sources)
@_lines.register(nodes.TimeLimits)
def _(node) -> Iterator[str]:
    yield from _lines(node.rows)


@_lines.register
def _(node: nodes.Dossier) -> Iterator[str]:
    yield from _lines(node.blocks)
    yield node.sets


def _field_lines(node: object) -> Iterator[str]:
    for field in fields(node):
        value = getattr(node, field.name)
        if isinstance(value, str):
            yield value
        else:
            yield from _lines(value)


def _run_text(runs: tuple[nodes.Run, ...]) -> str:
    return "".join(run.text for run in runs)
