"""What the QR code of a paper copy tells: in force, replaced, withdrawn, not yet in force, or hidden."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail_qms.pages import whereabouts
from wagtail_qms.pages.parts import Signer
from wagtail_qms.pages.presenting import draw_for, signatures
from wagtail_qms.pages.reading import Reading
from wagtail_qms.register.enums import Status
from wagtail_qms.register.models import Edition


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer: a status; the rest only for who may read the edition."""

    status: str
    number: str = ""
    edition: Edition | None = None
    replaced_by: Edition | None = None
    url: str = ""
    current_url: str = ""
    signatures: tuple[tuple[str, Signer], ...] = ()


def verdict_of(reading: Reading, number: int | None) -> Verdict | None:
    """What to say of the edition ``number``, or of the document; None when there is no such edition."""
    edition = _asked(reading, number)
    if edition is None:
        return None
    if not reading.may_read(edition):
        # Of an internal document the status alone; of a hidden one that it is hidden.
        hidden = edition.is_held and reading.may_know_of(edition)
        return Verdict("hidden" if hidden else reading.status(edition))
    return _full(reading, edition)


def _asked(reading: Reading, number: int | None) -> Edition | None:
    if number is not None:
        return next((edition for edition in reading.editions if edition.number == number), None)
    return reading.in_force or reading.speaking() or next(iter(reading.editions), None)


def _full(reading: Reading, edition: Edition) -> Verdict:
    current, status = reading.in_force, reading.status(edition)
    is_replaced = status == Status.SUPERSEDED and current is not None and reading.may_read(current)
    signers = draw_for(reading, edition).parts.signers
    return Verdict(
        status=status,
        number=edition.number_text,
        edition=edition,
        replaced_by=current if is_replaced else None,
        url=whereabouts.permalink(reading.document, edition.number),
        current_url=whereabouts.permalink(reading.document) if is_replaced else "",
        signatures=tuple(signatures(reading.document.agency, signers)),
    )
