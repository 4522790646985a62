"""Draws a page of the search: an answer, nothing found, or the ways in before anything was asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.template.loader import render_to_string

from wagtail_qms import conf
from wagtail_qms.pages import places
from wagtail_qms.pages.catalogue import Catalogue, newest_first
from wagtail_qms.pages.listing import rows_of
from wagtail_qms.public import search_shown
from wagtail_qms.public.search_asked import LAST_PAGE, Asked
from wagtail_qms.public.search_saved import is_staff
from wagtail_qms.search.answering import answer
from wagtail_qms.search.interface import Answer, Scope
from wagtail_qms.search.saving import saved_by

#: Documents that are offered before anything was asked.
_NEWEST = 5


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page, drawn: its HTML and how many documents answer. ``is_sure``: the site's own engine said so."""

    html: str
    total: int
    is_sure: bool = True


def draw(request, index, asked: Asked, scope: Scope, catalogue: Catalogue) -> Drawn:
    """The page that answers ``asked`` on the list ``index``, for the reader of ``scope``."""
    is_member = is_staff(scope.reader, index.agency_id)
    context = {**_places(index, request), "agency": index.agency, "asked": asked, "is_staff": is_member}
    found = answer(asked.text, scope, page=asked.page, page_size=conf.search("PAGE_SIZE")) if asked.text else None
    if found:
        context |= _answered(found, asked, request)
    if not found or not found.total:
        context |= _ways_in(catalogue, scope, request)
    if is_member:
        instead = found.instead_of if found else ""
        context |= {"saved": saved_by(request.user, index.agency_id), "instead_of": instead}
    html = render_to_string("wagtail_qms/public/articles/search.html", context, request)
    return Drawn(html, found.total, not found.instead_of) if found else Drawn(html, 0)


def _places(index, request) -> dict[str, str]:
    return {
        "list_url": places.of_list(index, request),
        "search_url": places.search(index, request),
        "feed_url": places.feed(index, request),
    }


def _answered(found: Answer, asked: Asked, request) -> dict:
    size = conf.search("PAGE_SIZE")
    page = Paginator(range(min(found.total, size * LAST_PAGE)), size).get_page(asked.page)
    direct = found.direct if asked.page == 1 else None
    hits = [one for one in found.documents if not direct or one.head.document_id != direct.head.document_id]
    return {
        "total": found.total,
        "is_answered": bool(found.engine),
        "documents": search_shown.documents(hits, found.query, request),
        "direct": search_shown.direct(direct, request) if direct else None,
        "facets": search_shown.facets(found, asked) if found.total else [],
        "chosen": search_shown.chosen(asked),
        "whole": asked.whole(),
        "did_you_mean": asked.of(found.did_you_mean) if found.did_you_mean else None,
        "found": page,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "first": page.start_index() or 1,
        "query": asked.on_page(1).query(),
        "feed_query": asked.facets_query(),
        "suggested_name": asked.text[:100],
    }


def _ways_in(catalogue: Catalogue, scope: Scope, request) -> dict:
    entries = tuple(entry for entry in catalogue.entries if entry.page_id not in scope.hidden_pages)
    counts = Counter(entry.field for entry in entries)
    fields = [(name, counts[name]) for name in catalogue.fields if counts[name]]
    return {
        "fields": [{"label": name, "count": count, "query": urlencode({"field": name})} for name, count in fields],
        "newest": rows_of(newest_first(entries)[:_NEWEST], request),
    }
