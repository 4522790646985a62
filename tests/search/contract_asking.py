"""How the contract asks an engine."""

from tests.search.made_up import PUBLIC, change
from wagtail_qms.search.analysis.query import analyse_query


class Asking:
    """Fills an engine and asks it."""

    def fill(self, engine, *entries):
        """Build the index with ``entries``, each a document of its own unless several share their document."""
        documents: dict[int, list] = {}
        for one in entries:
            documents.setdefault(one.document_id, []).append(one)
        engine.rebuild([change(*group) for group in documents.values()])

    def find(self, engine, raw, scope=PUBLIC, *, limit=20, vocabulary=None):
        """What ``engine`` finds when ``raw`` is typed."""
        return engine.find(analyse_query(raw, vocabulary=vocabulary), scope, limit=limit)

    def documents(self, engine, raw, scope=PUBLIC, **options):
        """The documents of what it finds, each once, best first."""
        found = self.find(engine, raw, scope, **options).passages
        return list(dict.fromkeys(candidate.head.document_id for candidate in found))

    def numbers(self, engine, raw, scope=PUBLIC):
        """The same, in the order of their numbers."""
        return sorted(self.documents(engine, raw, scope))
