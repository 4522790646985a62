"""Where a query is found in a text, and the part of the text that shows it best."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from wagtail_qms.search.analysis.letters import composed
from wagtail_qms.search.analysis.query import Query
from wagtail_qms.search.analysis.tokens import CODE, WORD, Token, tokens

LENGTH = 240
_CUT = "…"
_LONGEST_TEXT = 200_000
# What another hit of the same word adds, and what a window as long as it may be loses to a short one.
_AGAIN = 0.01
_SPREAD = 0.3


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, marked where the query is found in it."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    name: str
    weight: float


def spans(text: str, query: Query) -> tuple[tuple[int, int], ...]:
    """Where the query is found in composed ``text``: (start, end) in order, neighbours as one."""
    whole = composed(text)[:_LONGEST_TEXT]
    return _joined(whole, _hits(whole, query))


def snippet(text: str, query: Query, *, length: int = LENGTH) -> tuple[Piece, ...]:
    """About ``length`` characters of ``text`` around the best place, in pieces; "…" where it was cut."""
    whole = composed(text)[:_LONGEST_TEXT]
    hits = _hits(whole, query)
    start, end = _window(whole, hits, length)
    marks = [(max(a, start), min(b, end)) for a, b in _joined(whole, hits) if a < end and b > start]
    return tuple(_pieces(whole, start, end, marks))


def _hits(whole: str, query: Query) -> list[_Hit]:
    found = tokens(whole)
    words = [token for token in found if token.kind == WORD]
    hits = [*_word_hits(words, query), *_phrase_hits(words, query), *_pair_hits(words, query)]
    wanted = set(query.codes)
    hits += [_Hit(code.start, code.end, code.text, 4.0) for code in found if code.kind == CODE and code.text in wanted]
    return sorted(hits, key=lambda hit: (hit.start, hit.end))


def _word_hits(words: list[Token], query: Query) -> list[_Hit]:
    by_word = {word: term for term in query.terms for word in (*term.alternatives, term.folded)}
    hits = [(token, by_word[token.text]) for token in words if token.text in by_word]
    as_typed = {term.folded for token, term in hits if token.exact == term.exact}
    return [
        _Hit(token.start, token.end, term.folded, term.weight * (1.2 if token.exact == term.exact else 1.0))
        for token, term in hits
        if token.exact == term.exact or term.folded not in as_typed
    ]


def _phrase_hits(words: list[Token], query: Query) -> list[_Hit]:
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in query.phrases:
        phrases.setdefault(phrase[0], []).append(phrase)
    hits = []
    for at, token in enumerate(words):
        for phrase in phrases.get(token.text, ()):
            if tuple(word.text for word in words[at : at + len(phrase)]) == phrase:
                hits.append(_Hit(token.start, words[at + len(phrase) - 1].end, " ".join(phrase), float(len(phrase))))
    return hits


def _pair_hits(words: list[Token], query: Query) -> list[_Hit]:
    wanted = set(query.pairs)
    light = {term.folded for term in query.terms if term.weight < 1}
    return [
        _Hit(first.start, second.end, f"{first.text}0{second.text}", 0.0 if {first.text, second.text} & light else 1.0)
        for first, second in pairwise(words)
        if f"{first.text}0{second.text}" in wanted
    ]


def _window(whole: str, hits: list[_Hit], length: int) -> tuple[int, int]:
    """The stretch with the most weight in different hits, from the beginning of a word to the end of one."""
    if len(whole) <= length or not hits:
        return 0, _word_end(whole, min(length, len(whole)))
    best, first, last = float("-inf"), hits[0].start, hits[0].end
    weights: dict[str, list[float]] = {}
    total, right, end = 0.0, 0, 0
    for left, hit in enumerate(hits):
        while right < len(hits) and hits[right].end - hit.start <= length:
            total += _enter(weights, hits[right])
            end = max(end, hits[right].end) if len(weights[hits[right].name]) == 1 else end
            right += 1
        worth = total - _SPREAD * (max(end, hit.end) - hit.start) / length
        if worth > best:
            best, first, last = worth, hit.start, max(end, hit.end)
        if left < right:
            total -= _leave(weights, hit)
        else:
            right = left + 1
    return _placed(whole, first, last, length)


def _enter(weights: dict[str, list[float]], hit: _Hit) -> float:
    """What the window gains: the first of a name counts in full, more of it a little."""
    known = weights.setdefault(hit.name, [])
    known.append(hit.weight)
    return hit.weight if len(known) == 1 else hit.weight * _AGAIN


def _leave(weights: dict[str, list[float]], hit: _Hit) -> float:
    known = weights[hit.name]
    known.remove(hit.weight)
    return hit.weight * _AGAIN if known else hit.weight


def _placed(whole: str, first: int, last: int, length: int) -> tuple[int, int]:
    """``length`` characters around what was found, with the beginning of its sentence where that is near."""
    spare = max(0, length - (last - first))
    start = max(0, first - spare // 2)
    for mark in ("\n", ". ", "; "):
        at = whole.rfind(mark, start, first)
        if at >= 0:
            start = at + len(mark)
            break
    else:
        start = _word_start(whole, start)
    return start, max(last, _word_end(whole, min(len(whole), max(last, start + length))))


def _word_start(whole: str, at: int) -> int:
    if at == 0:
        return 0
    space = whole.find(" ", at - 1, at + 40)
    return at if space < 0 else space + 1


def _word_end(whole: str, at: int) -> int:
    if at >= len(whole):
        return len(whole)
    space = whole.rfind(" ", max(0, at - 40), at + 1)
    return at if space <= 0 else space


def _joined(whole: str, hits: list[_Hit]) -> tuple[tuple[int, int], ...]:
    """The hits as spans in order; those that overlap or have only space between them are one."""
    joined: list[list[int]] = []
    for hit in hits:
        if joined and (hit.start <= joined[-1][1] or not whole[joined[-1][1] : hit.start].strip(" \u00a0")):
            joined[-1][1] = max(joined[-1][1], hit.end)
        else:
            joined.append([hit.start, hit.end])
    return tuple((start, end) for start, end in joined)


def _pieces(whole: str, start: int, end: int, marks: list[tuple[int, int]]):
    if start > 0:
        yield Piece(f"{_CUT} ")
    at = start
    for first, last in marks:
        if first > at:
            yield Piece(whole[at:first])
        yield Piece(whole[first:last], marked=True)
        at = last
    if at < end:
        yield Piece(whole[at:end])
    if end < len(whole):
        yield Piece(f" {_CUT}")
