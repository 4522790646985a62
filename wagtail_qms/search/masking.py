"""Takes out of a query what may point at a person, before it is written down."""

from __future__ import annotations

import re

#: What stands in the place of what was taken out.
MASK = "…"

_PATTERNS = (
    # An e-mail address.
    re.compile(r"[^\s@]+@[^\s@]+"),
    # A date, such as of birth: a law is known by its number and year.
    re.compile(r"(?<![\w/.\-])\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?(?:\d{4}|\d{2})(?![\w/])"),
    # A telephone number, an identity card, a bank account: digits in a row, with what people put between them. Not
    # two years, and not within a code such as QT.01.02.2024.
    re.compile(
        r"(?<![\w./\-])(?!(?:19|20)\d\d\s?[\s.\-]\s?(?:19|20)\d\d(?!\d))"
        r"\+?\(?\d(?:[\s.\-()]{0,2}\d){6,}(?![\w/])"
    ),
    re.compile(r"\d{7,}"),
    # A passport.
    re.compile(r"(?<!\w)[a-z]{1,2}\s?\d{6,}(?!\w)", re.IGNORECASE),
)


def masked(text: str) -> str:
    """``text`` without e-mail addresses, dates, and numbers as long as those of telephones, cards and accounts."""
    for pattern in _PATTERNS:
        text = pattern.sub(MASK, text)
    return text
