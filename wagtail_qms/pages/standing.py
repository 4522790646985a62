"""What an issued edition says about a page's row: the one side door of the reading side.

The host's menus, search and page API read the row, so its title, description, slug and ``live`` follow the register.
"""

from __future__ import annotations

from dataclasses import dataclass

from wagtail_qms import clock
from wagtail_qms.register.models import Document, Edition
from wagtail_qms.register.policy import is_internal

#: Columns of the page row that the register decides once an edition is issued.
PINNED = ("title", "seo_title", "search_description", "slug")


@dataclass(frozen=True, slots=True)
class Standing:
    """A document and the edition that speaks for it today."""

    document: Document | None = None
    edition: Edition | None = None

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it, so that the host may list it."""
        return self.edition is not None and not self.edition.is_held and not is_internal(self.edition)


def document_of(page) -> Document | None:
    """The document behind ``page``; an alias has its source's."""
    key = page.alias_of_id or page.pk
    return Document.objects.of_page(key).select_related("agency").first() if key else None


def standing_of(page) -> Standing:
    """What the register says of ``page`` today: the edition in force, else the next to come."""
    document = document_of(page)
    if document is None or not document.is_issued:
        return Standing(document)
    today, editions = clock.today(), document.editions.with_standing().select_related("document")
    edition = editions.in_force(today).first() or editions.to_come(today).order_by("effective_on").first()
    return Standing(document, edition)


def pin(page, standing: Standing) -> dict:
    """Set the row's columns of ``page`` to what ``standing`` says; returns what the draft had."""
    draft = {name: getattr(page, name) for name in PINNED}
    page.live = standing.is_public
    if standing.document is None or not standing.document.is_issued:
        return draft
    stored = type(page).objects.filter(pk=page.pk).values(*PINNED, "url_path").first()
    if standing.edition is not None:
        page.title, page.seo_title = standing.edition.title, ""
        page.search_description = standing.edition.parsed.summary
    elif stored:
        page.title, page.seo_title = stored["title"], stored["seo_title"]
        page.search_description = stored["search_description"]
    if stored:
        _pin_address(page, stored)
    return draft


def _pin_address(page, stored: dict):
    """An issued document stays at its address. A move has changed the path already, and not the slug."""
    if page.slug != stored["slug"]:
        page.slug, page.url_path = stored["slug"], stored["url_path"]
