"""The answer as JSON (docs/search-api.md): the names of ``qms_search --json``, with addresses beside them."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse

from wagtail_qms import conf
from wagtail_qms.pages import whereabouts
from wagtail_qms.public.search_asked import Asked
from wagtail_qms.public.search_shown import addresses, facet_label, place
from wagtail_qms.search.answering import answer
from wagtail_qms.search.data import answer_data, document_data, passage_data
from wagtail_qms.search.enums import Facet
from wagtail_qms.search.interface import Answer, FoundDocument, Scope

#: Documents of one page of the answer at most.
MOST = 50


def as_json(request, index, asked: Asked, scope: Scope) -> HttpResponse:
    """The answer to ``asked``; ``limit`` says how many documents a page has."""
    found = answer(asked.text, scope, page=asked.page, page_size=_limit(request.GET.get("limit", "")))
    urls = addresses([document.head for document in found.documents], request)
    documents = [_document(one, urls[one.head.document_id], request) for one in found.documents]
    data = {**answer_data(found), "page": asked.page, "documents": documents, "facets": _facets(found)}
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


def _limit(text: str) -> int:
    is_number = text.isascii() and text.isdecimal() and len(text) < 6
    return min(max(int(text), 1), MOST) if is_number else conf.search("PAGE_SIZE")


def _document(found: FoundDocument, url: str, request) -> dict:
    head = found.head
    passages = [
        {**passage_data(one), "url": whereabouts.absolute(place(url, one.passage), request)} for one in found.passages
    ]
    more = {
        "kind": head.kind,
        "field_of_work": head.field,
        "owner_unit": head.unit,
        "edition": head.number,
        "effective_on": head.starts_on.isoformat(),
        "internal": head.is_internal,
        "url": whereabouts.absolute(url, request),
        "pdf": whereabouts.absolute(whereabouts.pdf(head, head.number), request),
    }
    return {**document_data(found), **more, "passages": passages}


def _facets(found: Answer) -> dict[str, list[dict]]:
    return {
        name: [{"value": value, "label": facet_label(Facet(name), value), "count": count} for value, count in counts]
        for name, counts in found.facets.items()
    }
