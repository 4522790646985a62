"""The public list: what is in force, in Vietnamese order, narrowed without accents, as page, CSV and JSON."""

import csv
import io
import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from tests.factories import make_field, make_unit
from tests.public.conftest import hold, page_of, restrict, withdraw
from wagtail_qms.register import keeping

pytestmark = pytest.mark.django_db


def titles(response) -> list[str]:
    return [unescape(title) for _url, title in rows(response)]


def rows(response) -> list[tuple[str, str]]:
    return re.findall(r'<th scope="row"[^>]*><a href="([^"]*)">([^<]*)</a>', response.content.decode())


def test_only_what_is_in_force_is_listed(client, office):
    first = office.issued("QT.1", "Bản đang có hiệu lực")
    office.issued("QT.2", "Bản sắp có", planned_on=timezone.localdate() + timedelta(2))
    withdraw(office, office.issued("QT.3", "Bản đã bãi bỏ"), timezone.localdate())
    office.procedure("QT.4", "Bản thảo").save_revision(user=office.drafter)
    response = client.get(office.index.url)
    assert titles(response) == ["Bản đang có hiệu lực"]
    assert rows(response)[0][0] == page_of(first).url


def test_the_order_is_that_of_a_vietnamese_alphabet(client, office):
    for number, title in enumerate(["Ơ", "Đo", "An", "Ấn", "Ăn", "Dung", "Zê", "Á", "Ạ", "A"]):
        office.issued(f"QT.{number}", title)
    assert titles(client.get(office.index.url)) == ["A", "Á", "Ạ", "An", "Ăn", "Ấn", "Dung", "Đo", "Ơ", "Zê"]


def test_codes_are_ordered_by_their_numbers(client, office):
    for number in (10, 2, 1):
        office.issued(f"QT.{number}", f"Quy trình {number}")
    response = client.get(office.index.url, {"order": "code"})
    assert titles(response) == ["Quy trình 1", "Quy trình 2", "Quy trình 10"]


@pytest.mark.parametrize("asked", ["ho tich", "HỘ TỊCH", "qt ht 01", "QTHT01", "trich luc cap"])
def test_a_citizen_types_without_accents(client, office, asked):
    office.issued("QT.HT.01", "Cấp trích lục hộ tịch")
    office.issued("QT.DD.02", "Đo đạc")
    assert titles(client.get(office.index.url, {"q": asked})) == ["Cấp trích lục hộ tịch"]


def test_the_list_is_narrowed_by_kind_field_and_unit(client, office):
    field, unit = make_field(office.agency), make_unit(office.agency)
    office.issued("QT.1", "Một", field_of_work=field, owner_unit=unit)
    office.issued("QT.2", "Hai")
    for asked in ({"field": "Hộ tịch"}, {"unit": "Văn phòng"}):
        assert titles(client.get(office.index.url, asked)) == ["Một"]
    assert titles(client.get(office.index.url, {"kind": "procedure"})) == ["Hai", "Một"]


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "nonsense"},
        {"field": "' OR 1=1 --"},
        {"order": "\x00"},
        {"page": "9" * 5000},
        {"page": "-1"},
        {"format": "../../etc/passwd"},
        {"q": "\x00"},
        {"q": "x" * 5000},
    ],
)
def test_a_strange_question_is_answered_with_a_list(client, office, asked):
    office.issued("QT.1", "Một")
    response = client.get(office.index.url, asked)
    assert response.status_code == 200


def test_an_empty_list_says_the_way_on(client, office):
    assert b"qms-count" in client.get(office.index.url).content
    office.issued("QT.1", "Một")
    response = client.get(office.index.url, {"q": "khong co"})
    assert titles(response) == []
    assert f'href="{office.index.url}"' in response.content.decode().split("qms-filter__go")[1][:300]


def test_what_a_reader_typed_is_shown_as_text(client, office):
    office.issued("QT.1", "Một")
    text = client.get(office.index.url, {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in text


def test_pages_of_the_list(client, office, settings):
    settings.WAGTAIL_QMS = {**settings.WAGTAIL_QMS, "PAGE_SIZE": 2}
    for number in range(5):
        office.issued(f"QT.{number}", f"Quy trình {number}")
    assert titles(client.get(office.index.url, {"page": 3})) == ["Quy trình 4"]
    text = client.get(office.index.url, {"page": 2, "q": "quy trinh"}).content.decode()
    assert 'href="?q=quy+trinh&amp;page=3"' in text


def test_who_sees_internal_and_hidden_ones(readers, office):
    office.issued("QT.1", "Công khai")
    office.issued("QT.2", "Nội bộ", confidentiality="internal")
    hold(office, office.issued("QT.3", "Tạm ẩn"))
    restrict(office, office.issued("QT.4", "Thu hẹp"))
    staff = ["Công khai", "Nội bộ", "Thu hẹp"]
    everything = ["Công khai", "Nội bộ", "Tạm ẩn", "Thu hẹp"]
    assert {name: titles(client.get(office.index.url)) for name, client in readers.items()} == {
        "anonymous": ["Công khai"],
        "stranger": ["Công khai"],
        "staff": staff,
        "secretary": everything,
        "superuser": everything,
    }


def test_the_list_follows_the_register_at_once(client, office):
    edition = office.issued("QT.1", "Một")
    assert titles(client.get(office.index.url)) == ["Một"]
    hold(office, edition)
    assert titles(client.get(office.index.url)) == []
    keeping.release(edition=edition, person=office.secretary, reason="Đã che thông tin")
    assert titles(client.get(office.index.url)) == ["Một"]


def test_the_list_as_csv_runs_nothing(client, office):
    office.issued("=1+1", '=HYPERLINK("http://x")')
    response = client.get(office.index.url, {"format": "csv"})
    assert response.content.startswith(b"\xef\xbb\xbf")
    header, row = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))
    assert len(header) == len(row) == 10
    assert row[:2] == ["'=1+1", '\'=HYPERLINK("http://x")']


def test_the_list_as_json(client, office):
    edition = office.issued("QT.1", "Một")
    (row,) = client.get(office.index.url, {"format": "json"}).json()["documents"]
    today = timezone.localdate().isoformat()
    assert row == {
        "key": edition.document.key,
        "code": "QT.1",
        "title": "Một",
        "kind": "procedure",
        "field_of_work": "",
        "owner_unit": "",
        "edition": 1,
        "issued_on": today,
        "effective_on": today,
        "internal": False,
        "url": f"http://localhost{page_of(edition).url}",
        "pdf": f"http://localhost/qms/pdf/{edition.document.key}/01.pdf",
    }


def test_the_sitemap_names_public_documents_alone(client, office):
    public = office.issued("QT.1", "Một")
    office.issued("QT.2", "Hai", confidentiality="internal")
    office.index.save_revision().publish()
    text = client.get("/sitemap.xml").content.decode()
    assert text.count("<loc>") == 3
    assert f"http://localhost{page_of(public).url}" in text
