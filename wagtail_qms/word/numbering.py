"""The numbers that Word shows before paragraphs, computed as Word does: levels, restarts, formats."""

from __future__ import annotations

from dataclasses import dataclass

from docx.oxml.ns import qn

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_LOW = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    text: str = "%1."


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands before a paragraph: a number, or a mark (``bullet``)."""

    number: str = ""
    level: int = 0
    bullet: bool = False


class Numbering:
    """Counts through one document; ask for each paragraph once, from top to bottom."""

    def __init__(self, root):
        self.abstract: dict[str, dict[int, _Level]] = {}
        self.numbers: dict[str, str] = {}
        self.restarts: dict[str, dict[int, int]] = {}
        self.counts: dict[str, dict[int, int]] = {}
        if root is not None:
            self._read(root)

    def next(self, number_id: str, level: int) -> Shown | None:
        """What Word shows for the next paragraph of this list and level; None without a list."""
        abstract = self.numbers.get(number_id)
        if abstract is None or number_id == "0":
            return None
        levels = self.abstract.get(abstract, {})
        shown = levels.get(level, _Level())
        counts = self._count(number_id, abstract, level, levels)
        if shown.format == "bullet":
            return Shown(level=level, bullet=True)
        if shown.format == "none":
            return Shown(level=level)
        return Shown(_filled(shown.text, counts, levels), level)

    def _count(self, number_id: str, abstract: str, level: int, levels: dict[int, _Level]) -> dict[int, int]:
        counts = self.counts.setdefault(abstract, {})
        for restarted, start in self.restarts.pop(number_id, {}).items():
            counts[restarted] = start - 1
        for upper in range(level):
            counts.setdefault(upper, levels.get(upper, _Level()).start)
        counts[level] = counts.get(level, levels.get(level, _Level()).start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return counts

    def _read(self, root) -> None:
        for node in root.iterchildren(qn("w:abstractNum")):
            levels = {_number(_attr(level, "w:ilvl")): _level(level) for level in node.iterchildren(qn("w:lvl"))}
            self.abstract[_attr(node, "w:abstractNumId")] = levels
        for node in root.iterchildren(qn("w:num")):
            number_id = _attr(node, "w:numId")
            self.numbers[number_id] = _value(node, "w:abstractNumId")
            self.restarts[number_id] = dict(_overrides(node))


def _overrides(node):
    for override in node.iterchildren(qn("w:lvlOverride")):
        start = _value(override, "w:startOverride")
        if start.isdecimal():
            yield _number(_attr(override, "w:ilvl")), _number(start)


def _level(node) -> _Level:
    start = _value(node, "w:start")
    return _Level(
        _number(start),
        _value(node, "w:numFmt") or "decimal",
        _value(node, "w:lvlText"),
    )


def _filled(text: str, counts: dict[int, int], levels: dict[int, _Level]) -> str:
    for level in range(9):
        if f"%{level + 1}" in text:
            kind = levels.get(level, _Level()).format
            text = text.replace(f"%{level + 1}", written(counts.get(level, 1), kind))
    return text.strip()


def written(count: int, kind: str) -> str:
    """A count in one of Word's formats: decimal, lowerLetter, upperRoman, …"""
    if kind.endswith("Letter") and count > 0:
        letters = _LETTERS[(count - 1) % 26] * ((count - 1) // 26 % 10 + 1)
        return letters.upper() if kind.startswith("upper") else letters
    if kind.endswith("Roman") and 0 < count < 4000:
        return _roman(count).upper() if kind.startswith("upper") else _roman(count)
    return f"{count:02}" if kind == "decimalZero" else str(count)


def _roman(count: int) -> str:
    found = ""
    for value, letters in (*_ROMAN, *_ROMAN_LOW):
        times, count = divmod(count, value)
        found += letters * times
    return found


def _value(node, name: str) -> str:
    child = node.find(qn(name))
    return "" if child is None else child.get(qn("w:val")) or ""


def _number(value: str) -> int:
    # What is no small number is nobody's count.
    return int(value) if value.isdecimal() and len(value) < 6 else 0


def _attr(node, name: str) -> str:
    return node.get(qn(name)) or ""
