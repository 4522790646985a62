"""Passages that were found, document by document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wagtail_qms.search.analysis.query import Query
from wagtail_qms.search.analysis.tokens import glued
from wagtail_qms.search.enums import PassageKind
from wagtail_qms.search.interface import Candidate, Candidates, FoundDocument, FoundPassage

#: Passages of one document that are shown.
PASSAGES = 3


@dataclass(frozen=True)
class Found:
    """What an engine found: its candidates, and the documents that answer, best first. ``engine`` "": none could."""

    engine: str
    candidates: Candidates = Candidates()
    documents: tuple[FoundDocument, ...] = ()


def grouped(passages: Iterable[Candidate]) -> tuple[FoundDocument, ...]:
    """The documents of ``passages``, which come best first, each with its best."""
    groups: dict[int, list[Candidate]] = {}
    for candidate in passages:
        groups.setdefault(candidate.head.edition_id, []).append(candidate)
    return tuple(_document(group) for group in groups.values())


def _document(group: list[Candidate]) -> FoundDocument:
    best = tuple(FoundPassage(candidate.passage, candidate.score) for candidate in group[:PASSAGES])
    return FoundDocument(group[0].head, group[0].score, best)


def direct_of(documents: Iterable[FoundDocument], query: Query) -> FoundDocument | None:
    """The document among ``documents`` whose code was typed, else the one that has the form of this code."""
    codes = set(query.codes)
    if not codes:
        return None
    documents = tuple(documents)
    own = (found for found in documents if found.head.code and glued(found.head.code) in codes)
    return next(own, None) or next((found for found in documents if _has_form(found, codes)), None)


def _has_form(found: FoundDocument, codes: set[str]) -> bool:
    forms = (one.passage for one in found.passages if one.passage.kind == PassageKind.FORM)
    return any(form.number and glued(form.number) in codes for form in forms)
