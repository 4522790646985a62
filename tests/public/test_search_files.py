"""The answer as CSV, Word and JSON: the same documents, bounded, harmless, not too often."""

import csv
import io

import docx
import pytest
import time_machine

from tests.public.answers import address, index_all
from tests.public.conftest import page_of
from wagtail_qms.public import search_exports
from wagtail_qms.search.choosing import DATABASE

pytestmark = pytest.mark.django_db


def export(client, office, kind: str, text: str = "trich luc", **more):
    return client.get(address(office), {"q": text, "format": kind, **more})


def rows(response) -> list[list[str]]:
    assert response.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


@pytest.fixture
def edition(office):
    edition = office.issued("QT.HT.01", "Cấp trích lục hộ tịch")
    office.issued("QT.02", "Đo đạc")
    index_all()
    return edition


def test_csv(client, office, edition):
    header, row = rows(export(client, office, "csv"))
    assert len(header) == len(row) == 12
    assert row[:3] == ["QT.HT.01", "Cấp trích lục hộ tịch", "Quy trình"]
    assert row[-2].startswith(f"http://localhost{page_of(edition).url}")
    assert row[-1] == f"http://localhost/qms/pdf/{edition.document.key}/01.pdf"


def test_csv_runs_nothing(client, office):
    office.issued("=1+1", '=HYPERLINK("http://x") trích lục')
    index_all()
    row = rows(export(client, office, "csv"))[1]
    assert row[:2] == ["'=1+1", '\'=HYPERLINK("http://x") trích lục']


def test_word(client, office, edition):
    response = export(client, office, "docx")
    document = docx.Document(io.BytesIO(response.content))
    (table,) = document.tables
    assert [cell.text for cell in table.rows[1].cells][:2] == ["1", "QT.HT.01"]
    assert "Cấp trích lục hộ tịch" in table.rows[1].cells[2].text
    links = [part.target_ref for part in document.part.rels.values() if part.is_external]
    assert links[0] == f"http://localhost{page_of(edition).url}"
    assert response["Content-Disposition"] == 'attachment; filename="tim-kiem.docx"'


def test_files_are_bounded(client, office, edition, monkeypatch):
    office.issued("QT.03", "Trích lục khác")
    index_all()
    assert len(rows(export(client, office, "csv"))) == 3
    monkeypatch.setattr("wagtail_qms.public.searching._EXPORTS", {"csv": (search_exports.as_csv, 1)})
    assert len(rows(export(client, office, "csv"))) == 2


def test_json(client, office, edition):
    data = export(client, office, "json").json()
    (document,) = data["documents"]
    assert list(data) == ["query", "engine", "took_ms", "total", "did_you_mean", "documents", "page", "facets"]
    assert (data["query"], data["engine"], data["total"], data["page"]) == ("trich luc", DATABASE, 1, 1)
    page = page_of(edition)
    assert (document["document"], document["code"], document["title"]) == (page.pk, "QT.HT.01", page.title)
    assert (document["url"], document["internal"]) == (f"http://localhost{page.url}", False)
    assert list(document["passages"][0]) == ["heading", "anchor", "text", "score", "url"]
    assert data["facets"]["kind"] == [{"value": "procedure", "label": "Quy trình", "count": 1}]


def test_json_of_nothing(client, office, edition):
    data = export(client, office, "json", "zzkhongco").json()
    assert (data["total"], data["documents"], data["did_you_mean"]) == (0, [], "")
    assert export(client, office, "json", "").json()["total"] == 0


@pytest.mark.parametrize(("limit", "expected"), [("1", 1), ("0", 1), ("9" * 50, 2), ("x", 2), ("-1", 2)])
def test_a_page_of_json_is_bounded(client, office, edition, limit, expected):
    office.issued("QT.03", "Trích lục khác")
    index_all()
    assert len(export(client, office, "json", limit=limit).json()["documents"]) == expected


@pytest.fixture
def twice(settings):
    """Two questions a minute."""
    settings.WAGTAIL_QMS = {**settings.WAGTAIL_QMS, "SEARCH": {"API_RATE": 2}}


@pytest.mark.usefixtures("twice")
@pytest.mark.parametrize("kind", ["json", "csv", "docx"])
def test_who_asks_too_often_waits(client, office, edition, kind):
    with time_machine.travel("2026-11-21 08:00:10+00:00", tick=False) as clock:
        assert [export(client, office, kind).status_code for _time in range(3)] == [200, 200, 429]
        assert export(client, office, kind)["Retry-After"] == "50"
        assert client.get(address(office), {"q": "trich luc"}).status_code == 200
        clock.shift(50)
        assert export(client, office, kind).status_code == 200


def asked_from(client, office, **meta) -> int:
    return client.get(address(office), {"q": "a", "format": "json"}, **meta).status_code


@pytest.mark.usefixtures("twice")
def test_each_address_is_counted_for_itself(client, office):
    assert [asked_from(client, office, REMOTE_ADDR="192.0.2.1") for _time in range(3)] == [200, 200, 429]
    assert asked_from(client, office, REMOTE_ADDR="192.0.2.2") == 200


@pytest.mark.usefixtures("twice")
def test_a_network_of_ipv6_is_one_address(client, office):
    addresses = ("2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8:0:1::1")
    assert [asked_from(client, office, REMOTE_ADDR=one) for one in addresses] == [200, 200, 429, 200]


@pytest.mark.usefixtures("twice")
def test_what_a_stranger_says_of_their_address_is_not_believed(client, office):
    found = [asked_from(client, office, HTTP_X_FORWARDED_FOR=f"198.51.100.{one}") for one in range(3)]
    assert found == [200, 200, 429]


def test_what_the_sites_own_proxy_says_is_believed(client, office, settings):
    settings.WAGTAIL_QMS = {**settings.WAGTAIL_QMS, "SEARCH": {"API_RATE": 1, "PROXIES": 1}}
    forwarded = ["203.0.113.1", "203.0.113.2", "made.up, 203.0.113.2", "1.2.3.4, 203.0.113.2", "203.0.113.3"]
    found = [asked_from(client, office, HTTP_X_FORWARDED_FOR=one) for one in forwarded]
    assert found == [200, 200, 429, 429, 200]
