"""Answers a question: asks the engine that the site chose, and the database in its place when that cannot answer."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from wagtail_qms import conf
from wagtail_qms.search import breaker, choosing
from wagtail_qms.search.analysis.query import Query, analyse_query
from wagtail_qms.search.building import is_missing, mend_in_between
from wagtail_qms.search.correcting import Near, corrected
from wagtail_qms.search.counting import facets
from wagtail_qms.search.freshness import Waiting, waiting
from wagtail_qms.search.grouping import Found, direct_of, grouped
from wagtail_qms.search.guessing import guess
from wagtail_qms.search.interface import Answer, Candidates, Engine, EngineUnavailableError, IndexMissingError, Scope
from wagtail_qms.search.patience import patient
from wagtail_qms.search.ranking import CLOSELY, ranked
from wagtail_qms.search.vocabulary import vocabulary_for

logger = logging.getLogger("wagtail_qms.search")
Result = TypeVar("Result")

#: Passages that an engine is asked for: more are not looked at.
CANDIDATES = CLOSELY


@patient
def answer(raw: str, scope: Scope, *, page: int = 1, page_size: int | None = None, engine: str = "") -> Answer:
    """The answer to ``raw``, whatever it is, for who asks within ``scope`` (``scoping.scope_of``).

    ``documents`` has the documents of ``page``, the first is 1. With ``engine`` that engine alone is asked, and
    EngineUnavailableError raised when it cannot answer; else the database answers in its place.
    """
    began = time.perf_counter()
    query = analyse_query(raw, vocabulary=vocabulary_for(scope))
    asked = _Asked(scope, waiting(scope), engine)
    meant, found = asked.find_as_meant(query) if query else (query, Found(asked.names[0]))
    direct = direct_of(found.documents, query)
    documents = found.documents if direct is None else (direct, *(one for one in found.documents if one != direct))
    size = page_size or conf.search("PAGE_SIZE")
    start = (max(page, 1) - 1) * size
    return Answer(
        query=meant,
        engine=found.engine,
        total=len(documents),
        documents=documents[start : start + size],
        facets=facets(found.documents, scope, lambda name: asked.without(name).find(meant).documents) if query else {},
        direct=direct,
        did_you_mean=guess(query, meant, found, asked.find),
        instead_of=asked.names[0] if found.engine != asked.names[0] else "",
        took_ms=1000 * (time.perf_counter() - began),
    )


@patient
def begin(text: str, scope: Scope, *, limit: int = 8) -> tuple[str, ...]:
    """Titles and headings that begin as the words typed so far do, for who asks within ``scope``."""
    return _Asked(scope, waiting(scope)).begin(text, limit)


class _Asked:
    """Who asks, what the indexes do not know yet, and the engine that may be asked, "" for the site's."""

    def __init__(self, scope: Scope, late: Mapping[str, Waiting], only: str = ""):
        self.scope, self.late = scope, late
        self.names = (only,) if only else tuple(dict.fromkeys((choosing.chosen_name(), choosing.DATABASE)))
        self.is_alone = bool(only)

    def without(self, facet: str) -> _Asked:
        """The same, whatever was chosen in ``facet``."""
        chosen = {name: values for name, values in self.scope.chosen.items() if name != facet}
        return _Asked(replace(self.scope, chosen=chosen), self.late, self.names[0] if self.is_alone else "")

    def find(self, query: Query) -> Found:
        """The documents that answer ``query``."""
        name, result = self._first(lambda engine, scope: engine.find(query, scope, limit=CANDIDATES))
        late, candidates = self.late.get(name, Waiting()), result or Candidates()
        kept = replace(candidates, passages=tuple(filter(late.lets_pass, candidates.passages)))
        return Found(name, kept, grouped(ranked(query, kept)))

    def find_as_meant(self, query: Query) -> tuple[Query, Found]:
        """The same for ``query`` and, where the index does not know a word, for those that it may have meant."""
        found = self.find(query)
        meant = corrected(query, found.candidates.statistics.frequencies, self.near)
        return (meant, self.find(meant)) if meant else (query, found)

    def near(self, terms: Iterable[str]) -> Near:
        """The words of the index within one edit of each of ``terms``."""
        return self._first(lambda engine, scope: engine.near(terms))[1] or {}

    def begin(self, text: str, limit: int) -> tuple[str, ...]:
        """Titles and headings that begin with ``text``."""
        return self._first(lambda engine, scope: engine.begin(text, scope, limit=limit))[1] or ()

    def _first(self, call: Callable[[Engine, Scope], Result]) -> tuple[str, Result | None]:
        """The engine that answered ``call``, and its answer; "" and None when none can."""
        for name in self.names:
            if not self.is_alone and name != choosing.DATABASE and not breaker.may_ask(name):
                continue
            try:
                result = call(choosing.engine(name), self.late.get(name, Waiting()).guarded(self.scope))
            except choosing.UNUSABLE as error:
                self._give_up(name, error)
            except Exception as error:
                # Whatever a server says or sends, no question fails because of it.
                if self.is_alone or name == choosing.DATABASE:
                    raise
                self._give_up(name, error)
            else:
                breaker.mend(name)
                return name, result
        if not self.is_alone and mend_in_between(choosing.DATABASE):
            return self._first(call)
        return "", None

    def _give_up(self, name: str, error: Exception) -> None:
        if self.is_alone:
            raise EngineUnavailableError(str(error)) from error
        logger.warning("The search engine %s cannot answer: %s", name, error)
        if name != choosing.DATABASE:
            breaker.trip(name, str(error))
            if isinstance(error, IndexMissingError):
                is_missing(name)
