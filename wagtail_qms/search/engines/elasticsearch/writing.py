"""Puts rows into the index so that the newest version of a document stays, in whatever order writes arrive.

Each row is written with the document's version, and the cluster refuses an older one. Rows that a document no longer
has are overwritten by empty ones. How many there have ever been is kept in a row of the document's own, which is
written first and only onto what was read: so whoever brings an older version stops there, or has left only rows that
the newer version overwrites.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from wagtail_qms.search.engines.elasticsearch.connection import ask, setting
from wagtail_qms.search.engines.elasticsearch.package import elasticsearch
from wagtail_qms.search.engines.elasticsearch.rows import DOCUMENT, rows_of
from wagtail_qms.search.interface import Change, EngineUnavailableError

# Documents of a rebuild that go to the cluster at once; rows and bytes of one request.
_BATCH, _ROWS, _BYTES = 20, 1000, 5_000_000
# Slower than any cluster writes: so much longer may a large document take. Each row has some letters besides its text.
_LETTERS_A_SECOND, _LETTERS_A_ROW = 1_000_000, 1_000
# Rounds in which others may have been faster.
_ROUNDS = 5
_CONFLICT = 409
# The index is not there, or the cluster is too busy.
_LATER = (404, 429, 500, 502, 503, 504)


class RefusedError(Exception):
    """The cluster takes a row for invalid: the document cannot be indexed, the cluster is well."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the index knows of a document: its version, how many rows it ever had, and the place of that knowledge."""

    version: int
    high: int
    place: dict


def write(index: str, changes: Iterable[Change], seconds: float) -> None:
    """Write ``changes`` into ``index``, each request within ``seconds``; they are found when this returns."""
    newest: dict[int, Change] = {}
    for change in changes:
        if change.document_id not in newest or newest[change.document_id].version <= change.version:
            newest[change.document_id] = change
    _write(index, newest, seconds, over_equal=True, refresh=True)


def fill(index: str, changes: Iterable[Change]) -> None:
    """Write all of ``changes`` into a new index; what was written there meanwhile is newer."""
    changes = iter(changes)
    while batch := list(islice(changes, _BATCH)):
        known = {change.document_id: change for change in batch}
        _write(index, known, setting("REBUILD_SECONDS"), over_equal=False, refresh=False)


def _write(index: str, changes: dict[int, Change], seconds: float, *, over_equal: bool, refresh: bool) -> None:
    claimed = _claimed(index, changes, seconds, over_equal)
    actions = [action for key, high in claimed.items() for action in _actions(index, changes[key], high)]
    _send(actions, seconds, refresh=refresh)


def _claimed(index: str, left: dict[int, Change], seconds: float, over_equal: bool) -> dict[int, int]:
    """How many rows to write of each document, without those of which the index knows better."""
    claimed: dict[int, int] = {}
    for _round in range(_ROUNDS):
        known = _known(index, left, seconds)
        left = {key: change for key, change in left.items() if known[key].version < change.version + over_equal}
        high = {key: max(_size(change), known[key].high) for key, change in left.items()}
        claims = [_claim(index, change, high[key], known[key].place) for key, change in left.items()]
        refused = _send(claims, seconds, refresh=False)
        left = {key: change for key, change in left.items() if _document(key) in refused}
        claimed |= {key: count for key, count in high.items() if key not in left}
        if not left:
            return claimed
    raise EngineUnavailableError("Elasticsearch: others write the same documents all the time")


def _known(index: str, keys: Iterable[int], seconds: float) -> dict[int, Known]:
    """Read past the refresh: what was written a moment ago counts."""
    wanted = [{"_id": _document(key), "routing": str(key)} for key in keys]
    found = ask(lambda client: client.mget(index=index, docs=wanted), seconds)["docs"] if wanted else []
    return {key: _read(each) for key, each in zip(keys, found, strict=True)}


def _read(found: dict) -> Known:
    if "error" in found:
        raise EngineUnavailableError(f"Elasticsearch: {found['error']['reason']}")
    if not found["found"]:
        return Known(-1, 0, {"_op_type": "create"})
    place = {"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]}
    return Known(found["_source"]["version"], found["_source"]["high"], place)


def _claim(index: str, change: Change, high: int, place: dict) -> dict:
    shared = {"_index": index, "_id": _document(change.document_id), "_routing": str(change.document_id)}
    return {**shared, **place, "_source": {"level": DOCUMENT, "version": change.version, "high": high}}


def _document(key: int) -> str:
    return f"d{key}"


def _size(change: Change) -> int:
    """How many rows there are of a change."""
    return sum(1 + len(entry.passages) for entry in change.entries)


def _actions(index: str, change: Change, high: int) -> Iterator[dict]:
    """The rows of ``change``, and empty ones up to the number that there have ever been."""
    rows = list(rows_of(change.entries))
    version = {"_index": index, "version": change.version, "version_type": "external_gte"}
    for number, row in enumerate([*rows, *({} for _row in range(len(rows), high))]):
        yield {**version, "_id": f"{change.document_id}-{number}", "routing": str(change.document_id), "_source": row}


def _send(actions: list[dict], seconds: float, **options) -> set[str]:
    """Write ``actions``; the names of those that came too late."""
    if not actions:
        return set()
    results = ask(
        lambda client: list(
            elasticsearch.helpers.streaming_bulk(
                client,
                actions,
                chunk_size=_ROWS,
                max_chunk_bytes=_BYTES,
                raise_on_error=False,
                raise_on_exception=True,
                **options,
            )
        ),
        seconds,
        more=sum(map(_letters, actions)) / _LETTERS_A_SECOND,
    )
    failed = [next(iter(item.values())) for is_well, item in results if not is_well]
    for each in failed:
        if each["status"] in _LATER:
            raise EngineUnavailableError(f"Elasticsearch: {each['error']['reason']}")
        if each["status"] != _CONFLICT:
            raise RefusedError(f"Elasticsearch refuses {each['_id']}: {each['error']['reason']}")
    return {each["_id"] for each in failed}


def _letters(action: dict) -> int:
    return _LETTERS_A_ROW + len(action["_source"].get("tokens", ""))
