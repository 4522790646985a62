"""Words as Telex and VNI leave them where the keyboard program was off, or stopped half way: "trinhf", "tri2nh"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from wagtail_qms.search.analysis.letters import TONES, composed, lowered, unaccented
from wagtail_qms.search.analysis.syllables import is_syllable, with_tone, without_tone

_RUN = re.compile(r"[^\W_]+")
_HAS_VNI = re.compile(r"[^\W\d_]\d?[^\W\d_][^\W_]*")
_REPEATED = re.compile(r"(.)\1+")
_TOO_SHORT = 2
_ROMAN = re.compile(r"[ivxlc]+")
_LONGEST = 14

_TELEX_TONES = dict(zip("sfrxj", TONES))
_VNI_TONES = dict(zip("12345", TONES))
_ROOF = {"a": "â", "e": "ê", "o": "ô"}
_HORN = {"o": "ơ", "u": "ư", "ơ": "ơ", "ư": "ư"}
_BREVE = {"a": "ă"}
_VOWELS = "aăâeêioôơuưy"

_NUMBERED_WORDS = """
bai ban bang bieu bo buoc cap chuong de dieu dot form hinh kem khoa khoan ky lan loai luc mau muc nam ngay nhom phan
phong quy quyen so tap thang tiet to trang tuan van vong
"""
_ENGLISH_WORDS = """
add as ask bar best book but car cost desk door down draw far fax fee feed few fix food foot for free good has her his
host how if is its just keep know last law least list look low max mix moon must need new next not now odd of or our
own photo plan post raw rest risk room row saw see sex show six soon task tax test text than them then this too tool
town us view was zoo
"""
#: A digit behind one of these is a number as a rule ("muc2", "mau1"), not a tone.
_NUMBERED = frozenset(_NUMBERED_WORDS.split())
#: English words that papers hold and that Telex would make into syllables.
_ENGLISH = frozenset(_ENGLISH_WORDS.split())


def repaired(text: str) -> str:
    """``text`` with every word replaced that is none as it stands and is a syllable once its keys are read."""
    text = composed(text)
    words = [lowered(word) for word in _RUN.findall(text)]
    changed = {word: read for word in words if (read := _read(word, words)) is not None}
    if not changed or not _is_vietnamese(words, changed):
        return text
    return _RUN.sub(lambda run: _replaced(run[0], changed, has_lower=text != text.upper()), text)


def _replaced(word: str, changed: dict[str, str], *, has_lower: bool) -> str:
    read = changed.get(lowered(word))
    if read is None or (has_lower and len(word) > 1 and word.isupper()):
        return word
    if len(word) > 1 and word.isupper():
        return read.upper()
    return read[0].upper() + read[1:] if word[0].isupper() else read


def _is_vietnamese(words: list[str], changed: dict[str, str]) -> bool:
    """Whether what stands beside the changed words could be Vietnamese: in an English sentence "as" stays "as"."""
    others = [word for word in words if word not in changed and word.isalpha() and unaccented(word) in _ENGLISH]
    strange = [word for word in words if word not in changed and word.isalpha() and len(word) > 3]
    strange = [word for word in strange if not is_syllable(word)]
    return len(others) + len(strange) < max(1, len(words) / 2)


def _read(word: str, words: list[str]) -> str | None:
    if len(word) > _LONGEST:
        return None
    if word.isalpha():
        return None if is_syllable(word) or word in _ENGLISH else read_telex(word) or _without_repeats(word)
    return _read_vni(word, words) if _HAS_VNI.fullmatch(word) and word.isalnum() else None


def _read_vni(word: str, words: list[str]) -> str | None:
    letters, last = word[:-1], word[-1]
    if letters.isalpha() and last in _VNI_TONES and letters in _NUMBERED:
        sure = any(other != word and _is_surely_vni(other) for other in words)
        return read_vni(word) if sure else None
    return read_vni(word)


def _is_surely_vni(word: str) -> bool:
    """Whether a digit stands where no number would: within the word, or giving a letter its shape."""
    return bool(_HAS_VNI.fullmatch(word)) and (not word[:-1].isalpha() or word[-1] in "6789") and bool(read_vni(word))


def _without_repeats(word: str) -> str | None:
    """The syllable that is left when a key that was held too long is read once: "kyy".

    Longer ones are looked up in the index as typing errors; for these there is too much within one edit.
    """
    bare, tone = without_tone(word)
    once = _REPEATED.sub(r"\1", bare)
    if once == bare or len(once) != _TOO_SHORT or not is_syllable(once) or _ROMAN.fullmatch(word):
        return None
    read = with_tone(once, tone)
    return read if is_syllable(read) else None


@lru_cache(maxsize=4096)
def read_telex(word: str) -> str | None:
    """The syllable whose Telex keys a lower-case word is, or None."""
    for bare, tone in _without_telex_tone(word):
        for shaped in _telex_shapes(bare):
            if read := _syllable(shaped, tone):
                return read
    return None


def _without_telex_tone(word: str) -> Iterator[tuple[str, str]]:
    bare, tone = without_tone(word)
    if tone:
        yield bare, tone
        return
    first = next((at for at, letter in enumerate(bare) if letter in _VOWELS), len(bare))
    for at in range(len(bare) - 1, first, -1):
        if bare[at] in _TELEX_TONES:
            yield bare[:at] + bare[at + 1 :], _TELEX_TONES[bare[at]]
    yield bare, ""


def _telex_shapes(word: str) -> Iterator[str]:
    if word.startswith("dd"):
        word = "đ" + word[2:]
    for vowel, roofed in _ROOF.items():
        word = re.sub(rf"{vowel}([^{_VOWELS}]{{0,2}}){vowel}", rf"{roofed}\1", word, count=1)
    yield from _horned(word) if "w" in word else (word,)


def _horned(word: str) -> Iterator[str]:
    head, _, tail = word.partition("w")
    tail = tail.replace("w", "")
    if not any(letter in _VOWELS for letter in head):
        yield head + "ư" + tail
    yield from _shaped(head, tail, _HORN | _BREVE)


def _shaped(head: str, tail: str, shapes: dict[str, str]) -> Iterator[str]:
    """What a shape key behind ``head`` can have meant: "uo" takes its horns together."""
    if "uo" in head and "o" in shapes and shapes["o"] == "ơ":
        yield head.replace("uo", "ươ", 1) + tail
    if head[-1:] in ("u", "ư") and tail.startswith("o"):
        yield head[:-1] + "ươ" + tail[1:]
    for at in range(len(head) - 1, -1, -1):
        if head[at] in shapes:
            yield head[:at] + shapes[head[at]] + head[at + 1 :] + tail


@lru_cache(maxsize=4096)
def read_vni(word: str) -> str | None:
    """The syllable whose VNI keys a lower-case word is, or None."""
    digits = [at for at, character in enumerate(word) if character.isdigit()]
    if not digits or len(digits) > 4 or len({word[at] for at in digits}) < len(digits) - 1:
        return None
    bare, tone = without_tone(word)
    tones = [character for character in bare if character in _VNI_TONES]
    if len(tones) + bool(tone) > 1:
        return None
    for key in tones:
        bare, tone = bare.replace(key, ""), _VNI_TONES[key]
    return next((read for shaped in _vni_shapes(bare) if (read := _syllable(shaped, tone))), None)


def _vni_shapes(word: str) -> Iterator[str]:
    place = next((at for at, character in enumerate(word) if character.isdigit()), None)
    if place is None:
        yield word
        return
    head, key, tail = word[:place], word[place], word[place + 1 :]
    for shaped in _vni_step(head, key, tail):
        yield from _vni_shapes(shaped)


def _vni_step(head: str, key: str, tail: str) -> Iterator[str]:
    if key == "9" and "d" in head[:1]:
        yield "đ" + head[1:] + tail
    if key == "7" and "ươ" in head:
        yield head + tail
    shapes = {"6": _ROOF, "7": _HORN, "8": _BREVE}.get(key)
    if shapes:
        yield from _shaped(head, tail, shapes)


def _syllable(bare: str, tone: str) -> str | None:
    """``bare`` with ``tone`` where that is a syllable with some accent, else None."""
    if bare.isascii() and not tone:
        return None
    if not bare or not is_syllable(bare):
        return None
    read = with_tone(bare, tone)
    return read if is_syllable(read) else None
