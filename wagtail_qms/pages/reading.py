"""What one reader sees of one document today, told by the register alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from wagtail_qms import clock
from wagtail_qms.register import queries
from wagtail_qms.register.enums import Status
from wagtail_qms.register.models import Document, Edition
from wagtail_qms.register.policy import Reader, is_internal, may_know_of, may_read, reader_of


@dataclass(frozen=True)
class Reading:
    """A document before ``reader`` on ``day``."""

    document: Document
    reader: Reader
    day: date

    @cached_property
    def editions(self) -> tuple[Edition, ...]:
        """All editions, newest first; one query when they are first asked for."""
        return tuple(queries.history(self.document).defer("withdrawal__payload"))

    @property
    def scope(self) -> tuple[bool, bool, bool]:
        """All that matters of the reader: whether on the agency's staff, whether its keeper, whether seeing all."""
        agency = self.document.agency_id
        return agency in self.reader.agencies, agency in self.reader.keeps, self.reader.sees_all

    def status(self, edition: Edition) -> Status:
        """What ``edition`` is on the day."""
        return queries.status_on(edition, self.day, among=self.editions)

    def may_read(self, edition: Edition) -> bool:
        """Whether the reader may read ``edition``."""
        return may_read(self.reader, edition)

    def may_know_of(self, edition: Edition) -> bool:
        """Whether the reader may learn that ``edition`` exists."""
        return may_know_of(self.reader, edition)

    def is_internal(self, edition: Edition) -> bool:
        """Whether only staff read ``edition``."""
        return is_internal(edition)

    @property
    def in_force(self) -> Edition | None:
        """The edition in force, whoever may read it."""
        return next((e for e in self.editions if self.status(e) == Status.IN_FORCE), None)

    @property
    def readable(self) -> list[Edition]:
        """The editions that the reader may read, newest first."""
        return [edition for edition in self.editions if self.may_read(edition)]

    def numbered(self, number: int) -> Edition | None:
        """The edition ``number``; None when there is none that the reader may know of."""
        return next((e for e in self.editions if e.number == number and self.may_know_of(e)), None)

    def speaking(self) -> Edition | None:
        """The edition that speaks for the document: in force, else the next to come, else the last.

        None when the reader may not know of it. An edition in force that is internal has no older one speak for it.
        """
        if self.in_force:
            return self.in_force if self.may_know_of(self.in_force) else None
        known = [edition for edition in self.editions if self.may_know_of(edition)]
        to_come = [edition for edition in known if self.status(edition) == Status.TO_COME]
        return min(to_come, key=lambda e: e.effective_on) if to_come else max(known, key=_last, default=None)


def _last(edition: Edition):
    return edition.effective_on, edition.number


def read(document: Document, user) -> Reading:
    """``document`` as ``user`` sees it today."""
    today = clock.today()
    return Reading(document, reader_of(user, today), today)
