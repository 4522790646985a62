"""Adding to a record without moving it: files of evidence and notes. By staff of its agency alone."""

from __future__ import annotations

from django.db import transaction

from wagtail_qms import clock
from wagtail_qms.problems import block, gettext_noop
from wagtail_qms.records import rules
from wagtail_qms.records.actors import actor_of, standing_columns
from wagtail_qms.records.chain import Attachment, RecordNote
from wagtail_qms.register import files
from wagtail_qms.register.acting import refuse_if

#: The largest file of evidence, in bytes.
LARGEST = 50 * 1024 * 1024


def _columns(record, by) -> dict:
    """Who adds, and to what. Refused for who holds no post at the agency today."""
    today = clock.today()
    refuse_if(rules.staff_problems(actor_of(by, record.agency_id, today)))
    standing = standing_columns(by, record.agency_id, today)
    return {"record_type": record._meta.model_name, "record_id": record.pk, **standing}


@transaction.atomic
def attach(record, *, by, file, name: str, caption: str = "", part: str = "") -> Attachment:
    """Keep ``file`` as evidence of ``record``, or of its ``part`` ("measure:12")."""
    columns = _columns(record, by)
    refuse_if(_size_problems(file.size))
    kept = files.keep(file, name)
    return Attachment.objects.create(
        file_digest=kept.digest,
        name=kept.name,
        media_type=kept.media_type,
        size=kept.size,
        caption=caption.strip()[:255],
        part=part,
        **columns,
    )


def _size_problems(size: int):
    if not size:
        yield block("evidence.empty", gettext_noop("The file is empty."), "file")
    if size > LARGEST:
        limit = str(LARGEST // (1024 * 1024))
        yield block("evidence.large", gettext_noop("The file is larger than %(limit)s MB."), "file", limit=limit)


@transaction.atomic
def note(record, *, by, kind: str, text: str, answers: RecordNote | None = None, **details) -> RecordNote:
    """Write a note of ``kind`` down. Whether ``by`` may, beyond being on staff, is the subject's question."""
    columns = _columns(record, by)
    if not text.strip():
        refuse_if([block("record.missing", gettext_noop("Fill this in."), "text")])
    return RecordNote.objects.create(
        kind=kind, text=text.strip(), answers=answers.sequence if answers else None, details=details, **columns
    )
