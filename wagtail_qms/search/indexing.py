"""Applies what the queue holds to the indexes. Whatever fails here is tried again."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import OperationalError, transaction

from wagtail_qms.search import breaker, choosing, queue, vocabulary
from wagtail_qms.search.entries import BATCH, changes
from wagtail_qms.search.files import FileReader
from wagtail_qms.search.interface import Change
from wagtail_qms.search.models import IndexChange

logger = logging.getLogger("wagtail_qms.search")

#: How long a change waits for an engine that is out of order.
_REST = timedelta(seconds=breaker.REST)
#: Why and how long a change waits whose document is in the index without the text of its files.
FILES, _FILES_WAIT = "Files of the document are still to be read.", timedelta(minutes=10)


@dataclass
class Drained:
    """What a drain did: rows applied, rows that failed of their own, rows whose engine was out of order."""

    applied: int = 0
    failed: int = 0
    postponed: int = 0
    #: The engines that were out of order; they are not asked again in the same drain.
    down: set[str] = field(default_factory=set)

    @property
    def looked_at(self) -> int:
        """All rows that were taken."""
        return self.applied + self.failed + self.postponed


def drain(
    *,
    documents: Iterable[int] | None = None,
    limit: int | None = None,
    seconds: float | None = None,
    size: int = BATCH,
    read: FileReader | None = None,
) -> Drained:
    """Apply the rows that are due, of ``documents`` alone when given.

    At most ``limit`` rows; none is begun after ``seconds``. ``size`` rows go to an engine at once. Several processes
    may drain at a time: each row is taken by one of them. ``read`` has no bound in time unless it is given.
    """
    read = read or FileReader()
    done, until = Drained(), None if seconds is None else time.monotonic() + seconds
    while limit is None or done.looked_at < limit:
        rows = _taken(documents, size if limit is None else min(size, limit - done.looked_at), done.down)
        if not rows:
            break
        _apply(rows, read, done)
        if until is not None and time.monotonic() >= until:
            break
    return done


def _taken(documents: Iterable[int] | None, size: int, down: set[str]) -> list[IndexChange]:
    """Up to ``size`` rows of one engine, taken for this process."""
    rows = queue.due().exclude(engine__in=down) if down else queue.due()
    if documents is not None:
        rows = rows.filter(document__in=list(documents))
    waiting = list(rows[:size])
    return [row for row in waiting if row.engine == waiting[0].engine and queue.take(row)]


def _apply(rows: list[IndexChange], read: FileReader, done: Drained) -> None:
    name = rows[0].engine
    if name not in choosing.kept_names():
        # The site has chosen another engine since: nobody keeps this index any more.
        IndexChange.objects.filter(pk__in=[row.pk for row in rows]).delete()
        return
    if not breaker.may_ask(name):
        _postpone(rows, breaker.reason(name), done)
        return
    read.is_complete = True
    try:
        _give(name, list(changes([row.document_id for row in rows], read)))
    except (*choosing.UNUSABLE, OperationalError) as error:
        breaker.trip(name, str(error))
        _postpone(rows, str(error), done)
    except Exception as error:
        # One document among them cannot be indexed: the others must not wait for it.
        _apply_each(rows, read, done) if len(rows) > 1 else _fail(rows[0], error, done)
    else:
        _settle(rows, done, is_complete=read.is_complete)


def _give(name: str, made: list[Change]) -> None:
    engine = choosing.engine(name)
    if name != choosing.DATABASE:
        engine.apply(made)
        return
    # Within a transaction of somebody else a statement that fails must not spoil theirs.
    with transaction.atomic():
        engine.apply(made)


def _settle(rows: list[IndexChange], done: Drained, *, is_complete: bool) -> None:
    breaker.mend(rows[0].engine)
    vocabulary.forget()
    for row in rows:
        if is_complete:
            queue.settle(row)
        else:
            queue.postpone(row, FILES, _FILES_WAIT)
    done.applied += len(rows)


def _apply_each(rows: list[IndexChange], read: FileReader, done: Drained) -> None:
    for row in rows:
        _apply([row], read, done)


def _postpone(rows: list[IndexChange], reason: str, done: Drained) -> None:
    for row in rows:
        queue.postpone(row, reason, _REST)
    done.postponed += len(rows)
    done.down.add(rows[0].engine)


def _fail(row: IndexChange, error: Exception, done: Drained) -> None:
    logger.warning("Document %s cannot be indexed by %s", row.document_id, row.engine, exc_info=error)
    queue.fail(row, error)
    done.failed += 1
