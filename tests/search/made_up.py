"""Made-up editions as a search index is given them."""

from dataclasses import replace
from datetime import date

from wagtail_qms.register.policy import Reader
from wagtail_qms.search.interface import Change, Entry, Passage, Scope

TODAY = date(2026, 6, 1)
PUBLIC = Scope(TODAY)
STAFF = replace(PUBLIC, reader=Reader(agencies=frozenset({1})))
KEEPER = replace(PUBLIC, reader=Reader(agencies=frozenset({1}), keeps=frozenset({1})))
EVERYTHING = replace(PUBLIC, reader=Reader(sees_all=True))


def passage(text, heading="", *, anchor="muc-1", kind="section", number=""):
    """A passage of a document."""
    return Passage(kind=kind, anchor=anchor, heading=heading, text=text, number=number)


def entry(pk, *texts, **fields):
    """The entry of edition ``pk`` of document ``pk``: ``texts`` are passages or their texts."""
    passages = (text if isinstance(text, Passage) else passage(text) for text in texts)
    known = {
        "document_id": pk,
        "edition_id": pk,
        "version": 1,
        "agency_id": 1,
        "page_id": 1000 + pk,
        "key": f"k{pk:07d}",
        "code": f"QT.{pk:02d}",
        "number": 1,
        "title": "Quy trình",
        "kind": "procedure",
        "field": "",
        "unit": "",
        "year": 2025,
        "clauses": (),
        "starts_on": date(2025, 1, 1),
        "ends_on": None,
        "is_internal": False,
        "is_held": False,
        "passages": tuple(passages),
    }
    return Entry(**{**known, **fields})


def change(*entries, version=None):
    """All entries of one document."""
    first = entries[0]
    return Change(first.document_id, first.version if version is None else version, tuple(entries))


def gone(document_id, version):
    """A document that has left the index."""
    return Change(document_id, version)
