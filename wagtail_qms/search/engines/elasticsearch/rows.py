"""What is stored of an entry: one row for the edition, which is counted, and one for each passage, which is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, fields
from datetime import date

from wagtail_qms.search.analysis.indexing import folded_words
from wagtail_qms.search.analysis.letters import composed
from wagtail_qms.search.engines.elasticsearch.package import dsl
from wagtail_qms.search.enums import Facet
from wagtail_qms.search.interface import Candidate, Entry, Head, Passage, Tokens
from wagtail_qms.search.passages import BELOW
from wagtail_qms.search.tokenising import lexemes, tokenised

#: Raised whenever rows change their shape: an index with another shape is made anew.
LAYOUT = 1

DOCUMENT, EDITION, PASSAGE = "document", "edition", "passage"

#: Where the values of a facet stand.
FACET_FIELDS = {
    Facet.KIND: "kind",
    Facet.FIELD: "field",
    Facet.UNIT: "unit",
    Facet.YEAR: "year",
    Facet.CLAUSE: "clauses",
}

_HEAD_FIELDS = tuple(field.name for field in fields(Head))
# Longer labels are cut: Lucene takes no term of more than 32,766 bytes.
_LABEL_LENGTH = 500


class Row(dsl.Document):
    """The mapping of all three kinds of rows. By tokens a row is found; what is ``shown`` is given back."""

    level = dsl.Keyword()
    document = dsl.Keyword()
    # How many rows of a document there have ever been in this index.
    high = dsl.Integer(index=False, doc_values=False)
    version = dsl.Long(index=False, doc_values=False)

    agency = dsl.Keyword()
    page = dsl.Keyword()
    starts_on = dsl.Date(format="yyyy-MM-dd")
    ends_on = dsl.Date(format="yyyy-MM-dd")
    is_internal = dsl.Boolean()
    is_held = dsl.Boolean()
    kind = dsl.Keyword()
    field = dsl.Keyword()
    unit = dsl.Keyword()
    year = dsl.Keyword()
    clauses = dsl.Keyword()

    # Each token of an edition once; those of a passage in their order.
    terms = dsl.Text(analyzer="whitespace", index_options="docs", norms=False)
    tokens = dsl.Text(analyzer="whitespace")
    length = dsl.Integer()
    label = dsl.Keyword()
    label_words = dsl.Text(
        analyzer="whitespace", index_options="docs", norms=False, index_prefixes={"min_chars": 1, "max_chars": 10}
    )
    shown = dsl.Object(enabled=False)

    class Meta:
        dynamic = dsl.MetaField("strict")
        source = dsl.MetaField({"excludes": ["terms", "tokens", "label_words"]})


def rows_of(entries: tuple[Entry, ...]) -> Iterator[dict]:
    """The rows of a document's ``entries``."""
    for entry in entries:
        yield from _rows(entry)


def _rows(entry: Entry) -> Iterator[dict]:
    shared = _shared(entry)
    head = {name: getattr(entry, name) for name in _HEAD_FIELDS} | {"starts_on": entry.starts_on.isoformat()}
    terms: set[str] = set()
    labels = {entry.title}
    for passage, tokens in zip(entry.passages, tokenised(entry), strict=True):
        found = lexemes(tokens)
        terms.update(found.head, found.text)
        yield shared | {
            "level": PASSAGE,
            "tokens": " ".join((*found.head, *found.text)),
            "length": _words(tokens.head) + _words(tokens.text),
            "shown": {"head": head, "passage": asdict(passage), "tokens": asdict(tokens)},
            **_labelled(passage.heading.rpartition(BELOW)[2], labels),
        }
    yield shared | {"level": EDITION, "terms": " ".join(terms), **_labelled(entry.title, set())}


def _words(tokens: str) -> int:
    return tokens.count(" ") + 1 if tokens else 0


def _labelled(label: str, known: set[str]) -> dict:
    """What is offered to who types, by the beginnings of its words: ``label``, once in each edition."""
    label = label[:_LABEL_LENGTH]
    if label in known:
        return {}
    known.add(label)
    words = " ".join(folded for folded, _exact in folded_words(composed(label)))
    return {"label": label, "label_words": words} if words else {}


def _shared(entry: Entry) -> dict:
    """Where the entry belongs, when it holds and who may read it."""
    return {
        "document": str(entry.document_id),
        "agency": str(entry.agency_id),
        "page": None if entry.page_id is None else str(entry.page_id),
        "starts_on": entry.starts_on.isoformat(),
        "ends_on": entry.ends_on.isoformat() if entry.ends_on else None,
        "is_internal": entry.is_internal,
        "is_held": entry.is_held,
        "kind": entry.kind,
        "field": entry.field or None,
        "unit": entry.unit or None,
        "year": str(entry.year),
        "clauses": list(entry.clauses),
    }


def candidate_of(hit: dict) -> Candidate:
    """A passage as the cluster gives it back."""
    shown = hit["_source"]["shown"]
    head = shown["head"]
    head = {**head, "clauses": tuple(head["clauses"]), "starts_on": date.fromisoformat(head["starts_on"])}
    return Candidate(Head(**head), Passage(**shown["passage"]), hit["_score"], Tokens(**shown["tokens"]))
