"""No answer says more than the register does, also while an index has yet to take up a change."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_

from django.db import OperationalError, connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from wagtail_qms import conf
from wagtail_qms.register.models import Edition, Hold, Restriction, Withdrawal
from wagtail_qms.search import afterwards
from wagtail_qms.search.choosing import kept_names
from wagtail_qms.search.files import FileReader
from wagtail_qms.search.indexing import FILES, drain
from wagtail_qms.search.interface import Candidate, Scope
from wagtail_qms.search.models import IndexChange

logger = logging.getLogger("wagtail_qms.search")

#: What one question may take up of the queue where no worker runs: documents, and seconds after which none is begun.
DOCUMENTS, SECONDS = 5, 0.05
#: Rows of the queue that are looked at one by one; after a large import there are thousands.
MANY = 200
_COLUMNS = ("engine", "document", "document__page_id", "try_after", "error")


@dataclass(frozen=True)
class Waiting:
    """The documents that the index of an engine has yet to take up, and what the register says of them today."""

    #: By document the edition that may be read, None for none.
    editions: Mapping[int, int | None] = field(default_factory=dict)
    #: Their pages, where there is nothing to be read.
    pages: frozenset[int] = frozenset()

    def guarded(self, scope: Scope) -> Scope:
        """``scope`` without the documents of which there is nothing to be read any more."""
        return replace(scope, hidden_pages=scope.hidden_pages | self.pages) if self.pages else scope

    def lets_pass(self, candidate: Candidate) -> bool:
        """Whether what was found is what the register says now."""
        document = candidate.head.document_id
        return document not in self.editions or self.editions[document] == candidate.head.edition_id


def waiting(scope: Scope) -> dict[str, Waiting]:
    """By engine what its index has yet to take up; some of it is taken up here where no worker runs.

    One query while every index is in step.
    """
    rows = _rows()
    if rows and not conf.search("WORKER") and _some_are_due(rows):
        _take_up()
        rows = _rows()
    if not conf.search("WORKER"):
        _leave_files(rows)
    if len(rows) > MANY:
        rows = _rows_that_may_hide()
    return _known(rows, scope) if rows else {}


def _leave_files(rows: list[tuple]) -> None:
    unread = next((document for _engine, document, *_rest, error in rows if error == FILES), None)
    if unread is not None:
        afterwards.read_files_of(unread)


def _take_up() -> None:
    try:
        with _short_waits():
            drain(limit=DOCUMENTS, seconds=SECONDS, size=1, read=FileReader(0))
    except OperationalError:
        # Somebody else is writing: whoever asks a question does not wait for that.
        logger.info("The queue is left to the next question", exc_info=True)


@contextmanager
def _short_waits() -> Iterator[None]:
    """On SQLite one writer waits for another, as long as the site's settings say: not here."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        usual = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {int(1000 * SECONDS)}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(usual)}")


def _rows() -> list[tuple]:
    return list(_waiting().values_list(*_COLUMNS)[: MANY + 1])


def _rows_that_may_hide() -> list[tuple]:
    """Those of documents that an index may know otherwise than the register does: what is new to it hides nothing."""
    here = {"document": OuterRef("document")}
    again = Edition.objects.filter(**here, number__gt=1).order_by()
    ended = [model.objects.filter(**here).order_by() for model in (Withdrawal, Hold, Restriction)]
    may_hide = reduce(or_, (Q(Exists(rows)) for rows in (again, *ended)))
    return list(_waiting().filter(may_hide).values_list(*_COLUMNS))


def _waiting() -> QuerySet:
    return IndexChange.objects.filter(engine__in=kept_names()).order_by("pk")


def _some_are_due(rows: list[tuple]) -> bool:
    now = timezone.now()
    return any(try_after is None or try_after <= now for *_row, try_after, _error in rows)


def _known(rows: list[tuple], scope: Scope) -> dict[str, Waiting]:
    documents = {document for _engine, document, *_rest in rows}
    readable = Edition.objects.filter(document__in=documents).in_force(scope.day).readable_by(scope.reader)
    editions = dict(readable.order_by().values_list("document", "pk"))
    return {name: _of([row for row in rows if row[0] == name], editions) for name in {row[0] for row in rows}}


def _of(rows: list[tuple], editions: dict[int, int]) -> Waiting:
    gone = (page for _engine, document, page, *_rest in rows if document not in editions)
    return Waiting({row[1]: editions.get(row[1]) for row in rows}, frozenset(page for page in gone if page))
