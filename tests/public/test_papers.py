"""The paper of an edition that has ended, and what a reader sees when none can be made."""

from io import BytesIO

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import timezone
from pypdf import PdfReader

from tests.public.conftest import withdraw
from wagtail_qms.pages import papers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private(tmp_path):
    with override_settings(WAGTAIL_QMS={**settings.WAGTAIL_QMS, "PRIVATE_ROOT": tmp_path}):
        yield


def url_of(edition):
    return f"/qms/pdf/{edition.document.key}/01.pdf"


def test_the_paper_of_an_ended_edition_is_the_issued_one_with_a_mark(client, office, monkeypatch):
    edition = office.issued()
    issued = client.get(url_of(edition)).content
    withdraw(office, edition, timezone.localdate())
    # Nothing is rendered again: whoever asked for it would fail.
    monkeypatch.setattr(papers, "render", None)
    ended = client.get(url_of(edition)).content
    before, after = (PdfReader(BytesIO(data)).pages for data in (issued, ended))
    texts = [(old.extract_text(), new.extract_text()) for old, new in zip(before, after, strict=True)]
    assert [new.startswith(old.strip()[:200]) and len(new) > len(old) for old, new in texts] == [True] * len(texts)


def test_a_reader_is_told_when_no_paper_can_be_made(client, office):
    edition = office.issued()
    with override_settings(WAGTAIL_QMS={**settings.WAGTAIL_QMS, "PDF_MEGABYTES": 20}):
        response = client.get(url_of(edition))
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert "text/html" in response["Content-Type"]
    assert "ETag" not in response
    assert client.get(url_of(edition)).status_code == 200
