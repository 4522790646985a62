"""An answer as a file, for whoever works on with the list: CSV and Word, both of the same documents, bounded."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from wagtail_qms import clock
from wagtail_qms.content.nodes import Cell, Document, Paragraph, Run, Table
from wagtail_qms.organisation.exporting import harmless
from wagtail_qms.pages import whereabouts
from wagtail_qms.pages.papers import printed
from wagtail_qms.public.search_asked import Asked, plain
from wagtail_qms.public.search_shown import addresses, best_passages, facet_label, heading_of, place
from wagtail_qms.search.analysis.highlighting import Piece, snippet
from wagtail_qms.search.enums import Facet
from wagtail_qms.search.interface import Answer, FoundDocument, Passage
from wagtail_qms.word.writing import MEDIA_TYPE, write_list
from wagtail_qms.words import show_date

#: Documents of one file.
MOST = 200
_SNIPPET = 300
_NAME = "tim-kiem"


@dataclass(frozen=True, slots=True)
class _Heading:
    """What the Word file says of itself (``word.writing.Heading``)."""

    title: str
    agency: str
    language: str
    code: str = ""
    number: str = ""


def as_csv(answer: Answer, asked: Asked, index, request) -> HttpResponse:
    """A row for each document with its best passage."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([gettext(name) for name in _COLUMNS])
    for row in _rows(answer, request):
        writer.writerow([harmless(plain(cell, 1000)) for cell in row])
    # Office programs take a file for UTF-8 only with this mark.
    return _file("\ufeff" + out.getvalue(), "csv", "text/csv; charset=utf-8")


_COLUMNS = (
    _("Code"),
    _("Title of the document"),
    _("Kind"),
    _("Field of work"),
    _("Unit in charge"),
    _("Edition"),
    _("In force from"),
    _("Internal"),
    _("Place in the document"),
    _("Passage"),
    _("Address"),
    _("PDF"),
)


def _rows(answer: Answer, request) -> Iterator[tuple[str, ...]]:
    urls = addresses([document.head for document in answer.documents], request)
    for document in answer.documents:
        head, url = document.head, urls[document.head.document_id]
        best = next(best_passages(document), None)
        words = "".join(piece.text for piece in _pieces(best, answer)) if best else ""
        where = place(url, best) if best else url
        yield (
            head.code,
            head.title,
            facet_label(Facet.KIND, head.kind),
            head.field,
            head.unit,
            f"{head.number:02}",
            show_date(head.starts_on),
            gettext("Yes") if head.is_internal else "",
            heading_of(best) if best else "",
            words,
            whereabouts.absolute(where, request),
            whereabouts.absolute(whereabouts.pdf(head, head.number), request),
        )


def _pieces(passage: Passage, answer: Answer) -> tuple[Piece, ...]:
    return snippet(passage.text, answer.query, length=_SNIPPET)


def as_docx(answer: Answer, asked: Asked, index, request) -> HttpResponse:
    """The list as a Word file: what was asked, on which day, then a table with links."""
    heading = _Heading(gettext("Documents that were found"), index.agency.name, get_language() or "vi")
    document = Document("", (*_said(answer, asked), _table(answer, request)))
    data = write_list(heading, document, label=printed, address=lambda href: whereabouts.absolute(href, request))
    return _file(data, "docx", MEDIA_TYPE)


def _said(answer: Answer, asked: Asked) -> Iterator[Paragraph]:
    yield Paragraph((Run(f"{gettext('Searched for')}: "), Run(asked.text, ("bold",))))
    for name, values in asked.chosen.items():
        facet = Facet(name)
        yield Paragraph((Run(f"{facet.label}: {', '.join(facet_label(facet, value) for value in values)}"),))
    count = len(answer.documents)
    words = ngettext("%(count)s document in force on %(day)s", "%(count)s documents in force on %(day)s", count)
    yield Paragraph((Run(words % {"count": count, "day": show_date(clock.today())}),))


def _table(answer: Answer, request) -> Table:
    names = (gettext("No."), gettext("Code"), gettext("Title of the document"), gettext("Passages"))
    top = tuple(Cell((Paragraph((Run(name, ("bold",)),)),)) for name in names)
    urls = addresses([document.head for document in answer.documents], request)
    found = enumerate(answer.documents, start=1)
    rows = (_row(at, document, urls[document.head.document_id], answer) for at, document in found)
    return Table((top, *rows))


def _row(at: int, document: FoundDocument, url: str, answer: Answer) -> tuple[Cell, ...]:
    head = document.head
    day = gettext("in force from %(day)s") % {"day": show_date(head.starts_on)}
    said = [facet_label(Facet.KIND, head.kind), f"{gettext('Edition')} {head.number:02}", day]
    said += [gettext("Internal")] if head.is_internal else []
    title = (Paragraph((Run(head.title, ("bold",), url),)), Paragraph((Run(", ".join(said)),)))
    passages = [paragraph for passage in best_passages(document) for paragraph in _passage(passage, url, answer)]
    return _cell(str(at)), _cell(head.code), Cell(title), Cell(tuple(passages))


def _cell(text: str) -> Cell:
    return Cell((Paragraph((Run(text),)),))


def _passage(passage: Passage, url: str, answer: Answer) -> Iterator[Paragraph]:
    heading = heading_of(passage)
    if heading:
        yield Paragraph((Run(heading, ("italic",), place(url, passage)),))
    runs = (Run(piece.text, ("bold",) if piece.marked else ()) for piece in _pieces(passage, answer))
    yield Paragraph(tuple(runs))


def _file(data: str | bytes, ending: str, media_type: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{_NAME}.{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
