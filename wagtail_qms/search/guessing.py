"""What was probably meant where a word is not in the index: said only when it answers this reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise, product

from wagtail_qms.search.analysis.indexing import pair
from wagtail_qms.search.analysis.letters import composed
from wagtail_qms.search.analysis.nearness import suggestion
from wagtail_qms.search.analysis.query import Query, analyse_query
from wagtail_qms.search.analysis.tokens import WORD, Token, tokens
from wagtail_qms.search.grouping import Found

#: For each word the words of the index within one edit, with the number of passages that have them.
Near = Mapping[str, tuple[tuple[str, int], ...]]
#: Words of a query that are looked up: who mistypes more has typed no words.
_WORDS = 4
#: Words that may have been meant by one, and neighbours that are looked at.
_CANDIDATES, _PAIRS = 4, 24
#: Documents in which the spelling of a word is looked for.
_DOCUMENTS = 20


def guess(query: Query, found: Found, near: Callable[[Iterable[str]], Near], find: Callable[[Query], Found]) -> str:
    """What ``query`` probably meant, spelt as the documents spell it, or "".

    Each of its words stands in passages that ``find`` gives this reader, so it tells nobody of others' words. Where
    something was found, a new word has to stand beside a neighbour of it somewhere: else it is but another guess.
    """
    unknown = _unknown(query, found)
    if not unknown or len(unknown) > _WORDS:
        return ""
    around = {term: words[:_CANDIDATES] for term, words in near(unknown).items() if words}
    if not around:
        return ""
    beside = _beside(query.words, around, find)
    known = dict(found.candidates.statistics.frequencies)
    known.update({word: count for words in around.values() for word, count in words})
    candidates = {term: [word for word, _count in words] for term, words in around.items()}
    meant = suggestion(query.words, known, candidates, beside)
    if meant is None or (found.documents and not _is_borne_out(query.words, meant, beside)):
        return ""
    answered = find(analyse_query(" ".join(meant)))
    return _spelt(meant, query, answered) if answered.documents else ""


def _beside(words: tuple[str, ...], around: Near, find: Callable[[Query], Found]) -> dict[tuple[str, str], int]:
    """In how many passages each candidate stands beside a neighbour of the word that it would replace."""
    options = [[word for word, _count in around[word]] if word in around else [word] for word in words]
    pairs = [both for first, second in pairwise(options) for both in product(first, second)]
    wanted = [both for both in pairs if both[0] not in words or both[1] not in words][:_PAIRS]
    # A full stop would do as well: the words of two pairs are neighbours too, and nobody asks for those.
    counts = find(analyse_query(" ".join(word for both in wanted for word in both))).candidates.statistics.frequencies
    return {both: counts.get(pair(*both), 0) for both in wanted}


def _is_borne_out(words: tuple[str, ...], meant: tuple[str, ...], beside: Mapping[tuple[str, str], int]) -> bool:
    """Whether each new word of ``meant`` stands beside its neighbour in some passage."""
    new = {place for place, (before, after) in enumerate(zip(words, meant, strict=True)) if before != after}
    held = {place for place, both in enumerate(pairwise(meant)) if beside.get(both)}
    return all(place in held or place - 1 in held for place in new)


def _unknown(query: Query, found: Found) -> tuple[str, ...]:
    """The words that stand nowhere in the index, in no spelling that may have been meant."""
    known = found.candidates.statistics.frequencies
    terms = (term for term in query.terms if term.folded.isalpha())
    return tuple(t.folded for t in terms if not any(known.get(word) for word in (t.folded, *t.alternatives)))


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
