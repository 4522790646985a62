"""What was probably meant where a word is not in the index: said only when it answers this reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise, product

from wagtail_qms.search.analysis.indexing import pair
from wagtail_qms.search.analysis.letters import composed
from wagtail_qms.search.analysis.nearness import suggestion
from wagtail_qms.search.analysis.query import Query, analyse_query
from wagtail_qms.search.analysis.tokens import WORD, Token, tokens
from wagtail_qms.search.grouping import Found

#: Documents in which the spelling of a word is looked for.
_DOCUMENTS = 20


def guess(query: Query, meant: Query, found: Found, find: Callable[[Query], Found]) -> str:
    """What ``query`` probably meant, spelt as the documents spell it, or "".

    ``meant`` is ``correcting.corrected`` and ``found`` what it finds. Each new word stands beside a neighbour of it
    in some passage, and in one that ``find`` gives this reader: so it tells nobody of others' words.
    """
    around = _spellings_tried(query, meant)
    if not around:
        return ""
    known = found.candidates.statistics.frequencies
    beside = {both: known.get(pair(*both), 0) for both in _neighbours(query.words, around)}
    words = suggestion(query.words, known, around, beside)
    if words is None or not _is_borne_out(query.words, words, beside):
        return ""
    answered = find(analyse_query(" ".join(words)))
    return _spelt(words, query, answered) if answered.documents else ""


def _spellings_tried(query: Query, meant: Query) -> dict[str, tuple[str, ...]]:
    """For each word that the index does not know those that were looked for in its place."""
    tried = {term.folded: term.alternatives for term in query.terms}
    new = {term.folded: tuple(w for w in term.alternatives if w not in tried[term.folded]) for term in meant.terms}
    return {word: spellings for word, spellings in new.items() if spellings}


def _neighbours(words: tuple[str, ...], around: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    options = [around.get(word, (word,)) for word in words]
    return (both for first, second in pairwise(options) for both in product(first, second))


def _is_borne_out(words: tuple[str, ...], meant: tuple[str, ...], beside: Mapping[tuple[str, str], int]) -> bool:
    """Whether each new word of ``meant`` stands beside its neighbour in some passage; one alone has none."""
    new = {place for place, (before, after) in enumerate(zip(words, meant, strict=True)) if before != after}
    held = {place for place, both in enumerate(pairwise(meant)) if beside.get(both)}
    return len(words) == 1 or all(place in held or place - 1 in held for place in new)


def _spelt(meant: tuple[str, ...], query: Query, answered: Found) -> str:
    """``meant`` as the passages found spell it; "" when one of the new words stands in none of them."""
    spellings = _spellings(answered, meant)
    typed = {term.folded: term.exact for term in query.terms if term.exact}
    if any(word not in spellings for word in meant if word not in query.words):
        return ""
    return " ".join(spellings.get(word) or typed.get(word, word) for word in meant)


def _spellings(answered: Found, meant: tuple[str, ...]) -> dict[str, str]:
    """How each word of ``meant`` is spelt most often, above all where its neighbours stand beside it."""
    beside = set(pairwise(meant))
    counts: dict[str, Counter] = {word: Counter() for word in meant}
    for text in _texts(answered):
        words = [token for token in tokens(text) if token.kind == WORD]
        for before, token, after in zip(("", *words), words, (*words[1:], ""), strict=False):
            if token.text in counts:
                together = _names(before, token) in beside or _names(token, after) in beside
                counts[token.text][text[token.start : token.end].lower()] += 5 if together else 1
    return {word: found.most_common(1)[0][0] for word, found in counts.items() if found}


def _names(*pair: Token | str) -> tuple[str, ...]:
    return tuple(token.text if isinstance(token, Token) else token for token in pair)


def _texts(answered: Found) -> Iterator[str]:
    for document in answered.documents[:_DOCUMENTS]:
        yield composed(document.head.title)
        for found in document.passages:
            yield from (composed(found.passage.heading), composed(found.passage.text))
