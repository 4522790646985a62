"""What changed between two documents: block by block, row by row, word by word.

Blocks are aligned by their words; those that differ are paired by likeness, then by number. The cost
is bounded: pairs are sought near each other only, and words are compared one by one only while the effort lasts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from .compare_units import Unit, units
from .compare_words import Effort, Segment, segments
from .nodes import Document

_NEAR = 8
_LIKE_ENOUGH = 0.4
_SAME_NUMBER = 0.25


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """One field that differs: ``key`` of ``content.labels`` ("" for running text), and its words."""

    key: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One block or row that was added, removed, changed or moved.

    ``what`` is the node's type ("step"), ``where`` the headings above it, ``anchor`` its place in the new document
    (in the old one when removed). Without ``parts`` in a changed one, the words are the same: marks, a file or a
    span differ.
    """

    kind: str
    what: str
    number: str
    where: tuple[str, ...]
    anchor: str
    parts: tuple[ChangedPart, ...] = ()

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The words of all its parts."""
        return tuple(segment for part in self.parts for segment in part.segments)


@dataclass(frozen=True, slots=True)
class _Pair:
    old: Unit | None
    new: Unit | None


def compare(old: Document, new: Document) -> tuple[Change, ...]:
    """The changes that lead from one document to another, in the order of the new one."""
    pairs = _moves_joined(list(_paired(units(old), units(new))))
    effort = Effort()
    return tuple(change for change in (_change(pair, effort) for pair in pairs) if change)


def _paired(old: list[Unit], new: list[Unit]) -> Iterator[_Pair]:
    matcher = SequenceMatcher(None, _keys(old), _keys(new), autojunk=False)
    for operation, i1, i2, j1, j2 in matcher.get_opcodes():
        if operation == "equal":
            yield from (_Pair(*both) for both in zip(old[i1:i2], new[j1:j2], strict=True))
        else:
            yield from _pair_region(old[i1:i2], new[j1:j2])


def _keys(all_units: Iterable[Unit]) -> list[tuple]:
    """The words of each unit with how often they came before: repeated rows must not cost the square."""
    seen: dict[tuple, int] = defaultdict(int)
    keys = []
    for unit in all_units:
        seen[unit.words] += 1
        keys.append((unit.words, seen[unit.words]))
    return keys


def _pair_region(old: list[Unit], new: list[Unit]) -> Iterator[_Pair]:
    partner = _likely_partners(old, new)
    _pair_by_number(old, new, partner)
    shown = set(partner.values())
    left = iter([index for index in range(len(old)) if index not in shown] + [len(old)])
    removed = next(left)
    for index, unit in enumerate(new):
        if index not in partner:
            yield _Pair(None, unit)
            continue
        while removed < partner[index]:
            yield _Pair(old[removed], None)
            removed = next(left)
        yield _Pair(old[partner[index]], unit)
    while removed < len(old):
        yield _Pair(old[removed], None)
        removed = next(left)


def _likely_partners(old: list[Unit], new: list[Unit]) -> dict[int, int]:
    scored = sorted(_scores(old, new), key=lambda score: (-score[0], score[1], score[2]))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _score, index, other in scored:
        if index not in partner and other not in taken:
            partner[index] = other
            taken.add(other)
    return partner


def _scores(old: list[Unit], new: list[Unit]) -> Iterator[tuple[float, int, int]]:
    for index, unit in enumerate(new):
        # Where the lists differ in length, what belongs together may lie that much further on.
        middle = index * len(old) // max(len(new), 1)
        for other in range(max(0, middle - _NEAR), min(len(old), middle + _NEAR + 1)):
            score = _likeness(old[other], unit)
            if score >= _LIKE_ENOUGH:
                yield score, index, other


def _likeness(old: Unit, new: Unit) -> float:
    if old.what != new.what:
        return 0
    union = len(old.vocabulary | new.vocabulary)
    same = len(old.vocabulary & new.vocabulary) / union if union else 0
    return same + (_SAME_NUMBER if old.number and old.number == new.number else 0)


def _pair_by_number(old: list[Unit], new: list[Unit], partner: dict[int, int]) -> None:
    taken = set(partner.values())
    free = {(unit.what, unit.number): index for index, unit in enumerate(old) if unit.number and index not in taken}
    for index, unit in enumerate(new):
        if index not in partner and (unit.what, unit.number) in free:
            partner[index] = free.pop((unit.what, unit.number))


def _moves_joined(pairs: list[_Pair]) -> list[_Pair]:
    """A block removed here and added there with the same words has moved."""
    removed: dict[tuple, list[int]] = defaultdict(list)
    for index, pair in enumerate(pairs):
        if pair.new is None and any(text for _key, text in pair.old.words[1]):
            removed[pair.old.words].append(index)
    gone: set[int] = set()
    joined = []
    for pair in pairs:
        if pair.old is None and removed.get(pair.new.words):
            index = removed[pair.new.words].pop(0)
            gone.add(index)
            pair = replace(pair, old=pairs[index].old, new=replace(pair.new, moved=True))
        joined.append(pair)
    return [pair for index, pair in enumerate(joined) if index not in gone]


def _change(pair: _Pair, effort: Effort) -> Change | None:
    old, new = pair.old, pair.new
    if old is None:
        return None if new.is_only_frame else _made("added", new, _whole(new, "added"))
    if new is None:
        return None if old.is_only_frame else _made("removed", old, _whole(old, "removed"))
    if new.moved:
        return _made("moved", new, _whole(new, "equal"))
    if old.own == new.own:
        return None
    return _made("changed", new, _differing(old, new, effort))


def _made(kind: str, unit: Unit, parts: tuple[ChangedPart, ...]) -> Change:
    return Change(kind, unit.what, unit.number, unit.where, unit.anchor, parts)


def _whole(unit: Unit, operation: str) -> tuple[ChangedPart, ...]:
    return tuple(ChangedPart(key, (Segment(operation, text),)) for key, text in unit.parts if text)


def _differing(old: Unit, new: Unit, effort: Effort) -> tuple[ChangedPart, ...]:
    before, after = dict(old.parts), dict(new.parts)
    keys = [key for key in before | after if before.get(key, "") != after.get(key, "")]
    return tuple(ChangedPart(key, segments(before.get(key, ""), after.get(key, ""), effort)) for key in keys)
