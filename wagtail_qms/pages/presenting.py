"""What the template of a document shows, gathered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wagtail_qms.pages import whereabouts
from wagtail_qms.pages.linked_data import linked_data
from wagtail_qms.pages.parts import Drawn, Signer, drawn
from wagtail_qms.pages.reading import Reading
from wagtail_qms.register.enums import Status
from wagtail_qms.register.models import Edition


@dataclass(frozen=True, slots=True)
class Amended:
    """A row of the amendment table."""

    what: str
    basis: str
    number: str
    issued_on: date


@dataclass(frozen=True, slots=True)
class Issue:
    """A row of the history: an edition with its status and address."""

    edition: Edition
    status: Status
    url: str
    is_shown: bool


def amendment_table(editions: list[Edition], amended: dict) -> list[Amended]:
    """What each of ``editions`` changed, oldest first; one without named parts says its reason."""
    rows: list[Amended] = []
    for edition in sorted(editions, key=lambda one: one.number):
        parts = amended.get(edition.pk, ())
        rows += [Amended(row.what, row.basis, row.number or edition.number_text, edition.issued_on) for row in parts]
        if not parts and edition.reason:
            rows.append(Amended(edition.reason, edition.decision_no, edition.number_text, edition.issued_on))
    return rows


def signatures(agency, signers: tuple[Signer, ...]) -> list[tuple[str, Signer]]:
    """Each signer behind the agency's own word for the signature."""
    return [(agency.label(signer.role), signer) for signer in signers]


def shown_up_to(reading: Reading, edition: Edition) -> list[Edition]:
    """The editions up to ``edition`` of which the reader may see what they changed."""
    return [one for one in reading.readable if one.number <= edition.number]


def draw_for(reading: Reading, edition: Edition) -> Drawn:
    """``edition`` drawn, with the amendments that the reader may see."""
    return drawn(edition, shown_up_to(reading, edition))


def history(reading: Reading, page_url: str, shown: Edition | None) -> list[Issue]:
    """The editions that the reader may read, newest first."""
    return [_issue(reading, edition, page_url, edition == shown) for edition in reading.readable]


def _issue(reading: Reading, edition: Edition, page_url: str, is_shown: bool) -> Issue:
    status = reading.status(edition)
    # The document's own address shows what speaks for it; what has ended keeps its number in the address.
    is_main = edition == reading.speaking() and status in (Status.IN_FORCE, Status.TO_COME)
    url = whereabouts.of_edition(reading.document, None if is_main else edition.number, page_url)
    return Issue(edition, status, url, is_shown)


def document_context(reading: Reading, edition: Edition, request, page_url: str) -> dict:
    """Everything about ``edition`` for its page."""
    found, document = draw_for(reading, edition), reading.document
    issues = history(reading, page_url, edition)
    canonical = next(issue.url for issue in issues if issue.is_shown)
    return {
        "edition": edition,
        "agency": document.agency,
        "status": reading.status(edition),
        "withdrawal": getattr(edition, "withdrawal", None),
        "is_internal": reading.is_internal(edition),
        "parts": found.parts,
        "signatures": signatures(document.agency, found.parts.signers),
        "amendments": amendment_table(shown_up_to(reading, edition), found.amendments),
        "history": issues,
        "current": next((one for one in issues if one.status == Status.IN_FORCE and not one.is_shown), None),
        "coming": next((one for one in reversed(issues) if one.status == Status.TO_COME and not one.is_shown), None),
        "pdf_url": whereabouts.pdf(document, edition.number),
        "word_url": whereabouts.word(document, edition.number),
        "qr_url": whereabouts.qr_code(document, edition.number),
        "verify_url": whereabouts.absolute(whereabouts.verification(document, edition.number), request),
        "canonical": whereabouts.absolute(canonical, request),
        "linked_data": linked_data(edition, found.parts, whereabouts.absolute(canonical, request)),
    }
