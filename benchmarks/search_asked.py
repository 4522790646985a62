"""Whom ``search.py`` asks: the bare database, the engines, Wagtail; and what it asks them."""

from __future__ import annotations

import json
import os
import random
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.conf import settings
from django.db import connection, transaction
from search_corpus import PASSAGES_A_DOCUMENT, SENTENCES, Corpus
from serving_site.models import PlainTextPage
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from wagtail_qms.search import answering, choosing
from wagtail_qms.search.analysis.highlighting import snippet
from wagtail_qms.search.analysis.letters import composed, unaccented
from wagtail_qms.search.analysis.query import analyse_query
from wagtail_qms.search.interface import Change, Scope

SCOPE = Scope(date(2026, 6, 1))
CANDIDATES = answering.CANDIDATES
_WORD = re.compile(r"[^\W_]+")
#: Documents whose passages are highlighted: a page of answers.
_SHOWN = 10


@dataclass(frozen=True)
class Asked:
    """A query as it is typed, and its words with their accents."""

    typed: str
    words: tuple[str, ...]


def queries(size: int, number: int) -> dict[str, list[Asked]]:
    """By kind ``number`` queries whose words stand in the corpus; every other one is typed without accents."""
    corpus, chance = Corpus(), random.Random(size)
    documents = [corpus.entry(chance.randrange(1, max(2, size // PASSAGES_A_DOCUMENT))) for _ in range(number)]
    texts = [chance.choice(entry.passages).text for entry in documents]
    kinds = {
        "title": [_WORD.findall(entry.title)[:4] for entry in documents],
        "two words": [_some(text, 2, chance) for text in texts],
        "sentence": [_some(text, 12, chance) for text in texts],
        "frequent": [_some(chance.choice(SENTENCES), chance.randrange(2, 6), chance) for _ in range(number)],
    }
    return {
        kind: [_asked(words, plain=at % 2 == 1) for at, words in enumerate(found)] for kind, found in kinds.items()
    }


def _some(text: str, number: int, chance: random.Random) -> list[str]:
    words = _WORD.findall(text)
    start = chance.randrange(max(1, len(words) - number))
    return words[start : start + number]


def _asked(words: list[str], *, plain: bool) -> Asked:
    typed = " ".join(words)
    return Asked(unaccented(composed(typed.lower())) if plain else typed, tuple(words))


def all_at(size: int, *, with_wagtail: bool) -> Iterator:
    """Everybody who is asked at ``size`` passages."""
    yield Postgres() if connection.vendor == "postgresql" else Fts5()
    yield Engine(choosing.DATABASE)
    if os.environ.get("QMS_ELASTICSEARCH_URL"):
        told = {"HOSTS": [os.environ["QMS_ELASTICSEARCH_URL"]], "REPLICAS": 0, "WRITE_SECONDS": 60}
        told |= {key: os.environ.get(f"QMS_ELASTICSEARCH_{name}") for key, name in _ACCESS.items()}
        search = {"ELASTICSEARCH": {key: value for key, value in told.items() if value is not None}, "SECONDS": 20}
        settings.WAGTAIL_QMS = {**settings.WAGTAIL_QMS, "SEARCH": search}
        yield Engine("elasticsearch")
    if with_wagtail:
        yield Wagtail()


_ACCESS = {"CA_CERTS": "CA", "API_KEY": "API_KEY"}


def _texts(size: int) -> Iterator[str]:
    for entry in Corpus().entries(size):
        yield from (f"{entry.title}\n{passage.heading}\n{passage.text}" for passage in entry.passages)


class Fts5:
    """A bare FTS5 table of passages."""

    name = "bare FTS5"

    def fill(self, size: int) -> None:
        """The passages, as they are."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS bare")
            cursor.execute("CREATE VIRTUAL TABLE bare USING fts5(body)")
            cursor.executemany("INSERT INTO bare (body) VALUES (%s)", [(text,) for text in _texts(size)])
            cursor.execute("INSERT INTO bare (bare) VALUES ('optimize')")

    def ways(self) -> dict[str, Callable]:
        """Passages with any of the words, and with all."""
        return {
            "bare": lambda asked: self._ask(" OR ".join(f'"{word}"' for word in asked.words)),
            "bare, all words": lambda asked: self._ask(" ".join(f'"{word}"' for word in asked.words)),
        }

    def _ask(self, expression: str) -> list:
        return _rows("SELECT rowid, rank FROM bare WHERE bare MATCH %s ORDER BY rank LIMIT 20", expression)


class Postgres:
    """A bare tsvector column of passages."""

    name = "bare tsvector"

    def fill(self, size: int) -> None:
        """The passages, as PostgreSQL's configuration "simple" reads them."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS bare")
            cursor.execute("CREATE TABLE bare (id serial PRIMARY KEY, body tsvector)")
            sql = "INSERT INTO bare (body) VALUES (to_tsvector('simple', %s))"
            cursor.executemany(sql, [(text,) for text in _texts(size)])
            cursor.execute("CREATE INDEX bare_gin ON bare USING gin (body)")
            cursor.execute("ANALYZE bare")

    def ways(self) -> dict[str, Callable]:
        """Passages with any of the words, and with all."""
        return {
            "bare": lambda asked: self._ask(" | ".join(f"'{word.lower()}'" for word in asked.words)),
            "bare, all words": lambda asked: self._ask(" & ".join(f"'{word.lower()}'" for word in asked.words)),
        }

    def _ask(self, expression: str) -> list:
        sql = (
            "SELECT id, ts_rank(body, query) AS rank FROM bare, CAST(%s AS tsquery) query "
            "WHERE body @@ query ORDER BY rank DESC LIMIT 20"
        )
        return _rows(sql, expression)


def _rows(sql: str, *parameters) -> list:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


class Engine:
    """One of our engines."""

    def __init__(self, name: str):
        self.name = name
        self.engine = choosing.engine(name)

    def fill(self, size: int) -> float:
        """Build the index; returns the seconds that it took, without those for making up the corpus."""
        entries = [Change(entry.document_id, 1, (entry,)) for entry in Corpus().entries(size)]
        before = _megabytes()
        start = time.perf_counter()
        self.engine.rebuild(entries)
        took = time.perf_counter() - start
        self.grown = _megabytes() - before
        return took

    def megabytes(self) -> float:
        """By how much the database has grown; of another server's index what it says of itself."""
        stored = getattr(self.engine, "megabytes", None)
        return stored() if stored else self.grown

    def ways(self) -> dict[str, Callable]:
        """The engine's part, and the whole answer."""
        return {f"{self.name}: query": self._find, f"{self.name}: answer": self._answer}

    def _find(self, asked: Asked):
        return self.engine.find(analyse_query(asked.typed), SCOPE, limit=CANDIDATES)

    def _answer(self, asked: Asked):
        found = answering.answer(asked.typed, SCOPE, engine=self.name)
        for document in found.documents[:_SHOWN]:
            for one in document.passages:
                snippet(one.passage.heading, found.query)
                snippet(one.passage.text, found.query)
        return found


def _megabytes() -> float:
    if connection.vendor == "postgresql":
        return _rows("SELECT pg_database_size(current_database())")[0][0] / 1e6
    pages, free, size = (_rows(f"PRAGMA {name}")[0][0] for name in ("page_count", "freelist_count", "page_size"))
    return (pages - free) * size / 1e6


class Wagtail:
    """Wagtail's own search over pages, one for each document."""

    name = "wagtail"

    def fill(self, size: int) -> None:
        """Pages with the same texts."""
        Page.objects.filter(slug="searched").delete()
        parent = Page.objects.get(depth=1).add_child(instance=Page(title="Tìm", slug="searched"))
        texts = _texts(size)
        number = 0
        while body := list(islice(texts, PASSAGES_A_DOCUMENT)):
            number += 1
            blocks = [{"type": "text", "value": text} for text in body]
            title = body[0].split("\n", 1)[0]
            parent.add_child(instance=PlainTextPage(title=title, slug=f"s{number}", body=json.dumps(blocks)))

    def ways(self) -> dict[str, Callable]:
        """Its first twenty pages."""
        backend = get_search_backend()
        pages = PlainTextPage.objects.live()
        return {"wagtail": lambda asked: list(backend.search(" ".join(asked.words), pages)[:20])}
