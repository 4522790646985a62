"""Which tokens are looked for, in which order of strictness, so that a query's cost does not follow its length.

The passages where all words of the query stand side by side, as typed; without regard to accents; those where all
stand anywhere: the first of them that are enough are ranked. When none are, those with some of the words are ranked,
the rarest words first, as many as can be afforded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from wagtail_qms.search.analysis.indexing import exact_token, pair
from wagtail_qms.search.analysis.query import Query
from wagtail_qms.search.conditions import conditions

#: So many rows of the index are read for the words that a passage need not have all of.
MOST_ROWS = 4_000
#: Tokens of a query that are looked for at all, and conditions that are joined by "and".
MOST_TOKENS, MOST_CONDITIONS = 96, 24

#: Of each group one alternative must hold; of an alternative all tokens.
Groups = tuple[tuple[tuple[str, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask: the first of ``strict`` that has enough passages, else its last, and ``loose``."""

    strict: tuple[Groups, ...]
    loose: tuple[str, ...]


def tokens_of(query: Query) -> tuple[str, ...]:
    """Every token that can matter to ``query``, the words first."""
    words = [word for term in query.terms for word in (term.folded, *term.alternatives)]
    exact = [exact_token(term.exact) for term in query.terms if term.exact]
    others = [word for phrase in query.phrases for word in phrase]
    return tuple(dict.fromkeys([*words, *exact, *query.codes, *others]))[: MOST_TOKENS * 2]


def pairs_of(query: Query) -> tuple[str, ...]:
    """The pairs of ``query`` and of its other wordings."""
    others = [pair(*both) for phrase in query.phrases for both in pairwise(phrase)]
    return tuple(dict.fromkeys([*query.pairs, *others]))[:MOST_TOKENS]


def plan_of(query: Query, counted: Mapping[str, int]) -> Plan:
    """What to ask for ``query``; ``counted`` has by token the number of passages with it."""
    return Plan(tuple(_strict(query, counted)), tuple(_loose(query, counted)))


def _strict(query: Query, counted: Mapping[str, int]) -> Iterable[Groups]:
    if query.pairs and not query.expansions and all(counted.get(one) for one in query.pairs[:MOST_CONDITIONS]):
        chain = tuple(((one,),) for one in query.pairs[:MOST_CONDITIONS])
        exact = tuple(((one,),) for one in _exact(query, counted))[:MOST_CONDITIONS]
        yield from ((*chain, *exact), chain) if exact else (chain,)
    groups = tuple(_with_bonus(query, ways, counted) for ways in conditions(query)[:MOST_CONDITIONS])
    if groups and all(any(_may_stand(way, counted) for way in ways) for ways in groups):
        yield groups


def _exact(query: Query, counted: Mapping[str, int]) -> list[str]:
    """Accented words that are rarer than their folded spelling: the others tell nothing more."""
    tokens = {term.folded: exact_token(term.exact) for term in query.terms if term.exact}
    return [token for word, token in tokens.items() if counted.get(token, 0) < counted.get(word, 0)]


def _with_bonus(query: Query, ways, counted: Mapping[str, int]) -> tuple[tuple[str, ...], ...]:
    """With pairs and accents of a word, where it stands anyway: they count for the order."""
    word = ways[0][0]
    pairs = [(one,) for one in query.pairs if one.startswith(f"{word}0")]
    exact = [(one,) for one in _exact(query, counted) if one in _exact_of(query, word)]
    return tuple(way for way in dict.fromkeys([*ways, *pairs, *exact]) if _may_stand(way, counted))


def _exact_of(query: Query, word: str) -> set[str]:
    return {exact_token(term.exact) for term in query.terms if term.folded == word and term.exact}


def _may_stand(way: tuple[str, ...], counted: Mapping[str, int]) -> bool:
    return all(counted.get(token) for token in way)


def _loose(query: Query, counted: Mapping[str, int]) -> Iterable[str]:
    """The rarest tokens, as many as can be afforded, and one in any case."""
    left = MOST_ROWS
    for place, token in enumerate(sorted(_wanted(query, counted), key=lambda one: (counted[one], one))):
        left -= counted[token]
        if place >= MOST_TOKENS or (place and left < 0):
            break
        yield token


def _wanted(query: Query, counted: Mapping[str, int]) -> set[str]:
    words = {word for term in query.terms for word in (*_spellings(term, counted), *term.alternatives)}
    alone = {phrase[0] for phrase in query.phrases if len(phrase) == 1}
    return {token for token in {*words, *pairs_of(query), *query.codes, *alone} if counted.get(token)}


def _spellings(term, counted: Mapping[str, int]) -> tuple[str, ...]:
    """The accented word where it was typed and is known, else the folded one."""
    exact = exact_token(term.exact) if term.exact else ""
    return (exact,) if counted.get(exact) else (term.folded,)
