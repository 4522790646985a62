"""A document as one kind of reader sees it on one day, drawn whole and kept while its chain stands still."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext

from wagtail_qms import __version__
from wagtail_qms.pages import whereabouts
from wagtail_qms.pages.presenting import document_context, history
from wagtail_qms.pages.reading import Reading
from wagtail_qms.register.enums import SigningRole, Status
from wagtail_qms.register.models import Edition

_SECONDS = 24 * 3600
_ENDED = (Status.WITHDRAWN, Status.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class Article:
    """What stands in the host's page, and what its head says. ``status`` is that of the answer.

    ``feeds`` are addresses of feeds: media type, title, address.
    """

    html: str
    title: str
    description: str = ""
    canonical: str = ""
    is_private: bool = False
    is_found: bool = True
    status: int = 200
    feeds: tuple[tuple[str, str, str], ...] = ()


def article_of(reading: Reading, number: int | None, page_url: str, request) -> Article | None:
    """The document, or its edition ``number``, for the reader; None when they may not know of it.

    No query when it is kept: the head of the document's chain names everything that was ever registered about it.
    """
    key = _key(reading, number, page_url, whereabouts.absolute("/", request))
    article = cache.get(key)
    if article is None:
        article = _draw(reading, number, page_url, request)
        if article is not None:
            cache.set(key, article, _SECONDS)
    return article


def _key(reading: Reading, *others) -> str:
    agency, document = reading.document.agency, reading.document
    words = (agency.name, *(agency.label(role) for role in SigningRole.values))
    parts = (document.key, document.head, reading.day, reading.scope, get_language(), words, *others)
    return f"wagtail_qms:{__version__}:article:{hashlib.sha256(repr(parts).encode()).hexdigest()}"


def _draw(reading: Reading, number: int | None, page_url: str, request) -> Article | None:
    edition = reading.speaking() if number is None else reading.numbered(number)
    if edition is None:
        return None
    is_private = reading.is_internal(edition) or edition.is_held
    if not reading.may_read(edition):
        html, title = _render("hidden", {}), gettext("Temporarily hidden")
        return Article(html, title, is_private=is_private, is_found=False, status=404)
    if number is None and reading.status(edition) in _ENDED:
        return _ended(reading, edition, page_url, is_private)
    context = document_context(reading, edition, request, page_url)
    is_found = context["status"] in (Status.IN_FORCE, Status.TO_COME)
    head = {"description": context["parts"].description, "canonical": context["canonical"]}
    return Article(_render("document", context), edition.title, **head, is_private=is_private, is_found=is_found)


def _ended(reading: Reading, edition: Edition, page_url: str, is_private: bool) -> Article:
    withdrawal = getattr(edition, "withdrawal", None)
    context = {"edition": edition, "withdrawal": withdrawal, "history": history(reading, page_url, None)}
    return Article(_render("ended", context), edition.title, is_private=is_private)


def draft_article(context: dict) -> Article:
    """A draft (``drafting.draft_context``), kept nowhere."""
    return Article(_render("document", context), context["edition"].title, is_private=True)


def _render(name: str, context: dict) -> str:
    return render_to_string(f"wagtail_qms/public/articles/{name}.html", context)
