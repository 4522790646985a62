"""The editor's StreamField into a document and back, on its raw values; no Django.

A raw value is what ``StreamValue.get_prep_value()`` gives: ``{"type", "value", "id"}``, rows of a
list block as ``{"type": "item", "value", "id"}``. Ids do not come into the document. Reading and
writing one kind of block stand side by side in ``stream_blocks``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

from .canonical import normalised
from .nodes import Document, List, Paragraph, Run, Section
from .prose import from_html, to_html
from .stream_blocks import READERS, WRITERS, list_items, raw_items, section_fields
from .stream_files import Files, MissingFile, Reading
from .text import numbered

__all__ = ["MAX_DEPTH", "Files", "MissingFile", "from_stream", "to_stream"]

#: How deep sections nest in the editor. Real manuals and procedures need four.
MAX_DEPTH = 4


def from_stream(
    kind: str,
    raw: Iterable[dict[str, Any]],
    files: Files,
    on_missing: Callable[[MissingFile], None] | None = None,
) -> Document:
    """The document of that kind which the raw stream value says, in the one spelling.

    A picture or file that is gone (or not chosen yet) raises MissingFile, so that nothing is lost unseen; with
    ``on_missing`` it is told of each instead, and the document is read without them. Raises ValueError for an
    unknown block type.
    """
    reading = Reading(files, on_missing)
    return normalised(Document(kind, tuple(_read_all(raw, reading, ""))))


def to_stream(document: Document, files: Files) -> list[dict[str, Any]]:
    """The raw stream value, its ids empty, that reads back as the same document.

    Sections below the deepest level become a bold line followed by what they hold. Raises MissingFile for a picture
    or file that ``files`` does not have.
    """
    return _write_all(document.blocks, files, 1)


def _read_all(raw, reading: Reading, path: str):
    for index, (kind, value) in enumerate(raw_items(raw)):
        here = f"{path}{index}.{kind}"
        if kind == "text":
            yield from from_html(value or "")
        elif kind == "section":
            yield _read_section(value, reading, here)
        elif kind in READERS:
            yield from READERS[kind](value, reading, here)
        else:
            raise ValueError(f"{here}: unknown block type")


def _read_section(value: dict[str, Any], reading: Reading, path: str) -> Section:
    blocks = tuple(_read_all(value.get("body") or [], reading, f"{path}."))
    return Section(**section_fields(value), blocks=blocks)


def _write_all(blocks, files: Files, level: int) -> list[dict[str, Any]]:
    written = []
    for is_prose, group in groupby(_flattened(blocks, level), key=lambda block: isinstance(block, Paragraph | List)):
        if is_prose:
            written.append({"type": "text", "value": to_html(tuple(group))})
        else:
            written += [_write_one(block, files, level) for block in group]
    return written


def _flattened(blocks, level: int):
    for block in blocks:
        if isinstance(block, Section) and level > MAX_DEPTH:
            yield Paragraph((Run(numbered(block.number, block.title), ("bold",)),))
            yield from _flattened(block.blocks, level + 1)
        else:
            yield block


def _write_one(block, files: Files, level: int) -> dict[str, Any]:
    if not isinstance(block, Section):
        kind, value = WRITERS[type(block)](block, files)
        return {"type": kind, "value": value}
    value = {
        "number": block.number,
        "title": block.title,
        "role": block.role,
        "clauses": list_items(block.clauses),
        "documents": block.documents,
        "body": _write_all(block.blocks, files, level + 1),
    }
    return {"type": "section", "value": value}


def without_ids(raw: Any) -> Any:
    """A raw value without the ids that the editor gives its blocks, to compare two of them."""
    if isinstance(raw, list):
        return [without_ids(item) for item in raw]
    if isinstance(raw, dict):
        return {key: without_ids(value) for key, value in raw.items() if not (key == "id" and "type" in raw)}
    return raw
