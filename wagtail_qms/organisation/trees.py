"""Units as the tree that they form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from wagtail_qms.organisation.models import Unit
from wagtail_qms.organisation.sorting import collation_key

# Wide enough to see, and no browser drops it.
_SPACE = "\u2003"


def walk(units: list[Unit]) -> Iterator[tuple[Unit, int]]:
    """Each unit with its depth, parents before their children, names in Vietnamese order.

    A unit whose parent is not among ``units`` counts as a root, so that a filtered list loses none.
    """
    known = {unit.pk for unit in units}
    below = defaultdict(list)
    for unit in sorted(units, key=lambda unit: (collation_key(unit.agency.name), collation_key(unit.name))):
        below[unit.parent_id if unit.parent_id in known else None].append(unit)
    yield from _walk_below(None, below, 0)


def _walk_below(key, below, depth: int) -> Iterator[tuple[Unit, int]]:
    for unit in below[key]:
        yield unit, depth
        yield from _walk_below(unit.pk, below, depth + 1)


def indented(name: str, depth: int) -> str:
    """``name`` moved in by its depth in the tree, also where a browser shows plain text alone."""
    return f"{_SPACE * depth}└ {name}" if depth else name
