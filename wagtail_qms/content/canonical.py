"""A document as JSON, one way only: equal documents give equal bytes and one digest.

The form follows from the nodes' own annotations. A node is an object of its fields; where several
kinds of node may stand, ``type`` names it in snake_case. Fields equal to their default are left
out, so a field added later with a default moves no old digest.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from . import nodes, vocabulary
from .nodes import Document
from .tidy import tidy_node

_CLOSED = {
    (nodes.Run, "marks"): vocabulary.MARKS,
    (nodes.Section, "role"): vocabulary.SECTION_ROLES,
    (nodes.Fact, "kind"): vocabulary.FACT_KINDS,
    (nodes.Source, "kind"): vocabulary.SOURCE_KINDS,
    (nodes.Document, "kind"): vocabulary.DOCUMENT_KINDS,
}


def to_data(document: Document) -> dict[str, Any]:
    """The document as plain JSON types, its version always said."""
    return {"version": document.version, **_encode(Document, document)}


def from_data(data: dict[str, Any]) -> Document:
    """The document that ``to_data`` wrote.

    Raises ValueError, naming the path, for an unknown version, type, field or value.
    """
    if not isinstance(data, dict) or data.get("version") != nodes.VERSION:
        raise ValueError(f"version: expected {nodes.VERSION}, got {_version_of(data)!r}")
    return _decode(Document, data, "document")


def to_bytes(document: Document) -> bytes:
    """Canonical JSON: UTF-8, sorted keys, no spaces."""
    data = to_data(document)
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(document: Document) -> str:
    """SHA-256 of the canonical bytes, in hexadecimal."""
    return hashlib.sha256(to_bytes(document)).hexdigest()


def normalised(document: Document) -> Document:
    """The same words in the one spelling (``content.tidy``); doing it twice changes nothing."""
    return tidy_node(document)


def type_name(node_class: type) -> str:
    """The name of a node type in the stored form: ``CaseValue`` is ``case_value``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", node_class.__name__).lower()


def _encode(hint: Any, value: Any) -> Any:
    if get_origin(hint) is tuple:
        return [_encode(get_args(hint)[0], item) for item in value]
    if is_dataclass(value):
        named = {"type": type_name(type(value))} if len(_alternatives(hint)) > 1 else {}
        return named | _encode_fields(value)
    return value


def _encode_fields(node: Any) -> dict[str, Any]:
    hints = _hints(type(node))
    values = ((field, getattr(node, field.name)) for field in fields(node))
    return {f.name: _encode(hints[f.name], value) for f, value in values if value != f.default}


def _decode(hint: Any, data: Any, path: str) -> Any:
    if get_origin(hint) is tuple:
        _expect(data, list, path)
        inner = get_args(hint)[0]
        return tuple(_decode(inner, item, f"{path}[{index}]") for index, item in enumerate(data))
    alternatives = _alternatives(hint)
    if data is None and NoneType in get_args(hint):
        return None
    if alternatives:
        return _decode_node(alternatives, data, path)
    _expect(data, hint, path)
    return data


def _decode_node(alternatives: dict[str, type], data: Any, path: str) -> Any:
    _expect(data, dict, path)
    rest = dict(data)
    name = rest.pop("type", None) if len(alternatives) > 1 else next(iter(alternatives))
    if name not in alternatives:
        raise ValueError(f"{path}: unknown type {name!r}")
    node_class = alternatives[name]
    hints = _hints(node_class)
    _expect_fields(node_class, rest, path)
    values = {key: _decode(hints[key], value, f"{path}.{key}") for key, value in rest.items()}
    for key, value in values.items():
        _expect_known(node_class, key, value, path)
    return node_class(**values)


def _expect(data: Any, kind: type, path: str) -> None:
    # bool is an int for isinstance; a document must not turn 1 into true.
    if type(data) is not kind:
        raise ValueError(f"{path}: expected {kind.__name__}, got {type(data).__name__}")


def _expect_fields(node_class: type, data: dict[str, Any], path: str) -> None:
    known = {field.name: field for field in fields(node_class)}
    unknown = sorted(set(data) - set(known))
    if unknown:
        raise ValueError(f"{path}.{unknown[0]}: unknown field")
    for name, field in known.items():
        if name not in data and field.default is MISSING:
            raise ValueError(f"{path}.{name}: missing")


def _expect_known(node_class: type, key: str, value: Any, path: str) -> None:
    allowed = _CLOSED.get((node_class, key))
    if allowed is None:
        return
    for one in value if isinstance(value, tuple) else (value,):
        if one not in allowed:
            raise ValueError(f"{path}.{key}: unknown value {one!r}")


def _alternatives(hint: Any) -> dict[str, type]:
    options = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    return {type_name(option): option for option in options if is_dataclass(option)}


def _version_of(data: Any) -> Any:
    return data.get("version") if isinstance(data, dict) else type(data).__name__


@cache
def _hints(node_class: type) -> dict[str, Any]:
    return get_type_hints(node_class, vars(nodes))
