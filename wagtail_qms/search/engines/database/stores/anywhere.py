"""Any other database: the words are looked for in the tables themselves, row by row. Right, but slow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext

from django.db import connection

from wagtail_qms.search.engines.database.plan import Groups
from wagtail_qms.search.engines.database.scoping import Where
from wagtail_qms.search.engines.database.stores.store import EDITION, PASSAGE, Scored, fetch
from wagtail_qms.search.models import IndexedEdition, IndexedPassage

#: No database has more rows, and each takes it for a limit.
_ALL = 2**62
_WORDS = ("p.head", "p.body")
_EXACT = ("p.head_exact", "p.body_exact")
_CODES = ("p.head_codes", "p.body_codes")


class AnywhereStore:
    """No tables of its own."""

    def __init__(self, generation: int):
        self.generation = generation

    def create(self) -> None:
        """Nothing to make."""

    def exists(self) -> bool:
        """Whether all of none are there."""
        return True

    def others(self, builds: Iterable[str]) -> list[str]:
        """No tables."""
        return []

    def drop(self, table: str) -> None:
        """There is none."""

    def finish(self) -> None:
        """Nothing to put into order."""

    def add(self, editions: Sequence[IndexedEdition], passages: Sequence[IndexedPassage]) -> None:
        """The rows are found as they are."""

    def remove(self, editions: Sequence[IndexedEdition], passages: Sequence[IndexedPassage]) -> None:
        """Rows that are gone are not found."""

    def reading(self) -> AbstractContextManager:
        """Nothing has to be prepared."""
        return nullcontext()

    def pair_counts(self, pairs: Sequence[str]) -> dict[str, int]:
        """In how many passages each pair stands."""
        if not pairs:
            return {}
        has = [_has(pair) for pair in pairs]
        sums = ", ".join(f"SUM(CASE WHEN {one.sql} THEN 1 ELSE 0 END)" for one in has)
        sql = f"SELECT {sums} FROM {PASSAGE} p INNER JOIN {EDITION} e ON e.id = p.indexed_id WHERE e.generation = %s"
        (counts,) = fetch(sql, (*(parameter for one in has for parameter in one.parameters), self.generation))
        return {pair: int(count or 0) for pair, count in zip(pairs, counts, strict=True)}

    def has(self, groups: Groups, number: int) -> bool:
        """Whether every group holds in at least ``number`` passages."""
        where = _all_groups(groups, _has) & Where("e.generation = %s", (self.generation,))
        sql = f"SELECT 1 FROM {PASSAGE} p INNER JOIN {EDITION} e ON e.id = p.indexed_id WHERE {where.sql}"
        return bool(fetch(f"{sql} LIMIT 1 OFFSET %s", (*where.parameters, number - 1)))

    def all_of(self, groups: Groups, limit: int | None) -> Scored:
        """The best passages in which every group holds."""
        asked = _all_groups(groups, _has)
        weights = {token: 1.0 for ways in groups for way in ways for token in way}
        return self._ranked(weights, asked, limit)

    def any_of(self, weights: dict[str, float], limit: int | None) -> Scored:
        """The same of those that have any of the tokens."""
        return self._ranked(weights, _any([_has(token) for token in weights]), limit)

    def _ranked(self, weights: dict[str, float], where: Where, limit: int | None) -> Scored:
        cases = [(_has(token), weight) for token, weight in weights.items()]
        score = " + ".join(f"CASE WHEN {has.sql} THEN {weight:.6f} ELSE 0 END" for has, weight in cases)
        where &= Where("e.generation = %s", (self.generation,))
        sql = (
            f"SELECT {score}, p.id FROM {PASSAGE} p INNER JOIN {EDITION} e ON e.id = p.indexed_id "
            f"WHERE {where.sql} ORDER BY 1 DESC, LENGTH(p.body), p.id LIMIT %s"
        )
        asked = [parameter for has, _weight in cases for parameter in has.parameters]
        return fetch(sql, (*asked, *where.parameters, _ALL if limit is None else limit))

    def editions(self, groups: Groups, columns: str, where: Where) -> list[tuple]:
        """``columns`` of the editions whose words meet every group."""
        where = _all_groups(groups, lambda token: _like(("e.words",), f" {token} ")) & where
        return fetch(f"SELECT {columns} FROM {EDITION} e WHERE {where.sql}", where.parameters)

    def beginnings(self, words: Sequence[str], where: Where, limit: int) -> list[str]:
        """The lines of editions that have for each of ``words`` one that begins so."""
        for word in words:
            where = _like(("e.line_words",), f" {word}") & where
        sql = f"SELECT e.lines FROM {EDITION} e WHERE {where.sql} LIMIT %s"
        return [lines for (lines,) in fetch(sql, (*where.parameters, limit))]


def _all_groups(groups: Groups, has) -> Where:
    found = Where("1 = 1")
    for ways in groups:
        found &= _any([_all([has(token) for token in way]) for way in ways])
    return found


def _has(token: str) -> Where:
    """Whether a passage has the token: by its form one knows which kind it is."""
    if token.startswith("0"):
        return _like(_EXACT, f" {token} ")
    first, _zero, second = token.partition("0")
    if second and first.isalpha():
        return _like(_WORDS, f" {first} {second} ")
    return _like((*_WORDS, *_CODES), f" {token} ")


def _like(columns: Sequence[str], pattern: str) -> Where:
    # Tokens are letters and digits alone, so nothing in a pattern needs to be escaped.
    spaced = "CONCAT(' ', {}, ' ')" if connection.vendor == "mysql" else "' ' || {} || ' '"
    sql = " OR ".join(f"({spaced.format(column)}) LIKE %s" for column in columns)
    return Where(f"({sql})", (f"%{pattern}%",) * len(columns))


def _any(parts: Sequence[Where]) -> Where:
    return Where(f"({' OR '.join(part.sql for part in parts)})", tuple(p for part in parts for p in part.parameters))


def _all(parts: Sequence[Where]) -> Where:
    return Where(f"({' AND '.join(part.sql for part in parts)})", tuple(p for part in parts for p in part.parameters))
