"""Entries as rows of the index's tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from wagtail_qms.search.analysis.indexing import analyse
from wagtail_qms.search.engines.database.scoping import storable
from wagtail_qms.search.interface import Entry, Tokens
from wagtail_qms.search.models import IndexedEdition, IndexedPassage
from wagtail_qms.search.tokenising import tokenised

#: Lines of an edition that are offered to who types, and letters of one.
_LINES, _LINE = 300, 200
#: The key of a passage is its edition's times this, and its place there: one can be told from the other.
PLACES = 1 << 16
#: Parts a path of headings in an entry.
BELOW = " › "
BAR = "|"


@dataclass(slots=True)
class Rows:
    """Rows of editions and their passages, before they are written."""

    editions: list[IndexedEdition] = field(default_factory=list)
    passages: list[IndexedPassage] = field(default_factory=list)

    def add(self, entry: Entry, generation: int) -> None:
        """The rows of ``entry``."""
        tokens = tokenised(entry)
        lines = _lines(entry)
        edition = IndexedEdition(
            generation=generation,
            clauses=f"{BAR}{BAR.join(entry.clauses)}{BAR}" if entry.clauses else "",
            abbreviations=[[storable(short), storable(long)] for short, long in entry.abbreviations],
            words=" ".join(sorted({word for found in tokens for word in _words(found)})),
            lines="\n".join(lines),
            line_words=" ".join(dict.fromkeys(word for line in lines for word in analyse(line).folded.split())),
            **{name: getattr(entry, name) for name in _SAME},
            **{name: storable(getattr(entry, name))[:length] for name, length in _TEXTS.items()},
        )
        self.editions.append(edition)
        found = zip(entry.passages[: PLACES - 1], tokens, strict=False)
        self.passages += [_passage(edition, passage, tokens) for passage, tokens in found]


_SAME = (
    "document_id",
    "edition_id",
    "agency_id",
    "page_id",
    "number",
    "year",
    "starts_on",
    "ends_on",
    "is_internal",
    "is_held",
)
_TEXTS = {
    name: IndexedEdition._meta.get_field(name).max_length for name in ("key", "code", "title", "kind", "field", "unit")
}


def _words(tokens: Tokens) -> Iterator[str]:
    yield from tokens.head.split()
    yield from tokens.text.split()


def _passage(edition: IndexedEdition, passage, tokens: Tokens) -> IndexedPassage:
    return IndexedPassage(
        indexed=edition,
        kind=passage.kind,
        anchor=storable(passage.anchor)[:255],
        number=storable(passage.number)[:100],
        heading=storable(passage.heading),
        text=storable(passage.text),
        **{column: getattr(tokens, name) for column, name in COLUMNS.items()},
    )


#: Column of ``IndexedPassage`` by field of ``Tokens``.
COLUMNS = {
    "head": "head",
    "head_exact": "head_exact",
    "body": "text",
    "body_exact": "text_exact",
    "head_codes": "head_codes",
    "body_codes": "text_codes",
}


def tokens_of(row: IndexedPassage) -> Tokens:
    """The tokens by which a passage was indexed."""
    return Tokens(**{name: getattr(row, column) for column, name in COLUMNS.items()})


def _lines(entry: Entry) -> list[str]:
    """Title and headings, each once, in reading order."""
    headings = (passage.heading.rpartition(BELOW)[2] for passage in entry.passages)
    known = dict.fromkeys(storable(" ".join(line.split()))[:_LINE] for line in (entry.title, *headings))
    return [line for line in known if line][:_LINES]
