"""Which documents an index has yet to take up: rows written in the transaction that changed the register."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Case, DateTimeField, F, Q, QuerySet, Value, When
from django.utils import timezone

from wagtail_qms.search.choosing import kept_names
from wagtail_qms.search.models import IndexChange

#: Whoever takes a row has so long to apply it; then it is taken for dead and another takes it.
LEASE = timedelta(seconds=60)
#: After so many failures of its own a row is shown to the staff.
STUCK_AFTER = 3
_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=2), timedelta(minutes=30)
_ERROR_LENGTH = 2000


def put(document_id: int, version: int, names: Iterable[str] | None = None) -> None:
    """Note that the document's chain has grown to ``version``: for each engine whose index is kept.

    Belongs into the transaction that made it grow, with its lock on the document.
    """
    for name in kept_names() if names is None else names:
        rows = IndexChange.objects.filter(engine=name, document=document_id)
        if _renewed(rows, version):
            continue
        try:
            with transaction.atomic():
                IndexChange.objects.create(engine=name, document_id=document_id, version=version)
        except IntegrityError:
            # Somebody else noted it in between, such as a rebuild.
            _renewed(rows, version)


def _renewed(rows: QuerySet, version: int) -> int:
    # While somebody is at work on the row they keep it: they see the new version when they are done.
    at_work = Case(When(error="", then=F("try_after")), default=Value(None, output_field=DateTimeField()))
    return rows.update(version=version, attempts=0, error="", try_after=at_work)


def due(now: datetime | None = None) -> QuerySet:
    """The rows that may be taken now, the oldest first."""
    free = Q(try_after__isnull=True) | Q(try_after__lte=now or timezone.now())
    return IndexChange.objects.filter(free).order_by("pk")


def take(row: IndexChange) -> bool:
    """Take ``row`` to work on it; False when somebody else has it, or it is gone."""
    until = timezone.now() + LEASE
    mine = IndexChange.objects.filter(pk=row.pk, version=row.version, try_after=row.try_after)
    if row.try_after is None:
        mine = IndexChange.objects.filter(pk=row.pk, version=row.version, try_after__isnull=True)
    if not mine.update(try_after=until, error=""):
        return False
    row.try_after = until
    return True


def settle(row: IndexChange) -> None:
    """``row`` has been applied. When a newer version came meanwhile, that one is free to be taken."""
    if not IndexChange.objects.filter(pk=row.pk, version=row.version).delete()[0]:
        _let_go(row)


def postpone(row: IndexChange, reason: str, wait: timedelta) -> None:
    """``row`` could not be taken now: it is tried again after ``wait``. That is no fault of the row."""
    mine = IndexChange.objects.filter(pk=row.pk, version=row.version)
    if not mine.update(try_after=timezone.now() + wait, error=reason[:_ERROR_LENGTH]):
        _let_go(row)


def fail(row: IndexChange, error: Exception) -> None:
    """``row`` cannot be applied as it is: it is tried again, later each time, until the document changes."""
    wait = min(_FIRST_WAIT * 2 ** min(row.attempts, 20), _LONGEST_WAIT)
    said = f"{type(error).__name__}: {error}"[:_ERROR_LENGTH]
    mine = IndexChange.objects.filter(pk=row.pk, version=row.version)
    if not mine.update(try_after=timezone.now() + wait, error=said, attempts=F("attempts") + 1):
        _let_go(row)


def _let_go(row: IndexChange) -> None:
    IndexChange.objects.filter(pk=row.pk, try_after=row.try_after).update(try_after=None)


def hurry(document_id: int) -> None:
    """What was postponed for this document is free to be taken."""
    IndexChange.objects.filter(document=document_id, attempts=0).exclude(error="").update(try_after=None)


def stuck() -> QuerySet:
    """The rows that failed again and again, with their documents."""
    return IndexChange.objects.filter(attempts__gte=STUCK_AFTER).select_related("document").order_by("pk")
