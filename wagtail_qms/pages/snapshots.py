"""A page's draft as the plain data that is signed."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from wagtail_qms.content.canonical import normalised
from wagtail_qms.content.nodes import Document, FileRef, FormEntry, Forms
from wagtail_qms.content.problems import missing_file_problem
from wagtail_qms.content.stream import MissingFile, from_stream
from wagtail_qms.problems import Refused
from wagtail_qms.register import files
from wagtail_qms.register.snapshot import Amendment, Snapshot


class MediaFiles:
    """The site's images and documents by value. With ``keep`` their bytes go into the private store."""

    def __init__(self, keep: bool = False):
        self._take = files.keep if keep else files.reference
        self._seen: dict = {}
        #: What the draft points at and the site no longer has, in reading order.
        self.missing: list[MissingFile] = []

    def address(self, file: FileRef) -> str:
        """Where the site itself shows a file that was asked for here: for previews of drafts."""
        row = self._seen[file.digest]
        return getattr(row, "url", None) or row.file.url

    def read(self, digest: str) -> bytes:
        """The bytes of a file that was asked for here. KeyError for any other."""
        with self._seen[digest].file.open("rb") as handle:
            return handle.read()

    def image(self, pk: int) -> FileRef | None:
        """The image ``pk`` by value, None when it or its file is gone."""
        return self._by_value(get_image_model(), pk)

    def image_size(self, pk: int) -> tuple[int, int]:
        """Width and height of the image ``pk`` in pixels."""
        return get_image_model().objects.values_list("width", "height").get(pk=pk)

    def document(self, pk: int) -> FileRef | None:
        """The document ``pk`` by value, None when it or its file is gone."""
        return self._by_value(get_document_model(), pk)

    def _by_value(self, model, pk) -> FileRef | None:
        row = model.objects.filter(pk=pk).first()
        if row is None or not row.file.storage.exists(row.file.name):
            return None
        with row.file.open("rb") as handle:
            found = self._take(handle, row.file.name)
        self._seen[found.digest] = row
        return found


@dataclass(frozen=True, slots=True)
class DraftRead:
    """A draft, read once: what it says, and what it points at that the site no longer has."""

    snapshot: Snapshot
    missing: tuple[MissingFile, ...] = ()


def read_draft(page) -> DraftRead:
    """The draft ``page`` with what is missing in it."""
    media = MediaFiles()
    snapshot = snapshot_of(page, media=media)
    return DraftRead(snapshot, tuple(media.missing))


def snapshot_of(page, *, keep_files: bool = False, media: MediaFiles | None = None) -> Snapshot:
    """Everything that the draft ``page`` contributes to an edition; ``media`` finds its files.

    With ``keep_files`` it is about to be signed: Refused when a file that it points at is gone.
    """
    media = media or MediaFiles(keep_files)
    content = content_of(page, media)
    if keep_files and media.missing:
        raise Refused(*map(missing_file_problem, media.missing))
    return Snapshot(
        kind=page.kind,
        title=page.title.strip(),
        code=page.code.strip(),
        content=content,
        field_of_work=page.field_of_work.name if page.field_of_work else "",
        owner_unit=page.owner_unit.name if page.owner_unit else "",
        confidentiality=page.confidentiality,
        planned_on=page.planned_on,
        decision_no=page.decision_no,
        reason=page.change_reason,
        summary=page.search_description,
        clauses=tuple(page.clauses or ()),
        amendments=tuple(Amendment(**row["value"]) for row in page.amendments.get_prep_value()),
        owner_code=page.owner_code,
    )


def content_of(page, media: MediaFiles) -> Document:
    """The body of the draft ``page`` as content; a blank form's file becomes its form entry."""
    document = from_stream(page.kind, page.body.get_prep_value(), media, on_missing=media.missing.append)
    blank = getattr(page, "blank_id", None)
    if blank:
        entry = FormEntry(page.title.strip(), page.code.strip(), media.document(blank))
        document = Document(document.kind, (*document.blocks, Forms((entry,))))
    return normalised(document)
