"""An edition as a Word file: who takes it, what is in it, what it costs."""

import io
from datetime import timedelta

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import issue_paper
from tests.factories.bodies import section, text
from tests.public.conftest import hold, page_of, restrict, withdraw
from wagtail_qms.register.document_register import addresses_of
from wagtail_qms.word.writing import MEDIA_TYPE

pytestmark = pytest.mark.django_db

EVERYBODY = {"anonymous": 200, "staff": 200, "stranger": 200, "secretary": 200, "superuser": 200}
STAFF = EVERYBODY | {"anonymous": 404, "stranger": 404}
KEEPERS = STAFF | {"staff": 404}


def word_url(edition) -> str:
    return f"/qms/word/{edition.document.key}/{edition.number:02}.docx"


def answers(readers, edition) -> dict[str, int]:
    return {name: client.get(word_url(edition)).status_code for name, client in readers.items()}


def opened(response):
    return docx.Document(io.BytesIO(response.content))


def _then(act, office, edition):
    act(office, edition)
    return edition


STANDINGS = {
    "public": (lambda office: office.issued(), EVERYBODY),
    "internal": (lambda office: office.issued(confidentiality="internal"), STAFF),
    "restricted": (lambda office: _then(restrict, office, office.issued()), STAFF),
    "held": (lambda office: _then(hold, office, office.issued()), KEEPERS),
    "to come": (lambda office: office.issued(planned_on=timezone.localdate() + timedelta(3)), EVERYBODY),
}


@pytest.mark.parametrize("standing", STANDINGS)
def test_who_takes_it(office, readers, standing):
    make, expected = STANDINGS[standing]
    assert answers(readers, make(office)) == expected


def test_it_is_a_download_in_the_layout_of_the_paper(client, office):
    edition = office.issued("QT/HT.01", "Cấp trích lục")
    response = client.get(word_url(edition))
    assert response["Content-Type"] == MEDIA_TYPE
    assert response["Content-Disposition"] == 'attachment; filename="QT-HT.01-01.docx"'
    assert response["X-Content-Type-Options"] == "nosniff"
    paper = opened(response)
    cells = [cell.text for cell in paper.sections[0].header.tables[0].rows[0].cells]
    assert cells == [office.agency.name, "Cấp trích lục", "Mã hiệu: QT/HT.01"]
    assert len(paper.tables[0].columns) == 4
    assert paper.core_properties.title == "Cấp trích lục"


def test_what_is_internal_is_kept_by_no_shared_cache(office, readers):
    response = readers["staff"].get(word_url(office.issued(confidentiality="internal")))
    assert "private" in response["Cache-Control"]


def test_what_a_reader_has_is_not_sent_again(client, office):
    url = word_url(office.issued())
    etag = client.get(url)["ETag"]
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 304
    assert client.head(url).status_code == 200
    assert client.post(url).status_code == 405


def test_a_link_into_the_site_leads_there_from_the_file(client, office):
    linked = page_of(office.issued("QT.9"))
    body = [section("1", "Mục đích", text(f'Xem <a linktype="page" id="{linked.pk}">quy trình</a>.'), role="purpose")]
    paper = opened(client.get(word_url(office.issued("QT.10", body=body))))
    found = [link.address for p in paper.paragraphs for link in p.hyperlinks if link.address]
    assert found == [f"http://localhost/qms/p/{linked.pk}/"]


def watermarked(response) -> bool:
    return "HẾT HIỆU LỰC" in opened(response).sections[0].header._element.xml


def test_what_has_ended_says_so(client, office):
    page = office.procedure()
    first = issue_paper(page, office.secretary, number=1, issued_on=timezone.localdate().replace(year=2020))
    assert not watermarked(client.get(word_url(first)))
    second = office.next_edition(page_of(first), planned_on=None)
    assert watermarked(client.get(word_url(first)))
    assert not watermarked(client.get(word_url(second)))
    withdraw(office, second, timezone.localdate())
    assert watermarked(client.get(word_url(second)))


def test_the_register_leads_to_it(office):
    edition = office.issued()
    assert addresses_of(edition.document, edition)["word"] == word_url(edition)


def test_its_page_offers_it_behind_the_pdf(client, office):
    edition = office.issued()
    page = client.get(page_of(edition).url).content.decode()
    assert 0 < page.index(".pdf") < page.index(word_url(edition))


def test_editions_that_do_not_exist(client, office):
    key = office.issued().document.key
    urls = [f"/qms/word/{key}/02.docx", "/qms/word/22222222/01.docx", f"/qms/word/{key}/01.doc"]
    assert [client.get(url).status_code for url in urls] == [404] * 3


def test_it_costs_the_same_with_1_and_3_editions(client, office):
    edition = office.issued()
    costs = [cost(client, word_url(edition))]
    for days in (10, 20):
        office.next_edition(page_of(edition), planned_on=timezone.localdate() + timedelta(days))
        costs.append(cost(client, word_url(edition)))
    assert costs == [costs[0]] * 3


def cost(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)
