"""Where readers find what is in the register. Addresses of editions never change, whatever becomes of the page."""

from __future__ import annotations

from django.urls import reverse
from wagtail.models import Site

from wagtail_qms.content.links import INTERNAL
from wagtail_qms.content.nodes import FileRef


def permalink(document, number: int | None = None) -> str:
    """The short address of ``document``, or of one of its editions."""
    if number is None:
        return reverse("wagtail_qms:document", args=[document.key])
    return reverse("wagtail_qms:document_edition", args=[document.key, number])


def verification(document, number: int) -> str:
    """The address behind the QR code."""
    return reverse("wagtail_qms:verify_edition", args=[document.key, number])


def qr_code(document, number: int) -> str:
    """The QR code of ``verification`` as a picture."""
    return reverse("wagtail_qms:qr", args=[document.key, number])


def pdf(document, number: int) -> str:
    """The PDF of an edition."""
    return reverse("wagtail_qms:pdf", args=[document.key, number])


def word(document, number: int) -> str:
    """An edition as a Word file."""
    return reverse("wagtail_qms:word", args=[document.key, number])


def file_of(document, number: int, file: FileRef) -> str:
    """A file of an edition."""
    return reverse("wagtail_qms:file", args=[document.key, number, file.digest, file.name])


def of_link(href: str) -> str:
    """The address of a link into the site: pages move, so a view finds them. "" shows the words only."""
    found = INTERNAL.fullmatch(href)
    if found and found[1] == "page" and found[2].isdecimal() and len(found[2]) < 10:
        return reverse("wagtail_qms:page", args=[int(found[2])])
    return ""


def of_page(page, request) -> str:
    """Where ``page`` is shown to everybody, "" when nowhere."""
    return (page.get_url(request) or "") if page is not None and page.live else ""


def of_edition(document, number: int | None, page_url: str) -> str:
    """Where a reader finds an edition (None: whichever is in force): below the page, else at the short address."""
    if not page_url:
        return permalink(document, number)
    return page_url if number is None else f"{page_url}lan-ban-hanh/{number:02}/"


def absolute(path: str, request) -> str:
    """``path`` with the site's own name, not with whatever host the request claims."""
    site = Site.find_for_request(request)
    root = site.root_url if site else f"{request.scheme}://{request.get_host()}"
    return f"{root}{path}" if path.startswith("/") else path
