"""Names in the order in which a Vietnamese office lists them: by given name, the last word, then by the rest."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from django.db.models import Case, IntegerField, QuerySet, Value, When

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# Level, huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries.
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_LETTER_PLACES = {letter: place for place, letter in enumerate(_LETTERS)}


def collation_key(text: str) -> tuple:
    """A key that sorts ``text`` as a Vietnamese dictionary does: syllable by syllable, letters before tones."""
    return tuple(_syllable_key(word) for word in text.casefold().split())


def person_key(name: str) -> tuple:
    """A key that sorts people: "Trần Thị An" before "Lê Văn Bình"."""
    words = name.split()
    return collation_key(" ".join(words[-1:])), collation_key(" ".join(words[:-1]))


def _syllable_key(word: str) -> tuple:
    letters, tone = "", 0
    for character in unicodedata.normalize("NFD", word):
        if character in _TONES:
            tone = _TONES.index(character) + 1
        else:
            letters += character
    return tuple(_letter_key(letter) for letter in unicodedata.normalize("NFC", letters)), tone


def _letter_key(letter: str) -> tuple[int, int]:
    if letter in _LETTER_PLACES:
        return 1, _LETTER_PLACES[letter]
    return (0, ord(letter)) if letter.isdigit() or not letter.isalpha() else (2, ord(letter))


def in_order(queryset: QuerySet, keys: Iterable) -> QuerySet:
    """``queryset`` in the order of the primary ``keys``, for pages of a listing; others come last."""
    places = [When(pk=key, then=Value(place)) for place, key in enumerate(keys)]
    if not places:
        return queryset.order_by("pk")
    return queryset.order_by(Case(*places, default=len(places), output_field=IntegerField()), "pk")


def by_name(queryset: QuerySet, field: str, key=collation_key) -> QuerySet:
    """``queryset`` sorted by the names in ``field`` with ``key``; one more query."""
    rows = sorted(queryset.order_by("pk").values_list("pk", field), key=lambda row: key(row[1] or ""))
    return in_order(queryset, [pk for pk, _name in rows])
