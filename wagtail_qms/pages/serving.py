"""Serves documents and lists from the register: what a reader sees never comes from the live page."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from wagtail_qms.pages import listing, responses, whereabouts
from wagtail_qms.pages.articles import Article, article_of, draft_article
from wagtail_qms.pages.drafting import draft_context
from wagtail_qms.pages.reading import read
from wagtail_qms.pages.standing import document_of
from wagtail_qms.register.models import Document


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
    article = article_of(reading, number, whereabouts.of_page(page, request), request)
    if article is None:
        raise Http404
    return _answer(request, article, page)


def _answer(request, article: Article, page) -> HttpResponse:
    if page is not None:
        # The host's templates read the page in hand: it says what the edition says, and nothing of a hidden one.
        page.title, page.seo_title = article.title, ""
        page.search_description = article.description
    context = {"page": page, "article": article}
    head = {"is_private": article.is_private, "is_found": article.is_found, "status": article.status}
    return responses.page(request, "article", context, **head)


def serve_draft(request, page) -> HttpResponse:
    """``page`` as it stands, marked as a draft: for those who write and sign it."""
    return _answer(request, draft_article(draft_context(page)), page)


def serve_index(request, page) -> HttpResponse:
    """The list ``page`` of an agency's documents in force."""
    return listing.serve(request, page)


def sitemap_entries(page, request) -> list[dict]:
    """Nothing: the list above names its documents in one query, by what the register says."""
    return []


def sitemap_of_list(page, request) -> list[dict]:
    """The documents of the list ``page`` that everybody may read."""
    return listing.sitemap(page, request)
