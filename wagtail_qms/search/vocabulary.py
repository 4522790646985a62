"""What the search is taught: the agency's abbreviations and synonyms, and the abbreviations of its documents."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from functools import lru_cache

from django.core.cache import cache
from django.db.models import Q, QuerySet

from wagtail_qms.search.analysis.query import Vocabulary
from wagtail_qms.search.enums import PassageKind
from wagtail_qms.search.interface import Scope
from wagtail_qms.search.models import Abbreviation, IndexedPassage, IndexState, Synonyms

_STAMP = "wagtail_qms:search:vocabulary"
#: Seconds after which a change is known to processes that share no cache.
_SECONDS = 300
#: Abbreviations of documents, and letters of one and of what it stands for.
_MOST, _SHORT, _LONG = 2000, 12, 200


def vocabulary_for(scope: Scope) -> Vocabulary:
    """What holds for who asks within ``scope``; no query until somebody changes it. Others' secrets teach nothing."""
    stamp = cache.get(_STAMP)
    if stamp is None:
        stamp = uuid.uuid4().hex
        cache.set(_STAMP, stamp, _SECONDS)
    return _read(stamp, scope.agencies, scope.reader.agencies, scope.reader.sees_all)


def forget(**kwargs) -> None:
    """Something was taught or indexed. Also a receiver of signals."""
    cache.delete(_STAMP)


@lru_cache(maxsize=64)
def _read(stamp: str, agencies: frozenset[int] | None, own: frozenset[int], sees_all: bool) -> Vocabulary:
    here = Q() if agencies is None else Q(agency__in=agencies)
    taught = Abbreviation.objects.filter(here).values_list("short", "long")
    groups = Synonyms.objects.filter(here).values_list("words", flat=True)
    return Vocabulary(
        abbreviations=tuple(dict.fromkeys([*taught, *_of_documents(agencies, own, sees_all)])),
        synonyms=tuple(tuple(filter(None, map(str.strip, words.splitlines()))) for words in groups),
    )


def _of_documents(agencies: frozenset[int] | None, own: frozenset[int], sees_all: bool) -> Iterator[tuple[str, str]]:
    """What the documents say themselves. Who may not read a definition is not answered by it."""
    rows = _definitions()
    if agencies is not None:
        rows = rows.filter(indexed__agency_id__in=agencies)
    if not sees_all:
        rows = rows.filter(Q(indexed__is_internal=False) | Q(indexed__agency_id__in=own), indexed__is_held=False)
    for text in rows.values_list("text", flat=True)[:_MOST]:
        short, _colon, long = text.partition(": ")
        if long and len(short) <= _SHORT and len(long) <= _LONG and short.isupper():
            yield short, long


def _definitions() -> QuerySet:
    state = IndexState.objects.filter(engine="database").values("generation")
    return IndexedPassage.objects.filter(kind=PassageKind.DEFINITION, indexed__generation__in=state).order_by("pk")
