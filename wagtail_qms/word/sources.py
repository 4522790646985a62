"""A citation ("Nghị định số … ngày … của … về …") as a source: kind, number, date, issuer, title."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..content.nodes import Source, Sources
from ..content.text import source_line
from .dates import find, iso_of
from .labelled import Labelled, Labels
from .titles import folded

#: The longest first: a joint circular is no circular.
_KINDS = (
    ("Thông tư liên tịch", "joint_circular"),
    ("Bộ luật", "law"),
    ("Luật", "law"),
    ("Hiến pháp", "law"),
    ("Pháp lệnh", "ordinance"),
    ("Nghị định", "decree"),
    ("Thông tư", "circular"),
    ("Nghị quyết", "resolution"),
    ("Quyết định", "decision"),
    ("Chỉ thị", "directive"),
    ("Công văn", "dispatch"),
    ("Tiêu chuẩn", "standard"),
    ("TCVN", "standard"),
    ("Sổ tay", "internal"),
    ("Quy trình", "internal"),
    ("Quy chế", "internal"),
    ("Chính sách chất lượng", "internal"),
    ("Mục tiêu chất lượng", "internal"),
)
_NUMBER = re.compile(r"(?:số[:\s]\s*)?(\d{1,5}\s?(?:/\s?\d{4})?\s?/\s?[A-ZĐ][\w\-–]*(?:\s?[-–]\s?[A-ZĐ0-9][\w]*)*)")
_LAW_NUMBER = re.compile(r"(?:số[:\s]\s*)?(?<!\d)(\d{1,4}/\d{4}/(?:QH|UBTVQH|PL-UBTVQH)\d{1,2})")
_STANDARD = re.compile(r"((?:TCVN\s+)?(?:ISO(?:/\w+)?|TCVN|QCVN)\s*(?:/\w+)?\s?[\d\-]+(?::\d{4})?)")
_YEAR = re.compile(r"\(?\bnăm\s+((?:19|20)\d\d)\)?|(?<=\s)\(?((?:19|20)\d\d)\)?$")
#: Who issues; without "của" only one of these is taken for an issuer.
_BODY = (
    r"chính phủ|thủ tướng|quốc hội|ủy ban|uỷ ban|ubnd|hội đồng|hđnd|chủ tịch|tổng cục|cục|bộ|văn phòng|thanh tra|"
    r"ban|sở|tòa án|viện|kiểm toán"
)
_ISSUER = re.compile(
    rf"\s*,?\s*(?:của\s+|(?=(?:{_BODY})\s))(.{{2,120}}?)"
    r"(?=\s+(?:về|quy định|hướng dẫn|ban hành|sửa đổi|công bố|phê duyệt|triển khai|bãi bỏ|thay thế|đính chính|"
    r"bổ sung|kiểm soát|ủy quyền|thực hiện|quy đinh|chuẩn hóa)\b"
    r"|\s*[,;(]|$)",
    re.IGNORECASE,
)
_MARK = re.compile(r"^[\s\-–+*•.]+")
_COUNT = re.compile(r"\s*(?:\d{1,2}[.)]|\(\d{1,2}\)|\[\d{1,2}\]|[a-zđ][.)])\s+(?=\D)")
_TAIL = re.compile(r"[\s;.,]+$")
#: Where one line cites several: each begins with what it is.
_NEXT = re.compile(r";\s*(?=(?:Luật|Bộ luật|Pháp lệnh|Nghị định|Thông tư|Nghị quyết|Quyết định|Chỉ thị|Công văn)\s)")
#: Words that a citation may go without: ``source_line`` puts them in.
_SUPPLIED = ("ngày", "số", "của")
#: A day further on is that of another paper, cited in the title.
_NEAR = 120
#: What ``source_line`` puts around the fields: the words of such citations.
_LABELS = {
    **{f"source_kind.{code}": word for word, code in reversed(_KINDS)},
    "source_kind.law": "Luật",
    "source.no": "số",
    "source.dated": "ngày",
    "source.by": "của",
    "source.of_year": "năm",
}


def source_of(text: str) -> Source:
    """The source that a line cites.

    When the fields together would say it in other words, the title holds the whole line: nothing is lost.
    """
    cited = _TAIL.sub("", _MARK.sub("", " ".join(text.split())))
    kind = _kind(cited)
    parsed = _parsed(cited, kind)
    if _says_all(source_line(parsed, _label), cited):
        return parsed
    return Source(cited, kind, parsed.number, parsed.year, parsed.issued_on, parsed.issuer)


def sources_of(texts: Iterable[str], *, legal: bool = False, number: str = "") -> Labelled:
    """The sources that lines cite, a line one or several parted by semicolons; what counts them is a label."""
    pieces = [piece for text in texts for line in text.split("\n") for piece in _NEXT.split(line) if piece.strip()]
    counted = [_COUNT.match(piece) for piece in pieces]
    rows = (source_of(piece[found.end() :] if found else piece) for piece, found in zip(pieces, counted, strict=True))
    marks = tuple(found.group().strip() if found else "" for found in counted)
    return Labelled(Sources(tuple(rows), legal, number), Labels(columns=marks if any(marks) else ()))


def _says_all(said: str, cited: str) -> bool:
    # In the same order and without loss; what a citation left out may be there.
    ours, theirs = _words(said), _words(cited)
    if any(ours.count(word) < theirs.count(word) for word in _SUPPLIED):
        return False
    return [word for word in ours if word not in _SUPPLIED] == [word for word in theirs if word not in _SUPPLIED]


def _parsed(cited: str, kind: str) -> Source:
    number = _NUMBER.search(cited) if kind not in ("standard", "internal") else None
    number = _LAW_NUMBER.search(cited) or number
    if number is None or number.start() > 60:
        return _without_number(cited, kind)
    rest, issued_on = cited[number.end() :], ""
    day = find(rest)
    if day and day.start() < 12:
        issued_on, rest = iso_of(day), rest[day.end() :]
    found = _ISSUER.match(rest)
    rest = rest[found.end() :] if found else rest
    title = rest.strip(" ,") if issued_on or found else cited
    code = "".join(number.group(1).split()).replace("–", "-")
    issuer = found.group(1).strip() if found else ""
    day = find(issuer)
    if day:
        # "của Chính phủ ngày …": the day comes after the issuer.
        issued_on, issuer = issued_on or iso_of(day), issuer[: day.start()].strip().removesuffix("ngày").strip(" ,")
    return Source(title or cited, kind, code, "", issued_on, issuer)


def _without_number(cited: str, kind: str) -> Source:
    standard = _STANDARD.search(cited) if kind == "standard" else None
    if standard:
        return Source(cited, kind, " ".join(standard.group(1).split()))
    day = find(cited) if kind != "other" else None
    if day and day.start() < _NEAR:
        return Source(cited, kind, year=iso_of(day)[:4], issued_on=iso_of(day))
    year = _YEAR.search(cited) if kind != "other" else None
    if year and kind in ("law", "ordinance"):
        name = (cited[: year.start()] + cited[year.end() :]).strip(" ,")
        return Source(name, kind, year=year[1] or year[2])
    return Source(cited, kind, year=(year[1] or year[2] or "") if year else "")


def _kind(cited: str) -> str:
    start = folded(cited)
    return next((code for word, code in _KINDS if start.startswith(folded(word))), "other")


def _label(key: str) -> str:
    return _LABELS.get(key, "")


def _words(text: str) -> list[str]:
    day = find(text)
    while day:
        text = f"{text[: day.start()]} D{iso_of(day)} {text[day.end() :]}"
        day = find(text, day.start() + 13)
    return re.findall(r"[\w/]+", text.lower())


def cited_line(source: Source) -> str:
    """The source as such papers cite it."""
    return source_line(source, _label)
