"""Text cut into what is indexed and searched: words, numbers, and codes as one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from wagtail_qms.search.analysis.letters import IGNORED, composed, lowered, unaccented
from wagtail_qms.search.analysis.spelling import spelt

WORD = "word"
CODE = "code"

#: No token is longer; what is longer in a text is cut off on both sides alike.
LONGEST = 40

PIECE = re.compile(r"[^\W\d_]+|\d+")
_GAPPED_PIECE = re.compile(rf"[^\W\d_]+(?:{IGNORED}+[^\W\d_]+)*|\d+(?:{IGNORED}+\d+)*")

_CAPITALS = "A-ZĐÀ-ÖØ-ÞĂĨŨƠƯẠ-Ỹ"
_SEPARATOR = r"(?: ?[/\-] ?|[._:]|(?<=[A-ZĐ])\. (?=\d))"
#: "QT.CTCL", "BM.CTCL. 01", "247 /BC-UBND", "123/2015/NĐ-CP", "60/2014/QH13".
_CODE = re.compile(
    rf"(?<![^\W_])(?:\d{{1,6}}{_SEPARATOR}){{0,3}}[A-ZĐ][A-ZĐ\d]{{0,15}}(?:{_SEPARATOR}[A-ZĐ\d]{{1,16}}[a-z]?)*(?![^\W_])"
)
#: "ISO 9001:2015", "TCVN 9001", "TCVN ISO 9001:2015".
_STANDARD = re.compile(r"(?<![^\W_])([A-ZĐ]{2,8}(?: [A-ZĐ]{2,8})?) (\d{3,6})(?:[:\-](\d{4}))?(?!\w)")
#: "5.2", "5.2.1", "20/11/2014", "123/2015".
_PATH = re.compile(r"(?<![\w.])\d{1,6}(?:[./]\d{1,6}){1,5}(?!\d)")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_HAS_PARTS = re.compile(r"[A-ZĐ]{2,}\d+|.*[^A-ZĐ\d]")


@dataclass(frozen=True, slots=True)
class Token:
    """A token and where it stands: offsets into the composed text. ``exact`` is the word with its accents."""

    text: str
    kind: str
    start: int
    end: int
    exact: str


def tokens(text: str) -> list[Token]:
    """The words of ``text`` in order, then its codes. A code's parts are words too."""
    whole = composed(text)
    return [*_words(whole), *codes(whole)]


def _words(whole: str) -> Iterator[Token]:
    lower = lowered(whole)
    pattern = _GAPPED_PIECE if IGNORED in lower else PIECE
    for piece in pattern.finditer(lower):
        folded, spelling = normal(piece[0].replace(IGNORED, ""))
        yield Token(folded, WORD, piece.start(), piece.end(), spelling)


def normal(piece: str) -> tuple[str, str]:
    """A lower-case word or number as it is indexed, and with its accents."""
    return _normal(piece[: LONGEST * 2])


@lru_cache(maxsize=65536)
def _normal(piece: str) -> tuple[str, str]:
    if is_number(piece):
        number = _number(piece)
        return number, number
    spelling = spelt(piece)[:LONGEST]
    return ascii_letters(unaccented(spelling))[:LONGEST], spelling


def ascii_letters(word: str) -> str:
    """The word in ASCII: letters of other scripts by their number, as no engine has to know them then."""
    return word if word.isascii() else "".join(_ascii_letter(letter) for letter in word)


def _ascii_letter(letter: str) -> str:
    return letter if letter.isascii() else f"x{ord(letter):x}"


def is_number(piece: str) -> bool:
    """Whether a lower-case word is a number, rather than letters or a sign that only means one ("½")."""
    return piece.isascii() and piece.isdigit()


def _number(digits: str) -> str:
    return (digits.lstrip("0") or "0")[:LONGEST]


def codes(text: str) -> Iterator[Token]:
    """The codes in composed ``text``: of documents, of laws, of standards, and numbers in parts ("5.2.1")."""
    for code in _CODE.finditer(text):
        if _HAS_PARTS.match(code[0]) and any(character.isalpha() for character in code[0]):
            yield Token(glued(code[0]), CODE, code.start(), code.end(), code[0])
    for standard in _STANDARD.finditer(text):
        yield from _standards(standard)
    for path in _PATH.finditer(text):
        if _THOUSANDS.fullmatch(path[0]):
            continue
        yield Token(number_path(path[0]), CODE, path.start(), path.end(), path[0])


def _standards(found: re.Match) -> Iterator[Token]:
    """A standard with and without its year, and as each body that adopted it calls it."""
    start, end = found.span()
    for name in dict.fromkeys((found[1], found[1].rpartition(" ")[2])):
        yield Token(glued(f"{name} {found[2]}"), CODE, start, found.end(2), found[0])
        if found[3]:
            yield Token(glued(f"{name} {found[2]} {found[3]}"), CODE, start, end, found[0])


def glued(code: str) -> str:
    """A code as one token, however it is written: "BM.CTCL.01" and "bm ctcl 1" give "bmctcl1"."""
    lower = unaccented(lowered(code).replace(IGNORED, ""))
    return "".join(_number(piece) if is_number(piece) else ascii_letters(piece) for piece in PIECE.findall(lower))[
        :LONGEST
    ]


def number_path(path: str) -> str:
    """Numbers in parts as one token that no other code can be: "5.2.1" and "5.02.1" give "5d2d1"."""
    return "d".join(_number(piece) for piece in PIECE.findall(lowered(path)))[:LONGEST]
