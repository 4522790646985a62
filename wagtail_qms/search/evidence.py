"""How well a passage answers a query: which words it has, how rare they are, and how near to each other they stand."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

from wagtail_qms.search.analysis.indexing import exact_token, folded_words, pair
from wagtail_qms.search.analysis.letters import composed
from wagtail_qms.search.analysis.query import Query
from wagtail_qms.search.analysis.tokens import glued
from wagtail_qms.search.interface import Candidate, Statistics
from wagtail_qms.search.support import Support

#: In a small index every word is rare: it tells nothing of how common words are.
_SMALLEST = 500
#: BM25: how soon more of the same word adds nothing, and how much a long passage is held against it.
_K, _B = 1.0, 0.75
#: What a word in the headings counts, beside one in the text.
_HEAD = 1.5
#: A word that is typed with accents and stands there with others.
_OTHER_ACCENTS = 0.5
#: What each kind of evidence counts, beside the words themselves.
_PAIRS, _WINDOW, _TITLE, _DEFINED = 1.0, 0.8, 0.4, 1.5
#: A code that was typed: in the text, of the form, of the document itself.
_CODE, _FORM_CODE, _OWN_CODE = 2.0, 20.0, 50.0
#: Words of a window.
_WIDE = 80
_TITLE_WORDS = 25
#: Passages of a document of which one has to have most of what was asked for.
_BEST = 4
#: What other words that mean the same count, beside those that were typed.
_MEANT = 0.8


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a passage.

    ``units`` are the words and pairs of the query that it has, by their numbers, ``titled`` those in its titles,
    ``strange`` those words that it has with other accents than were typed.
    """

    score: float
    units: frozenset[int]
    titled: frozenset[int]
    strange: frozenset[int]
    has_code: bool


class Judge:
    """Looks at passages for one query."""

    def __init__(self, query: Query, statistics: Statistics):
        self.query, self.known = query, statistics.frequencies
        self.passages = max(statistics.passages, _SMALLEST)
        self.average = statistics.average_length or 1.0
        self.unit_of: dict[str, int] = {}
        self.units = [self._rarity(term) * term.weight for term in query.terms]
        for place, term in enumerate(query.terms):
            self.unit_of.update(dict.fromkeys((term.folded, *term.alternatives), place))
        self.exact = [exact_token(term.exact) if term.exact else "" for term in query.terms]
        total = sum(self.units)
        self.pairs = self._pairs()
        # Numbers without a weight: for a word that its meaning was found, whatever stands beside it.
        self.held: dict[int, int] = {}
        self.meant = self._expansions()
        self.support = Support(query, self.unit_of, self.pairs, self.held, self.units)
        # What was seen of headings and titles, which many passages share.
        self.heads: dict[str, frozenset[int]] = {}
        self.titles: dict[str, float] = {}
        self.codes = frozenset(query.codes)
        self.defined = (*query.defined, "la") if query.defined else ()
        self.typical = total / max(1, sum(term.weight for term in query.terms))

    def rarity(self, token: str) -> float:
        """BM25's weight of a token by the number of passages that have it."""
        count = min(self.known.get(token, 0), self.passages)
        return math.log(1 + (self.passages - count + 0.5) / (count + 0.5))

    def _rarity(self, term) -> float:
        return min(self.rarity(spelling) for spelling in (term.folded, *term.alternatives))

    def _pairs(self) -> dict[tuple[int, int], int]:
        """Words side by side in the query: by their terms, a number behind those of the terms."""
        found: dict[tuple[int, int], int] = {}
        weighted = list(zip(self.query.words, self.query.weights))
        for (first, weight), (second, other) in pairwise(weighted):
            if first in self.unit_of and second in self.unit_of:
                key = (self.unit_of[first], self.unit_of[second])
                worth = _PAIRS * self._pair_rarity(*key) * (weight + other) / 2
                if key not in found:
                    found[key] = len(self.units)
                    self.units.append(0.0)
                self.units[found[key]] = max(self.units[found[key]], worth)
        return found

    def _pair_rarity(self, first: int, second: int) -> float:
        spellings = [(term.folded, *term.alternatives) for term in (self.query.terms[first], self.query.terms[second])]
        return min(self.rarity(pair(*both)) for both in product(*spellings))

    def _expansions(self) -> dict[str, list[tuple[tuple[str, ...], tuple[int, ...]]]]:
        """By first word: other words that mean the same, and the numbers of what they stand for."""
        found = defaultdict(list)
        for expansion in self.query.expansions:
            said = self.query.words[expansion.start : expansion.end]
            units = [self.unit_of[word] for word in said if word in self.unit_of]
            units += [self._held(unit) for unit in units] + [self.pairs[x] for x in pairwise(units) if x in self.pairs]
            found[expansion.words[0]].append((expansion.words, tuple(units)))
        return found

    def _held(self, unit: int) -> int:
        if unit not in self.held:
            self.held[unit] = len(self.units)
            self.units.append(0.0)
        return self.held[unit]

    def look_at(self, candidate: Candidate) -> Evidence:
        """What speaks for ``candidate``."""
        tokens = candidate.tokens
        words = tokens.text.split()
        text_hits, meant = self._hits(words), self._meant_hits(words)
        head_units = self._head_units(tokens.head)
        norm = 1 - _B + _B * max(len(words) / self.average, 0.5)
        exact = set(tokens.text_exact.split()) | set(tokens.head_exact.split()) if self.query.accented else None
        counts = self._counted(text_hits, meant, head_units, norm)
        strange = self._strange(exact, counts)
        score = sum(self._worth(unit, strange) * _full(count) for unit, count in counts.items())
        score += _WINDOW * self._best_window(sorted(text_hits + meant) if meant else text_hits)
        score += _TITLE * self._titles(candidate)
        score += self._definition(words)
        code_score = self._code_score(candidate)
        titled = head_units | self._units(_title_words(_first_line(candidate)))
        return Evidence(score + code_score, frozenset(counts), titled, strange, code_score > 0)

    def share(self, evidence: Sequence[Evidence]) -> float:
        """The share of what was asked for that a document has, 0 to 1: in all its passages, and in one of the best.

        ``evidence`` is of its passages, best first.
        """
        if any(one.has_code for one in evidence):
            return 1.0
        if len(evidence) == 1:
            return self.support.share(evidence[0].units, evidence[0].strange)
        together = frozenset().union(*(one.units for one in evidence))
        strange = frozenset.intersection(*(one.strange | (together - one.units) for one in evidence))
        best = max(self.support.share(one.units, one.strange) for one in evidence[:_BEST])
        return (self.support.share(together, strange) + best) / 2

    def needed(self, evidence: Sequence[Evidence]) -> float:
        """The share with which a document with these passages is an answer."""
        return self.support.least(max(map(self.support.share, {one.titled for one in evidence})))

    def _hits(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """Where words and pairs of the query stand: (place, number)."""
        unit_of, pairs = self.unit_of, self.pairs
        found = [(place, unit_of[word]) for place, word in enumerate(words) if word in unit_of]
        beside = [
            (place, pairs[before, unit])
            for (before_place, before), (place, unit) in pairwise(found)
            if place == before_place + 1 and (before, unit) in pairs
        ]
        return sorted(found + beside) if beside else found

    def _meant_hits(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """Where other words stand that mean the same: (place, number of what was typed)."""
        if not self.meant:
            return []
        return [
            (place, unit)
            for place, word in enumerate(words)
            for phrase, units in self.meant.get(word, ())
            if tuple(words[place : place + len(phrase)]) == phrase
            for unit in units
        ]

    def _head_units(self, head: str) -> frozenset[int]:
        """The words and pairs in the headings."""
        if head not in self.heads:
            self.heads[head] = self._units(head.split())
        return self.heads[head]

    def _units(self, words: Sequence[str]) -> frozenset[int]:
        return frozenset(unit for _place, unit in (*self._hits(words), *self._meant_hits(words)))

    def _counted(self, text_hits, meant, head_units, norm: float) -> dict[int, float]:
        """How often each occurs, a long text discounted, and once more for the headings."""
        counts: dict[int, float] = defaultdict(float)
        for _place, unit in text_hits:
            counts[unit] += 1 / norm
        for _place, unit in meant:
            counts[unit] += _MEANT / norm
        for unit in head_units:
            counts[unit] += _HEAD
        return counts

    def _worth(self, unit: int, strange: Collection[int]) -> float:
        """What a word or pair counts: less where its accents are not as typed, unless nobody writes them so."""
        is_doubtful = unit in strange and self.known.get(self.exact[unit])
        return self.units[unit] * (_OTHER_ACCENTS if is_doubtful else 1.0)

    def _strange(self, exact: set[str] | None, units: Collection[int]) -> frozenset[int]:
        if exact is None:
            return frozenset()
        words = (unit for unit in units if unit < len(self.exact) and self.held.get(unit) not in units)
        return frozenset(unit for unit in words if self.exact[unit] and self.exact[unit] not in exact)

    def _best_window(self, hits: list[tuple[int, int]]) -> float:
        """The most that different words and pairs of them weigh within one stretch of the text."""
        best = total = 0.0
        left, inside = 0, defaultdict(int)
        for place, unit in hits:
            if not inside[unit]:
                total += self.units[unit]
            inside[unit] += 1
            while hits[left][0] <= place - _WIDE:
                inside[hits[left][1]] -= 1
                if not inside[hits[left][1]]:
                    total -= self.units[hits[left][1]]
                left += 1
            best = max(best, total)
        return best

    def _titles(self, candidate: Candidate) -> float:
        """The best title above the passage: how much of the query it has, and how little else."""
        first_line = _first_line(candidate) if "\n" in candidate.passage.text else ""
        titles = [candidate.head.title, candidate.passage.heading.rpartition(" › ")[2], first_line]
        return max(map(self._title, titles))

    def _title(self, title: str) -> float:
        if title not in self.titles:
            self.titles[title] = self._title_worth(_title_words(title))
        return self.titles[title]

    def _title_worth(self, words: Sequence[str]) -> float:
        units = {self.unit_of[word] for word in words if word in self.unit_of}
        found = sum(self.units[unit] for unit in units)
        other = self.typical * sum(word not in self.unit_of for word in set(words))
        return found * found / (found + other) if found else 0.0

    def _definition(self, words: list[str]) -> float:
        """Whether the passage says "X is ..." where that is asked."""
        sought = self.defined
        if not sought:
            return 0.0
        size, first = len(sought), sought[0]
        says = any(words[at : at + size] == list(sought) for at, word in enumerate(words) if word == first)
        return _DEFINED * self.typical * (size - 1) if says else 0.0

    def _code_score(self, candidate: Candidate) -> float:
        if not self.codes:
            return 0.0
        if candidate.head.code and glued(candidate.head.code) in self.codes:
            return _OWN_CODE
        if candidate.passage.number and glued(candidate.passage.number) in self.codes:
            return _FORM_CODE
        found = self.codes & {*candidate.tokens.text_codes.split(), *candidate.tokens.head_codes.split()}
        return _CODE * max((self.rarity(code) for code in found), default=0.0)


def _first_line(candidate: Candidate) -> str:
    return candidate.passage.text.partition("\n")[0]


def _full(count: float) -> float:
    """BM25's measure of how much more of the same adds."""
    return count * (_K + 1) / (count + _K)


@lru_cache(maxsize=4096)
def _title_words(title: str) -> tuple[str, ...]:
    words = [word for word, _exact in folded_words(composed(title[:400]))]
    return tuple(words) if len(words) <= _TITLE_WORDS else ()
