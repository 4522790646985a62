"""A draft as it would look: the same page and paper as an edition, marked as a draft."""

from __future__ import annotations

from wagtail_qms.pages.parts import draw
from wagtail_qms.pages.presenting import Amended
from wagtail_qms.pages.snapshots import MediaFiles, snapshot_of
from wagtail_qms.register import queries
from wagtail_qms.register.models import Document, Edition
from wagtail_qms.register.snapshot import Snapshot


def draft_edition(page, snapshot: Snapshot) -> Edition:
    """The edition that the draft ``page`` would become; never saved."""
    document = page.registered_document() or Document(agency=page.agency, kind=page.kind)
    number = queries.last_number(document) + 1 if document.pk else 1
    return Edition(
        document=document,
        number=number,
        code=snapshot.code,
        title=snapshot.title,
        kind=snapshot.kind,
        field_of_work=snapshot.field_of_work,
        owner_unit=snapshot.owner_unit,
        confidentiality=snapshot.confidentiality,
        effective_on=snapshot.planned_on,
        decision_no=snapshot.decision_no,
        reason=snapshot.reason,
    )


def draft_context(page) -> dict:
    """What the template of a document shows of the draft ``page``."""
    media = MediaFiles()
    snapshot = snapshot_of(page, media=media)
    edition = draft_edition(page, snapshot)
    rows = [Amended(row.what, row.basis, row.number or edition.number_text, None) for row in snapshot.amendments]
    return {
        "edition": edition,
        "agency": page.agency,
        "status": "draft",
        "is_draft": True,
        "is_internal": snapshot.confidentiality == "internal",
        "parts": draw(snapshot, media.address),
        "amendments": rows,
    }
