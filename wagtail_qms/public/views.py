"""What is read below the site's include, drawn from the register whether or not a page is left."""

from __future__ import annotations

import io

import segno
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe
from wagtail.models import Page

from wagtail_qms.pages import papers, places, responses, serving, whereabouts
from wagtail_qms.pages.models import DocumentIndexPage
from wagtail_qms.pages.presenting import draw_for
from wagtail_qms.pages.reading import Reading, read
from wagtail_qms.pdf.failures import RenderFailed
from wagtail_qms.public.verification import verdict_of
from wagtail_qms.register import files
from wagtail_qms.register.models import Document, Edition
from wagtail_qms.word.writing import MEDIA_TYPE

#: A page with nothing in it that could run, should a browser show it after all.
_SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
#: Seconds after which another try at a PDF may go well.
_RETRY_AFTER = "120"


def _document(key: str) -> Document:
    return get_object_or_404(Document.objects.issued().select_related("agency"), key=key)


def _edition(request, key: str, number: int) -> tuple[Reading, Edition]:
    """The edition ``number``. Http404 for whoever may not read it, so that nobody learns that it exists."""
    reading = read(_document(key), request.user)
    edition = reading.numbered(number)
    if edition is None or not reading.may_read(edition):
        raise Http404
    return reading, edition


def _is_private(reading: Reading, edition: Edition) -> bool:
    return reading.is_internal(edition) or edition.is_held


@require_safe
def document(request, key: str, number: int | None = None):
    """The document at its page, or here when it has no page that everybody sees."""
    found = _document(key)
    page = Page.objects.filter(pk=found.page_id, live=True).first()
    url = whereabouts.of_page(page, request)
    if url:
        return redirect(whereabouts.of_edition(found, number, url))
    return serving.respond(request, found, number=number)


@require_safe
def page(request, pk: int):
    """A link from a document to a page of the site: pages move, their keys stay."""
    found = get_object_or_404(Page.objects.live(), pk=pk)
    url = whereabouts.of_page(found, request)
    if not url:
        raise Http404
    return redirect(url)


@require_safe
def search(request, agency: int):
    """The search among the documents of ``agency``, wherever its list is, with the same question."""
    index = DocumentIndexPage.objects.live().filter(agency=agency).order_by("path").first()
    url = whereabouts.of_page(index, request)
    if not url:
        raise Http404
    return redirect(f"{url}{places.SEARCH}/?{request.GET.urlencode()[:4000]}")


@require_safe
def verify(request, key: str, number: int | None = None):
    """Whether a paper copy is in force. Of an internal document others learn the status alone."""
    reading = read(_document(key), request.user)
    verdict = verdict_of(reading, number)
    if verdict is None:
        raise Http404
    return responses.page(request, "verify", {"verdict": verdict, "agency": reading.document.agency}, is_found=False)


@require_safe
def qr(request, key: str, number: int):
    """The QR code of an edition's address."""
    found = _document(key)
    url = whereabouts.absolute(whereabouts.verification(found, number), request)
    out = io.BytesIO()
    segno.make(url, error="m").save(out, kind="svg", scale=4, border=2, xmldecl=False, light="white")
    response = HttpResponse(out.getvalue(), content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=86400"
    return response


@require_safe
def pdf(request, key: str, number: int):
    """The PDF of an edition; a page that says what to do when none can be made."""
    reading, edition = _edition(request, key, number)
    paper = papers.paper_of(reading, edition, request)
    is_private = _is_private(reading, edition)
    found = responses.checked(request, HttpResponse(content_type="application/pdf"), paper.etag)
    if found.status_code != 200:
        return responses.with_headers(found, request, is_private=is_private)
    try:
        found.content = paper.pdf()
    except RenderFailed:
        context = {"url": whereabouts.permalink(reading.document, number)}
        response = responses.page(request, "no_pdf", context, status=503, is_private=is_private)
        response["Retry-After"] = _RETRY_AFTER
        return response
    return _guarded(found, request, f'inline; filename="{_name(edition)}.pdf"', is_private)


@require_safe
def word(request, key: str, number: int):
    """An edition as a Word file in the layout of its PDF."""
    reading, edition = _edition(request, key, number)
    paper = papers.paper_of(reading, edition, request)
    is_private = _is_private(reading, edition)
    found = responses.checked(request, HttpResponse(content_type=MEDIA_TYPE), paper.etag)
    if found.status_code != 200:
        return responses.with_headers(found, request, is_private=is_private)
    found.content = paper.word(lambda href: whereabouts.absolute(whereabouts.of_link(href) or href, request))
    return _guarded(found, request, f'attachment; filename="{_name(edition)}.docx"', is_private)


@require_safe
def file(request, key: str, number: int, digest: str, name: str):
    """A file of an edition, always as a download. Http404 for a file of another."""
    reading, edition = _edition(request, key, number)
    ref = draw_for(reading, edition).parts.files.get(digest)
    if ref is None or ref.name != name:
        raise Http404
    is_private = _is_private(reading, edition)
    found = responses.checked(request, HttpResponse(), f'"{digest}"')
    if found.status_code != 200:
        return responses.with_headers(found, request, is_private=is_private)
    try:
        handle = files.path_of(digest).open("rb")
    except FileNotFoundError as lost:
        raise Http404 from lost
    response = FileResponse(handle, as_attachment=True, filename=ref.name, content_type=ref.media_type)
    response["ETag"] = found["ETag"]
    return _guarded(response, request, response["Content-Disposition"], is_private)


def _name(edition: Edition) -> str:
    return _plain(f"{edition.code or pgettext('file name', 'document')}-{edition.number_text}")


def _guarded(response, request, disposition: str, is_private: bool):
    response["Content-Disposition"] = disposition
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _SANDBOX
    return responses.with_headers(response, request, is_private=is_private)


def _plain(name: str) -> str:
    """``name`` as every browser takes it in a header."""
    kept = "".join(char if char.isascii() and (char.isalnum() or char in ".-_") else "-" for char in name)
    return kept.strip("-") or "document"
