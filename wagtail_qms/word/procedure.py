"""The parts of an administrative procedure (circular 02/2017/TT-VPCP): dossier, time limits, facts, legal bases."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..content import nodes
from ..content.tidy import tidy_runs
from .flow import Grid, Item, Line
from .labelled import Labelled, Labels
from .running import cut, point_of, prose_of
from .sources import sources_of
from .titles import folded, numbered, part_of

_CASE = re.compile(
    r"(?:^|(?<=[.;,)]))\s*(?=[0-9]+ (?:ngày|giờ) làm việc đối với"
    r"|(?:[Đđ]ối với (?:các )?(?:trường hợp|hồ sơ)|[Tt]rường hợp)\b)"
)
_CASE_ENDS = re.compile(r"\s*(?::|,?\s+thì\b|,\s+(?=thời hạn|thời gian|trong|không quá|\d))\s*")
_LONGEST_CASE = 220
#: A line that says what the table below it is.
_LEAD, _LONGEST_LEAD = re.compile(r"\b(quy trinh|trinh tu|cac buoc|luu do|so do|bang)\b"), 90
#: As many points that name parts make each such point a part.
_ENOUGH = 3


@dataclass(slots=True)
class _Open:
    """A part being gathered: what kind, its typed number and label, and what stands under it."""

    kind: str
    number: str = ""
    label: str = ""
    items: list[Item] = field(default_factory=list)
    sets: str = ""
    sets_label: str = ""
    after: list[Item] | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """A line that opens a part: its kind, typed number, label, and the words after the label."""

    kind: str
    number: str
    label: str
    rest: Line


def opening_of(line: Line, *, pointed: bool = False) -> Opening | None:
    """What part the line opens; None for another line. ``pointed``: the parts are the points of a list."""
    said = numbered(_unmarked(line) if pointed else line.text)
    kind, end = part_of(said.rest)
    if not kind or (point_of(line) is not None and kind != "sets" and not line.starts_bold and not pointed):
        return None
    number = said.number or line.number.rstrip(".)")
    if not (number or line.starts_bold or ":" in said.rest[:60]):
        return None
    start = len(line.text) - len(said.rest)
    return Opening(kind, number, line.text[: start + end], cut(line, start + end))


def _unmarked(line: Line) -> str:
    point = point_of(line)
    return "".join(run.text for run in point.runs).strip() if point else line.text


def has_parts(items: list[Item]) -> bool:
    """Whether some of these items open a part."""
    lines = [item for item in items if isinstance(item, Line)]
    return any(map(opening_of, lines)) or _are_points(lines)


def _are_points(lines: list[Line]) -> bool:
    # Where no line but points name parts, and several do, the points are the parts.
    if len({opening.kind for opening in map(opening_of, lines) if opening} - {"sets"}):
        return False
    pointed = [opening_of(line, pointed=True) for line in lines]
    return len({opening.kind for opening in pointed if opening}) >= _ENOUGH


def parts_of(items: list[Item], plain) -> list[nodes.Block | Labelled]:
    """The items of a content section as parts; ``plain(items)`` makes blocks of what belongs to none."""
    found: list[nodes.Block | Labelled] = []
    before: list[Item] = []
    part: _Open | None = None
    pointed = _are_points([item for item in items if isinstance(item, Line)])
    for item in items:
        opening = opening_of(item, pointed=pointed) if isinstance(item, Line) else None
        if opening and part and _continues(part, opening):
            _continue(part, opening, item)
        elif opening:
            found += plain(before) if part is None else _closed(part, plain)
            before, part = [], _begun(opening)
        elif part is None:
            before.append(item)
        else:
            (part.items if part.after is None else part.after).append(item)
    return found + (plain(before) if part is None else _closed(part, plain))


def _begun(opening: Opening) -> _Open:
    if opening.kind == "sets":
        return _Open("dossier", opening.number, "", [], opening.rest.text, opening.label, [])
    kind = "dossier" if opening.kind == "dossier_list" else opening.kind
    return _Open(kind, opening.number, opening.label, [opening.rest])


def _continues(part: _Open, opening: Opening) -> bool:
    inside = opening.kind == "dossier_list" or (opening.kind == "sets" and not part.sets)
    return part.kind == "dossier" and inside


def _continue(part: _Open, opening: Opening, line: Line) -> None:
    if opening.kind == "sets":
        part.sets, part.sets_label, part.after = opening.rest.text, opening.label, []
    else:
        part.items.append(line)


def _closed(part: _Open, plain) -> list[nodes.Block | Labelled]:
    # What to bring may stand in a table: a line a row says it.
    own, beyond = (part.items, []) if part.kind == "dossier" else _until_table(part.items)
    beyond = [*beyond, *(part.after or ())]
    if part.kind == "dossier" and part.after and not part.sets:
        part.sets, beyond = _spoken(part.after), beyond[: len(beyond) - len(part.after)]
    block = _block(part, own)
    if block is None:
        return list(plain([Line((nodes.Run(" ".join((part.label, part.sets_label)).strip()),)), *own, *beyond]))
    columns = ()
    if isinstance(block, Labelled):
        block, columns = block.block, block.labels.columns
    return [Labelled(block, Labels(part.label, part.sets_label, columns)), *plain(beyond)]


def _block(part: _Open, items: list[Item]) -> nodes.Block | Labelled | None:
    prose = prose_of(items)
    if part.kind == "dossier":
        return nodes.Dossier(prose, part.sets.strip(" .;"), part.number) if prose or part.sets else None
    if not prose:
        return None
    if part.kind == "time_limits":
        return nodes.TimeLimits(tuple(_limits(items)), part.number)
    if part.kind == "legal":
        lines = (line.text for line in items if isinstance(line, Line) and line.text)
        return sources_of(lines, legal=True, number=part.number)
    return nodes.Fact(part.kind, prose, part.number)


def _until_table(items: list[Item]) -> tuple[list[Item], list[Item]]:
    # Running text holds no table, so a part ends where one begins.
    for index, item in enumerate(items):
        if not isinstance(item, Line) and not (isinstance(item, Grid) and not item.text):
            start = index - 1 if index and _leads_in(items[index - 1]) else index
            return items[:start], items[start:]
    return items, []


def _leads_in(line: Item) -> bool:
    return isinstance(line, Line) and len(line.text) <= _LONGEST_LEAD and bool(_LEAD.search(folded(line.text)))


def _limits(items: list[Item]):
    waiting = ""
    for line in (item for item in items if isinstance(item, Line) and item.text):
        text = " ".join(_bare(line).split()).rstrip(" ;")
        if text.endswith(":") and len(text) <= _LONGEST_CASE:
            waiting = " ".join(filter(None, (waiting, text.rstrip(" :"))))
            continue
        for value in _cases(text):
            yield nodes.CaseValue(value.value, " – ".join(filter(None, (waiting, value.case))))
            waiting = ""
    if waiting:
        yield nodes.CaseValue(waiting)


def _cases(text: str):
    """ "05 ngày; trường hợp phải xác minh thì 25 ngày" is two values, the second with its case."""
    for piece in _CASE.split(text):
        piece = piece.strip(" ;,.")
        if not piece:
            continue
        ends = _CASE_ENDS.search(piece)
        named = ends and ends.end() < len(piece) and ends.start() <= _LONGEST_CASE
        if named and (_CASE.match(piece) or ":" in ends.group()):
            yield nodes.CaseValue(piece[ends.end() :], piece[: ends.start()])
        else:
            yield nodes.CaseValue(piece)


def _bare(line: Line) -> str:
    point = point_of(line)
    return "".join(run.text for run in (point.runs if point else tidy_runs(line.runs)))


def _spoken(items: list[Item]) -> str:
    return " ".join(item.text for item in items if isinstance(item, Line) and item.text)
