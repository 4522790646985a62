"""Everything registered about one document, gathered for its page in the admin in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property

from wagtail_qms.register import queries, verbs, verify
from wagtail_qms.register.enums import Status
from wagtail_qms.register.models import Document, Edition
from wagtail_qms.register.policy import Reader, is_internal, may_read
from wagtail_qms.register.reading import Reading, readings_of
from wagtail_qms.register.verb_pages import VERBS, VerbPage
from wagtail_qms.words import say


@dataclass(frozen=True, slots=True)
class Offer:
    """A verb on a row: either it may be done, or these are the reasons why not."""

    name: str
    document_id: int
    row_id: int | None
    reasons: tuple[str, ...] = ()

    @property
    def verb(self) -> VerbPage:
        """The words of the verb."""
        return VERBS[self.name]

    @property
    def url(self) -> str:
        """Where it is done."""
        row = [] if self.row_id is None else [self.row_id]
        return reverse("wagtail_qms_register:verb", args=[self.document_id, self.name, *row])


@dataclass(slots=True)
class EditionEntry:
    """An edition with all that belongs to it."""

    edition: Edition
    status: Status
    is_shown: bool
    is_internal: bool
    sign_offs: list
    holds: list
    copies: list
    readings: list[Reading]
    read_at: object
    offers: list[Offer]
    addresses: dict[str, str]
    overdue: list[Reading]
    paper_sign_offs: list[dict]
    paper_problems: list[str]

    @property
    def asked_count(self) -> int:
        """How many people were asked to read it."""
        return sum(reading.is_asked for reading in self.readings)

    @property
    def read_count(self) -> int:
        """How many of those asked have read it."""
        return sum(reading.is_asked and reading.read_at is not None for reading in self.readings)

    @property
    def overdue_count(self) -> int:
        """How many are late."""
        return len(self.overdue)

    @property
    def possible(self) -> list[Offer]:
        """The verbs that this person may do."""
        return [offer for offer in self.offers if not offer.reasons]

    @property
    def refused(self) -> list[Offer]:
        """The verbs that they may not do, with the reasons."""
        return [offer for offer in self.offers if offer.reasons]

    @property
    def withdrawal(self):
        """By which decision it was withdrawn, if it was."""
        return getattr(self.edition, "withdrawal", None)


class DocumentRegister:
    """The register of ``document`` on ``day`` as ``reader`` may see it, with what ``person`` may do."""

    def __init__(self, document: Document, person, reader: Reader, day: date):
        self.document, self.person, self.reader, self.day = document, person, reader, day

    @cached_property
    def powers(self) -> verbs.Powers:
        """What the person may do by their posts."""
        return verbs.powers_of(self.person, self.document.agency_id, self.day)

    @cached_property
    def editions(self) -> list[Edition]:
        """All editions, newest first."""
        rows = queries.history(self.document).with_status(self.day).select_related("document__agency", "withdrawal")
        return list(rows)

    @cached_property
    def in_force(self) -> Edition | None:
        """The edition in force today."""
        return next((row for row in self.editions if row.status_today == Status.IN_FORCE), None)

    @cached_property
    def newest_shown(self) -> Edition | None:
        """The newest edition that the reader may read: it names the document."""
        return next((row for row in self.editions if may_read(self.reader, row)), None)

    @cached_property
    def sign_offs(self) -> list:
        """Every signature and return on the document, in their order, with ``label``: the agency's word for it."""
        rows = list(self.document.signoffs.defer("payload").order_by("sequence"))
        for row in rows:
            row.label = self.document.agency.label(row.role)
        return rows

    @property
    def other_sign_offs(self) -> list:
        """Signatures that issued nothing: given on a draft, void, or returns."""
        used = {digest for row in self.editions for digest in row.sign_off_digests}
        return [row for row in self.sign_offs if row.digest not in used]

    @cached_property
    def restrictions(self) -> list:
        """When the document was made internal."""
        return list(self.document.restrictions.defer("payload").order_by("sequence"))

    @cached_property
    def verification(self) -> verify.Report:
        """What checking the document's chain found."""
        return verify.verify_document(self.document)

    @property
    def restriction_offer(self) -> Offer:
        """Making the document internal."""
        return self._offer("restrict", self.document, None)

    def _offer(self, name: str, row, row_id: int | None) -> Offer:
        problems = VERBS[name].problems(row, self.powers, self.day)
        return Offer(name, self.document.pk, row_id, tuple(say(problem) for problem in problems))

    @cached_property
    def entries(self) -> list[EditionEntry]:
        """Each edition with its signatures, decisions, copies and readers."""
        holds = _by_edition(self.document.holds.select_related("release").defer("payload", "release__payload"))
        copies = _by_edition(self.document.distributions.select_related("recall").defer("payload", "recall__payload"))
        read = _by_edition(self.document.acknowledgements.defer("payload"))
        rows = [[row for group in groups.values() for row in group] for groups in (copies, read)]
        readings = readings_of(*rows, self.document.agency_id, self.day)
        return [
            self._entry(row, holds[row.pk], copies[row.pk], read[row.pk], readings.get(row.pk, []))
            for row in self.editions
        ]

    def _entry(self, edition, holds, copies, read, readings) -> EditionEntry:
        own = next((row.recorded_at for row in read if row.person_id == self.person.pk), None)
        for copy in copies:
            copy.offer = self._offer("recall", copy, copy.pk)
        return EditionEntry(
            edition=edition,
            status=Status(edition.status_today),
            is_shown=may_read(self.reader, edition),
            is_internal=is_internal(edition),
            sign_offs=[row for row in self.sign_offs if row.digest in edition.sign_off_digests],
            holds=holds,
            copies=copies,
            readings=readings,
            read_at=own,
            offers=self._offers(edition, is_read=own is not None),
            addresses=addresses_of(self.document, edition),
            overdue=[reading for reading in readings if reading.is_overdue(self.day)],
            paper_sign_offs=[
                row | {"label": self.document.agency.label(row["role"])} for row in edition.paper_signers
            ],
            paper_problems=[say(problem) for problem in edition.paper_problems],
        )

    def _offers(self, edition: Edition, *, is_read: bool) -> list[Offer]:
        if not may_read(self.reader, edition):
            return []
        names = ["distribute", "withdraw", "show" if edition.is_held else "hide"]
        if not is_read and edition.status_today in (Status.IN_FORCE, Status.TO_COME):
            names.insert(0, "acknowledge")
        return [self._offer(name, edition, edition.pk) for name in names]


def _by_edition(rows) -> dict[int, list]:
    groups = defaultdict(list)
    for row in rows.order_by("sequence"):
        groups[row.edition_id].append(row)
    return groups


def addresses_of(document: Document, edition: Edition) -> dict[str, str]:
    """The public addresses of ``edition`` that this site has: its page, its PDF, its Word file, its check."""
    names = {"page": "document_edition", "pdf": "pdf", "word": "word", "check": "verify_edition"}
    found = {}
    for key, name in names.items():
        try:
            found[key] = reverse(f"wagtail_qms:{name}", args=[document.key, edition.number])
        except NoReverseMatch:
            # A site that keeps its documents within the admin includes no public addresses.
            continue
    return found
