"""Characters as the search reads them, one for one: lower case, plain digits and dashes, no marks."""

from __future__ import annotations

import re
import unicodedata

#: Stands where a character is not read: soft hyphens, zero-width characters, marks that compose with nothing.
IGNORED = "\u00ad"

#: Tones as combining marks: sắc, huyền, hỏi, ngã, nặng.
TONES = "\u0301\u0300\u0309\u0303\u0323"

# Marks are put into their order piece by piece where they are heaped up: ordering them takes quadratic time.
_AT_ONCE = 30
_MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_HEAP = re.compile(rf"[{_MARKS}]{{{_AT_ONCE}}}")
_PIECE = re.compile(rf"[\s\S]{{1,{_AT_ONCE}}}")


def composed(text: str) -> str:
    """``text`` in NFC, in time that grows with its length even where marks are heaped up."""
    if _HEAP.search(text):
        return _PIECE.sub(lambda piece: unicodedata.normalize("NFC", piece[0]), text)
    return unicodedata.normalize("NFC", text)


def lowered(text: str) -> str:
    """``text`` composed, in lower case, with plain digits, dashes and spaces; as long as ``composed(text)``."""
    return composed(text).translate(_LOWER)


def unaccented(text: str) -> str:
    """``lowered`` text without accents, as long as it was."""
    return text.translate(_PLAIN)


def _lower_character(code: int) -> str:
    character = chr(code)
    category = unicodedata.category(character)
    if category in ("Cf", "Mn", "Me"):
        return IGNORED
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Pd" or character == "\u2212":
        return "-"
    if category == "Zs" or (category == "Cc" and character not in "\t\n\r"):
        return " "
    # The Icelandic and African letters look the same and are typed for it.
    return "đ" if character in "ÐðƉɖ" else _lower_letter(character)


def _lower_letter(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    return (plain if len(plain) == 1 else character).lower()[0]


def _plain_character(code: int) -> str:
    character = chr(code)
    if character == "đ":
        return "d"
    base, *marks = unicodedata.normalize("NFD", character)
    is_accented = ord(base) < 0x0530 and all(unicodedata.category(mark) == "Mn" for mark in marks)
    return base if is_accented else character


class _Table(dict):
    """A table for ``str.translate`` that finds out about a character when it first meets it."""

    def __init__(self, find):
        super().__init__()
        self.find = find

    def __missing__(self, code: int) -> str:
        found = self.find(code)
        if code < 0x10000:
            self[code] = found
        return found


_LOWER = _Table(_lower_character)
_PLAIN = _Table(_plain_character)
