"""What a document must have so that every word of a query occurs in it: the same for every engine."""

from __future__ import annotations

from wagtail_qms.search.analysis.query import Query, Term

#: One way to have a word: all of these stand in the document.
Way = tuple[str, ...]


def conditions(query: Query) -> tuple[tuple[Way, ...], ...]:
    """For each word of ``query`` that says something the ways in which a document can have it.

    Words that ask or join ("như thế nào") are not asked for, unless there are no others.
    """
    telling = [term for term in query.terms if term.weight >= 1] or query.terms
    return tuple(dict.fromkeys(_ways(query, term) for term in telling))


def _ways(query: Query, term: Term) -> tuple[Way, ...]:
    own = [(term.folded,), *((other,) for other in term.alternatives)]
    covering = [
        expansion.words
        for expansion in query.expansions
        if term.folded in query.words[expansion.start : expansion.end]
    ]
    return tuple(dict.fromkeys([*own, *covering]))
