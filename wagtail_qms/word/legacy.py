"""Text typed in the fonts of before Unicode (TCVN 5712:1993, VNI), which hold Vietnamese letters in others' places.

The tables are those of the standards: TCVN 5712:1993 VN3 ("ABC") gives each lower letter one byte; VNI writes a
letter and a mark behind it. Fonts whose name ends in "H" show TCVN3 letters as capitals.
"""

from __future__ import annotations

import re
import unicodedata

_TCVN_TYPED = (
    "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉËÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\xadøõö÷ùýúûüþ®¡¢£¤¥¦§"
)  # fmt: skip
_TCVN_MEANT = "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđĂÂÊÔƠƯĐ"
_TCVN = str.maketrans(_TCVN_TYPED, _TCVN_MEANT)

#: What a mark adds to the letter before it; with a hat or a breve the mark says both.
_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT, _HAT, _BREVE = (
    "\u0301",
    "\u0300",
    "\u0309",
    "\u0303",
    "\u0323",
    "\u0302",
    "\u0306",
)
_VNI_MARKS = {
    "ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _HAT, "á": _HAT + _ACUTE, "à": _HAT + _GRAVE, "å": _HAT + _HOOK, "ã": _HAT + _TILDE, "ä": _HAT + _DOT,
    "ê": _BREVE, "é": _BREVE + _ACUTE, "è": _BREVE + _GRAVE, "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_MARK = "".join(_VNI_MARKS)
_VNI = re.compile(f"([aeouyôö])([{_MARK}])|([{''.join(_VNI_ALONE)}])", re.IGNORECASE)
_PRIVATE = range(0xF020, 0xF100)


def is_legacy(font: str) -> bool:
    """Whether a font of this name holds Vietnamese letters in others' places."""
    return bool(_encoding(font))


def decoded(text: str, font: str) -> str:
    """What a text typed in this font shows."""
    encoding = _encoding(font)
    if not encoding:
        return text
    text = "".join(chr(ord(char) & 0xFF) if ord(char) in _PRIVATE else char for char in text)
    shown = text.translate(_TCVN) if encoding == "tcvn" else _VNI.sub(_vni, text)
    return shown.upper() if encoding == "tcvn" and font.upper().endswith("H") else shown


def _encoding(font: str) -> str:
    name = font.lower()
    return "tcvn" if name.startswith(".vn") else "vni" if name.startswith("vni-") else ""


def _vni(found: re.Match) -> str:
    letter, mark, alone = found.groups()
    typed = letter or alone
    base = _VNI_ALONE.get(typed.lower(), typed.lower()) if typed.lower() in "ôö" or alone else typed.lower()
    # A mark's case says nothing by itself: "Ù" follows capitals.
    shown = unicodedata.normalize("NFC", base + _VNI_MARKS[mark.lower()] if mark else base)
    return shown.upper() if typed.isupper() else shown
