"""What is offered to who types: lines that begin as the words typed so far do, the same way round in every engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from wagtail_qms.search.analysis.indexing import analyse


def best(found: Mapping[str, int], words: Sequence[str], limit: int) -> tuple[str, ...]:
    """The ``limit`` best of the lines ``found``, each with how often it stands in the index."""
    fitting = {line: rank for line, often in found.items() if (rank := _rank(line, words, often)) is not None}
    return tuple(sorted(fitting, key=lambda line: (*fitting[line], line))[:limit])


def _rank(line: str, words: Sequence[str], often: int) -> tuple | None:
    """How well a line begins as ``words``, smaller is better; None when it does not."""
    own = analyse(line).folded.split()
    places = [next((at for at, word in enumerate(own) if word.startswith(begun)), None) for begun in words]
    if None in places:
        return None
    in_order = all(later == earlier + 1 for earlier, later in pairwise(places))
    return (not in_order, places[0] > 0, -often, len(own))
