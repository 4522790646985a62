"""The words by which agencies name the parts of a document, and how a line is numbered.

Everything here is about the language of such papers; nothing names an agency or a file.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

#: Whole titles of the sections of a procedure, without accents, in the order of the paper.
_ROLES = (
    ("purpose", r"muc dich( ban hanh)?( ?[,/&]? ?(va )?(yeu cau|y nghia|pham vi( ap dung)?))*"),
    ("scope", r"pham vi( va doi tuong)?( ?ap dung)?|(pham vi|doi tuong)( va (pham vi|doi tuong))? ap dung"),
    (
        "references",
        r"(cac )?(tai lieu|van ban|co so|can cu)( phap ly)? ?(vien dan|lien quan|tham khao|tham chieu)"
        r"( va .{1,40})?|can cu( phap ly)?|co so phap ly",
    ),
    (
        "definitions",
        r"(cac )?(thuat ngu|dinh nghia|dinh ngu|giai thich|chu viet tat|tu viet tat|viet tat|khai niem)"
        r"( ?[,/&]? ?(va |tu ngu|thuat ngu|dinh nghia|(cac )?(chu |tu )?viet tat|khai niem))*",
    ),
    ("content", r"noi dung( (chi tiet|thuc hien|cong viec|quy trinh|cua quy trinh|chinh|thu tuc))*"),
    (
        "forms",
        r"(cac |danh muc |he thong )?(bieu mau|mau bieu)"
        r"( (su dung|ap dung|kem theo|lien quan|thuc hien|va (phu luc|huong dan|tai lieu)|cua quy trinh))*"
        r"|phu luc( va|,)? bieu mau",
    ),
    (
        "records",
        r"(cac |danh muc )?(ho so)( (can|phai|duoc|va))*( ?luu( tru| giu)?)*|luu( tru| giu)?( ho so)?"
        r"|(luu( tru| giu)?|bao quan|quan ly|kiem soat)( ?[,/&]? ?(va )?(luu( tru| giu)?|bao quan|quan ly))* ho so",
    ),
)
#: Titles that name a section only where a number stands before them.
_NUMBERED_ROLES = (
    ("purpose", r"muc tieu"),
    (
        "content",
        r"(mo ta |luu do )?(quy trinh|trinh tu|thu tuc|noi dung|cac buoc|cach thuc)"
        r"( ?[,/]? ?(va )?(thuc hien|tien hanh|xu ly|giai quyet|cong viec|quy trinh|thu tuc|trinh tu|cac buoc))*"
        r"|mo ta( cong viec)?",
    ),
    ("forms", r"(cac |danh muc )?(phu luc|bieu mau|mau)( ?[,/]? ?(va )?(phu luc|bieu mau|kem theo|ap dung))*"),
    ("records", r"(cac |danh muc )?ho so( (cong viec|chat luong|quan ly|ap dung|lien quan))*"),
)
_ROLE_OF = tuple((role, re.compile(pattern)) for role, pattern in _ROLES)
_NUMBERED_ROLE_OF = tuple((role, re.compile(pattern)) for role, pattern in _NUMBERED_ROLES)

#: Labels of the parts of an administrative procedure, without accents; what the label starts with.
_PARTS = (
    ("dossier", r"(thanh phan,? ?(va )?so luong|thanh phan ho so,? ?(va )?so luong) ho so|thanh phan,? so luong"),
    ("dossier_list", r"thanh phan ho so|ho so (bao gom|gom|can nop)"),
    ("sets", r"so luong ho so|so bo ho so"),
    ("time_limits", r"(thoi han|thoi gian) (giai quyet|xu ly|thuc hien)"),
    ("applicant", r"doi tuong (thuc hien|duoc thuc hien|ap dung|giai quyet)"),
    (
        "deciding_body",
        r"co quan( co tham quyen| nguoi co tham quyen)?( giai quyet)?,? (quyet dinh|phe duyet)"
        r"|co quan co tham quyen( quyet dinh| giai quyet)?",
    ),
    ("coordinating_body", r"co quan( duoc)? phoi hop|don vi phoi hop"),
    ("performing_body", r"(co quan|don vi|noi)( truc tiep)? (thuc hien|giai quyet)( thu tuc)?"),
    ("place", r"(dia diem|noi|dia chi)( tiep nhan| nop ho so| tra ket qua| thuc hien)( va tra ket qua)?"),
    ("method", r"(cach thuc|hinh thuc|phuong thuc) (thuc hien|nop|tiep nhan)"),
    ("result", r"(ten )?ket qua( thuc hien| giai quyet| cua)?( thu tuc| tthc)?"),
    ("fees", r"(muc )?(thu )?(phi|le phi)( ?[,/]? ?(va |hoac )?le phi)?( \(?neu co\)?)?"),
    ("application_forms", r"(ten )?(cac )?mau don|(ten )?mau (to khai|bieu)|don, to khai"),
    (
        "conditions",
        r"(cac )?(yeu cau|dieu kien)( ?[,/]? ?(va |hoac )?dieu kien)?( thuc hien)"
        r"|yeu cau,? (hoac |va )?dieu kien|dieu kien thuc hien",
    ),
    ("legal", r"(cac )?(can cu|co so) phap ly"),
)
_PART_OF = tuple((part, re.compile(pattern)) for part, pattern in _PARTS)

_NUMBER = re.compile(
    r"(?P<named>(?:phần|chương|mục|điều|phụ lục|bước)\s+(?:[ivxlc]+|\d+|[a-z])\b)\s*[.:)\-–]?\s*"
    r"|(?P<roman>[IVXL]{1,6})\s*[.)/]\s*"
    r"|(?P<decimal>\d{1,2}(?:\.\d{1,2}){0,4})(?:\s*[.)/](?!\d)\s*|\s+(?=\D))"
    r"|(?P<letter>[a-zđ])(?:\s*[.)/]\s*|\s+(?=[A-ZĐÀ-Ỹ]))",
    re.IGNORECASE,
)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line's number as typed without its closing mark, what it counts with, and the words after it."""

    number: str
    form: str
    rest: str

    @property
    def is_step(self) -> bool:
        """Whether it counts what is done ("Bước 2") rather than parts of the paper."""
        return self.number.lower().startswith("bước")

    @property
    def depth(self) -> int:
        """How many parts the number has: 2 for "5.1", 0 without one."""
        return self.number.count(".") + 1 if self.number else 0


def folded(text: str) -> str:
    """Lower case without accents, blanks single, nothing but words at the ends."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("đ", "d"))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(letters.split()).strip(" .:;,*-–")


def numbered(text: str) -> Numbered:
    """The number that a line was typed with. Capital Roman figures only: "i." is the letter."""
    found = _NUMBER.match(text)
    if found is None or (found["roman"] and not found["roman"].isupper()):
        found = re.match(r"(?P<letter>[a-zđ])\s*[.)]\s*", text) if found else None
        return Numbered(found["letter"], "letter", text[found.end() :]) if found else Numbered("", "", text)
    form, number = next((form, value) for form, value in found.groupdict().items() if value)
    return Numbered(" ".join(number.split()), form, text[found.end() :])


def value_of(said: Numbered) -> int:
    """What a number of one part counts: 4 for "4", "IV", "Điều 4", "PHẦN IV"; 0 for another."""
    last = said.number.rpartition(" ")[2]
    if said.form in ("decimal", "named") and last.isdecimal():
        return int(last)
    if said.form in ("roman", "named") and last.isupper() and set(last) <= set(_ROMAN):
        values = [_ROMAN[letter] for letter in last]
        return sum(-one if one < other else one for one, other in zip(values, (*values[1:], 0), strict=True))
    return 0


def role_of(title: str, *, is_numbered: bool = False) -> str:
    """The role of the section that this title names, "" for another. Behind a number more titles name one."""
    words = folded(title)
    if len(words) > 70:
        return ""
    known = (*_ROLE_OF, *_NUMBERED_ROLE_OF) if is_numbered else _ROLE_OF
    return next((role for role, pattern in known if pattern.fullmatch(words)), "")


def part_of(text: str) -> tuple[str, int]:
    """The part of an administrative procedure a line opens, and where its label ends; ("", 0) for none.

    The label ends at its colon, or with the line when it has none and is short.
    """
    label, colon, _rest = text.partition(":")
    words = folded(label)
    if len(words) > 90 or not (colon or len(words) < 75):
        return "", 0
    for part, pattern in _PART_OF:
        found = pattern.match(words)
        if found and (colon or found.end() >= len(words) - 45):
            return part, len(label) + len(colon)
    return "", 0
