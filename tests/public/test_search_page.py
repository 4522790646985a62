"""The search page as citizens use it: type without accents, read passages, narrow, go on."""

from urllib.parse import parse_qsl

import pytest
from django.utils.translation import gettext, ngettext
from wagtail.models import PageViewRestriction

from tests.factories import make_field, make_unit
from tests.factories.bodies import procedure_body, section, step, steps, text
from tests.public.answers import address, ask, facet, index_all, titles, words
from tests.public.conftest import make_blank, page_of
from wagtail_qms.pages.below import is_taken
from wagtail_qms.register.enums import Kind

pytestmark = pytest.mark.django_db


def many_facets(office):
    field, unit = make_field(office.agency), make_unit(office.agency)
    office.issued("QT.HT.01", "Cấp trích lục hộ tịch", field_of_work=field, owner_unit=unit, clauses=["8.5"])
    office.issued("QT.CT.01", "Chứng thực bản sao", clauses=["8.2"])
    index_all()


def test_a_passage_leads_to_its_place_with_what_was_found_marked(client, office):
    edition = office.issued("QT.HT.01", "Cấp trích lục hộ tịch")
    index_all()
    page = ask(client, office, "kiem tra ho so")
    places = page.select("a.qms-hit__place")
    assert f"{page_of(edition).url}#buoc-b2" in [place["href"] for place in places]
    assert "Kiểm tra hồ sơ" in {words(mark) for mark in page.select(".qms-hit mark")}


@pytest.mark.parametrize("asked", ["trich luc ho tich", "TRÍCH LỤC HỘ TỊCH", "trích luc hộ tich"])
def test_a_citizen_types_as_they_like(client, office, asked):
    office.issued("QT.HT.01", "Cấp trích lục hộ tịch")
    index_all()
    assert titles(ask(client, office, asked)) == ["Cấp trích lục hộ tịch"]


def test_a_code_is_answered_directly(client, office):
    blank = make_blank()
    edition = office.issued("QT.HT.01", "Cấp trích lục hộ tịch", body=procedure_body(blank.pk))
    office.issued("QT.CT.01", "Chứng thực bản sao")
    index_all()
    page = ask(client, office, "qt ht 01")
    card = page.select_one(".qms-direct")
    assert titles(page).count("Cấp trích lục hộ tịch") == 1
    assert words(card.select_one("h2 a")) == "Cấp trích lục hộ tịch"
    links = [link["href"] for link in card.select("a")]
    key = edition.document.key
    assert links[:3] == [page_of(edition).url, page_of(edition).url, f"/qms/pdf/{key}/01.pdf"]
    assert links[3].startswith(f"/qms/f/{key}/01/")
    assert client.get(links[3]).status_code == 200


def test_the_answer_is_narrowed_by_links_that_show_how_many(client, office):
    many_facets(office)
    page = ask(client, office, "thuc hien tiep nhan ket qua")
    assert len(titles(page)) == 2
    clauses = facet(page, "clause")
    assert sorted(clauses.values()) == [1, 1]
    link = page.select_one("[aria-labelledby=qms-loc-clause] a")
    narrowed = ask(client, office, **_query(link["href"]))
    assert len(titles(narrowed)) == 1
    assert [words(chip) for chip in narrowed.select(".qms-chosen a")]
    way_back = narrowed.select_one(".qms-chosen a")["href"]
    assert len(titles(ask(client, office, **_query(way_back)))) == 2


def _query(href: str) -> dict:
    pairs = dict(parse_qsl(href.removeprefix("?")))
    return {"text": pairs.pop("q"), **pairs}


def test_a_facet_of_one_value_is_not_offered(client, office):
    many_facets(office)
    page = ask(client, office, "thuc hien tiep nhan ket qua")
    assert facet(page, "kind") == {}


def test_nothing_found_says_the_way_on(client, office):
    many_facets(office)
    page = ask(client, office, "zzkhongco")
    assert words(page.select_one("#qms-ket-qua")) == gettext("Nothing answers “%(text)s”") % {"text": "zzkhongco"}
    assert page.select_one("#qms-ket-qua")["role"] == "status"
    links = {link["href"] for link in page.select(".qms-nothing a, .qms-browse a")}
    assert {office.index.url, f"{office.index.url}?field=H%E1%BB%99+t%E1%BB%8Bch"} <= links


def test_the_number_of_answers_is_announced(client, office):
    office.issued("QT.HT.01", "Cấp trích lục hộ tịch")
    index_all()
    said = words(ask(client, office, "trich luc").select_one("#qms-ket-qua"))
    form = ngettext("%(counter)s document answers “%(text)s”", "%(counter)s documents answer “%(text)s”", 1)
    assert said == form % {"counter": 1, "text": "trich luc"}


def test_before_anything_is_asked_there_are_ways_in(client, office):
    many_facets(office)
    page = ask(client, office)
    assert page.select_one("#qms-ket-qua") is None
    newest = {words(link) for link in page.select("[aria-labelledby=qms-moi-nhat] li a")}
    assert newest == {"Chứng thực bản sao", "Cấp trích lục hộ tịch"}


def test_pages_of_the_answer(client, office, settings):
    settings.WAGTAIL_QMS = {**settings.WAGTAIL_QMS, "SEARCH": {"PAGE_SIZE": 1}}
    many_facets(office)
    first = ask(client, office, "thuc hien tiep nhan ket qua")
    second = ask(client, office, "thuc hien tiep nhan ket qua", page=2)
    assert {*titles(first), *titles(second)} == {"Cấp trích lục hộ tịch", "Chứng thực bản sao"}
    assert first.select_one("[rel=next]")["href"] == "?q=thuc+hien+tiep+nhan+ket+qua&page=2"
    assert words(second.select_one("[aria-current=page]")) == "2"


def test_a_step_deep_in_a_table_has_its_own_address(client, office):
    rows = steps(step("5.6.1", "Tiếp nhận"), step("5.6.1.2", "Xác minh lý lịch nhân thân", "Công chức", level=1))
    edition = office.issued("QT.1", "Một", body=[section("5", "Nội dung", text("Chung."), rows, role="content")])
    index_all()
    hrefs = [link["href"] for link in ask(client, office, "xac minh ly lich").select(".qms-hit__place")]
    assert hrefs[0] == f"{page_of(edition).url}#buoc-5-6-1-2"
    assert 'id="buoc-5-6-1-2"' in client.get(page_of(edition).url).content.decode()


HOSTILE = [
    {"q": '"><script>alert(1)</script>'},
    {"q": "x" * 50_000},
    {"q": "\x00\x01\u202e" * 200},
    {"q": "NEAR(a b) OR * AND ^ -\" '; DROP TABLE"},
    {"q": "á" * 3000},
    {"q": "ban sao", "page": "9" * 5000},
    {"q": "ban sao", "page": "-1"},
    {"q": "ban sao", "year": ["x", "9" * 40, "\x00"]},
    {"q": "ban sao", "kind": ["nonsense"] * 500},
    {"q": "ban sao", "clause": ["' OR 1=1 --"]},
    {"q": "ban sao", "format": "../../etc/passwd"},
    {"q": ["a", "b"]},
]


@pytest.mark.parametrize("asked", HOSTILE)
@pytest.mark.parametrize("place", ["", "goi-y/"])
def test_input_is_data(client, office, asked, place):
    office.issued("QT.HT.01", "Cấp bản sao trích lục hộ tịch")
    index_all()
    response = client.get(address(office) + place, asked)
    assert response.status_code == 200
    assert b"<script>alert" not in response.content
    assert len(response.content) < 300_000


@pytest.mark.parametrize("asked", HOSTILE)
@pytest.mark.parametrize("place", ["?format=csv", "?format=json", "?format=docx"])
def test_input_is_data_for_files_too(client, office, asked, place):
    index_all()
    response = client.get(address(office), {**asked, "format": place.rpartition("=")[2]})
    assert response.status_code == 200


def test_only_reading_is_allowed(client, office):
    assert client.post(address(office)).status_code == 405
    assert client.get(f"{address(office)}luu/").status_code == 405
    assert client.get(f"{address(office)}khac/").status_code == 404


def test_a_list_that_is_not_published_has_no_search(client, office):
    office.index.unpublish()
    assert client.get(address(office)).status_code == 404


@pytest.mark.parametrize("place", ["tim-kiem/", "tim-kiem/goi-y/", "tim-kiem/?format=json", "moi-ban-hanh/rss/"])
def test_a_list_that_the_host_closes_has_no_open_search(client, office, place):
    PageViewRestriction.objects.create(page=office.index, restriction_type=PageViewRestriction.LOGIN)
    response = client.get(office.index.url + place, {"q": "a"})
    assert (response.status_code, "login" in response.url) == (302, True)


def test_no_document_takes_the_place_of_the_search(office):
    assert [is_taken(slug) for slug in ("tim-kiem", "moi-ban-hanh", "tim-kiem-2")] == [True, True, False]


def test_the_list_leads_to_the_search(client, office):
    office.issued("QT.1", "Một")
    text = client.get(office.index.url).content.decode()
    assert f'action="{address(office)}"' in text


def test_the_short_address_leads_to_the_search_of_an_agency(client, office):
    response = client.get(f"/qms/s/{office.agency.pk}/", {"q": "ban sao", "kind": "form"})
    assert response.url == f"{address(office)}?q=ban+sao&kind=form"
    assert client.get("/qms/s/999999/").status_code == 404


def test_kinds_are_in_the_readers_words(client, office):
    office.issued("QT.HT.01", "Cấp bản sao trích lục hộ tịch")
    index_all()
    facts = words(ask(client, office, "trich luc").select_one(".qms-hit__facts"))
    assert facts.startswith(f"QT.HT.01 · {Kind.PROCEDURE.label} · ")
