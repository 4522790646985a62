"""The codes of procedures and instructions (QT.CTCL, HD-TN 02) where a text cites them."""

from __future__ import annotations

import re

# A part stands behind a dot, dash or slash and does not begin a word ("-Biên bản").
_PART = r"[A-ZĐ0-9]++(?![a-zà-ỹđ])"
# Not in the number of a legal document: "12/HD-BTP".
_CODE = re.compile(rf"(?<![\w./\-])(?:QT|HD)[A-ZĐ]{{0,4}}(?:(?:\s?[.\-/_]\s?{_PART})+|\s[0-9]+(?:[.\-/_]{_PART})*)")


def cited_codes(text: str) -> list[str]:
    """The codes in ``text`` as they stand there, in order."""
    return _CODE.findall(text)
