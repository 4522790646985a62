"""The codes of forms (BM.CTCL.01, BM-QT 02/3) where a text cites them."""

from __future__ import annotations

import re

from .outline import fold

# A part follows a dot, dash, slash or blank line end; one that starts a word ("-Biên bản") is no part, and
# neither is the next code ("BM.01/BM.02").
_PART = r"(?!BM\b)[A-ZĐ0-9]++(?![a-zà-ỹđ])"
_CODE = re.compile(rf"\bBM(?:\s?[.\-/_]\s?{_PART})+|\bBM\s[0-9]+(?:[.\-/_]{_PART})*")


def cited(text: str) -> list[str]:
    """The codes in a text as they stand there, in order."""
    return _CODE.findall(text)


def broken(code: str) -> bool:
    """Whether a blank parts the code: "BM.CTCL. 01" (seed 004)."""
    return bool(re.search(r"[.\-/_]\s|\s[.\-/_]", code))


def same(code: str) -> str:
    """The code without case, accents and separators: equal for equal codes."""
    return fold(code).replace("-", "")
