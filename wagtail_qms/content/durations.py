"""Lengths of time as procedures write them: "01 ngày làm việc", "½ ngày", "1 giờ 30 phút", "02 - 03 ngày"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

HOURS_A_DAY = 8

_MINUTES = {"ngày": HOURS_A_DAY * 60, "buổi": HOURS_A_DAY * 30, "giờ": 60, "phút": 1}
_FRACTIONS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "nửa": Fraction(1, 2)}
_NUMBER = r"(?:\d{1,3}\s?/\s?[1-9]\d?|\d{1,4}(?:[.,]\d{1,2})?\s?[½¼¾]?|[½¼¾]|nửa)"
# "05 (năm) ngày"
_IN_WORDS = r"(?:\s?\([^()\d]{1,20}\))?"
_TO = r"\s?(?:-|–|đến|tới)\s?"
_LENGTH = re.compile(
    rf"(?<![\w,./])(?P<least>{_NUMBER}){_IN_WORDS}(?:{_TO}(?P<most>{_NUMBER}){_IN_WORDS})?\s?"
    r"(?P<unit>ngày|buổi|giờ|phút)\b(?P<working>\s(?:hành chính|làm việc))?(?P<half>\srưỡi)?"
)
# What does not add up: a time of the day, months, a time for each piece, before something, on top of another.
_OTHER = re.compile(
    r"\b(?:sau|lúc|hồi|vào)\s\d{1,2}\s?(?:giờ|h\b)|\d\s?(?:tuần|tháng|quý|năm)\b"
    r"|\b(?:mỗi|trước|ít nhất|tối thiểu|thêm)\b|\b(?:ngày|buổi|giờ|phút)(?:\slàm việc)?\s?/"
)
_AT_MOST = re.compile(r"\b(?:không quá|tối đa|chậm nhất)\b")
_BETWEEN = re.compile(r"\s?(?:và|,)?\s?")
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Duration:
    """From ``least`` to ``most`` working minutes.

    ``working``: the text itself says working days. ``at_most``: it says "not more than".
    """

    least: Fraction
    most: Fraction
    working: bool = False
    at_most: bool = False

    def __add__(self, other: Duration) -> Duration:
        return Duration(self.least + other.least, self.most + other.most, self.working or other.working)


def duration(text: str) -> Duration | None:
    """The one length of time that ``text`` tells; None when it tells none, several, or a time of the day."""
    plain = _plain(text)
    if len(plain) > _LONGEST or _OTHER.search(plain):
        return None
    found = list(_LENGTH.finditer(plain))
    whole = _joined(plain, found) if found else None
    return Duration(whole.least, whole.most, whole.working, bool(_AT_MOST.search(plain))) if whole else None


def bare_duration(text: str) -> Duration | None:
    """The same for a text that tells nothing else."""
    rest = _AT_MOST.sub("", _LENGTH.sub("", _plain(text)))
    return duration(text) if not rest.strip(" .,;-–") else None


def shown(minutes: Fraction) -> str:
    """Working minutes in the words of the documents: "5,5 ngày", "4 giờ 30 phút"."""
    if minutes >= _MINUTES["ngày"] and minutes % (_MINUTES["ngày"] // 4) == 0:
        return f"{float(minutes / _MINUTES['ngày']):g} ngày".replace(".", ",")
    hours, rest = divmod(round(minutes), 60)
    return " ".join(part for part in (f"{hours} giờ" if hours else "", f"{rest} phút" if rest else "") if part)


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _joined(text: str, found: list[re.Match]) -> Duration | None:
    """One length of all parts: "1 giờ 30 phút", "từ 1 ngày đến 2 ngày". None when they are apart."""
    whole, last = _read(found[0]), found[0]
    for part in found[1:]:
        between = text[last.end() : part.start()]
        if _BETWEEN.fullmatch(between) and _MINUTES[part["unit"]] < _MINUTES[last["unit"]]:
            whole += _read(part)
        elif re.fullmatch(_TO, between) and len(found) == 2:
            whole = Duration(whole.least, _read(part).most, bool(part["working"]))
        else:
            return None
        last = part
    return whole


def _read(found: re.Match) -> Duration:
    unit, half = _MINUTES[found["unit"]], Fraction(1, 2) if found["half"] else 0
    least = _number(found["least"])
    most = _number(found["most"]) if found["most"] else least
    return Duration((least + half) * unit, (most + half) * unit, bool(found["working"]) and found["unit"] == "ngày")


def _number(text: str) -> Fraction:
    text = text.replace(" ", "")
    if text in _FRACTIONS:
        return _FRACTIONS[text]
    if text[-1] in _FRACTIONS:
        return Fraction(text[:-1].replace(",", ".")) + _FRACTIONS[text[-1]]
    return Fraction(text.replace(",", "."))
