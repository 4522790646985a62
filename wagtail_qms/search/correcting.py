"""Words that the index does not know, with those within one edit that it knows: both are looked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice, pairwise, product

from wagtail_qms.search.analysis.indexing import pair
from wagtail_qms.search.analysis.query import Expansion, Query, Term
from wagtail_qms.search.analysis.syllables import is_unaccented_syllable

#: For each word the words of the index within one edit, with the number of passages that have them.
Near = Mapping[str, tuple[tuple[str, int], ...]]
#: Unknown words that are looked up, and spellings that are tried for each.
MOST_WORDS, SPELLINGS = 8, 4


def unknown(query: Query, known: Mapping[str, int]) -> tuple[str, ...]:
    """The words of ``query`` that stand nowhere in the index, in no spelling that may have been meant.

    Parts of a code are no words: whoever types a code that is not there means no other.
    """
    codes = [code for code in query.codes if any(map(str.isdigit, code))]
    terms = (term for term in query.terms if term.folded.isalpha() and not any(term.folded in code for code in codes))
    return tuple(
        term.folded for term in terms if not any(known.get(word) for word in (term.folded, *term.alternatives))
    )


def corrected(query: Query, known: Mapping[str, int], near: Callable[[Iterable[str]], Near]) -> Query | None:
    """``query`` with spellings that may have been meant, None when there is nothing to correct.

    ``known`` says of the query's words in how many passages they stand.
    """
    words = unknown(query, known)
    if not words or len(words) > MOST_WORDS:
        return None
    around = near(words)
    meant = {word: tuple(found for found, _count in around.get(word, ())[:SPELLINGS]) for word in words}
    apart = tuple(_apart(query, words))
    if not apart and not any(meant.values()):
        return None
    terms = tuple(_with_spellings(term, meant.get(term.folded, ())) for term in query.terms)
    return replace(query, terms=terms, pairs=_pairs(query, terms), expansions=(*query.expansions, *apart))


def _apart(query: Query, words: Collection[str]) -> Iterator[Expansion]:
    """Words that were typed without the space between them: "khaisinh"."""
    for place, word in enumerate(query.words):
        if word in words:
            sides = ((word[:at], word[at:]) for at in range(2, len(word) - 1))
            both = (halves for halves in sides if all(map(is_unaccented_syllable, halves)))
            yield from (Expansion(halves, place, place + 1) for halves in islice(both, SPELLINGS))


def _with_spellings(term: Term, spellings: tuple[str, ...]) -> Term:
    return replace(term, exact=None, alternatives=(*term.alternatives, *spellings)) if spellings else term


def _pairs(query: Query, terms: tuple[Term, ...]) -> tuple[str, ...]:
    """The pairs of the query in every spelling of their words."""
    spellings = {term.folded: (term.folded, *term.alternatives) for term in terms}
    sides = [(spellings.get(first, ()), spellings.get(second, ())) for first, second in pairwise(query.words)]
    return tuple(dict.fromkeys(pair(*both) for firsts, seconds in sides for both in product(firsts, seconds)))
