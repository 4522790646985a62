"""Word by word: what a text lost and gained."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\S+\s*|\s+")


@dataclass(slots=True)
class Effort:
    """How many comparisons of words are left; without enough, the middle of two texts is shown as replaced."""

    left: int = 2_000_000

    def is_enough(self, cost: int) -> bool:
        """Whether a comparison of that cost can still be made; if so it is taken off."""
        enough = cost <= self.left
        self.left -= cost if enough else 0
        return enough


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of words; ``op`` is "equal", "removed" or "added"."""

    op: str
    text: str


def segments(old: str, new: str, effort: Effort | None = None) -> tuple[Segment, ...]:
    """The words of both texts in one line: equal, removed and added stretches."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    last = len(before) - end
    middle = _middle(before[start:last], after[start : len(after) - end], effort or Effort())
    found = [("equal", before[:start]), *middle, ("equal", before[last:])]
    return tuple(Segment(op, "".join(tokens)) for op, tokens in found if tokens)


def _common(before: list[str], after: list[str]) -> int:
    count = 0
    for one, other in zip(before, after, strict=False):
        if one != other:
            break
        count += 1
    return count


def _middle(before: list[str], after: list[str], effort: Effort) -> list[tuple[str, list[str]]]:
    if not effort.is_enough(len(before) * len(after)):
        return [("removed", before), ("added", after)]
    found = []
    for op, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if op == "equal":
            found.append(("equal", before[i1:i2]))
        else:
            found += [("removed", before[i1:i2]), ("added", after[j1:j2])]
    return found
