"""By what an answer may be narrowed, counted over the documents that answer: a count says what a click gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from wagtail_qms.search.enums import Facet
from wagtail_qms.search.interface import FoundDocument, Scope

Counts = Mapping[str, tuple[tuple[str, int], ...]]


def facets(
    documents: Iterable[FoundDocument], scope: Scope, widened: Callable[[str], Iterable[FoundDocument]]
) -> Counts:
    """By facet its values with the number of ``documents``, the most frequent first.

    A facet in which something was chosen counts the documents that answer without that choice, so that another value
    can be taken: ``widened`` gives them, one more search for each such facet.
    """
    found, documents = {}, tuple(documents)
    for name in Facet.values:
        found[name] = _counted(name, widened(name) if scope.chosen.get(name) else documents)
    return found


def _counted(name: str, documents: Iterable[FoundDocument]) -> tuple[tuple[str, int], ...]:
    counts = Counter(value for found in documents for value in _values(name, found) if value)
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _values(name: str, found: FoundDocument) -> tuple[str, ...]:
    if name == Facet.CLAUSE:
        return tuple(dict.fromkeys(found.head.clauses))
    return (str(getattr(found.head, name)),)
