"""Typing errors: words within one edit of each other, and what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

SHORTEST = 3
LONGEST = 24


def is_near(one: str, other: str) -> bool:
    """Whether one letter put in, left out, replaced or swapped with its neighbour makes one word of the other."""
    if one == other:
        return _can_be_near(one)
    if not (_can_be_near(one) and _can_be_near(other)) or abs(len(one) - len(other)) > 1:
        return False
    start = _common_start(one, other)
    rest, other_rest = one[start:], other[start:]
    end = _common_start(rest[::-1], other_rest[::-1])
    rest, other_rest = rest[: len(rest) - end], other_rest[: len(other_rest) - end]
    return max(len(rest), len(other_rest)) <= 1 or (len(rest) == 2 and rest == other_rest[::-1])


def deletes(term: str) -> tuple[str, ...]:
    """Keys of a folded term: itself, and itself with each one letter left out.

    Two terms within one edit share a key; terms that share one need ``is_near`` to be sure. None for what is too
    short, too long or a number.
    """
    if not _can_be_near(term):
        return ()
    return tuple(dict.fromkeys([term, *(term[:at] + term[at + 1 :] for at in range(len(term)))]))


def suggestion(
    words: Iterable[str],
    known: Mapping[str, int],
    near: Mapping[str, Iterable[str]],
    pairs: Mapping[tuple[str, str], int] | None = None,
) -> tuple[str, ...] | None:
    """The folded words that were probably meant, or None when nothing better is known.

    ``known`` counts for each word how many passages have it, ``near`` names the known words within one edit.
    ``pairs`` counts how often two words stand side by side.
    """
    meant: list[str] = []
    words = tuple(words)
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        meant.append(_meant(word, meant[-1] if meant else "", following, known, near, pairs or {}))
    return tuple(meant) if tuple(meant) != words else None


def _meant(word, before, after, known, near, pairs) -> str:
    if known.get(word) or not _can_be_near(word):
        return word
    candidates = [candidate for candidate in near.get(word, ()) if is_near(word, candidate) and known.get(candidate)]
    if not candidates:
        return word

    def worth(candidate: str) -> tuple[int, int, str]:
        beside = pairs.get((before, candidate), 0) + pairs.get((candidate, after), 0)
        return beside, known[candidate], candidate

    return max(candidates, key=worth)


def _can_be_near(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()


def _common_start(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
