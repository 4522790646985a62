"""Which generation of the database's index answers, and which is being built."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.db import connection
from django.db.models import F
from django.utils import timezone

from wagtail_qms.search.analysis.indexing import VERSION
from wagtail_qms.search.models import IndexState

ENGINE = "database"
#: The row of the generation that is being built.
NEXT = "database next"
_TABLE = IndexState._meta.db_table
_ROW = f"SELECT generation, build, analysis_version, changes FROM {_TABLE} WHERE engine = %s AND generation > 0"


@dataclass(frozen=True, slots=True)
class Generation:
    """A generation of the index. ``build`` names the tables that Django does not know of.

    ``changes`` counts what was changed in it since it answers.
    """

    number: int
    build: str
    analysis_version: int
    changes: int = 0


def answering() -> Generation | None:
    """The generation that answers, None before the first build."""
    return _read(ENGINE)


def being_built() -> Generation | None:
    """The generation that is being built, None as a rule."""
    return _read(NEXT)


def _read(name: str) -> Generation | None:
    # Each question asks twice: by hand, since the ORM takes longer than the database.
    with connection.cursor() as cursor:
        cursor.execute(_ROW, (name,))
        row = cursor.fetchone()
    return Generation(*row) if row else None


def lock() -> None:
    """Let nobody else write the index until the transaction ends."""
    # A write, not a locking read: SQLite has none, and what began with a read may find the way to write barred.
    if not IndexState.objects.filter(engine=ENGINE).update(generation=F("generation")):
        IndexState.objects.get_or_create(engine=ENGINE)
        lock()


def begin() -> Generation:
    """A new generation to be built, in place of any that was."""
    last = max(IndexState.objects.values_list("generation", flat=True), default=0)
    generation = Generation(last + 1, secrets.token_hex(4), VERSION)
    IndexState.objects.update_or_create(
        engine=NEXT, defaults={"generation": generation.number, "build": generation.build, "analysis_version": VERSION}
    )
    return generation


def note_change() -> None:
    """Something is changed in the generation that answers."""
    IndexState.objects.filter(engine=ENGINE).update(changes=F("changes") + 1)


def change_over(generation: Generation) -> None:
    """From now on ``generation`` answers."""
    IndexState.objects.filter(engine=ENGINE).update(
        generation=generation.number,
        build=generation.build,
        analysis_version=generation.analysis_version,
        changes=0,
        built_at=timezone.now(),
    )
    drop(generation)


def drop(generation: Generation) -> None:
    """``generation`` is not being built any more."""
    IndexState.objects.filter(engine=NEXT, build=generation.build).delete()


def drop_next() -> None:
    """No generation is being built any more."""
    IndexState.objects.filter(engine=NEXT).delete()
