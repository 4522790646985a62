"""Brings page rows into step with the register: on issue and withdrawal, and after an effective date has come."""

from __future__ import annotations

from wagtail.models import Page

from wagtail_qms.pages.standing import standing_of


def refresh_page(document) -> bool:
    """Write what the register says into the rows of ``document``'s page and of its aliases.

    False when nothing differed.
    """
    pages = Page.objects.filter(pk=document.page_id) | Page.objects.filter(alias_of=document.page_id)
    return sum(_refresh(page.specific) for page in pages) > 0


def _refresh(page) -> bool:
    if is_in_step(page, standing_of(page)):
        return False
    # The row alone: revisions, where the next draft is being written, stay as they are.
    page.save(clean=False)
    return True


def is_in_step(page, standing) -> bool:
    """Whether the row of ``page`` says what ``standing`` says."""
    if page.live != standing.is_public:
        return False
    return standing.edition is None or page.title == standing.edition.title
