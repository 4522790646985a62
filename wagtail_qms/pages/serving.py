"""Serves documents and lists from the register: what a reader sees never comes from the live page."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from wagtail_qms.pages import listing, responses, whereabouts
from wagtail_qms.pages.drafting import draft_context
from wagtail_qms.pages.presenting import document_context, history
from wagtail_qms.pages.reading import Reading, read
from wagtail_qms.pages.standing import document_of
from wagtail_qms.register.enums import Status
from wagtail_qms.register.models import Document, Edition


def edition_number(path_components: list[str]) -> int | None:
    """The edition asked for by ".../lan-ban-hanh/02/", None when the path means something else."""
    if len(path_components) == 2 and path_components[0] == "lan-ban-hanh" and path_components[1].isdecimal():
        return int(path_components[1][:6])
    return None


def serve_document(request, page, number: int | None = None) -> HttpResponse:
    """The edition in force of the document behind ``page``, or the edition ``number``. Http404 when never issued."""
    document = document_of(page)
    if document is None or not document.is_issued:
        raise Http404
    return respond(request, document, number=number, page=page)


def respond(request, document: Document, *, number: int | None = None, page=None) -> HttpResponse:
    """``document`` before whoever asks, with or without its ``page``. Http404 for who may not know of it."""
    reading = read(document, getattr(request, "user", None))
    edition = reading.speaking() if number is None else reading.numbered(number)
    if edition is None:
        raise Http404
    page_url = whereabouts.of_page(page, request)
    is_private = reading.is_internal(edition) or edition.is_held
    if not reading.may_read(edition):
        _say_of_page(page, None)
        return responses.page(request, "hidden", {"page": page}, is_private=is_private, status=404)
    _say_of_page(page, edition)
    if number is None and reading.status(edition) in (Status.WITHDRAWN, Status.SUPERSEDED):
        return _ended(request, reading, edition, page, page_url)
    context = document_context(reading, edition, request, page_url) | {"page": page}
    if page is not None:
        page.search_description = context["parts"].description
    is_found = context["status"] in (Status.IN_FORCE, Status.TO_COME)
    return responses.page(request, "document", context, is_private=is_private, is_found=is_found)


def _say_of_page(page, edition: Edition | None):
    """The host's templates read the page in hand: it says what the edition says, and nothing of a hidden one."""
    if page is not None:
        page.title = edition.title if edition else ""
        page.seo_title = page.search_description = ""


def _ended(request, reading: Reading, edition: Edition, page, page_url: str) -> HttpResponse:
    context = {
        "page": page,
        "edition": edition,
        "withdrawal": getattr(edition, "withdrawal", None),
        "history": history(reading, page_url, None),
    }
    return responses.page(request, "ended", context, is_private=reading.is_internal(edition))


def serve_draft(request, page) -> HttpResponse:
    """``page`` as it stands, marked as a draft: for those who write and sign it."""
    return responses.page(request, "document", draft_context(page) | {"page": page}, is_private=True)


def serve_index(request, page) -> HttpResponse:
    """The list ``page`` of an agency's documents in force."""
    return listing.serve(request, page)


def sitemap_entries(page, request) -> list[dict]:
    """Nothing: the list above names its documents in one query, by what the register says."""
    return []


def sitemap_of_list(page, request) -> list[dict]:
    """The documents of the list ``page`` that everybody may read."""
    return listing.sitemap(page, request)
