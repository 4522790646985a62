"""How alike two texts are: the share of words in common, without accents. Plain Python."""

from __future__ import annotations

from wagtail_qms.content.outline import fold

# Words that nearly every report has tell nothing.
_COMMON = frozenset(
    [
        "khong",
        "phu",
        "hop",
        "chua",
        "da",
        "la",
        "va",
        "cua",
        "cho",
        "co",
        "cac",
        "cac-muc",
        "muc",
        "nhu",
        "theo",
        "tai",
        "trong",
        "viec",
        "duoc",
        "do",
        "ve",
        "voi",
        "nhung",
        "mot",
        "hoac",
        "den",
        "tu",
        "tren",
        "khi",
        "bi",
        "cung",
        "nay",
        "de",
        "ra",
        "vao",
        "thi",
        "ma",
    ]
)
_ENOUGH_WORDS = 3


def words_of(text: str) -> frozenset[str]:
    """The words of ``text`` that tell something, folded."""
    return frozenset(fold(text).split("-")) - _COMMON - {""}


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0, nothing in common, to 1: the words in common among all of both."""
    both = one | other
    return len(one & other) / len(both) if both else 0.0


def coverage(part: frozenset[str], whole: frozenset[str]) -> float:
    """Which share of the words of ``part`` the text ``whole`` has as well; 1 for what is too short to tell."""
    return len(part & whole) / len(part) if len(part) >= _ENOUGH_WORDS else 1.0
