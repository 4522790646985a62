"""tsvector. Its tokens are made here, so its parser and its configurations have no say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction

from wagtail_qms.search.engines.database.plan import MOST_ROWS, Groups
from wagtail_qms.search.engines.database.rows import tokens_of
from wagtail_qms.search.engines.database.scoping import Where
from wagtail_qms.search.engines.database.stores.store import (
    EDITION,
    PASSAGE,
    PREFIX,
    Scored,
    execute,
    execute_many,
    fetch,
)
from wagtail_qms.search.models import IndexedEdition, IndexedPassage
from wagtail_qms.search.tokenising import lexemes

#: tsvector knows no place beyond, no more places of one token, and is no longer than a megabyte.
_LAST_PLACE, _MOST_PLACES, _MOST_TOKENS = 16_383, 255, 20_000


class PostgreSQLStore:
    """A generation's tables of vectors."""

    def __init__(self, build: str):
        self.words = f"{PREFIX}words_{build}"
        self.lines = f"{PREFIX}lines_{build}"

    def create(self) -> None:
        """Make the tables."""
        for table in (self.words, self.lines):
            # Vectors lie apart: an index leads to rows, and most questions look at no vector there.
            columns = "id bigint PRIMARY KEY, vector tsvector NOT NULL"
            execute(f"CREATE TABLE {table} ({columns}) WITH (toast_tuple_target = 128)")
            execute(f"ALTER TABLE {table} ALTER COLUMN vector SET STORAGE EXTERNAL")
            execute(f"CREATE INDEX {table}_gin ON {table} USING gin (vector)")

    def exists(self) -> bool:
        """Whether all of them are there."""
        return {self.words, self.lines} <= set(_tables())

    def others(self, builds: Iterable[str]) -> list[str]:
        """The names of tables of other generations than ``builds``."""
        kept = [PostgreSQLStore(build) for build in builds]
        names = {name for store in kept for name in (store.words, store.lines)}
        return [name for name in _tables() if name not in names]

    def drop(self, table: str) -> None:
        """Remove a table that ``others`` named."""
        execute(f"DROP TABLE IF EXISTS {table}")

    def finish(self) -> None:
        """What waits to be sorted into an index is read by every question: sort it in, now and from now on at once."""
        for table in (self.words, self.lines):
            execute(f"ALTER INDEX {table}_gin SET (fastupdate = off)")
            execute("SELECT gin_clean_pending_list(%s::regclass)", (f"{table}_gin",))
        for table in (self.words, self.lines, PASSAGE, EDITION):
            execute(f"ANALYZE {table}")

    def add(self, editions: Sequence[IndexedEdition], passages: Sequence[IndexedPassage]) -> None:
        """Make rows findable."""
        sql = "INSERT INTO {} (id, vector) VALUES (%s, %s::tsvector)"
        execute_many(sql.format(self.words), _passages(passages))
        execute_many(sql.format(self.lines), _editions(editions))

    def remove(self, editions: Sequence[IndexedEdition], passages: Sequence[IndexedPassage]) -> None:
        """Make them unfindable."""
        for table, rows in ((self.words, passages), (self.lines, editions)):
            execute(f"DELETE FROM {table} WHERE id = ANY(%s)", ([row.pk for row in rows],))

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Only by the index: the planner takes opening every vector of a table for cheap, whatever is in it."""
        with transaction.atomic():
            execute("SET LOCAL enable_seqscan = off")
            yield
            execute("SET LOCAL enable_seqscan TO DEFAULT")

    def pair_counts(self, pairs: Sequence[str]) -> dict[str, int]:
        """In how many passages each pair stands."""
        if not pairs:
            return {}
        one = f"SELECT %s, count(*) FROM {self.words} WHERE vector @@ %s::tsquery"
        parameters = [value for pair in pairs for value in (pair, _quoted(pair))]
        return dict(fetch(" UNION ALL ".join([one] * len(pairs)), parameters))

    def has(self, groups: Groups, number: int) -> bool:
        """Whether every group holds in at least ``number`` passages."""
        sql = f"SELECT 1 FROM {self.words} WHERE vector @@ %s::tsquery LIMIT 1 OFFSET %s"
        return bool(fetch(sql, (_expression(groups), number - 1)))

    def all_of(self, groups: Groups, limit: int | None) -> Scored:
        """The best passages in which every group holds."""
        tokens = [token for ways in groups for way in ways for token in way]
        any_token = " | ".join(map(_quoted, tokens))
        some = f"SELECT id, vector FROM {self.words} WHERE vector @@ %s::tsquery LIMIT {MOST_ROWS}"
        inner = f"SELECT id, ts_rank(vector, %s::tsquery, 1) AS score FROM ({some}) matching"
        return self._ranked(inner, (any_token, _expression(groups)), limit)

    def any_of(self, weights: dict[str, float], limit: int | None) -> Scored:
        """The same of those that have any of the tokens."""
        one = f"SELECT id, %s::float8 AS score FROM {self.words} WHERE vector @@ %s::tsquery"
        parameters = [value for token, weight in weights.items() for value in (weight, _quoted(token))]
        each = " UNION ALL ".join([one] * len(weights))
        inner = f"SELECT id, sum(score) AS score FROM ({each}) each GROUP BY id"
        return self._ranked(inner, parameters, limit)

    def _ranked(self, inner: str, parameters: Sequence, limit: int | None) -> Scored:
        return fetch(f"SELECT score, id FROM ({inner}) w ORDER BY score DESC, id LIMIT %s", (*parameters, limit))

    def editions(self, groups: Groups, columns: str, where: Where) -> list[tuple]:
        """``columns`` of the editions whose words meet every group."""
        sql = (
            f"SELECT {columns} FROM {self.lines} w INNER JOIN {EDITION} e ON e.id = w.id "
            f"WHERE w.vector @@ %s::tsquery AND {where.sql}"
        )
        return fetch(sql, (_expression(groups), *where.parameters))

    def beginnings(self, words: Sequence[str], where: Where, limit: int) -> list[str]:
        """The lines of editions that have for each of ``words`` one that begins so."""
        sql = (
            f"SELECT e.lines FROM {self.lines} w INNER JOIN {EDITION} e ON e.id = w.id "
            f"WHERE w.vector @@ %s::tsquery AND {where.sql} LIMIT %s"
        )
        expression = " & ".join(f"{_quoted(_LINE + word)}:*" for word in words)
        return [lines for (lines,) in fetch(sql, (expression, *where.parameters, limit))]


#: Begins words of lines, so that they are no others.
_LINE = "_"


def _tables() -> list[str]:
    sql = "SELECT tablename FROM pg_tables WHERE schemaname = ANY(current_schemas(false)) AND tablename LIKE %s"
    return [name for (name,) in fetch(sql, (f"{PREFIX}%",))]


def _passages(passages: Sequence[IndexedPassage]) -> Iterator[tuple]:
    for passage in passages:
        found = lexemes(tokens_of(passage))
        yield passage.pk, _vector((*found.head, *found.text))


def _vector(tokens: Sequence[str]) -> str:
    """Tokens with their places, as tsvector reads them: how often a token stands counts for the order."""
    places: dict[str, list[int]] = {}
    for place, token in enumerate(tokens[:_MOST_TOKENS], 1):
        places.setdefault(token, []).append(min(place, _LAST_PLACE))
    return " ".join(f"'{token}':{','.join(map(str, found[:_MOST_PLACES]))}" for token, found in places.items())


def _editions(editions: Sequence[IndexedEdition]) -> Iterator[tuple]:
    for edition in editions:
        lines = (_LINE + word for word in edition.line_words.split())
        yield edition.pk, " ".join(f"'{word}'" for word in (*edition.words.split(), *lines))


def _expression(groups: Groups) -> str:
    return " & ".join(f"({' | '.join(map(_all, ways))})" for ways in groups)


def _all(way: tuple[str, ...]) -> str:
    return f"({' & '.join(map(_quoted, way))})"


def _quoted(token: str) -> str:
    """A token as tsquery reads it."""
    return "'" + token.replace("'", "").replace("\\", "").replace("\x00", "") + "'"
