"""Finding rows of the admin's lists whatever the case, accents and punctuation of the words."""

from __future__ import annotations

import unicodedata

from django.db.models import QuerySet


def folded(text: str) -> str:
    """``text`` without case, accents, punctuation and spaces."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(c for c in plain if c.isalnum())


def matching(queryset: QuerySet, fields, term: str) -> QuerySet:
    """The rows that have every word of ``term`` in one of ``fields`` or another: "quy trinh" finds "Quy trình".

    One more query, which reads those columns alone: lists of the admin are a few thousand rows at most.
    """
    words = [word for word in map(folded, term.split()) if word]
    if not words:
        return queryset
    rows = queryset.order_by().values_list("pk", *fields)
    return queryset.filter(pk__in=[row[0] for row in rows if _has_all(words, row[1:])])


def _has_all(words: list[str], values) -> bool:
    text = " ".join(folded(str(value or "")) for value in values)
    return all(word in text for word in words)
