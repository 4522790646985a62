"""Codes of documents, compared as people mean them."""

import unicodedata

_DROPPED = {"Pd", "Po", "Zs", "Cf", "Pc", "Cc"}


def code_key(code: str) -> str:
    """``code`` without case, accents, dots, dashes, slashes and spaces: "QT.CTCL" and "qt ctcl" are one."""
    plain = unicodedata.normalize("NFD", code.replace("đ", "d").replace("Đ", "D"))
    kept = (c for c in plain if not unicodedata.combining(c) and unicodedata.category(c) not in _DROPPED)
    return "".join(kept).casefold()
