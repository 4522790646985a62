"""The documents of an agency in force today, for its public list: kept as long as the register stands still."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from django.db.models import Max, Sum

from wagtail_qms.content.outline import fold
from wagtail_qms.organisation.sorting import collation_key
from wagtail_qms.register.codes import code_key
from wagtail_qms.register.enums import Kind
from wagtail_qms.register.models import Document, Edition
from wagtail_qms.register.policy import Reader, is_internal

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Entry:
    """One document of the list: what its edition in force says."""

    key: str
    page_id: int | None
    number: int
    code: str
    title: str
    kind: str
    field: str
    unit: str
    issued_on: date
    effective_on: date
    is_internal: bool
    is_held: bool

    @property
    def number_text(self) -> str:
        """The edition's number as on paper."""
        return f"{self.number:02}"

    @property
    def kind_label(self) -> str:
        """The kind in the reader's language."""
        return str(Kind(self.kind).label)

    @cached_property
    def words(self) -> str:
        """Title and code without accents, for a reader who types without them."""
        return f"{_folded(self.title)} {_folded(self.code)} {code_key(self.code)}"

    @cached_property
    def by_title(self) -> tuple:
        """The place of the title in a Vietnamese alphabet."""
        return collation_key(self.title), self.by_code

    @cached_property
    def by_code(self) -> tuple:
        """The place of the code: QT.2 before QT.10."""
        parts = _DIGITS.split(self.code)
        return tuple((int(part[:18]), "") if part.isdecimal() else (-1, part.casefold()) for part in parts if part)


@dataclass(frozen=True)
class Catalogue:
    """The entries that one sort of reader sees, by title, and what they can be narrowed by."""

    entries: tuple[Entry, ...]
    kinds: tuple[str, ...]
    fields: tuple[str, ...]
    units: tuple[str, ...]
    # Two catalogues of one name are the same.
    name: tuple

    @cached_property
    def is_private(self) -> bool:
        """Whether something in it is not for everybody."""
        return any(entry.is_internal or entry.is_held for entry in self.entries)


def catalogue_of(agency_id: int, reader: Reader, day: date) -> Catalogue:
    """What ``reader`` sees of the agency on ``day``: one query while nothing new was registered."""
    here = frozenset({agency_id})
    scope = Reader(reader.agencies & here, reader.keeps & here, reader.sees_all)
    return _catalogue(agency_id, scope, day, _stamp(agency_id))


def _stamp(agency_id: int) -> tuple:
    """How long the chains of the agency are together, and where one ends: each new row makes it another."""
    found = Document.objects.issued().filter(agency=agency_id).aggregate(rows=Sum("length"), head=Max("head"))
    return found["rows"], found["head"]


@lru_cache(maxsize=16)
def _catalogue(agency_id: int, reader: Reader, day: date, stamp: tuple) -> Catalogue:
    editions = Edition.objects.filter(document__agency=agency_id).in_force(day).readable_by(reader).light()
    entries = sorted(map(_entry, editions.select_related("document").order_by()), key=lambda entry: entry.by_title)
    return Catalogue(
        tuple(entries),
        tuple(kind for kind in Kind.values if any(entry.kind == kind for entry in entries)),
        _names(entry.field for entry in entries),
        _names(entry.unit for entry in entries),
        (agency_id, reader, day, stamp),
    )


def _entry(edition: Edition) -> Entry:
    document: Document = edition.document
    return Entry(
        key=document.key,
        page_id=document.page_id,
        number=edition.number,
        code=edition.code,
        title=edition.title,
        kind=edition.kind,
        field=edition.field_of_work,
        unit=edition.owner_unit,
        issued_on=edition.issued_on,
        effective_on=edition.effective_on,
        is_internal=is_internal(edition),
        is_held=edition.is_held,
    )


def _names(names) -> tuple[str, ...]:
    return tuple(sorted({name for name in names if name}, key=collation_key))


def _folded(text: str) -> str:
    return fold(text).replace("-", " ")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader narrowed the list to, and its order."""

    text: str = ""
    kind: str = ""
    field: str = ""
    unit: str = ""
    order: str = "title"

    @property
    def is_narrowed(self) -> bool:
        """Whether the list is not the whole list."""
        return bool(self.text or self.kind or self.field or self.unit)


def chosen(entries: tuple[Entry, ...], choice: Choice) -> tuple[Entry, ...]:
    """``entries`` as narrowed and ordered by ``choice``; they come ordered by title."""
    if choice.is_narrowed:
        entries = tuple(entry for entry in entries if _fits(entry, choice))
    if choice.order == "code":
        return tuple(sorted(entries, key=lambda entry: entry.by_code))
    return newest_first(entries) if choice.order == "new" else entries


def newest_first(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """``entries`` by the day on which they came into force, the last first."""
    return tuple(sorted(entries, key=lambda entry: entry.effective_on, reverse=True))


def _fits(entry: Entry, choice: Choice) -> bool:
    asked = ((choice.kind, entry.kind), (choice.field, entry.field), (choice.unit, entry.unit))
    if any(wanted and wanted != has for wanted, has in asked):
        return False
    words, key = _folded(choice.text), code_key(choice.text)
    return not choice.text or all(word in entry.words for word in words.split()) or bool(key and key in entry.words)
