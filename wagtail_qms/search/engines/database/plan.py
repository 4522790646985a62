"""Which tokens are looked for, so that a query costs about the same however long it is and however large the index.

Where enough passages have the query's words side by side, those are ranked; else where enough have its rarest words
anywhere, those; else the passages with some of its words, the rarest first, as many as can be afforded. Which of them
it will be is told by the numbers of passages before any is ranked.
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
#: Tokens of a query that are looked for at all, and words that are joined by "and".
MOST_TOKENS, MOST_JOINED = 96, 6
#: Ways to have a word that documents are counted by.
MOST_CONDITIONS = 24

#: Of each group one alternative must hold; of an alternative all tokens.
Groups = tuple[tuple[tuple[str, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask: the first of ``strict`` that has enough passages, else ``loose``."""

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


def plan_of(query: Query, counted: Mapping[str, int], limit: int) -> Plan:
    """What to ask for ``limit`` passages; ``counted`` has by token the number of passages with it."""
    strict = (groups for groups in _strict(query, counted) if all(_most(ways, counted) >= limit for ways in groups))
    return Plan(tuple(strict), tuple(_loose(query, counted)))


def _strict(query: Query, counted: Mapping[str, int]) -> Iterable[Groups]:
    chain = tuple(((one,),) for one in _chain(query))
    if chain and not query.expansions:
        exact = tuple(((one,),) for one in _telling(query, counted))
        yield from ((*chain, *exact), chain) if exact else (chain,)
    rarest = sorted(conditions(query), key=lambda ways: _most(ways, counted))[:MOST_JOINED]
    # What is rare brings its passages in anyway, and they are ranked by the other words too.
    if rarest and _most(rarest[0], counted) > MOST_ROWS // 4:
        yield tuple(_with_pairs(query, ways, counted) for ways in rarest)


def _most(ways, counted: Mapping[str, int]) -> int:
    """In how many passages one of ``ways`` can be at most."""
    return sum(min(counted.get(token, 0) for token in way) for way in ways)


def _chain(query: Query) -> tuple[str, ...]:
    """The query's words two by two, each once if that comes out even."""
    words = query.words
    pairs = [pair(*words[at : at + 2]) for at in range(0, len(words) - 1, 2)]
    odd = [pair(*words[-2:])] if len(words) % 2 and len(words) > 2 else []
    return tuple(dict.fromkeys([*pairs, *odd]))[:MOST_JOINED]


def _telling(query: Query, counted: Mapping[str, int]) -> list[str]:
    """Accented words that are rarer than a pair of the word without accents: the pair is of other words as well."""
    found = []
    for term in query.terms:
        token = exact_token(term.exact) if term.exact else ""
        pairs = [one for one in _chain(query) if term.folded in one.split("0")]
        if counted.get(token) and any(counted[token] < counted.get(one, 0) for one in pairs):
            found.append(token)
    return found[:MOST_JOINED]


def _with_pairs(query: Query, ways, counted: Mapping[str, int]):
    """With what a passage may have besides a word, for the order: its pairs, its accents where they tell."""
    word = ways[0][0]
    pairs = [(one,) for one in query.pairs if one.startswith(f"{word}0")]
    exact = [exact_token(term.exact) for term in query.terms if term.folded == word and term.exact]
    exact = [(token,) for token in exact if 2 * counted.get(token, 0) < counted.get(word, 0)]
    return tuple(way for way in dict.fromkeys([*ways, *pairs, *exact]) if all(counted.get(token) for token in way))


def _loose(query: Query, counted: Mapping[str, int]) -> Iterable[str]:
    """The rarest tokens, as many as can be afforded, and one in any case."""
    left = MOST_ROWS
    for place, token in enumerate(sorted(_wanted(query, counted), key=lambda one: (counted[one], one))):
        left -= counted[token]
        if place >= MOST_TOKENS or (place and left < 0):
            break
        yield token


def _wanted(query: Query, counted: Mapping[str, int]) -> set[str]:
    words = {word for term in query.terms for word in (term.folded, *term.alternatives)}
    exact = {exact_token(term.exact) for term in query.terms if term.exact}
    alone = {phrase[0] for phrase in query.phrases if len(phrase) == 1}
    return {token for token in {*words, *exact, *pairs_of(query), *query.codes, *alone} if counted.get(token)}
