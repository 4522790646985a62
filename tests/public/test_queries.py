"""What a page costs does not grow with the number of documents or editions."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import issue_paper, make_page
from tests.portal.models import PlainPage
from tests.public.conftest import page_of
from wagtail_qms.pages.models import ProcedurePage

pytestmark = pytest.mark.django_db


def cost(client, url: str) -> int:
    """The queries of the second visit: by then everything that can be kept is."""
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code == 200
    assert not any('"snapshot"' in query["sql"] or '"payload"' in query["sql"] for query in captured)
    return len(captured)


def register(office, codes):
    """Editions straight into the register, since the workflow has its own tests."""
    for code in codes:
        page = make_page(ProcedurePage, office.index, f"SL.{code}", f"Tài liệu {code}", [])
        issue_paper(page, office.secretary, number=1, issued_on=timezone.localdate())


def test_a_hot_document_costs_no_more_queries_than_a_plain_page(client, office):
    edition = office.issued()
    url = page_of(edition).url
    costs = [cost(client, url)]
    for days in (10, 20):
        office.next_edition(page_of(edition), planned_on=timezone.localdate() + timedelta(days))
        costs.append(cost(client, url))
    plain = office.index.add_child(instance=PlainPage(title="Trang thường", slug="trang-thuong"))
    assert costs == [cost(client, plain.url)] * 3


def test_a_list_costs_the_same_at_1_3_and_300_documents(client, office):
    kinds = ("", "?format=json", "?order=code&q=tai+lieu")
    costs = []
    for codes in (range(1), range(1, 3), range(3, 300)):
        register(office, codes)
        costs.append([cost(client, office.index.url + kind) for kind in kinds])
    assert costs == [costs[0]] * 3


def test_the_sitemap_costs_the_same_at_1_and_3_documents(client, office):
    register(office, range(1))
    first = cost(client, "/sitemap.xml")
    register(office, range(1, 3))
    assert cost(client, "/sitemap.xml") == first


def test_a_keeper_pays_the_same_at_1_and_3_documents(client, office):
    client.force_login(office.secretary)
    register(office, range(1))
    first = cost(client, office.index.url)
    register(office, range(1, 3))
    assert cost(client, office.index.url) == first
