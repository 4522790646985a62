"""Signs that Word draws from symbol fonts, as the characters that people see."""

from __future__ import annotations

import re
import unicodedata

#: By the last byte of the code in Wingdings and its kin; letters of Symbol that forms use.
_WINGDINGS = {
    0x6F: "☐",
    0x71: "☐",
    0x72: "☐",
    0xA8: "☐",
    0x78: "☒",
    0xFD: "☒",
    0xFE: "☑",
    0xFB: "✗",
    0xFC: "✓",
    0x9F: "•",
    0xA7: "▪",
    0x6E: "■",
    0x6C: "●",
    0xD8: "➢",
    0xE0: "→",
    0xF0: "⇨",
    # The empty box of Wingdings 2, which blank forms draw with it.
    0x2A: "☐",
    0xA3: "☐",
}
_SYMBOL = {0xB7: "•", 0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB4: "×", 0xAE: "→", 0xB0: "°", 0x7F: "☐"}
_PRIVATE = range(0xF000, 0xF100)
_UNKNOWN = "□"


#: Hyphens that show only at a line's end, marks of direction and joints without width: nobody sees them.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_ROOM = re.compile("^\u00a0|\u00a0$|[ \u00a0\u2002-\u200a\u202f\u3000]{2,}|[\u2002-\u200a\u202f\u3000]")


def composed(text: str) -> str:
    """A text as people see it: letters and their marks as one character, nothing that has no width."""
    if text.isascii():
        return text
    # A blank that does not break is one where it stands between words; elsewhere it only makes room.
    return unicodedata.normalize("NFC", _ROOM.sub(" ", _UNSEEN.sub("", text)))


def symbol(font: str, code: str) -> str:
    """The character of a symbol (``w:sym``); an unknown one becomes a box rather than nothing."""
    try:
        point = int(code, 16)
    except ValueError:
        return _UNKNOWN
    if point not in _PRIVATE and point > 0xFF:
        return chr(point)
    table = _SYMBOL if font.lower() == "symbol" else _WINGDINGS
    return table.get(point & 0xFF, _UNKNOWN)


def plain_symbols(text: str, font: str = "") -> str:
    """A text in which characters of the symbol fonts are those that people see."""
    if font.lower().startswith("wingdings"):
        return "".join(char if char.isspace() else symbol(font, f"{ord(char):X}") for char in text)
    if text.isascii():
        return text
    return "".join(_drawn(char) if ord(char) in _PRIVATE else char for char in text)


def _drawn(char: str) -> str:
    point = ord(char) & 0xFF
    return _WINGDINGS.get(point) or _SYMBOL.get(point) or _UNKNOWN
