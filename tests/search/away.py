"""A search engine of a site's own, as a setting may name it: it keeps its index in memory, and may be away."""

from wagtail_qms.search.analysis.indexing import VERSION
from wagtail_qms.search.interface import Candidate, Candidates, EngineUnavailableError, Head

NAME = "tests.search.away.AwayEngine"


class AwayEngine:
    """Finds whatever has the first word of the query in its text."""

    name = NAME
    is_away = False
    index: dict | None = {}
    #: How often it was asked while it was away.
    asked = 0

    @classmethod
    def reset(cls):
        """There, and empty."""
        cls.is_away, cls.index, cls.asked = False, {}, 0

    def find(self, query, scope, *, limit):
        self._be_there()
        if self.index is None:
            raise EngineUnavailableError("the index is gone")
        entries = [entry for _version, entries in self.index.values() for entry in entries]
        found = [
            (e, p)
            for e in entries
            for p in e.passages
            if query.words[0] in p.text and e.page_id not in scope.hidden_pages
        ]
        return Candidates(tuple(Candidate(head_of(entry), passage, 1.0) for entry, passage in found[:limit]))

    def near(self, terms):
        return {}

    def begin(self, text, scope, *, limit):
        self._be_there()
        return ()

    def apply(self, changes):
        self._be_there()
        for change in changes:
            if self.index is not None and self.index.get(change.document_id, (0,))[0] <= change.version:
                self.index[change.document_id] = (change.version, change.entries)

    def rebuild(self, changes):
        self._be_there()
        type(self).index = {change.document_id: (change.version, change.entries) for change in changes}

    def is_whole(self):
        self._be_there()
        return self.index is not None and bool(VERSION)

    def _be_there(self):
        if self.is_away:
            type(self).asked += 1
            raise EngineUnavailableError("gone fishing")


def head_of(entry) -> Head:
    """What is known of the edition of ``entry``."""
    return Head(**{name: getattr(entry, name) for name in Head.__slots__})
