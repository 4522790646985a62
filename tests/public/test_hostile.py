"""Whatever an editor wrote or a file is called, nothing runs in the reader's browser."""

import json

import pytest

from tests.factories.bodies import block, items, procedure_body, section, text
from tests.public.conftest import page_of

pytestmark = pytest.mark.django_db

EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.fixture
def evil_page(client, office):
    rows = items({"term": EVIL, "meaning": EVIL, "abbreviation": False})
    body = [section("1", EVIL, text(EVIL, '<a href="javascript:alert(1)">bấm</a>'), block("definitions", rows))]
    office.agency.name = EVIL[:200]
    office.agency.save()
    edition = office.issued(f"QT {EVIL}"[:90], EVIL, body=body, change_reason=EVIL, search_description=EVIL)
    return client.get(page_of(edition).url).content.decode()


def test_nothing_that_was_typed_runs(evil_page):
    assert "<script>alert" not in evil_page
    assert "<img src=x" not in evil_page
    assert "javascript:" not in evil_page


def test_the_data_for_machines_stays_data(evil_page):
    data = evil_page.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert json.loads(data)["name"] == EVIL


def test_a_page_carries_neither_styles_nor_scripts_of_its_own(client, office):
    page = client.get(page_of(office.issued(body=procedure_body())).url).content.decode()
    body = page[page.index('<article class="qms') : page.index("</article>")]
    assert ' style="' not in body
    assert " onclick" not in body
    assert body.count("<script") == body.count('<script type="application/ld+json">') == 1


def test_a_service_and_a_document_for_machines(client, office):
    def kind(edition):
        page = client.get(page_of(edition).url).content.decode()
        return json.loads(page.split('ld+json">')[1].split("</script>")[0])

    assert kind(office.issued("QT.1"))["@type"] == "GovernmentService"
    other = kind(office.issued("QT.2", body=[section("1", "Chung", text("Một câu."))]))
    assert (other["@type"], other["identifier"], other["version"]) == ("DigitalDocument", "QT.2", "01")


@pytest.mark.parametrize("number", ["٠١", "²", "1e3", "0x1", "-1", "99999999999999999999"])
def test_strange_numbers_of_editions(client, office, number):
    url = page_of(office.issued()).url
    assert client.get(f"{url}lan-ban-hanh/{number}/").status_code in (200, 404)


def test_below_a_document_there_is_nothing_else(client, office):
    url = page_of(office.issued()).url
    assert client.get(f"{url}khac/").status_code == 404
    assert client.get(f"{url}lan-ban-hanh/").status_code == 404
