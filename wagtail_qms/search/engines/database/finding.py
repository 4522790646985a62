"""How the index is asked. Whatever is typed, so many statements are made and no more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import partial
from operator import itemgetter

from wagtail_qms.search.analysis.query import Query
from wagtail_qms.search.beginnings import best
from wagtail_qms.search.conditions import conditions
from wagtail_qms.search.engines.database import terms
from wagtail_qms.search.engines.database.plan import MOST_CONDITIONS, pairs_of, plan_of, tokens_of
from wagtail_qms.search.engines.database.rows import BAR, COLUMNS, PLACES
from wagtail_qms.search.engines.database.scoping import EVERYWHERE, Where, narrowed, readable
from wagtail_qms.search.engines.database.state import Generation
from wagtail_qms.search.engines.database.stores import Store, store_of
from wagtail_qms.search.engines.database.stores.store import EDITION, PASSAGE, Scored, fetch
from wagtail_qms.search.enums import Facet
from wagtail_qms.search.interface import Candidate, Candidates, Head, Passage, Scope, Statistics, Tokens

_HEAD = [field.name for field in fields(Head)]
_HEAD_COLUMNS = ", ".join(f"e.{name}" for name in _HEAD)
_PASSAGE = [field.name for field in fields(Passage)]
_TOKENS = {name: column for column, name in COLUMNS.items()}
_PASSAGE_COLUMNS = ", ".join(f"p.{name}" for name in (*_PASSAGE, *(_TOKENS[field.name] for field in fields(Tokens))))
_FACETS = tuple(facet.value for facet in Facet)
_FACET_COLUMNS = ", ".join(f"e.{'clauses' if name == Facet.CLAUSE else name}" for name in _FACETS)
#: So many times the passages that are wanted are ranked; of them those of one edition that come before others'.
_SPARE, _OF_ONE = 4, 8
#: Passages of which it is asked at once who may see them.
_MOST_AT_ONCE = 2_000
#: Editions whose lines are looked through for what is being typed.
_MOST_EDITIONS = 200


def find(generation: Generation, query: Query, scope: Scope, limit: int) -> Candidates:
    """The best passages for ``query``, counts, and what they have to be judged by."""
    if not query:
        return Candidates(facets=dict.fromkeys(_FACETS, ()))
    store = store_of(generation)
    with store.reading():
        counted = terms.frequencies(generation.number, tokens_of(query))
        pairs = store.pair_counts(pairs_of(query))
        total, facets = _counts(store, generation, query, scope)
        passages = _passages(store, generation, query, scope, limit, counted, pairs)
    return Candidates(passages, total, facets, _statistics(counted, pairs))


def _statistics(counted: Mapping[str, tuple[int, int]], pairs: Mapping[str, int]) -> Statistics:
    public = {term: count for term, (_all, count) in counted.items() if count > 0}
    passages, words = public.pop(terms.PASSAGES, 0), public.pop(terms.WORDS, 0)
    # A pair stands nowhere where one of its words does not.
    most = ((pair, min(count, *(public.get(word, 0) for word in pair.split("0")))) for pair, count in pairs.items())
    public |= {pair: count for pair, count in most if count > 0}
    return Statistics(passages, words / passages if passages else 0.0, public)


def _passages(store: Store, generation, query, scope, limit, counted, pairs) -> tuple[Candidate, ...]:
    """The best passages by the plan; by its looser part where the strict one has too few that may be seen."""
    known = {term: count for term, (count, _public) in counted.items()} | pairs
    plan = plan_of(query, known, limit)
    found = _Found(narrowed(scope, generation.number), limit)
    enough = next((groups for groups in plan.strict if store.has(groups, limit)), None)
    if enough:
        found.take(partial(store.all_of, enough))
    if plan.loose and len(found.scores) < limit:
        found.take(partial(store.any_of, _weights(plan.loose, known)))
    return tuple(found.candidates())


def _weights(tokens: Sequence[str], known: Mapping[str, int]) -> dict[str, float]:
    passages = known.get(terms.PASSAGES, 0)
    return {token: math.log(1 + passages / known[token]) for token in tokens}


class _Found:
    """Passages that may be seen, and the heads of their editions."""

    def __init__(self, where: Where, limit: int):
        self.where, self.limit = where, limit
        self.scores: dict[int, float] = {}
        self.heads: dict[int, Head | None] = {}

    def take(self, ask: Callable[[int | None], Scored]) -> None:
        """The best of what ``ask`` gives; only when too many of them are for others all that it has."""
        for most in (self.limit * _SPARE, None):
            scored = ask(most)
            seen = self._seen(scored)
            if len(seen) >= self.limit or len(scored) != most:
                break
        for score, key in seen:
            self.scores[key] = max(score, self.scores.get(key, score))

    def _seen(self, scored: Scored) -> Scored:
        """The first of ``scored`` that may be seen; of one edition only so many, while there are others."""
        seen, more, of = [], [], Counter()
        start, size = 0, self.limit + self.limit // 2
        while start < len(scored) and len(seen) < self.limit:
            some = [(score, key, key // PLACES) for score, key in scored[start : start + size]]
            start, size = start + size, min(2 * size, _MOST_AT_ONCE)
            self._learn({edition for _score, _key, edition in some})
            for score, key, edition in some:
                if self.heads[edition]:
                    of[edition] += 1
                    (seen if of[edition] <= _OF_ONE else more).append((score, key))
        return [*seen, *more][: self.limit]

    def _learn(self, editions: Iterable[int]) -> None:
        new = [edition for edition in editions if edition not in self.heads]
        rows = _rows(f"e.id, {_HEAD_COLUMNS}", f"{EDITION} e", "e.id", new, self.where)
        self.heads |= dict.fromkeys(new) | {row[0]: _head(row[1:]) for row in rows}

    def candidates(self) -> Iterator[Candidate]:
        """The best of them."""
        keys = sorted(self.scores, key=lambda key: (-self.scores[key], key))[: self.limit]
        passages = {row[0]: row[1:] for row in _rows(f"p.id, {_PASSAGE_COLUMNS}", f"{PASSAGE} p", "p.id", keys)}
        # What is not there any more was removed while this was read: the engine asks again.
        for key in filter(passages.get, keys):
            passage, tokens = passages[key][: len(_PASSAGE)], passages[key][len(_PASSAGE) :]
            yield Candidate(self.heads[key // PLACES], Passage(*passage), float(self.scores[key]), Tokens(*tokens))


def _rows(columns: str, table: str, key: str, keys: Iterable[int], where: Where = EVERYWHERE) -> list[tuple]:
    listed = ", ".join(str(int(one)) for one in keys)
    sql = f"SELECT {columns} FROM {table} WHERE {key} IN ({listed}) AND {where.sql}"
    return fetch(sql, where.parameters) if listed else []


def _head(values: Sequence) -> Head:
    known = dict(zip(_HEAD, values, strict=True))
    flags = {name: bool(known[name]) for name in ("is_internal", "is_held")}
    return Head(**known | flags | {"clauses": _clauses(known["clauses"])})


def _clauses(text: str) -> tuple[str, ...]:
    return tuple(text.strip(BAR).split(BAR)) if text else ()


def _counts(store: Store, generation: Generation, query: Query, scope: Scope):
    """How many documents meet the query's conditions, and how many of them by each value of each facet."""
    groups = conditions(query)[:MOST_CONDITIONS]
    rows = store.editions(groups, _FACET_COLUMNS, readable(scope, generation.number))
    chosen = {_FACETS.index(name): frozenset(values) for name, values in scope.chosen.items() if values}
    refused = [tuple(at for at, wanted in chosen.items() if wanted.isdisjoint(_values(row[at]))) for row in rows]
    counted = {at: [row for row, by in zip(rows, refused, strict=True) if by in ((), (at,))] for at in chosen}
    whole = [row for row, by in zip(rows, refused, strict=True) if not by] if chosen else rows
    facets = enumerate(_FACETS)
    return len(whole), {name: _ordered(Counter(map(itemgetter(at), counted.get(at, whole)))) for at, name in facets}


def _values(value) -> tuple[str, ...]:
    """The values of a document in a facet: only clauses can be several."""
    text = str(value)
    return _clauses(text) if text.startswith(BAR) else (text,) if text else ()


def _ordered(counter: Counter) -> tuple[tuple[str, int], ...]:
    """The counts by value of ``counter``, which has them as they are stored; the most frequent first."""
    counts: Counter = Counter()
    for stored, count in counter.items():
        for value in _values(stored):
            counts[value] += count
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def begin(generation: Generation, words: Sequence[str], scope: Scope, limit: int) -> tuple[str, ...]:
    """Lines of the editions within ``scope`` that have for each of ``words`` one that begins so."""
    where = narrowed(scope, generation.number)
    texts = store_of(generation).beginnings(words, where, _MOST_EDITIONS)
    found: Counter = Counter()
    for text in texts:
        for place, line in enumerate(text.split("\n")):
            found[line] += 1 + (place == 0)
    return best(found, words, limit)
