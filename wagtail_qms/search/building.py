"""Builds an index anew, beside the one that answers: after a loss, a new analysis of text, or on request."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

from django.core.cache import cache
from django.db import DatabaseError

from wagtail_qms import conf
from wagtail_qms.register.models import Document
from wagtail_qms.search import breaker, choosing, patience, queue, vocabulary
from wagtail_qms.search.entries import BATCH, changes
from wagtail_qms.search.files import FileReader
from wagtail_qms.search.interface import Change

logger = logging.getLogger("wagtail_qms.search")

#: Documents that are indexed in between, where nobody waits for more than a moment.
FEW = 30
#: Seconds after which a build that is said to be under way is taken for dead.
_LONGEST = 600
# Seconds that an engine other than the database has for a small index.
_MOMENT = 5

#: Engines that were found without an index while somebody waited for an answer: theirs are built afterwards.
_missing: set[str] = set()

#: Told how many documents are done, of how many.
Progress = Callable[[int, int], None]


def silent(done: int, total: int) -> None:
    """Tells nobody."""


def is_whole(name: str) -> bool:
    """Whether the index of the engine ``name`` can answer; False as well when the engine cannot be asked."""
    try:
        return choosing.engine(name).is_whole()
    except choosing.UNUSABLE:
        return False


def rebuild(name: str, *, progress: Progress = silent, read: FileReader | None = None) -> int:
    """Build the index of the engine ``name`` anew; how many documents. The old one answers until the new one is whole.

    What is registered meanwhile is put into the queue again, for it may have been applied to the old one alone.
    EngineUnavailableError when the engine is out of order.
    """
    keys = list(Document.objects.issued().order_by("pk").values_list("pk", flat=True))
    seen: dict[int, int] = {}
    choosing.engine(name).rebuild(_seen(keys, name, read or FileReader(), seen, progress))
    breaker.mend(name)
    vocabulary.forget()
    for key, length in Document.objects.issued().values_list("pk", "length"):
        if seen.get(key) != length:
            queue.put(key, length, [name])
    return len(seen)


def _seen(keys: list[int], name: str, read: FileReader, seen: dict[int, int], progress: Progress) -> Iterator[Change]:
    progress(0, len(keys))
    for start in range(0, len(keys), BATCH):
        for change in _sound(keys[start : start + BATCH], name, read):
            seen[change.document_id] = change.version
            yield change
        progress(min(start + BATCH, len(keys)), len(keys))


def _sound(keys: list[int], name: str, read: FileReader) -> list[Change]:
    """The changes of those documents that can be indexed; the others stay out, and come into the queue."""
    try:
        return list(changes(keys, read))
    except DatabaseError:
        raise
    except Exception as error:
        if len(keys) > 1:
            return [change for key in keys for change in _sound([key], name, read)]
        logger.warning("Document %s cannot be indexed by %s", keys[0], name, exc_info=error)
        return []


def mend(name: str, *, progress: Progress = silent) -> bool:
    """Build the index of the engine ``name`` when it is not whole; whether that was done.

    An engine that is out of order is left alone: its turn comes when it is back.
    """
    if is_whole(name) or not breaker.may_ask(name):
        return False
    try:
        rebuild(name, progress=progress)
    except choosing.UNUSABLE as error:
        breaker.trip(name, str(error))
        return False
    return True


def mend_in_between(name: str) -> bool:
    """``mend`` for who has something else to do: a small index alone, one at a time, without reading files."""
    is_small = not Document.objects.issued()[FEW : FEW + 1].exists()
    if is_whole(name) or not is_small or not cache.add(f"wagtail_qms:search:building:{name}", 1, _LONGEST):
        return False
    try:
        with patience.lasting(_MOMENT):
            rebuild(name, read=FileReader(0))
    except choosing.UNUSABLE as error:
        logger.warning("The index of %s was not built: %s", name, error)
        return False
    finally:
        cache.delete(f"wagtail_qms:search:building:{name}")
    return True


def is_missing(name: str) -> None:
    """Remember that the engine ``name`` is well and has no index. Where a worker runs, it finds that out itself."""
    if not conf.search("WORKER"):
        _missing.add(name)


def mend_afterwards(**kwargs) -> None:
    """``mend_in_between`` for what was missing, once the answer has gone out."""
    while _missing:
        mend_in_between(_missing.pop())
