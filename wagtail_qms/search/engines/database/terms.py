"""How many passages have a term: kept in step with every change, asked by every query."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain

from django.db import connection

from wagtail_qms.search.analysis.nearness import deletes, is_near
from wagtail_qms.search.interface import Tokens
from wagtail_qms.search.models import IndexedTerm, IndexedTermKey

#: Rows under names that no term has: how many passages there are, and how many words they have.
PASSAGES, WORDS = "#passages", "#words"
_AT_ONCE = 500
_MOST_NEAR = 20


class Counts:
    """Changes of the numbers of passages by term."""

    def __init__(self):
        self.all, self.public = Counter(), Counter()

    def add(self, tokens: Iterable[Tokens], *, public: bool, times: int = 1) -> None:
        """Passages that come (or with ``times`` -1 go), and whether everybody may read them."""
        for one in tokens:
            head, text = one.head.split(), one.text.split()
            parts = (head, text, one.head_exact.split(), one.text_exact.split())
            terms = {*chain.from_iterable(parts), *one.head_codes.split(), *one.text_codes.split()}
            for counter in (self.all, self.public) if public else (self.all,):
                for term in terms:
                    counter[term] += times
                counter[PASSAGES] += times
                counter[WORDS] += times * (len(head) + len(text))

    def write(self, generation: int) -> None:
        """Add the changes to what ``generation`` has."""
        terms = sorted(term for term in self.all if self.all[term] or self.public[term])
        for start in range(0, len(terms), _AT_ONCE):
            self._write(generation, terms[start : start + _AT_ONCE])

    def _write(self, generation: int, terms: list[str]) -> None:
        rows = IndexedTerm.objects.filter(generation=generation, term__in=terms)
        known = set(rows.values_list("term", flat=True))
        self._add(generation, known)
        new = [term for term in terms if term not in known]
        IndexedTerm.objects.bulk_create(
            IndexedTerm(generation=generation, term=term, passages=self.all[term], public=self.public[term])
            for term in new
        )
        _write_keys(generation, new)

    def _add(self, generation: int, terms: Iterable[str]) -> None:
        changes = [(self.all[term], self.public[term], generation, term) for term in terms]
        with connection.cursor() as cursor:
            cursor.executemany(_ADD, changes)


_ADD = (
    f"UPDATE {IndexedTerm._meta.db_table} SET passages = passages + %s, public = public + %s "
    "WHERE generation = %s AND term = %s"
)


_COUNTED = f"SELECT term, passages, public FROM {IndexedTerm._meta.db_table} WHERE generation = %s AND term IN ({{}})"


def _write_keys(generation: int, terms: Iterable[str]) -> None:
    rows = [IndexedTermKey(generation=generation, key=key, term=term) for term in terms for key in deletes(term)]
    IndexedTermKey.objects.bulk_create(rows, batch_size=_AT_ONCE)


def frequencies(generation: int, terms: Iterable[str]) -> dict[str, tuple[int, int]]:
    """By term the number of passages that have it, and of those that everybody may read; also of ``PASSAGES``."""
    wanted = [*terms, PASSAGES, WORDS]
    places = ", ".join(["%s"] * len(wanted))
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED.format(places), (generation, *wanted))
        return {term: (passages, public) for term, passages, public in cursor.fetchall()}


def near(generation: int, terms: Iterable[str]) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """For each of ``terms`` those that everybody may read within one edit, the most frequent first."""
    keys = {term: deletes(term) for term in dict.fromkeys(terms)}
    wanted = {key for found in keys.values() for key in found}
    rows = IndexedTermKey.objects.filter(generation=generation, key__in=wanted).values_list("key", "term")
    by_key: dict[str, set[str]] = {}
    for key, term in rows:
        by_key.setdefault(key, set()).add(term)
    met = {term: set().union(*(by_key.get(key, ()) for key in found)) for term, found in keys.items()}
    close = {term: [other for other in others if is_near(term, other)] for term, others in met.items()}
    counted = frequencies(generation, {other for others in close.values() for other in others})
    return {term: _counted(others, counted) for term, others in close.items()}


def _counted(terms: Iterable[str], counted: Mapping[str, tuple[int, int]]) -> tuple[tuple[str, int], ...]:
    public = ((term, counted.get(term, (0, 0))[1]) for term in terms)
    return tuple(sorted(((term, count) for term, count in public if count > 0), key=lambda one: (-one[1], one[0])))[
        :_MOST_NEAR
    ]


def remove_all_but(generations: Iterable[int]) -> None:
    """Forget the terms of all other generations."""
    for model in (IndexedTerm, IndexedTermKey):
        rows = model.objects.exclude(generation__in=generations)
        rows._raw_delete(rows.db)
