"""Searches that the staff keep: each their own."""

import pytest

from tests.public.answers import address, ask, index_all
from wagtail_qms.search import saving
from wagtail_qms.search.models import SavedSearch

pytestmark = pytest.mark.django_db
QUERY = "q=danh+gia&kind=procedure"


def keep(client, office, name: str = "Đánh giá", parameters: str = QUERY):
    return client.post(f"{address(office)}luu/", {"name": name, "parameters": parameters})


def kept() -> list[tuple[str, str]]:
    return list(SavedSearch.objects.order_by("pk").values_list("name", "parameters"))


def test_staff_keep_a_search_from_its_page(office, readers):
    office.issued("QT.1", "Đánh giá nội bộ")
    index_all()
    form = ask(readers["staff"], office, "danh gia", kind="procedure").select_one(".qms-saving__new")
    fields = {field["name"]: field["value"] for field in form.select("input[name]")}
    response = readers["staff"].post(form["action"], {**fields, "name": "Đánh giá"})
    assert response.url == f"{address(office)}?{QUERY}#qms-da-luu"
    assert kept() == [("Đánh giá", QUERY)]
    link = ask(readers["staff"], office).select_one(".qms-saving li a")
    assert (link["href"], link.text) == (f"?{QUERY}", "Đánh giá")


@pytest.mark.parametrize("name", ["anonymous", "stranger"])
def test_others_keep_nothing(office, readers, name):
    assert ask(readers[name], office, "danh gia").select_one(".qms-saving") is None
    assert keep(readers[name], office).status_code == 404
    assert kept() == []


def test_the_form_is_safe_against_other_sites(office, readers):
    readers["staff"].handler.enforce_csrf_checks = True
    assert keep(readers["staff"], office).status_code == 403


def test_one_name_is_one_search(office, readers):
    keep(readers["staff"], office)
    keep(readers["staff"], office, parameters="q=khac")
    assert kept() == [("Đánh giá", "q=khac")]


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ("q=a&evil=1&page=7", [("Tên", "q=a")]),
        ("", []),
        ("page=2", []),
        ("q=" + "x" * 9000, [("Tên", "q=" + "x" * 500)]),
    ],
)
def test_what_is_kept_is_a_question(office, readers, parameters, expected):
    keep(readers["staff"], office, "Tên", parameters)
    assert kept() == expected


def test_nobody_drops_anothers_search(office, readers):
    keep(readers["staff"], office)
    saved = SavedSearch.objects.get()
    for name, count in (("secretary", 1), ("staff", 0)):
        readers[name].post(f"{address(office)}bo-luu/", {"saved": saved.pk})
        assert SavedSearch.objects.count() == count


@pytest.mark.parametrize("pk", ["x", "", "9" * 40, "-1"])
def test_a_strange_key_drops_nothing(office, readers, pk):
    keep(readers["staff"], office)
    assert readers["staff"].post(f"{address(office)}bo-luu/", {"saved": pk}).status_code == 302
    assert SavedSearch.objects.count() == 1


def test_there_is_room_for_so_many(office, readers, monkeypatch):
    monkeypatch.setattr(saving, "MOST", 1)
    keep(readers["staff"], office, "Một")
    keep(readers["staff"], office, "Hai")
    assert [name for name, _query in kept()] == ["Một"]
