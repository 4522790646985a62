"""Codes of documents, compared as people mean them."""

import unicodedata

_DROPPED = {"Pd", "Po", "Zs", "Zl", "Zp", "Cf", "Pc", "Cc"}
# Signs of mathematics that word processors put for a dash and a slash.
_DROPPED_SIGNS = "\u2212\u2044\u2215"
_LENGTH = 100


def code_key(code: str) -> str:
    """``code`` without case, accents, width, dots, dashes, slashes and spaces: "QT.CTCL" and "qt ctcl" are one."""
    plain = unicodedata.normalize("NFKD", code.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in plain if _counts(c)).casefold()[:_LENGTH]


def _counts(character: str) -> bool:
    if unicodedata.combining(character) or character in _DROPPED_SIGNS:
        return False
    return unicodedata.category(character) not in _DROPPED
