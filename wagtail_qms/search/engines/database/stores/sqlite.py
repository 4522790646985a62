"""FTS5. Its tables hold no text: they are told what to forget when a passage goes.

Tokens are ASCII, so the tokenizer has nothing to decide. One pair of tables for each generation: another's passages
would count in ``bm25``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext

from django.db import connection

from wagtail_qms.search.engines.database.plan import Groups
from wagtail_qms.search.engines.database.rows import tokens_of
from wagtail_qms.search.engines.database.scoping import Where
from wagtail_qms.search.engines.database.stores.store import (
    EDITION,
    PREFIX,
    Scored,
    execute,
    execute_many,
    fetch,
)
from wagtail_qms.search.models import IndexedEdition, IndexedPassage
from wagtail_qms.search.tokenising import lexemes


def has_fts5() -> bool:
    """Whether this SQLite was built with full text search."""
    if not hasattr(connection, "wagtail_qms_has_fts5"):
        connection.wagtail_qms_has_fts5 = ("ENABLE_FTS5",) in fetch("PRAGMA compile_options")
    return connection.wagtail_qms_has_fts5


class SQLiteStore:
    """A generation's FTS5 tables."""

    def __init__(self, build: str):
        self.words = f"{PREFIX}words_{build}"
        self.lines = f"{PREFIX}lines_{build}"

    def create(self) -> None:
        """Make the tables."""
        stored = "content='', tokenize='ascii'"
        execute(f"CREATE VIRTUAL TABLE {self.words} USING fts5(head, body, {stored})")
        execute(f"CREATE VIRTUAL TABLE {self.words}_counts USING fts5vocab({self.words}, row)")
        execute(f"CREATE VIRTUAL TABLE {self.lines} USING fts5(words, lines, {stored}, detail=column)")

    def exists(self) -> bool:
        """Whether all of them are there."""
        wanted = {self.words, f"{self.words}_counts", self.lines}
        return wanted <= set(_tables())

    def others(self, builds: Iterable[str]) -> list[str]:
        """The names of tables of other generations than ``builds``."""
        kept = [SQLiteStore(build) for build in builds]
        names = {name for store in kept for name in (store.words, f"{store.words}_counts", store.lines)}
        # Tables of counts first: they are nothing without the other.
        return sorted((name for name in _tables() if name not in names), key=lambda name: not name.endswith("_counts"))

    def drop(self, table: str) -> None:
        """Remove a table that ``others`` named."""
        execute(f"DROP TABLE IF EXISTS {table}")

    def finish(self) -> None:
        """Merge what was written piece by piece: it is read faster as one."""
        for table in (self.words, self.lines):
            execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")

    def add(self, editions: Sequence[IndexedEdition], passages: Sequence[IndexedPassage]) -> None:
        """Make rows findable."""
        execute_many(f"INSERT INTO {self.words}(rowid, head, body) VALUES (%s, %s, %s)", _passages(passages))
        execute_many(f"INSERT INTO {self.lines}(rowid, words, lines) VALUES (%s, %s, %s)", _editions(editions))

    def remove(self, editions: Sequence[IndexedEdition], passages: Sequence[IndexedPassage]) -> None:
        """Make them unfindable: FTS5 takes out just the words that it is told."""
        into = f"INSERT INTO {self.words}({self.words}, rowid, head, body) VALUES ('delete', %s, %s, %s)"
        execute_many(into, _passages(passages))
        into = f"INSERT INTO {self.lines}({self.lines}, rowid, words, lines) VALUES ('delete', %s, %s, %s)"
        execute_many(into, _editions(editions))

    def reading(self) -> AbstractContextManager:
        """Nothing has to be prepared."""
        return nullcontext()

    def pair_counts(self, pairs: Sequence[str]) -> dict[str, int]:
        """In how many passages each pair stands; those in none are missing."""
        if not pairs:
            return {}
        places = ", ".join(["%s"] * len(pairs))
        return dict(fetch(f"SELECT term, doc FROM {self.words}_counts WHERE term IN ({places})", pairs))

    def has(self, groups: Groups, number: int) -> bool:
        """Whether every group holds in at least ``number`` passages: told without ranking them."""
        return self._matches(_expression(groups), number)

    def all_of(self, groups: Groups, limit: int | None) -> Scored:
        """The best passages in which every group holds."""
        return self._ranked(_expression(groups), limit)

    def any_of(self, weights: dict[str, float], limit: int | None) -> Scored:
        """The same of those that have any of the tokens."""
        return self._ranked(" OR ".join(map(_quoted, weights)), limit)

    def _ranked(self, expression: str, limit: int | None) -> Scored:
        # Not by "ORDER BY rank": that sorts all that match, with what it found in them.
        sql = (
            f"SELECT -bm25({self.words}) AS score, rowid FROM {self.words} "
            f"WHERE {self.words} MATCH %s ORDER BY score DESC LIMIT %s"
        )
        return fetch(sql, (expression, -1 if limit is None else limit))

    def _matches(self, expression: str, number: int) -> bool:
        sql = f"SELECT 1 FROM {self.words} WHERE {self.words} MATCH %s LIMIT 1 OFFSET %s"
        return bool(fetch(sql, (expression, number - 1)))

    def editions(self, groups: Groups, columns: str, where: Where) -> list[tuple]:
        """``columns`` of the editions whose words meet every group."""
        sql = (
            f"SELECT {columns} FROM {self.lines} w CROSS JOIN {EDITION} e "
            f"WHERE w.{self.lines} MATCH %s AND e.id = w.rowid AND {where.sql}"
        )
        return fetch(sql, (f"words : ({_expression(groups)})", *where.parameters))

    def beginnings(self, words: Sequence[str], where: Where, limit: int) -> list[str]:
        """The lines of editions that have for each of ``words`` one that begins so."""
        expression = " AND ".join(f"lines : {_quoted(word)} *" for word in words)
        sql = (
            f"SELECT e.lines FROM {self.lines} w CROSS JOIN {EDITION} e "
            f"WHERE w.{self.lines} MATCH %s AND e.id = w.rowid AND {where.sql} LIMIT %s"
        )
        return [lines for (lines,) in fetch(sql, (expression, *where.parameters, limit))]


def _tables() -> list[str]:
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE %s AND sql LIKE 'CREATE VIRTUAL%%'"
    return [name for (name,) in fetch(sql, (f"{PREFIX}%",))]


def _passages(passages: Sequence[IndexedPassage]) -> Iterator[tuple]:
    for passage in passages:
        found = lexemes(tokens_of(passage))
        yield passage.pk, " ".join(found.head), " ".join(found.text)


def _editions(editions: Sequence[IndexedEdition]) -> Iterator[tuple]:
    return ((edition.pk, edition.words, edition.line_words) for edition in editions)


def _expression(groups: Groups) -> str:
    return " AND ".join(f"({' OR '.join(map(_all, ways))})" for ways in groups)


def _all(way: tuple[str, ...]) -> str:
    joined = " AND ".join(map(_quoted, way))
    return f"({joined})" if len(way) > 1 else joined


def _quoted(token: str) -> str:
    """A token as FTS5 reads it: a string, whatever is in it."""
    return '"' + token.replace('"', "").replace("\x00", "") + '"'
