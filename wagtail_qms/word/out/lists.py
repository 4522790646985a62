"""Word's own lists: how points are marked and counted on each level, in running text and in cells."""

from __future__ import annotations

from .ooxml import HEAD, NAMESPACES, element, mm

LEVELS = 9
_BULLETS = ("-", "+", "•")
#: Abstract lists: bullets and numbers, each for running text and for cells.
_KINDS = ((False, False), (True, False), (False, True), (True, True))


def abstract_id(*, ordered: bool, in_cell: bool) -> int:
    """Which of the abstract lists looks like this."""
    return _KINDS.index((ordered, in_cell))


def bullet_id(*, in_cell: bool) -> int:
    """The list of all points that do not count."""
    return abstract_id(ordered=False, in_cell=in_cell) + 1


def counted_id(position: int) -> int:
    """The list of the counted list at this position of ``Parts.counted``."""
    return len(_KINDS) + 1 + position


def numbering(counted: list[tuple[int, int]]) -> str:
    """The part ``numbering.xml``; ``counted`` are abstract id and first level of each list that counts from one."""
    abstract = "".join(_abstract(number, *kind) for number, kind in enumerate(_KINDS))
    plain = "".join(_number(at + 1, at) for at in range(len(_KINDS)))
    others = "".join(_number(counted_id(at), kind, level) for at, (kind, level) in enumerate(counted))
    return f"{HEAD}<w:numbering {NAMESPACES}>{abstract}{plain}{others}</w:numbering>"


def _abstract(number: int, ordered: bool, in_cell: bool) -> str:
    levels = (_level(depth, ordered, in_cell) for depth in range(LEVELS))
    return element("abstractNum", element("multiLevelType", val="multilevel"), *levels, abstractNumId=number)


def _level(depth: int, ordered: bool, in_cell: bool) -> str:
    kind, text = _mark(depth) if ordered else ("bullet", _BULLETS[min(depth, len(_BULLETS) - 1)])
    left, first = (mm(3) * depth, 0) if in_cell else (mm(8) * min(depth, 2), mm(10))
    return element(
        "lvl",
        element("start", val=1),
        element("numFmt", val=kind),
        element("suff", val="space"),
        element("lvlText", val=text),
        element("lvlJc", val="left"),
        element("pPr", element("ind", left=left, firstLine=first)),
        ilvl=depth,
    )


def _mark(depth: int) -> tuple[str, str]:
    return ("lowerLetter", f"%{depth + 1})") if depth % 2 else ("decimal", f"%{depth + 1}.")


def _number(number: int, abstract: int, starts: int | None = None) -> str:
    again = () if starts is None else (element("lvlOverride", element("startOverride", val=1), ilvl=starts),)
    return element("num", element("abstractNumId", val=abstract), *again, numId=number)
