"""The next edition of a document from a Word file: what would change, and the draft made of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.db import transaction

from wagtail_qms.content.canonical import normalised
from wagtail_qms.content.nodes import Document, Forms
from wagtail_qms.content.stream import to_stream
from wagtail_qms.importing.drafting import TITLE_LENGTH, offered_by
from wagtail_qms.importing.fitting import fitted, no_link
from wagtail_qms.importing.pictures import Pictures
from wagtail_qms.importing.remembering import remember
from wagtail_qms.importing.sources import Source
from wagtail_qms.problems import Level, Problem, gettext_noop
from wagtail_qms.register.codes import code_key
from wagtail_qms.register.snapshot import Amendment, Snapshot
from wagtail_qms.word.reading import Reading

_OTHER_CODE = gettext_noop(
    "The file has the code %(other)s, this document %(code)s. The code stays; look whether it is the right file."
)


def snapshot_from(draft, reading: Reading) -> Snapshot:
    """What ``draft`` would say with the title, content and amended parts of ``reading``; nothing is written."""
    said = draft.draft_snapshot()
    body = _document(draft, reading, Pictures(reading.files))
    return replace(
        said,
        title=_title(draft, reading),
        content=replace(body, blocks=(*body.blocks, *_own_blank(draft, said.content))),
        amendments=tuple(Amendment(row.what, row.basis, row.number) for row in reading.amendments),
    )


@transaction.atomic
def take(draft, source: Source, reading: Reading, user):
    """Make ``reading`` the draft: title, content and amended parts are the file's, all else stays."""
    pictures = Pictures(reading.files, user)
    draft.title = _title(draft, reading)
    draft.body = to_stream(_document(draft, reading, pictures, pictures.link), pictures)
    draft.amendments = [
        {"type": "amendment", "value": {"what": row.what, "basis": row.basis, "number": row.number}}
        for row in reading.amendments
    ]
    draft.save_revision(user=user)
    remember(draft, source, "", user, reading.problems)


def problems_beside(draft, reading: Reading) -> Iterator[Problem]:
    """What is odd about taking ``reading`` for this document."""
    if reading.code and code_key(reading.code) != code_key(draft.code):
        params = {"other": reading.code, "code": draft.code or "–"}
        yield Problem("import.other_code", Level.WARN, _OTHER_CODE, "code", params)
    yield from reading.problems


def _title(draft, reading: Reading) -> str:
    return reading.title[:TITLE_LENGTH].strip() or draft.title


def _document(draft, reading: Reading, pictures: Pictures, link=no_link) -> Document:
    blank = _own_blank(draft, reading.document)
    bare = replace(reading.document, blocks=reading.document.blocks[: -len(blank) or None])
    document = fitted(bare, offered_by(type(draft)), pictures.is_shown, link)
    return normalised(replace(document, kind=draft.kind))


def _own_blank(draft, document: Document) -> tuple[Forms, ...]:
    # A form's own blank is a field of its page; on paper and in its content it stands last.
    last = document.blocks[-1] if document.blocks else None
    if not getattr(draft, "blank_id", None) or not isinstance(last, Forms) or len(last.rows) != 1:
        return ()
    return (last,) if code_key(last.rows[0].code) == code_key(draft.code) else ()
