"""Editions out as Word files and in again: the next edition from an export that nobody changed has no difference."""

from __future__ import annotations

import io

import pytest

from tests.setup.test_demo import demo
from wagtail_qms.content.canonical import to_data
from wagtail_qms.importing import next_edition
from wagtail_qms.pages.papers import Paper, draft_face
from wagtail_qms.register.models import Edition
from wagtail_qms.word.reading import read

__all__ = ["demo"]

pytestmark = pytest.mark.django_db


def exported(page, edition: Edition) -> bytes:
    """The Word file of an edition."""
    return Paper(draft_face(page), edition).word(str)


def test_every_edition_of_the_demo_comes_back(demo):
    editions = Edition.objects.select_related("document")
    assert editions
    for edition in editions:
        page = edition.document.page.specific
        reading = read(io.BytesIO(exported(page, edition)))
        assert to_data(reading.document) == to_data(edition.content), edition.code
        changed = next_edition.snapshot_from(page.get_latest_revision_as_object(), reading)
        assert to_data(changed.content) == to_data(edition.content), edition.code
