"""Which strings of letters are Vietnamese syllables: onsets and rhymes as they are spelt, and the tones they take."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from wagtail_qms.search.analysis.letters import TONES, unaccented

_FRONT = "eêiy"
_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
#: Vowels and what may close them; "-" is nothing.
_RHYMES = {
    "a": "- i o u y c m n ng p t ch nh",
    "ă": "c m n ng p t",
    "â": "u y c m n ng p t",
    "e": "- o c m n ng p t",
    "ê": "- u ch m n ng nh p t",
    "i": "- a u c ch m n ng nh p t",
    "iê": "u c m n ng p t",
    "o": "- i a e c m n ng p t",
    "oa": "i o y c ch m n ng nh p t",
    "oă": "c m n ng p t",
    "oe": "o m n ng t",
    "ô": "- i c m n ng p t",
    "ơ": "- i m n p t",
    "u": "- a i c m n ng p t",
    "uâ": "y c n ng t",
    "uê": "- ch n nh",
    "uơ": "-",
    "uô": "i c m n ng t",
    "uy": "- a u ch n nh p t",
    "uyê": "n t",
    "ư": "- a i u c m n ng t",
    "ươ": "i u c m n ng p t",
}
#: Loans, spelt as no other syllable is.
LOANS = frozenset(("boong", "goong", "xoong", "sooc", "mooc", "rooc"))
_BARE = ("y", "yêu", "yêm", "yên", "yêng", "yêt")
_Y_ONSETS = ("b", "d", "h", "k", "kh", "l", "m", "n", "s", "t", "th", "v")
_QU_STARTS = "aăâeêiyơ"
_SHUT = ("c", "ch", "p", "t")
_TONES_WHEN_SHUT = ("", TONES[0], TONES[4])


def _rhymes() -> list[str]:
    return [vowel + ("" if coda == "-" else coda) for vowel, codas in _RHYMES.items() for coda in codas.split()]


def _agree(onset: str, rhyme: str) -> bool:
    if onset in ("k", "gh", "ngh"):
        return rhyme[0] in _FRONT
    if onset in ("c", "ng"):
        return rhyme[0] not in _FRONT
    if onset == "g":
        return rhyme[0] not in "eêy"
    if onset == "gi":
        return rhyme[0] != "i"
    return True


def _spelt_syllables() -> frozenset[str]:
    rhymes = _rhymes()
    plain = {onset + rhyme for onset in _ONSETS.split() if onset != "qu" for rhyme in rhymes if _agree(onset, rhyme)}
    after_q = {"qu" + rhyme for rhyme in rhymes if rhyme[0] in _QU_STARTS}
    after_q |= {"q" + rhyme for rhyme in rhymes if rhyme.startswith("uy")} | {"quôc"}
    bare = {rhyme for rhyme in rhymes if not rhyme.startswith("iê")} | set(_BARE)
    return frozenset(plain | after_q | bare | LOANS | {onset + "y" for onset in _Y_ONSETS})


SYLLABLES = _spelt_syllables()
_UNACCENTED = frozenset(map(unaccented, SYLLABLES))


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether a lower-case word is one, with all its accents, without any, or with some of them."""
    bare, tone = without_tone(word)
    if bare in SYLLABLES:
        return tone in _TONES_WHEN_SHUT or not bare.endswith(_SHUT)
    return word.isascii() and word in _UNACCENTED


def is_unaccented_syllable(word: str) -> bool:
    """Whether a folded word can be read as one."""
    return word in _UNACCENTED


def without_tone(word: str) -> tuple[str, str]:
    """The word without its tone, and the tone as a combining mark: "" for none, several when it bears several."""
    if word.isascii():
        return word, ""
    decomposed = unicodedata.normalize("NFD", word)
    tones = "".join(character for character in decomposed if character in TONES)
    bare = "".join(character for character in decomposed if character not in TONES)
    return unicodedata.normalize("NFC", bare), tones


def with_tone(bare: str, tone: str) -> str:
    """A syllable that has no tone with ``tone`` where it is written: "toan" and a grave accent give "toàn"."""
    if not tone:
        return bare
    at = _bearer(bare)
    return unicodedata.normalize("NFC", bare[: at + 1] + tone + bare[at + 1 :])


def _bearer(bare: str) -> int:
    start = 2 if bare.startswith("qu") or (bare.startswith("gi") and len(bare) > 2 and bare[2] in "aăâeêoôơuưy") else 0
    places = [at for at in range(start, len(bare)) if bare[at] in "aăâeêioôơuưy"]
    marked = [at for at in places if bare[at] in "ăâêôơư"]
    if marked:
        return marked[-1]
    closed = bare[-1] not in "aeiouy"
    return places[-1] if closed or len(places) == 1 else places[-2]
