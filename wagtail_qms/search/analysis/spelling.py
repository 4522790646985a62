"""One spelling for what can be typed in several ways: composed or not, old and new tone placement, i and y.

``exact`` and ``fold`` keep the length of the composed text, so a place found in them is a place in what people read.
"""

from __future__ import annotations

import re
from functools import lru_cache

from wagtail_qms.search.analysis.keying import repaired
from wagtail_qms.search.analysis.letters import IGNORED, lowered, unaccented
from wagtail_qms.search.analysis.syllables import SYLLABLES, with_tone, without_tone

_LETTERS = r"[^\W\d_]+"
_WORD = re.compile(_LETTERS)
_BROKEN_WORD = re.compile(rf"{_LETTERS}(?:{IGNORED}+{_LETTERS})+")
_FINAL_Y = re.compile(r"(?:[hklmstv]|qu)[yýỳỷỹỵ]")
_I_FOR_Y = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")
_LONGEST = 10


def exact(text: str) -> str:
    """``text`` in lower case with one tone placement and one of i and y, as long as the composed text."""
    lower = lowered(text)
    if IGNORED in lower:
        lower = _BROKEN_WORD.sub(_spelt_around_gaps, lower)
    return _WORD.sub(lambda word: spelt(word[0]), lower)


def fold(text: str) -> str:
    """``exact(text)`` without accents, as long as the composed text."""
    return unaccented(exact(text))


def repair(text: str) -> str:
    """``text`` with the left-overs of Telex and VNI typing made into letters: "quy trinhf" gives "quy trình"."""
    return repaired(text)


def spelt(word: str) -> str:
    """A lower-case word with one tone placement ("hòa", "thủy") and i for a final y ("quản lí")."""
    return _spelt(word) if len(word) <= _LONGEST else word


@lru_cache(maxsize=65536)
def _spelt(word: str) -> str:
    bare, tone = without_tone(word)
    if len(tone) == 1 and bare in SYLLABLES:
        word = with_tone(bare, tone)
    return word.translate(_I_FOR_Y) if _FINAL_Y.fullmatch(word) else word


def _spelt_around_gaps(match: re.Match) -> str:
    letters = iter(spelt(match[0].replace(IGNORED, "")))
    return "".join(IGNORED if character == IGNORED else next(letters) for character in match[0])
