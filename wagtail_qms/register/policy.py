"""Who may read which edition: the one answer for page, list, PDF, files, feed, sitemap, API and search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wagtail_qms.organisation.enums import KEEPERS
from wagtail_qms.organisation.queries import parts_of


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader: the agencies on whose staff they are, and those whose hidden editions they keep."""

    agencies: frozenset[int] = frozenset()
    keeps: frozenset[int] = frozenset()
    sees_all: bool = False


ANYBODY = Reader()


def reader_of(user, day: date) -> Reader:
    """``user`` as a reader on ``day``: one query, none for who is not signed in."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return ANYBODY
    if user.is_superuser:
        return Reader(sees_all=True)
    parts = parts_of(user, day)
    agencies = frozenset(agency for agency, _role in parts)
    return Reader(agencies, frozenset(agency for agency, role in parts if role in KEEPERS))


def is_internal(edition) -> bool:
    """Whether only staff may read ``edition`` (from ``EditionQuerySet.with_standing``)."""
    return edition.confidentiality == "internal" or edition.is_restricted


def may_know_of(reader: Reader, edition) -> bool:
    """Whether ``reader`` may learn that ``edition`` exists, hidden for a while or not."""
    return reader.sees_all or not is_internal(edition) or edition.document.agency_id in reader.agencies


def may_read(reader: Reader, edition) -> bool:
    """Whether ``reader`` may read ``edition`` (from ``EditionQuerySet.with_standing``)."""
    if reader.sees_all:
        return True
    if edition.is_held and edition.document.agency_id not in reader.keeps:
        return False
    return may_know_of(reader, edition)
