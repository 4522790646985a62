"""How the index is asked. Whatever is typed, so many statements are made and no more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields

from wagtail_qms.search.analysis.query import Query
from wagtail_qms.search.beginnings import best
from wagtail_qms.search.conditions import conditions
from wagtail_qms.search.engines.database import terms
from wagtail_qms.search.engines.database.plan import MOST_CONDITIONS, pairs_of, plan_of, tokens_of
from wagtail_qms.search.engines.database.rows import BAR, COLUMNS
from wagtail_qms.search.engines.database.scoping import narrowed, readable
from wagtail_qms.search.engines.database.state import Generation
from wagtail_qms.search.engines.database.stores import Store, store_of
from wagtail_qms.search.enums import Facet
from wagtail_qms.search.interface import Candidate, Candidates, Head, Passage, Scope, Statistics, Tokens

_HEAD = [field.name for field in fields(Head)]
_PASSAGE = [field.name for field in fields(Passage)]
_TOKENS = {name: column for column, name in COLUMNS.items()}
_COLUMNS = ", ".join(
    [
        "p.id",
        "e.id",
        *(f"e.{name}" for name in _HEAD),
        *(f"p.{name}" for name in _PASSAGE),
        *(f"p.{_TOKENS[field.name]}" for field in fields(Tokens)),
    ]
)
_FACETS = tuple(facet.value for facet in Facet)
_FACET_COLUMNS = ", ".join(f"e.{'clauses' if name == Facet.CLAUSE else name}" for name in _FACETS)
#: Editions whose lines are looked through for what is being typed.
_MOST_EDITIONS = 200


def find(generation: Generation, query: Query, scope: Scope, limit: int) -> Candidates:
    """The best passages for ``query``, counts, and what they have to be judged by."""
    if not query:
        return Candidates(facets=dict.fromkeys(_FACETS, ()))
    store = store_of(generation)
    counted = terms.frequencies(generation.number, tokens_of(query))
    pairs = store.pair_counts(pairs_of(query))
    total, facets = _counts(store, generation, query, scope)
    return Candidates(
        passages=_passages(store, generation, query, scope, limit, counted, pairs),
        total=total,
        facets=facets,
        statistics=_statistics(counted, pairs),
    )


def _statistics(counted: Mapping[str, tuple[int, int]], pairs: Mapping[str, int]) -> Statistics:
    public = {term: count for term, (_all, count) in counted.items() if count > 0}
    passages, words = public.pop(terms.PASSAGES, 0), public.pop(terms.WORDS, 0)
    # A pair stands nowhere where one of its words does not.
    most = ((pair, min(count, *(public.get(word, 0) for word in pair.split("0")))) for pair, count in pairs.items())
    public |= {pair: count for pair, count in most if count > 0}
    return Statistics(passages, words / passages if passages else 0.0, public)


def _passages(store: Store, generation, query, scope, limit, counted, pairs) -> tuple[Candidate, ...]:
    """By each step of the plan those that the step before did not find, until there are enough."""
    known = {term: count for term, (count, _public) in counted.items()} | pairs
    plan, where = plan_of(query, known), narrowed(scope, generation.number)
    found: dict[int, tuple] = {}
    for groups in plan.strict:
        _keep_best(found, store.all_of(groups, _COLUMNS, where, limit))
        if len(found) >= limit:
            break
    else:
        if plan.loose:
            _keep_best(found, store.any_of(_weights(plan.loose, known), _COLUMNS, where, limit))
    best = sorted(found.values(), key=lambda row: (-row[0], row[1]))[:limit]
    return tuple(_candidates(best))


def _weights(tokens: Sequence[str], known: Mapping[str, int]) -> dict[str, float]:
    passages = known.get(terms.PASSAGES, 0)
    return {token: math.log(1 + passages / known[token]) for token in tokens}


def _keep_best(found: dict[int, tuple], rows: list[tuple]) -> None:
    for row in rows:
        known = found.get(row[1])
        if known is None or known[0] < row[0]:
            found[row[1]] = row


def _candidates(rows: list[tuple]) -> Iterator[Candidate]:
    heads: dict[int, Head] = {}
    for score, _passage, edition, *rest in rows:
        if edition not in heads:
            heads[edition] = _head(rest[: len(_HEAD)])
        rest = rest[len(_HEAD) :]
        tokens = Tokens(*rest[len(_PASSAGE) :])
        yield Candidate(heads[edition], Passage(*rest[: len(_PASSAGE)]), float(score), tokens)


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
    chosen = {name: frozenset(values) for name, values in scope.chosen.items() if values}
    counts = {name: Counter() for name in _FACETS}
    total = 0
    for row in rows:
        values = dict(zip(_FACETS, map(_values, row), strict=True))
        refused = [name for name, wanted in chosen.items() if wanted.isdisjoint(values[name])]
        total += not refused
        for name in _FACETS if not refused else refused if len(refused) == 1 else ():
            counts[name].update(values[name])
    return total, {name: _ordered(counter) for name, counter in counts.items()}


def _values(value) -> tuple[str, ...]:
    """The values of a document in a facet: only clauses can be several."""
    text = str(value)
    return _clauses(text) if text.startswith(BAR) else (text,) if text else ()


def _ordered(counter: Counter) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counter.items(), key=lambda one: (-one[1], one[0])))


def begin(generation: Generation, words: Sequence[str], scope: Scope, limit: int) -> tuple[str, ...]:
    """Lines of the editions within ``scope`` that have for each of ``words`` one that begins so."""
    where = narrowed(scope, generation.number)
    texts = store_of(generation).beginnings(words, where, _MOST_EDITIONS)
    found: Counter = Counter()
    for text in texts:
        for place, line in enumerate(text.split("\n")):
            found[line] += 1 + (place == 0)
    return best(found, words, limit)
