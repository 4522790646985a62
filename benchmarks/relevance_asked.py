"""Whom ``relevance.py`` asks: our engines, Wagtail's own search, and BM25 over folded words."""

from __future__ import annotations

import json
import math
import os
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from django.conf import settings
from django.db import Error, transaction
from serving_site.models import PlainTextPage
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from wagtail_qms import clock
from wagtail_qms.search import answering, choosing, vocabulary
from wagtail_qms.search.analysis.indexing import analyse
from wagtail_qms.search.interface import Change, Entry, Scope

_ACCESS = {"CA_CERTS": "CA", "API_KEY": "API_KEY"}
#: Answers that are looked at.
MOST = 10


def everybody() -> Iterator:
    """All who are asked. Elasticsearch where QMS_ELASTICSEARCH_URL says where it is."""
    yield Engine(choosing.DATABASE)
    if os.environ.get("QMS_ELASTICSEARCH_URL"):
        told = {"HOSTS": [os.environ["QMS_ELASTICSEARCH_URL"]], "REPLICAS": 0, "WRITE_SECONDS": 60}
        told |= {key: os.environ.get(f"QMS_ELASTICSEARCH_{name}") for key, name in _ACCESS.items()}
        search = {"ELASTICSEARCH": {key: value for key, value in told.items() if value is not None}, "SECONDS": 20}
        settings.WAGTAIL_QMS = {**settings.WAGTAIL_QMS, "SEARCH": search}
        yield Engine("elasticsearch")
    yield Folded()
    yield Wagtail()


class Engine:
    """One of our engines, with the whole way of a question."""

    def __init__(self, name: str):
        self.name = name

    def fill(self, entries: Sequence[Entry]) -> None:
        """An index of ``entries``."""
        choosing.engine(self.name).rebuild([Change(entry.document_id, 1, (entry,)) for entry in entries])
        vocabulary.forget()

    def ask(self, typed: str) -> list[int]:
        """The documents found, best first."""
        found = answering.answer(typed, Scope(clock.today()), engine=self.name, page_size=MOST)
        return [document.head.document_id for document in found.documents]


class Folded:
    """BM25 over folded words of the same passages; a document is as good as its best passage."""

    name = "folded BM25"

    def fill(self, entries: Sequence[Entry]) -> None:
        """Count the words."""
        self.documents, self.passages = [], []
        for entry in entries:
            for passage in entry.passages:
                text = f"{entry.code} {entry.title}\n{passage.heading}\n{passage.text}"
                self.documents.append(entry.document_id)
                self.passages.append(Counter(analyse(text).folded.split()))
        self.known = Counter(word for words in self.passages for word in words)
        self.average = sum(words.total() for words in self.passages) / len(self.passages)

    def ask(self, typed: str) -> list[int]:
        """The documents found, best first."""
        best: dict[int, float] = defaultdict(float)
        asked = set(analyse(typed).folded.split())
        for document, words in zip(self.documents, self.passages):
            best[document] = max(best[document], sum(self._weight(word, words) for word in asked if word in words))
        found = sorted((score, -document) for document, score in best.items() if score)
        return [-document for _score, document in reversed(found)]

    def _weight(self, word: str, words: Counter) -> float:
        count = self.known[word]
        rarity = math.log(1 + (len(self.passages) - count + 0.5) / (count + 0.5))
        return rarity * words[word] * 2.2 / (words[word] + 1.2 * (0.25 + 0.75 * words.total() / self.average))


class Wagtail:
    """Wagtail's own search over pages with the same texts, one for each document."""

    name = "wagtail"

    def fill(self, entries: Sequence[Entry]) -> None:
        """Make the pages."""
        Page.objects.filter(slug="searched").delete()
        parent = Page.objects.get(depth=1).add_child(instance=Page(title="Tìm", slug="searched"))
        self.documents = {}
        for entry in entries:
            texts = [f"{passage.heading}\n{passage.text}" for passage in entry.passages]
            body = json.dumps([{"type": "text", "value": text} for text in texts])
            title = f"{entry.code} {entry.title}".strip() or "-"
            page = parent.add_child(instance=PlainTextPage(title=title, slug=f"s{entry.document_id}", body=body))
            self.documents[page.pk] = entry.document_id

    def ask(self, typed: str) -> list[int]:
        """Its first pages; what the database refuses to search for finds none."""
        try:
            with transaction.atomic():
                pages = list(get_search_backend().search(typed, PlainTextPage.objects.live())[:MOST])
        except (Error, ValueError, NotImplementedError):
            return []
        return [self.documents[page.pk] for page in pages if page.pk in self.documents]
