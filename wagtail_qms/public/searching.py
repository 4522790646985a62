"""The search below an agency's document list: its page, its suggestions, its answers as files and as JSON."""

from __future__ import annotations

import hashlib
import logging

from django.core.cache import cache
from django.db import DatabaseError, transaction
from django.http import HttpResponse, JsonResponse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from wagtail_qms import __version__
from wagtail_qms.pages import places, responses, whereabouts
from wagtail_qms.pages.articles import Article
from wagtail_qms.pages.catalogue import Catalogue, catalogue_of
from wagtail_qms.public import search_exports, search_feed, search_json, search_rate, search_saved
from wagtail_qms.public.search_asked import Asked, asked_of, plain
from wagtail_qms.public.search_page import Drawn, draw
from wagtail_qms.public.search_suggestions import suggestions
from wagtail_qms.search import log
from wagtail_qms.search.answering import answer
from wagtail_qms.search.interface import Scope
from wagtail_qms.search.scoping import scope_of

_LOGGER = logging.getLogger("wagtail_qms.search")
#: For so long what anybody may see is kept, while nothing new is registered.
_SECONDS = 60
#: Letters of what was typed so far.
_BEGUN = 100

_EXPORTS = {
    "csv": (search_exports.as_csv, search_exports.MOST),
    "docx": (search_exports.as_docx, search_exports.MOST),
    "json": (search_json.as_json, None),
}


@require_safe
def search(request, index) -> HttpResponse:
    """The search page of the list ``index``; ``?format=`` csv, docx and json give the answer as data."""
    asked = asked_of(request.GET)
    scope = scope_of(request, agencies=[index.agency_id], chosen=asked.chosen)
    if request.GET.get("format", "") in _EXPORTS:
        return _exported(request, index, asked, scope)
    catalogue = catalogue_of(index.agency_id, scope.reader, scope.day)
    drawn = _page(request, index, asked, scope, catalogue)
    if asked.text and asked.page == 1 and drawn.is_sure and not asked.is_narrowed:
        _note(request, index, asked, scope, drawn.total)
    article = Article(drawn.html, _title(asked), feeds=places.feeds(places.feed(index, request)))
    context = {"page": index, "article": article}
    return responses.page(request, "article", context, is_private=catalogue.is_private, is_found=False)


def _title(asked: Asked) -> str:
    parts = [f"“{asked.text[:60]}”"] if asked.text else []
    parts += [gettext("page %(number)s") % {"number": asked.page}] if asked.page > 1 else []
    return " – ".join([*parts, gettext("Search the documents")])


def _page(request, index, asked: Asked, scope: Scope, catalogue: Catalogue) -> Drawn:
    """The page; what anybody may see is kept for a minute."""
    if request.user.is_authenticated:
        return draw(request, index, asked, scope, catalogue)
    place = (index.pk, index.title, index.url_path, index.agency.name, whereabouts.absolute("/", request))
    parts = (*place, get_language(), asked.query(), catalogue.name, sorted(scope.hidden_pages))
    key = f"wagtail_qms:{__version__}:search:{hashlib.sha256(repr(parts).encode()).hexdigest()}"
    drawn = cache.get(key)
    if drawn is None:
        drawn = draw(request, index, asked, scope, catalogue)
        if drawn.is_sure:
            cache.set(key, drawn, _SECONDS)
    return drawn


def _note(request, index, asked: Asked, scope: Scope, found: int) -> None:
    """Count the question, unless a machine asks. An answer never fails for the log's sake."""
    is_fetched_ahead = "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    if request.method != "GET" or is_fetched_ahead or log.is_machine(request.headers.get("User-Agent", "")):
        return
    try:
        with transaction.atomic():
            log.note(query=asked.text, agency_id=index.agency_id, found=found, day=scope.day)
    except DatabaseError:
        _LOGGER.warning("A search could not be counted", exc_info=True)


def _exported(request, index, asked: Asked, scope: Scope) -> HttpResponse:
    refusal = search_rate.refusal(request)
    if refusal:
        return refusal
    export, size = _EXPORTS[request.GET["format"]]
    if size is None:
        response = export(request, index, asked, scope)
    else:
        found = answer(asked.text, scope, page=1, page_size=size)
        response = export(found, asked, index, request)
    response["X-Robots-Tag"] = "noindex"
    is_private = request.user.is_authenticated
    return responses.with_headers(response, request, is_private=is_private)


@require_safe
def suggest(request, index) -> HttpResponse:
    """What may be meant by what was typed so far (``q``), as JSON for the script of the search box."""
    text = plain(request.GET.get("q", ""), _BEGUN)
    scope = scope_of(request, agencies=[index.agency_id])
    found = suggestions(text, scope, index.agency_id) if text else []
    response = JsonResponse({"suggestions": found}, json_dumps_params={"ensure_ascii": False})
    response["X-Robots-Tag"] = "noindex"
    return responses.with_headers(response, request, is_private=request.user.is_authenticated)


def addresses() -> dict:
    """For the hook ``pages.below.HOOK``: what this subject answers below every document list."""
    return {
        places.SEARCH: search,
        f"{places.SEARCH}/goi-y": suggest,
        f"{places.SEARCH}/luu": search_saved.save,
        f"{places.SEARCH}/bo-luu": search_saved.forget,
        f"{places.FEED}/rss": search_feed.rss,
        f"{places.FEED}/atom": search_feed.atom,
    }
