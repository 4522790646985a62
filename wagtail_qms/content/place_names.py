"""Agencies and places that a text names: "Ủy ban nhân dân huyện Cẩm Mẫu", "Sở Nội vụ tỉnh Hà Mẫu"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .outline import fold

_UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_WORD = rf"[{_UPPER}][{_UPPER.lower()}]+"
_CAPITALS = rf"[{_UPPER}]{{2,}}"
_LEVELS = ("tỉnh", "thành phố", "thị xã", "thị trấn", "huyện", "quận", "phường", "xã", "đặc khu", "TP.")
_LEVEL = "|".join(re.escape(way) for level in _LEVELS for way in (level, level[0].upper() + level[1:]))
_LEVEL_LOUD = "|".join(re.escape(level.upper()) for level in _LEVELS)
# It begins with plain words, which the search passes over quickly.
_NAMED = re.compile(rf"(?:{_LEVEL}) ?(?P<name>{_WORD}(?: {_WORD}){{0,3}})")
_LOUD = re.compile(
    r"(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND) "
    rf"(?:{_LEVEL_LOUD}) (?P<name>{_CAPITALS}(?: {_CAPITALS}){{0,3}})"
)
#: Whose name begins before the place's: "Sở Nội vụ " of "Sở Nội vụ tỉnh Hà Mẫu".
_BODY = re.compile(
    r"\b(?:UBND|HĐND|Ủy ban [Nn]hân dân|Uỷ ban [Nn]hân dân|Hội đồng [Nn]hân dân"
    r"|(?:Sở|Chi cục|Cục|Phòng|Công an|Tòa án|Ban)(?: [\w-]+){0,7}?) $"
)
_LONGEST_BODY = 60
# The line of place and date of decree 30/2020: "Cẩm Mẫu, ngày 5 tháng 3 năm 2026".
_DATED = re.compile(rf"(?m)^[^\w\n]{{0,5}}(?P<name>{_WORD}(?: {_WORD}){{0,3}}), ngày\b[^\n]{{0,20}}\btháng\b")
#: What follows the level and is no name: "UBND xã Chủ trì", "phường Văn phòng".
_NO_NAMES = frozenset(fold("chủ phó công hội văn trưởng nơi bộ sở ban căn ủy theo trong khi nếu các khác").split("-"))
_CITATION = re.compile(r"\d+/(?:\d{4}/)?[A-ZĐ]{2}")


@dataclass(frozen=True, slots=True)
class Named:
    """A place as the text has it in ``words``, its bare ``name``, and whether it stands for an agency."""

    words: str
    name: str
    is_agency: bool


def named_places(text: str) -> list[Named]:
    """The places and agencies of places that ``text`` names, without those behind a legal document's number."""
    found = [match for match in _NAMED.finditer(text) if _is_whole(text, match.start())]
    found += _LOUD.finditer(text)
    places = [_named(text, match) for match in found if not _is_cited(text, match)]
    dated = _DATED.finditer(text) if "tháng" in text else ()
    places += (Named(" ".join(match[0].split()), match["name"], True) for match in dated)
    return [place for place in places if fold(place.name).split("-")[0] not in _NO_NAMES]


def _is_whole(text: str, start: int) -> bool:
    """Whether a word begins there that stands for one place: not in "cấp xã"."""
    return not text[max(0, start - 1) : start].isalnum() and text[max(0, start - 4) : start] != "cấp "


def _named(text: str, match: re.Match) -> Named:
    body = _BODY.search(text, max(0, match.start() - _LONGEST_BODY), match.start())
    start = body.start() if body else match.start()
    return Named(" ".join(text[start : match.end()].split()), match["name"], bool(body) or match.re is _LOUD)


def _is_cited(text: str, match: re.Match) -> bool:
    """Whether a legal document's number stands before it in the same sentence: it names who issued that."""
    start = max(text.rfind("\n", 0, match.start()), text.rfind(";", 0, match.start()), match.start() - 200)
    return bool(_CITATION.search(text[max(start, 0) : match.start()]))
