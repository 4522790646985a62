"""Pages of the demo's documents, with their blank forms uploaded."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.core.files.base import ContentFile
from django.utils.text import slugify
from wagtail.coreutils import string_to_ascii
from wagtail.documents import get_document_model
from wagtail.models import Collection

from wagtail_qms.content.nodes import Document, FileRef
from wagtail_qms.content.stream import to_stream
from wagtail_qms.organisation.models import Agency, FieldOfWork, Unit
from wagtail_qms.pages.models import DocumentIndexPage
from wagtail_qms.register.enums import Confidentiality
from wagtail_qms.setup.demo.blanks import blank_form
from wagtail_qms.setup.demo.catalogue import Piece
from wagtail_qms.setup.groups import COLLECTION


@dataclass
class Uploads:
    """The blank forms of an agency in the media library, uploaded when first asked for."""

    agency: Agency
    known: dict[str, int] = field(default_factory=dict)

    def document_pk(self, file: FileRef) -> int:
        """The uploaded blank of the form whose code ``file`` bears as its name."""
        return self.of_code(file.name)

    def image_pk(self, file: FileRef) -> None:
        """The demo has no pictures."""

    def of_code(self, code: str) -> int:
        """The primary key of the blank form of that code."""
        if code not in self.known:
            self.known[code] = self._upload(code)
        return self.known[code]

    def _upload(self, code: str) -> int:
        collection = Collection.objects.get(name=COLLECTION)
        rows = get_document_model().objects.filter(collection=collection, title=code)
        known = rows.first()
        if known is None:
            name = f"{slugify(string_to_ascii(code.replace('.', '-')))}.docx"
            file = ContentFile(blank_form(code, self.agency.name), name=name)
            known = get_document_model().objects.create(title=code, file=file, collection=collection)
        return known.pk


def find_page(index: DocumentIndexPage, piece: Piece):
    """The page of ``piece`` below ``index``, None when it is still to be built."""
    return piece.page.objects.descendant_of(index).filter(code=piece.code).first()


def find_owner(index: DocumentIndexPage, code: str, pieces):
    """The page of the document with that code among ``pieces``."""
    return find_page(index, next(piece for piece in pieces if piece.code == code))


def make_page(index: DocumentIndexPage, piece: Piece, uploads: Uploads, owner=None):
    """A new page of ``piece``, with the words of its first edition."""
    page = piece.page(
        title=piece.title,
        slug=slugify(string_to_ascii(f"{piece.code.replace('.', '-')} {piece.title}")),
        code=piece.code,
        search_description=piece.summary,
        owner_unit=Unit.objects.get(agency=uploads.agency, code=piece.unit),
        field_of_work=_field(uploads.agency, piece.field),
        confidentiality=Confidentiality.INTERNAL if piece.internal else Confidentiality.PUBLIC,
        clauses=list(piece.clauses),
        review_months=12,
        body=body_of(piece, uploads, 1 if piece.has_first_on_paper else 2),
    )
    if owner is not None:
        page.blank_id, page.owner_document_id = uploads.of_code(piece.code), owner.pk
    return index.add_child(instance=page)


def _field(agency: Agency, name: str) -> FieldOfWork | None:
    return FieldOfWork.objects.get_or_create(agency=agency, name=name)[0] if name else None


def body_of(piece: Piece, uploads: Uploads, edition: int) -> list:
    """The raw stream value of that edition's words."""
    write = piece.write if edition > 1 else piece.first or piece.write
    blocks = write()
    return to_stream(Document(piece.page.kind, tuple(blocks)), uploads)


def amend(page, piece: Piece, uploads: Uploads, planned_on=None):
    """Turn the draft ``page`` into what its second edition shall say."""
    page.body = body_of(piece, uploads, 2)
    page.planned_on, page.change_reason = planned_on, piece.reason
    page.amendments = [
        {"type": "amendment", "value": {"what": what, "basis": basis, "number": ""}}
        for what, basis in piece.amendments
    ]
