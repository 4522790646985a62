"""Terms and abbreviations that mean two things (seed 004: one abbreviation explained as something else)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problems import Level, Problem, gettext_noop
from .nodes import Definition
from .outline import fold
from .passages import Passage, Passages

_TWICE = gettext_noop("“%(term)s” is explained twice.")
_TWO_MEANINGS = gettext_noop("“%(term)s” is explained as “%(first)s” and as “%(second)s”: keep one.")
_OTHER_WORDS = gettext_noop("“%(term)s” is explained as “%(meaning)s”: its letters do not stand for the first words.")
#: "hành động khắc phục (HĐKP)", "Ban chỉ đạo (sau đây gọi tắt là BCĐ)".
_INLINE = re.compile(r"\((?:[^()\n]{0,30}\blà )?([A-ZĐ]{2,12})\)")
_SHOWN = 80


def term_problems(read: Passages) -> Iterator[Problem]:
    """Terms explained twice, and abbreviations whose words are not those of their letters."""
    meanings: dict[str, str] = {}
    for passage in read.of(Definition):
        term, meaning = passage.node.term.strip(), passage.node.meaning
        place = read.place(passage.path)
        if term in meanings:
            yield _twice(term, meanings[term], meaning, place)
        meanings.setdefault(term, meaning)
        if _has_words_ahead(term, meaning):
            params = {"term": term, "meaning": _short(meaning)}
            yield Problem("term_other_words", Level.WARN, _OTHER_WORDS, place, params)
    yield from _inline_problems(read, meanings)


def _twice(term: str, first: str, second: str, place: str) -> Problem:
    if fold(first) == fold(second):
        return Problem("term_twice", Level.HINT, _TWICE, place, {"term": term})
    params = {"term": term, "first": _short(first), "second": _short(second)}
    return Problem("term_two_meanings", Level.WARN, _TWO_MEANINGS, place, params)


def _has_words_ahead(term: str, meaning: str) -> bool:
    """Whether the letters of ``term`` stand for the end of ``meaning`` alone: "HĐKP: Yêu cầu hành động khắc phục"."""
    initials = "".join(word[0] for word in fold(meaning).split("-") if word)
    letters = fold(term)
    return (
        term.isalpha()
        and term.isupper()
        and len(letters) > 2
        and len(initials) > len(letters)
        and (initials.endswith(letters) and not initials.startswith(letters))
    )


def _inline_problems(read: Passages, meanings: dict[str, str]) -> Iterator[Problem]:
    told: set[str] = set()
    for passage in read.all:
        if isinstance(passage.node, Definition):
            continue
        for term, meaning in _explained_in(passage):
            known = meanings.setdefault(term, meaning)
            if term not in told and not _agree(known, meaning):
                told.add(term)
                yield _twice(term, known, meaning, read.place(passage.path))


def _explained_in(passage: Passage) -> Iterator[tuple[str, str]]:
    """Abbreviations in brackets behind the words that they stand for."""
    for found in _INLINE.finditer(passage.text):
        letters = fold(found[1])
        before = re.findall(r"\w+", passage.text[max(0, found.start() - 150) : found.start()])[-len(letters) :]
        if len(letters) > 2 and "".join(fold(word)[:1] for word in before) == letters:
            yield found[1], " ".join(before)


def _agree(one: str, other: str) -> bool:
    one, other = fold(one), fold(other)
    return one in other or other in one


def _short(text: str) -> str:
    plain = " ".join(text.split()).rstrip(" .;")
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN].rstrip()}…"
