"""An answer as people see it: words, addresses, highlights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from wagtail.models import Page

from wagtail_qms.pages import whereabouts
from wagtail_qms.pages.labels import label
from wagtail_qms.pages.summary import blank_forms
from wagtail_qms.public.search_asked import Asked
from wagtail_qms.register.enums import Kind
from wagtail_qms.register.models import Edition
from wagtail_qms.search.analysis.highlighting import Piece, snippet
from wagtail_qms.search.analysis.query import Query
from wagtail_qms.search.enums import Facet, PassageKind
from wagtail_qms.search.interface import Answer, FoundDocument, Head, Passage
from wagtail_qms.search.passages import BELOW
from wagtail_qms.standards import iso9001

#: Values of a facet in sight; the others are folded.
_IN_SIGHT = 6
#: Letters of a passage in the list.
_SNIPPET = 240
#: Letters of its path of headings.
_HEADING = 160


@dataclass(frozen=True, slots=True)
class ShownForm:
    """A blank form to download."""

    name: str
    code: str
    url: str
    file: str
    size: int


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage: where it stands, and its words, with what was looked for marked in both."""

    heading: SafeString
    url: str
    snippet: SafeString


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A document of an answer."""

    head: Head
    url: str
    passages: tuple[ShownPassage, ...] = ()
    forms: tuple[ShownForm, ...] = ()

    @property
    def kind_label(self) -> str:
        """The kind in the reader's language."""
        return facet_label(Facet.KIND, self.head.kind)

    @property
    def number_text(self) -> str:
        """The edition's number as on paper."""
        return f"{self.head.number:02}"

    @property
    def pdf(self) -> str:
        """The address of the PDF."""
        return whereabouts.pdf(self.head, self.head.number)


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value by which an answer may be narrowed; ``query`` asks for it, or no longer, when it ``is_chosen``."""

    facet: str
    label: str
    query: str
    count: int = 0
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class ShownFacet:
    """A facet: its values in sight, and those that are folded."""

    name: str
    label: str
    values: tuple[FacetValue, ...]
    more: tuple[FacetValue, ...] = ()


def documents(found: Sequence[FoundDocument], query: Query, request) -> list[ShownDocument]:
    """The documents of an answer with their addresses; one query."""
    urls = addresses([document.head for document in found], request)
    return [_document(document, urls[document.head.document_id], query) for document in found]


def addresses(heads: Iterable[Head], request) -> dict[int, str]:
    """Where each document is read, by its key: at its page, else at its short address; one query."""
    heads = list(heads)
    pages = Page.objects.filter(pk__in=[head.page_id for head in heads], live=True).defer_streamfields()
    urls = {page.pk: page.get_url(request) for page in pages} if heads else {}
    return {head.document_id: urls.get(head.page_id) or whereabouts.permalink(head) for head in heads}


def _document(document: FoundDocument, url: str, query: Query) -> ShownDocument:
    passages = (_passage(passage, url, query) for passage in best_passages(document))
    return ShownDocument(document.head, url, tuple(passages))


def best_passages(document: FoundDocument) -> Iterator[Passage]:
    """The passages of ``document`` that say more than its title, best first."""
    places: set[str] = set()
    for found in document.passages:
        passage = found.passage
        if not passage.text.strip() and passage.anchor in places:
            continue
        places.add(passage.anchor)
        if passage.kind == PassageKind.DOCUMENT:
            # Its first line is the code and the title, which stand above already.
            passage = replace(passage, text=passage.text.partition("\n")[2])
        if passage.heading or passage.text:
            yield passage


def _passage(passage: Passage, url: str, query: Query) -> ShownPassage:
    heading = marked(snippet(heading_of(passage), query, length=_HEADING))
    return ShownPassage(heading, place(url, passage), marked(snippet(passage.text, query, length=_SNIPPET)))


def heading_of(passage: Passage) -> str:
    """The path of headings down to ``passage``; for a step with its number, for its headings are the table's."""
    if passage.kind != PassageKind.STEP or not passage.number:
        return passage.heading
    step = gettext("step %(number)s") % {"number": passage.number}
    return BELOW.join(filter(None, (passage.heading, step)))


def marked(pieces: Iterable[Piece]) -> SafeString:
    """Pieces of a text as HTML."""
    return format_html_join("", "{}", ((_piece(piece),) for piece in pieces))


def _piece(piece: Piece) -> str:
    return format_html("<mark>{}</mark>", piece.text) if piece.marked else piece.text


def place(url: str, passage: Passage) -> str:
    """The address of ``passage`` in the document at ``url``."""
    return f"{url}#{passage.anchor}" if passage.anchor else url


def direct(found: FoundDocument, request) -> ShownDocument:
    """The document whose code was typed, with its forms; two queries."""
    url = addresses([found.head], request)[found.head.document_id]
    edition = Edition.objects.filter(pk=found.head.edition_id).first()
    forms = blank_forms(edition.content) if edition else []
    return ShownDocument(found.head, url, forms=tuple(_form(form, found.head) for form in forms))


def _form(form, head: Head) -> ShownForm:
    url = whereabouts.file_of(head, head.number, form.file)
    return ShownForm(form.name or form.file.name, form.code, url, form.file.name, form.file.size)


def facets(answer: Answer, asked: Asked) -> list[ShownFacet]:
    """By what the answer may be narrowed: facets with one value alone narrow nothing."""
    return [
        _facet(Facet(name), answer.facets[name], asked)
        for name in Facet.values
        if len(answer.facets.get(name, ())) > 1 or asked.chosen.get(name)
    ]


def _facet(facet: Facet, counts: Sequence[tuple[str, int]], asked: Asked) -> ShownFacet:
    values = [_value(facet, value, count, asked) for value, count in _ordered(facet, counts)]
    # What was chosen stays in sight.
    values.sort(key=lambda value: not value.is_chosen)
    return ShownFacet(facet.value, str(facet.label), tuple(values[:_IN_SIGHT]), tuple(values[_IN_SIGHT:]))


def _ordered(facet: Facet, counts):
    if facet == Facet.YEAR:
        return sorted(counts, reverse=True)
    if facet == Facet.CLAUSE:
        return sorted(counts, key=lambda pair: iso9001.sort_key(pair[0]))
    return counts


def _value(facet: Facet, value: str, count: int, asked: Asked) -> FacetValue:
    is_chosen = value in asked.chosen.get(facet.value, ())
    return FacetValue(
        str(facet.label), facet_label(facet, value), asked.toggled(facet.value, value).query(), count, is_chosen
    )


def chosen(asked: Asked) -> list[FacetValue]:
    """What the answer is narrowed to, each with the way back."""
    return [_value(Facet(name), value, 0, asked) for name, values in asked.chosen.items() for value in values]


def facet_label(facet: Facet, value: str) -> str:
    """A facet's value in the reader's language."""
    if facet == Facet.KIND:
        return str(Kind(value).label) if value in Kind.values else value
    return label(f"iso.{value}") if facet == Facet.CLAUSE else value
