"""Text as an index stores it: tokens between spaces, in ASCII, so that no engine has to know Vietnamese."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from wagtail_qms.search.analysis.letters import IGNORED, TONES, composed, lowered
from wagtail_qms.search.analysis.tokens import LONGEST, PIECE, ascii_letters, codes, normal

#: Raised whenever the same text gives other tokens: an index made with another version is made anew.
VERSION = 1

_KEYS = {tone: key for key, tone in enumerate(TONES, start=1)} | {"\u0302": 6, "\u031b": 7, "\u0306": 8}


@dataclass(frozen=True, slots=True)
class Analysed:
    """Tokens of a text, each kind joined with spaces."""

    folded: str
    exact: str
    codes: str
    pairs: str


def analyse(text: str) -> Analysed:
    """The tokens of ``text`` for an index."""
    whole = composed(text)
    folded = folded_words(whole)
    return Analysed(
        folded=" ".join(word for word, _exact in folded),
        exact=" ".join(exact_token(exact) for word, exact in folded if not word.isdigit()),
        codes=" ".join(code.text for code in codes(whole)),
        pairs=" ".join(pair(first, second) for (first, _), (second, _) in pairwise(folded)),
    )


def folded_words(text: str) -> list[tuple[str, str]]:
    """The words and numbers of composed ``text`` in order, folded and with accents."""
    lower = lowered(text)
    if IGNORED in lower:
        lower = lower.replace(IGNORED, "")
    return list(map(normal, PIECE.findall(lower)))


def pair(first: str, second: str) -> str:
    """Two neighbours as one token; no word has a digit in it, so no word is one."""
    return f"{first}0{second}"


@lru_cache(maxsize=65536)
def exact_token(word: str) -> str:
    """An accented word in ASCII: "hệ" gives "0he65". No folded word begins with 0, nor does a code or a pair."""
    return "0" + "".join(map(_keyed, word))[: LONGEST * 2]


@lru_cache(maxsize=4096)
def _keyed(letter: str) -> str:
    if letter.isascii():
        return letter
    if letter == "đ":
        return "d9"
    base, *marks = unicodedata.normalize("NFD", letter)
    if base.isascii() and all(mark in _KEYS for mark in marks):
        return base + "".join(sorted((str(_KEYS[mark]) for mark in marks), reverse=True))
    return ascii_letters(letter)
