"""Who may see what, and what was chosen, as conditions on ``IndexedEdition`` under the name ``e``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from wagtail_qms.search.enums import Facet
from wagtail_qms.search.interface import Scope

_CLAUSE = re.compile(r"[A-Za-z0-9.]{1,20}")


@dataclass(frozen=True, slots=True)
class Where:
    """A condition in SQL with its parameters."""

    sql: str
    parameters: tuple = ()

    def __and__(self, other: Where) -> Where:
        return Where(f"{self.sql} AND {other.sql}", (*self.parameters, *other.parameters))


EVERYWHERE = Where("1 = 1")


def readable(scope: Scope, generation: int) -> Where:
    """Editions that answer on the day and that the reader may know of, whatever was chosen."""
    day = connection.ops.adapt_datefield_value(scope.day)
    where = Where("e.generation = %s AND e.starts_on <= %s", (generation, day))
    where &= Where("(e.ends_on IS NULL OR e.ends_on > %s)", (day,))
    if not scope.reader.sees_all:
        where &= Where(f"(NOT e.is_held OR {_one_of('e.agency_id', scope.reader.keeps)})")
        where &= Where(f"(NOT e.is_internal OR {_one_of('e.agency_id', scope.reader.agencies)})")
    if scope.agencies is not None:
        where &= Where(_one_of("e.agency_id", scope.agencies))
    if scope.hidden_pages:
        where &= Where(f"(e.page_id IS NULL OR NOT {_one_of('e.page_id', scope.hidden_pages)})")
    return where


def narrowed(scope: Scope, generation: int) -> Where:
    """The same, of which one of the chosen values of each facet holds."""
    where = readable(scope, generation)
    for facet, values in scope.chosen.items():
        if values:
            where &= _chosen(facet, values)
    return where


def _chosen(facet: str, values: tuple[str, ...]) -> Where:
    if facet == Facet.CLAUSE:
        clauses = [value for value in values if _CLAUSE.fullmatch(value)]
        likes = " OR ".join(["e.clauses LIKE %s"] * len(clauses))
        return Where(f"({likes or '1 = 0'})", tuple(f"%|{clause}|%" for clause in clauses))
    if facet == Facet.YEAR:
        return Where(_one_of("e.year", (year for year in values if year.isdecimal() and len(year) <= 4)))
    places = ", ".join(["%s"] * len(values))
    return Where(f"e.{Facet(facet).value} IN ({places})", tuple(map(storable, values)))


def storable(text: str) -> str:
    """``text`` without what no database takes."""
    return text.replace("\x00", "").encode(errors="ignore").decode()


def _one_of(column: str, numbers: Iterable) -> str:
    """Numbers are written out: a page tree can hide more pages than a statement takes parameters."""
    listed = ", ".join(str(int(number)) for number in sorted(numbers))
    return f"{column} IN ({listed})" if listed else "1 = 0"
