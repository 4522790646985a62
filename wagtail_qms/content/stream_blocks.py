"""One reader and one writer for each kind of block; what is not here is a section or running text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from . import nodes
from .nodes import CaseValue, FileRef
from .prose import from_html, to_html
from .stream_files import MissingFile, Reading
from .stream_table import read_table, write_table


def raw_items(raw: Iterable[Any] | None) -> Iterator[tuple[str, Any]]:
    """Type and value of each item of a stream or list block; old list values are bare."""
    for item in raw or ():
        if isinstance(item, dict) and "type" in item and "value" in item:
            yield item["type"], item["value"]
        else:
            yield "item", item


def section_fields(value: dict[str, Any]) -> dict[str, Any]:
    """A section's own fields, without its blocks."""
    clauses = tuple(clause for _, clause in raw_items(value.get("clauses")) if clause)
    return {**_texts(value, "number", "title", "role", "documents"), "clauses": clauses}


def _texts(value: dict[str, Any], *names: str) -> dict[str, str]:
    return {name: str(value.get(name) or "") for name in names}


def _values(raw: Iterable[Any] | None) -> Iterator[dict[str, Any]]:
    return (value for _, value in raw_items(raw))


def list_items(values: Iterable[Any]) -> list[dict[str, Any]]:
    """Raw rows of a list block. Without the key "id", even an empty one, Wagtail takes a row for a bare value."""
    return [{"type": "item", "value": value, "id": None} for value in values]


def _fields(node: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(node, name) for name in names}


# Steps


def _read_steps(value, reading, path):
    rows = tuple(_read_step(row) for row in _values(value.get("rows")))
    yield nodes.Steps(rows, **_texts(value, "caption"))


def _read_step(value) -> nodes.Step:
    return nodes.Step(
        **_texts(value, *_STEP_TEXTS),
        requirement=from_html(value.get("requirement") or ""),
        times=_read_cases(value.get("times")),
        level=int(value.get("level") or 0),
        heading=bool(value.get("heading")),
    )


def _read_cases(raw) -> tuple[CaseValue, ...]:
    return tuple(CaseValue(**_texts(value, "value", "case")) for value in _values(raw))


def _write_steps(node, files):
    return "steps", {"caption": node.caption, "rows": list_items(_write_step(row) for row in node.rows)}


def _write_step(row: nodes.Step) -> dict[str, Any]:
    return {
        **_fields(row, *_STEP_TEXTS),
        "requirement": to_html(row.requirement),
        "times": _write_cases(row.times),
        "level": str(min(row.level, _DEEPEST_STEP)),
        "heading": row.heading,
    }


def _write_cases(cases: tuple[CaseValue, ...]) -> list[dict[str, Any]]:
    return list_items(_fields(case, "case", "value") for case in cases)


_STEP_TEXTS = ("number", "activity", "responsible", "forms")
_DEEPEST_STEP = 3

# Files


def _read_image(value, reading, path):
    pk = value.get("image")
    file = None if pk is None else reading.files.image(pk)
    if file is None:
        reading.missing("image", pk, path)
        return
    width, height = reading.files.image_size(pk)
    yield nodes.Image(file, **_texts(value, "alt", "caption"), width=width, height=height)


def _write_image(node, files):
    return "image", {"image": _pk(files.image_pk, node.file, "image"), **_fields(node, "alt", "caption")}


def _pk(find: Callable[[FileRef], int | None], file: FileRef, kind: str) -> int:
    pk = find(file)
    if pk is None:
        raise MissingFile(kind, file.name, file.digest)
    return pk


def _read_forms(value, reading, path):
    rows = enumerate(_values(value))
    yield nodes.Forms(tuple(_read_form(row, reading, f"{path}.{index}") for index, row in rows))


def _read_form(value, reading: Reading, path: str) -> nodes.FormEntry:
    pk = value.get("file")
    file = None if pk is None else reading.files.document(pk)
    if pk is not None and file is None:
        reading.missing("document", pk, path)
    return nodes.FormEntry(**_texts(value, "name", "code"), file=file)


def _write_forms(node, files):
    return "forms", list_items(_write_form(row, files) for row in node.rows)


def _write_form(row: nodes.FormEntry, files) -> dict[str, Any]:
    pk = None if row.file is None else _pk(files.document_pk, row.file, "document")
    return {**_fields(row, "code", "name"), "file": pk}


# Rows of plain text


def _read_records(value, reading, path):
    yield nodes.Records(tuple(nodes.RecordEntry(**_texts(row, *_RECORD)) for row in _values(value)))


def _write_records(node, files):
    return "records", list_items(_fields(row, *_RECORD) for row in node.rows)


_RECORD = ("name", "keeper", "place", "retention", "basis")


def _read_definitions(value, reading, path):
    rows = _values(value)
    yield nodes.Definitions(
        tuple(
            nodes.Definition(**_texts(row, "term", "meaning"), abbreviation=bool(row.get("abbreviation")))
            for row in rows
        )
    )


def _write_definitions(node, files):
    return "definitions", list_items(_fields(row, "term", "meaning", "abbreviation") for row in node.rows)


def _sources_reader(legal: bool):
    def read(value, reading, path):
        rows = tuple(_read_source(row) for row in _values(value.get("rows")))
        yield nodes.Sources(rows, legal, **_texts(value, "number"))

    return read


def _read_source(row) -> nodes.Source:
    texts = _texts(row, *_SOURCE)
    return nodes.Source(**texts | {"kind": texts["kind"] or "other"})


def _write_sources(node, files):
    value = {"number": node.number, "rows": list_items(_write_source(row) for row in node.rows)}
    return ("legal_bases" if node.legal else "sources"), value


def _write_source(row: nodes.Source) -> dict[str, Any]:
    return {**_fields(row, *_SOURCE), "issued_on": row.issued_on or None}


_SOURCE = ("kind", "number", "title", "year", "issued_on", "issuer")

# Administrative procedure


def _read_dossier(value, reading, path):
    yield nodes.Dossier(from_html(value.get("text") or ""), **_texts(value, "sets", "number"))


def _write_dossier(node, files):
    return "dossier", {"number": node.number, "text": to_html(node.blocks), "sets": node.sets}


def _read_time_limits(value, reading, path):
    yield nodes.TimeLimits(_read_cases(value.get("rows")), **_texts(value, "number"))


def _write_time_limits(node, files):
    return "time_limits", {"number": node.number, "rows": _write_cases(node.rows)}


def _read_fact(value, reading, path):
    kind = value.get("kind") or "note"
    yield nodes.Fact(kind, from_html(value.get("text") or ""), **_texts(value, "number"))


def _write_fact(node, files):
    return "fact", {**_fields(node, "kind", "number"), "text": to_html(node.blocks)}


# Manual and policy


def _read_clauses(value, reading, path):
    yield nodes.Clauses(
        tuple(
            nodes.ClauseMet(**_texts(row, "clause", "documents"), how=from_html(row.get("how") or ""))
            for row in _values(value)
        )
    )


def _write_clauses(node, files):
    rows = ({**_fields(row, "clause", "documents"), "how": to_html(row.how)} for row in node.rows)
    return "clauses", list_items(rows)


def _read_exclusions(value, reading, path):
    yield nodes.Exclusions(tuple(nodes.Exclusion(**_texts(row, "clause", "reason")) for row in _values(value)))


def _write_exclusions(node, files):
    return "exclusions", list_items(_fields(row, "clause", "reason") for row in node.rows)


def _read_motto(value, reading, path):
    yield nodes.Motto(value or "")


def _write_motto(node, files):
    return "motto", node.text


READERS = {
    "table": read_table,
    "image": _read_image,
    "steps": _read_steps,
    "forms": _read_forms,
    "records": _read_records,
    "definitions": _read_definitions,
    "sources": _sources_reader(legal=False),
    "legal_bases": _sources_reader(legal=True),
    "dossier": _read_dossier,
    "time_limits": _read_time_limits,
    "fact": _read_fact,
    "clauses": _read_clauses,
    "exclusions": _read_exclusions,
    "motto": _read_motto,
}

WRITERS = {
    nodes.Table: write_table,
    nodes.Image: _write_image,
    nodes.Steps: _write_steps,
    nodes.Forms: _write_forms,
    nodes.Records: _write_records,
    nodes.Definitions: _write_definitions,
    nodes.Sources: _write_sources,
    nodes.Dossier: _write_dossier,
    nodes.TimeLimits: _write_time_limits,
    nodes.Fact: _write_fact,
    nodes.Clauses: _write_clauses,
    nodes.Exclusions: _write_exclusions,
    nodes.Motto: _write_motto,
}
