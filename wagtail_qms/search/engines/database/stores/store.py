"""What a database's own way of finding has to give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from django.db import connection

from wagtail_qms.search.engines.database.plan import Groups
from wagtail_qms.search.engines.database.scoping import Where
from wagtail_qms.search.models import IndexedEdition, IndexedPassage

PASSAGE = IndexedPassage._meta.db_table
EDITION = IndexedEdition._meta.db_table
#: Begins the names of all tables that Django does not know of.
PREFIX = "wagtail_qms_found_"

#: Passages with their scores, best first: (score, key).
Scored = list[tuple[float, int]]


class Store(Protocol):
    """The tables of one generation by which passages and editions are found."""

    def create(self) -> None:
        """Make the tables."""

    def exists(self) -> bool:
        """Whether all of them are there."""

    def others(self, builds: Iterable[str]) -> list[str]:
        """The names of tables of other generations than ``builds``."""

    def drop(self, table: str) -> None:
        """Remove a table that ``others`` named."""

    def finish(self) -> None:
        """Everything is written for now: put the tables into order."""

    def add(self, editions: Sequence[IndexedEdition], passages: Sequence[IndexedPassage]) -> None:
        """Make rows findable."""

    def remove(self, editions: Sequence[IndexedEdition], passages: Sequence[IndexedPassage]) -> None:
        """Make them unfindable, before they are deleted."""

    def reading(self) -> AbstractContextManager:
        """Within it several questions are asked."""

    def pair_counts(self, pairs: Sequence[str]) -> dict[str, int]:
        """In how many passages each pair stands; those in none may be missing."""

    def has(self, groups: Groups, number: int) -> bool:
        """Whether every group holds in at least ``number`` passages, whoever may see them."""

    def all_of(self, groups: Groups, limit: int | None) -> Scored:
        """The best passages in which every group holds, whoever may see them; without ``limit`` all of them."""

    def any_of(self, weights: dict[str, float], limit: int | None) -> Scored:
        """The same of those that have any of the tokens."""

    def editions(self, groups: Groups, columns: str, where: Where) -> list[tuple]:
        """``columns`` of the editions ``e`` whose words meet every group."""

    def beginnings(self, words: Sequence[str], where: Where, limit: int) -> list[str]:
        """The lines of editions that have for each of ``words`` one that begins so, at most ``limit`` editions."""


def fetch(sql: str, parameters: Sequence = ()) -> list[tuple]:
    """The rows of a query."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def execute(sql: str, parameters: Sequence = ()) -> None:
    """Run a statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def execute_many(sql: str, rows: Iterable[Sequence]) -> None:
    """Run a statement for each of ``rows``."""
    with connection.cursor() as cursor:
        cursor.executemany(sql, list(rows))
