"""New editions as RSS and Atom, whole and narrowed."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from tests.factories import make_field
from tests.public.answers import index_all
from tests.public.conftest import page_of, withdraw

pytestmark = pytest.mark.django_db


def feed(client, office, sort: str = "rss", **asked) -> ElementTree.Element:
    response = client.get(f"{office.index.url}moi-ban-hanh/{sort}/", asked)
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)


def entries(root) -> list[str]:
    return [item.findtext("title") for item in root.iter("item")]


def test_the_newest_editions_with_their_lasting_addresses(client, office):
    edition = office.issued("QT.1", "Một")
    office.next_edition(page_of(edition), planned_on=timezone.localdate() + timedelta(5))
    withdraw(office, office.issued("QT.2", "Hai"), timezone.localdate())
    root = feed(client, office)
    assert entries(root) == ["QT.1 Một (02)", "QT.1 Một (01)"]
    key = edition.document.key
    assert [item.findtext("link") for item in root.iter("item")] == [
        f"http://localhost/qms/d/{key}/02/",
        f"http://localhost/qms/d/{key}/01/",
    ]


def test_atom(client, office):
    office.issued("QT.1", "Một")
    root = feed(client, office, "atom")
    assert [entry.findtext("{*}title") for entry in root.iter("{http://www.w3.org/2005/Atom}entry")] == [
        "QT.1 Một (01)"
    ]


def test_a_feed_of_one_facet(client, office):
    office.issued("QT.1", "Một", field_of_work=make_field(office.agency), clauses=["8.5"])
    office.issued("QT.2", "Hai")
    index_all()
    year = str(timezone.localdate().year)
    for asked in ({"field": "Hộ tịch"}, {"clause": "8.5"}):
        assert entries(feed(client, office, **asked)) == ["QT.1 Một (01)"]
    assert entries(feed(client, office, year=year, kind="procedure")) == ["QT.2 Hai (01)", "QT.1 Một (01)"]
    for asked in ({"year": "x"}, {"year": "9" * 30}, {"kind": "form"}, {"unit": "' OR 1=1"}):
        assert entries(feed(client, office, **asked)) == []


def test_control_characters_break_no_feed(client, office):
    office.issued("QT.1", "Một\x0b\x0c & <hai>")
    assert entries(feed(client, office)) == ["QT.1 Một & <hai> (01)"]


def test_pages_name_the_feeds(client, office):
    url = office.index.url
    for path in (url, f"{url}tim-kiem/"):
        text = client.get(path).content.decode()
        assert 'type="application/rss+xml"' in text
        assert f'href="{url}moi-ban-hanh/rss/"' in text


def test_a_reader_who_has_it_gets_304(client, office):
    office.issued("QT.1", "Một")
    url = f"{office.index.url}moi-ban-hanh/rss/"
    first = client.get(url)
    assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 304
    office.issued("QT.2", "Hai")
    assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 200
