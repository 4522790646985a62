"""The engine: what to ask is the plan's, how to ask it the store's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from django.db import DatabaseError

from wagtail_qms.search.analysis.indexing import VERSION, analyse
from wagtail_qms.search.analysis.letters import composed
from wagtail_qms.search.analysis.query import Query
from wagtail_qms.search.engines.database import building, finding, state, terms
from wagtail_qms.search.engines.database.state import Generation
from wagtail_qms.search.engines.database.stores import store_of
from wagtail_qms.search.interface import Candidates, Change, EngineUnavailableError, Scope

Found = TypeVar("Found")
#: Letters and words of what is being typed that are looked at.
_TYPED, _TYPED_WORDS = 200, 8
#: How often an index is asked that changes all the time.
_TIMES = 5


class DatabaseEngine:
    """``interface.Engine`` in the site's own database."""

    name = "database"

    def find(self, query: Query, scope: Scope, *, limit: int) -> Candidates:
        """The ``limit`` best passages for ``query`` within ``scope``."""
        return _asked(lambda generation: finding.find(generation, query, scope, limit))

    def near(self, words: Iterable[str]) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """For each folded word the words that everybody may read within one edit, with their numbers of passages."""
        wanted = tuple(words)
        return _asked(lambda generation: terms.near(generation.number, wanted))

    def begin(self, text: str, scope: Scope, *, limit: int) -> tuple[str, ...]:
        """Titles and headings with words that begin as the words typed so far do, best first."""
        words = analyse(composed(text[:_TYPED])).folded.split()[:_TYPED_WORDS]
        if not words:
            return ()
        return _asked(lambda generation: finding.begin(generation, words, scope, limit))

    def apply(self, changes: Iterable[Change]) -> None:
        """Replace what the index says of these documents. What it has of a newer version stays."""
        building.apply(changes)

    def rebuild(self, changes: Iterable[Change]) -> None:
        """A new index of these documents in place of the old one, which answers until the new one is whole."""
        building.rebuild(changes)

    def is_whole(self) -> bool:
        """Whether the index was built to its end, with the present analysis, and is still there."""
        generation = state.answering()
        return bool(generation and generation.analysis_version == VERSION and store_of(generation).exists())


def _asked(ask: Callable[[Generation], Found]) -> Found:
    """What ``ask`` gives for the generation that answers; again when that has changed before it was done.

    An answer is made of several statements: between two of them a document may have been replaced.
    """
    generation, found, failure = state.answering(), None, None
    for _time in range(_TIMES):
        if generation is None:
            raise EngineUnavailableError("the database's index has not been built yet: run qms_reindex")
        failure = None
        try:
            found = ask(generation)
        except DatabaseError as error:
            failure = error
        before, generation = generation, state.answering()
        if generation == before:
            break
    if failure:
        raise EngineUnavailableError("the database's index cannot be read: run qms_reindex") from failure
    return found
