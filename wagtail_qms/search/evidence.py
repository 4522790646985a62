"""How well a passage answers a query: which words it has, how rare they are, and how near to each other they stand."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from wagtail_qms.search.analysis.indexing import exact_token, folded_words, pair
from wagtail_qms.search.analysis.letters import composed
from wagtail_qms.search.analysis.query import Query
from wagtail_qms.search.analysis.tokens import glued
from wagtail_qms.search.interface import Candidate, Statistics

#: In a small index every word is rare: it tells nothing of how common words are.
_SMALLEST = 500
#: BM25: how soon more of the same word adds nothing, and how much a long passage is held against it.
_K, _B = 1.2, 0.5
#: What a word in the headings counts, beside one in the text.
_HEAD = 1.5
#: A word that is typed with accents and stands there with others.
_OTHER_ACCENTS = 0.5
#: What each kind of evidence counts, beside the words themselves.
_PAIRS, _WINDOW, _NEAR, _TITLE, _DEFINED = 1.0, 0.5, 0.4, 0.4, 1.0
#: A code that was typed: in the text, of the form, of the document itself.
_CODE, _FORM_CODE, _OWN_CODE = 2.0, 20.0, 50.0
#: Words of a window, and between two words that stand near each other.
_WIDE, _REACH = 80, 4
_TITLE_WORDS = 25


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a passage. ``units`` are the words and pairs of the query that it has, by their numbers."""

    score: float
    units: frozenset[int]
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
        self.total = sum(self.units)
        self.pairs = self._pairs()
        self.codes = frozenset(query.codes)
        self.defined = (*query.defined, "la") if query.defined else ()
        self.typical = self.total / max(1, sum(term.weight for term in query.terms))

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
                worth = _PAIRS * self.rarity(pair(first, second)) * (weight + other) / 2
                if key not in found:
                    found[key] = len(self.units)
                    self.units.append(0.0)
                self.units[found[key]] = max(self.units[found[key]], worth)
        return found

    def look_at(self, candidate: Candidate) -> Evidence:
        """What speaks for ``candidate``."""
        tokens = candidate.tokens
        words, head = tokens.text.split(), tokens.head.split()
        text_hits, head_hits = self._hits(words), self._hits(head)
        norm = 1 - _B + _B * max(len(words) / self.average, 0.5)
        exact = set(tokens.text_exact.split()) | set(tokens.head_exact.split()) if self.query.accented else None
        counts = self._counted(text_hits, head_hits, norm)
        trust = self._trust(exact, counts)
        score = sum(self.units[unit] * trust.get(unit, 1.0) * _full(count) for unit, count in counts.items())
        score += _WINDOW * self._best_window(text_hits)
        score += _NEAR * self._near(text_hits)
        score += _TITLE * self._titles(candidate)
        score += self._definition(words)
        code_score = self._code_score(candidate)
        return Evidence(score + code_score, frozenset(counts), code_score > 0)

    def share(self, evidence: Sequence[Evidence]) -> float:
        """The share of what was asked for that a document's passages have together, 0 to 1."""
        if any(one.has_code for one in evidence):
            return 1.0
        found = frozenset().union(*(one.units for one in evidence))
        return sum(self.units[unit] for unit in found if unit < len(self.exact)) / (self.total or 1.0)

    def _hits(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """Where words and pairs of the query stand: (place, number)."""
        unit_of, pairs = self.unit_of, self.pairs
        hits: list[tuple[int, int]] = []
        before, before_place = -1, -2
        for place, word in enumerate(words):
            unit = unit_of.get(word)
            if unit is not None:
                if before_place == place - 1 and (before, unit) in pairs:
                    hits.append((place, pairs[before, unit]))
                hits.append((place, unit))
                before, before_place = unit, place
        return hits

    def _counted(self, text_hits, head_hits, norm: float) -> dict[int, float]:
        """How often each occurs, a long text discounted, and once more for the headings."""
        counts: dict[int, float] = defaultdict(float)
        for _place, unit in text_hits:
            counts[unit] += 1 / norm
        for unit in {unit for _place, unit in head_hits}:
            counts[unit] += _HEAD
        return counts

    def _trust(self, exact: set[str] | None, units: Iterable[int]) -> dict[int, float]:
        """What each word counts by its accents: in full where they are as typed, or as nobody writes them."""
        if exact is None:
            return {}
        words = [unit for unit in units if unit < len(self.exact)]
        strange = {unit for unit in words if self.exact[unit] and self.exact[unit] not in exact}
        return {
            unit: _OTHER_ACCENTS if unit in strange and self.known.get(self.exact[unit]) else 1.0 for unit in units
        }

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

    def _near(self, hits: list[tuple[int, int]]) -> float:
        """Neighbours of the query that stand near each other in any order, the nearer the better."""
        near: dict[tuple[int, int], float] = defaultdict(float)
        words = [hit for hit in hits if hit[1] < len(self.exact)]
        for at, (place, unit) in enumerate(words):
            for other_place, other in words[at + 1 : at + 1 + _REACH]:
                if other_place - place > _REACH:
                    break
                if abs(unit - other) in (1, 2):
                    near[min(unit, other), max(unit, other)] += 1 / (other_place - place)
        return sum(min(self.units[one], self.units[other]) * _full(count) for (one, other), count in near.items())

    def _titles(self, candidate: Candidate) -> float:
        """The best title above the passage: how much of the query it has, and how little else."""
        first_line, _newline, rest = candidate.passage.text.partition("\n")
        titles = [candidate.head.title, candidate.passage.heading.rpartition(" › ")[2], first_line if rest else ""]
        return max(self._title(title) for title in titles)

    def _title(self, title: str) -> float:
        words = _title_words(title)
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


def _full(count: float) -> float:
    """BM25's measure of how much more of the same adds."""
    return count * (_K + 1) / (count + _K)


@lru_cache(maxsize=4096)
def _title_words(title: str) -> tuple[str, ...]:
    words = [word for word, _exact in folded_words(composed(title[:400]))]
    return tuple(words) if len(words) <= _TITLE_WORDS else ()
