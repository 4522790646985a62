"""The paper of an edition or a draft: what stands on its face, its PDF and its Word file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.translation import gettext, override

from wagtail_qms.organisation.enums import Capacity, Role
from wagtail_qms.organisation.models import Agency
from wagtail_qms.organisation.queries import people_with
from wagtail_qms.pages import whereabouts
from wagtail_qms.pages.drafting import draft_edition
from wagtail_qms.pages.parts import Signer
from wagtail_qms.pages.presenting import amendment_table, draw_for, shown_up_to
from wagtail_qms.pages.reading import Reading
from wagtail_qms.pages.snapshots import MediaFiles, snapshot_of
from wagtail_qms.pdf import cache, face, words
from wagtail_qms.pdf.render import render
from wagtail_qms.pdf.watermark import stamped
from wagtail_qms.register import files
from wagtail_qms.register.enums import Kind, SigningRole, Status
from wagtail_qms.register.models import Edition
from wagtail_qms.word import writing

_ENDED = (Status.SUPERSEDED, Status.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Paper:
    """The face of an edition, and the key under which its PDF is kept."""

    face: face.Face
    edition: Edition

    @property
    def key(self) -> str:
        """Two papers with one key are the same bytes."""
        return f"{self.face.key()}:{self.edition.content_digest}"

    @property
    def etag(self) -> str:
        """What a reader who has the PDF names it by."""
        return f'"{self.face.key()[:16]}{self.edition.content_digest[:16]}-{cache.RENDERER}"'

    def pdf(self) -> bytes:
        """The PDF, kept from the first time on. ``pdf.failures.RenderFailed`` when none can be made.

        A watermark goes on a copy: the paper of an edition that has ended is the paper that was in force.
        """
        if self.face.watermark:
            issued = Paper(replace(self.face, watermark=""), self.edition)
            return cache.get_or_make(self.key, lambda: stamped(issued.pdf(), self.face.watermark))
        return cache.get_or_make(self.key, lambda: render(self.face, self.edition.content, files.read))

    def word(self, address: Callable[[str], str]) -> bytes:
        """The Word file; ``address`` turns a link into one that leads there from anywhere."""
        with override(self.face.language):
            return writing.write(self.face, self.edition.content, files.read, label=printed, address=address)


def printed(key: str) -> str:
    """The words of a key of ``content.labels``; those of "paper.code" and the like stand on the form alone."""
    kind, _, name = key.partition(".")
    return words.word(name) if kind == "paper" else words.label(key)


def paper_of(reading: Reading, edition: Edition, request) -> Paper:
    """``edition`` on paper as the reader may have it."""
    drawn = draw_for(reading, edition)
    rows = amendment_table(shown_up_to(reading, edition), drawn.amendments)
    is_ended = reading.status(edition) in _ENDED
    front = _face(
        reading.document.agency,
        edition,
        number=edition.number_text,
        signers=tuple(_signer(reading.document.agency, signer) for signer in drawn.parts.signers),
        amendments=tuple(face.Amendment(row.what, row.basis, row.number, row.issued_on) for row in rows),
        watermark=gettext("NO LONGER IN FORCE") if is_ended else "",
        verify_url=whereabouts.absolute(whereabouts.verification(reading.document, edition.number), request),
    )
    return Paper(front, edition)


def draft_face(page) -> face.Face:
    """The face of the draft ``page``: unsigned, marked as a draft."""
    return _draft_face(page, snapshot_of(page))


def draft_pdf(page) -> bytes:
    """The PDF of the draft ``page``, made anew each time. ``pdf.failures.RenderFailed`` when none can be made."""
    media = MediaFiles()
    snapshot = snapshot_of(page, media=media)
    return render(_draft_face(page, snapshot), snapshot.content, media.read)


def _draft_face(page, snapshot) -> face.Face:
    edition = draft_edition(page, snapshot)
    rows = tuple(face.Amendment(row.what, row.basis, row.number or edition.number_text) for row in snapshot.amendments)
    return _face(page.agency, edition, amendments=rows, watermark=gettext("DRAFT"))


def _face(agency: Agency | None, edition: Edition, **rest) -> face.Face:
    agency = agency or Agency()
    return face.Face(
        title=edition.title,
        layout="policy" if edition.kind == Kind.POLICY else "document",
        agency=agency.name,
        parent_body=agency.parent_body,
        place_name=agency.place_name,
        standard=agency.standard,
        code=edition.code,
        issued_on=edition.issued_on,
        effective_on=edition.effective_on,
        labels={role: agency.label(role) for role in SigningRole.values},
        **rest,
    )


def _signer(agency: Agency, signer: Signer) -> face.Signer:
    return face.Signer(signer.role, signer.name, _post(signer), _authority(agency, signer), signer.signed_on)


def _post(signer: Signer) -> str:
    return f"{Capacity.ACTING} {signer.post}" if signer.capacity == Capacity.ACTING else signer.post


def _authority(agency: Agency, signer: Signer) -> str:
    """The line above the post (decree 30/2020, annex I, part II, 7): for the collective, or for the head."""
    if signer.capacity == Capacity.ON_BEHALF:
        return f"{signer.capacity} {agency.name.upper()}"
    if signer.capacity in ("", Capacity.ACTING) or signer.signed_on is None:
        return ""
    heads = people_with(agency, signer.signed_on, role=Role.TOP_MANAGEMENT, capacity__in=("", Capacity.ON_BEHALF))
    head = heads.order_by("pk").first()
    return f"{signer.capacity} {head.post.upper()}" if head else ""
