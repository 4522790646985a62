"""Puts what an engine found into order and leaves out what does not answer: one judgement for every engine.

All that it knows comes from the index: how rare a word or pair of words is, how long passages are, where the words
stand. It looks at the tokens of the best candidates only, so it costs the same whatever the index holds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from wagtail_qms.search.analysis.query import Query
from wagtail_qms.search.evidence import Evidence, Judge
from wagtail_qms.search.interface import Candidate, Candidates

#: The first candidates are looked at closely, and some of those behind them: a few of each document.
FIRST, CLOSELY, OF_ONE = 70, 110, 4

#: What the second and third best passage of a document add to its best.
_MORE = (0.1, 0.05)
#: The share of what the best document has of the query, that another one has to have beside it.
_BESIDE = 0.6


def ranked(query: Query, candidates: Candidates) -> tuple[Candidate, ...]:
    """The passages that answer ``query``, those of the best document first, with their scores.

    Empty when nothing answers.
    """
    judge = Judge(query, candidates.statistics)
    documents: dict[int, list[tuple[Evidence, Candidate]]] = defaultdict(list)
    for candidate in islice(_chosen(candidates.passages), CLOSELY):
        documents[candidate.head.edition_id].append((judge.look_at(candidate), candidate))
    scored = sorted(
        ((_worth(found), found) for found in _answers(judge, documents.values())), key=lambda pair: -pair[0]
    )
    return tuple(passage for worth, found in scored for passage in _passages(worth, found))


def _chosen(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Whom to look at: where a document has many passages, others are behind them."""
    yield from candidates[:FIRST]
    seen = Counter(candidate.head.edition_id for candidate in candidates[:FIRST])
    for candidate in candidates[FIRST:]:
        seen[candidate.head.edition_id] += 1
        if seen[candidate.head.edition_id] <= OF_ONE:
            yield candidate


def _answers(judge: Judge, documents: Iterable[list[tuple[Evidence, Candidate]]]) -> list:
    """The documents that answer: when one does, those too that have nearly as much."""
    judged = []
    for found in documents:
        found.sort(key=lambda pair: -pair[0].score)
        evidence = [one for one, _candidate in found]
        judged.append((judge.share(evidence), judge.needed(evidence), found))
    if not any(share >= needed for share, needed, _found in judged):
        return []
    least = _BESIDE * max(share for share, _needed, _found in judged)
    return [found for share, _needed, found in judged if share >= least]


def _worth(found: list[tuple[Evidence, Candidate]]) -> float:
    best, *others = (evidence.score for evidence, _candidate in found)
    return best + sum(share * score for share, score in zip(_MORE, others))


def _passages(worth: float, found: list[tuple[Evidence, Candidate]]) -> list[Candidate]:
    """A document's passages, best first: the first has the score of the document."""
    top = found[0][0].score or 1.0
    return [replace(candidate, score=worth * evidence.score / top) for evidence, candidate in found]
