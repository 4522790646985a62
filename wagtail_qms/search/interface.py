"""What every search engine takes and gives. An engine stores tokens and finds passages; it decides nothing else.

The way of a question: ``analysis.query`` makes a ``Query`` of what was typed, ``answering`` asks an engine for
candidates, ``ranking`` puts them into order and leaves out what does not answer, ``answering`` makes an ``Answer``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from wagtail_qms.register.policy import ANYBODY, Reader
from wagtail_qms.search.analysis.query import Query


class EngineUnavailableError(Exception):
    """The engine cannot answer now: it is down, too slow, or its index is not whole. Ask another one."""


class IndexMissingError(EngineUnavailableError):
    """The engine is well and has no whole index: it was lost, or never built. Nothing comes of trying again."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage as it is indexed: its text as people read it, and the place where it stands.

    ``heading`` is the path of headings down to it; ``number`` its own number ("5.2").
    """

    kind: str
    anchor: str
    heading: str
    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An edition as it is indexed, with its passages in reading order.

    It answers from ``starts_on`` until the day before ``ends_on`` (None: no end known). ``version`` is the length of
    the document's chain when the entry was made: of two entries of a document the one with the greater is newer.
    """

    document_id: int
    edition_id: int
    version: int
    agency_id: int
    page_id: int | None
    key: str
    code: str
    number: int
    title: str
    kind: str
    field: str
    unit: str
    year: int
    clauses: tuple[str, ...]
    starts_on: date
    ends_on: date | None
    is_internal: bool
    is_held: bool
    #: The document's own abbreviations: (short, long).
    abbreviations: tuple[tuple[str, str], ...] = ()
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """All entries of one document at ``version``; none when it has left the index."""

    document_id: int
    version: int
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """Who asks, on which day, about what. No answer, count, facet or suggestion goes beyond it.

    ``agencies`` None: of every agency. ``hidden_pages`` are pages that the host keeps from this reader.
    ``chosen`` has by facet (``enums.Facet``) the values of which one must hold.
    """

    day: date
    reader: Reader = ANYBODY
    agencies: frozenset[int] | None = None
    hidden_pages: frozenset[int] = frozenset()
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of the edition that a passage belongs to."""

    document_id: int
    edition_id: int
    agency_id: int
    page_id: int | None
    key: str
    code: str
    number: int
    title: str
    kind: str
    field: str
    unit: str
    year: int
    clauses: tuple[str, ...]
    starts_on: date
    is_internal: bool
    is_held: bool


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a passage (``analysis.indexing``), each kind joined with spaces.

    ``head``: of the document's code and title, then of the passage's number and headings. ``text``: of its text.
    """

    head: str = ""
    head_exact: str = ""
    text: str = ""
    text_exact: str = ""
    head_codes: str = ""
    text_codes: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that an engine found, with the engine's own score and the tokens by which it was indexed."""

    head: Head
    passage: Passage
    score: float
    tokens: Tokens = Tokens()


@dataclass(frozen=True, slots=True)
class Statistics:
    """What the index says of the query, over what everybody may read: nobody learns of others' words from it.

    ``passages``: their number; ``average_length``: the words of one, headings and text. ``frequencies``: for the
    query's folded words, accented words (``exact_token``), pairs and codes the number of passages that have them; also
    for alternatives and the words of expansions. A word that is missing there stands in none.
    """

    passages: int = 0
    average_length: float = 0.0
    frequencies: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidates:
    """The best passages for a query, best first, and what they have to be judged by.

    ``total`` and ``facets`` count the documents that meet the query's ``conditions``: in which all its words occur,
    wherever they stand, however many documents there are. A facet's counts leave out what was chosen in that facet
    itself, so that another value can be taken; the most frequent value comes first.
    """

    passages: tuple[Candidate, ...] = ()
    total: int = 0
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    statistics: Statistics = Statistics()


class Engine(Protocol):
    """A search engine. Every method may raise EngineUnavailableError, and takes a bounded time."""

    name: str

    def find(self, query: Query, scope: Scope, *, limit: int) -> Candidates:
        """The ``limit`` best passages for ``query`` within ``scope``."""

    def near(self, terms: Iterable[str]) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """For each folded term the terms of the index within one edit, with the number of passages that have them."""

    def begin(self, text: str, scope: Scope, *, limit: int) -> tuple[str, ...]:
        """Titles and headings with words that begin as the words typed so far do, best first."""

    def apply(self, changes: Iterable[Change]) -> None:
        """Replace what the index says of these documents. What it has of a newer version stays."""

    def rebuild(self, changes: Iterable[Change]) -> None:
        """A new index of these documents in place of the old one, which answers until the new one is whole."""

    def is_whole(self) -> bool:
        """Whether the index was built to its end, with the present analysis, and is still there."""


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage of an answer."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document of an answer with its best passages."""

    head: Head
    score: float
    passages: tuple[FoundPassage, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question. ``direct`` is the document whose code was typed; it is in ``documents`` too.

    ``engine`` is who answered, "" when nobody could; ``instead_of`` the engine that should have and could not, ""
    otherwise.
    """

    query: Query
    engine: str
    total: int = 0
    documents: tuple[FoundDocument, ...] = ()
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    direct: FoundDocument | None = None
    did_you_mean: str = ""
    instead_of: str = ""
    took_ms: float = 0.0
