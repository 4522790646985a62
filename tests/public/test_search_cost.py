"""What an answer costs: queries do not grow with documents, and what anybody may see is kept for a moment."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.public.answers import address, ask, index_all, titles
from tests.public.conftest import hold
from wagtail_qms.register import keeping
from wagtail_qms.search.models import SearchedQuery

pytestmark = pytest.mark.django_db
MACHINE = {"HTTP_USER_AGENT": "Googlebot/2.1 (+http://www.google.com/bot.html)"}


def cost(client, url: str, asked: dict) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url, asked, **MACHINE).status_code == 200
    return len(captured)


@pytest.mark.parametrize("name", ["anonymous", "staff"])
@pytest.mark.parametrize("kind", ["", "csv", "docx", "json"])
def test_an_answer_costs_the_same_at_1_and_3_documents(office, readers, name, kind, settings):
    settings.WAGTAIL_QMS = {**settings.WAGTAIL_QMS, "SEARCH": {"API_RATE": 0}}
    costs = []
    for codes in (range(1), range(1, 3)):
        for code in codes:
            office.issued(f"QT.{code}", f"Trích lục {code}")
        index_all()
        # The first visit reads what is kept: the vocabulary, the catalogue.
        cost(readers[name], address(office), {"q": "ho so trich luc", "format": kind})
        costs.append(cost(readers[name], address(office), {"q": "trich luc", "format": kind}))
    assert costs == [costs[0]] * 2


def test_suggestions_cost_the_same(office, client):
    costs = []
    for codes in (range(1), range(1, 3)):
        for code in codes:
            office.issued(f"QT.{code}", f"Trích lục {code}")
        index_all()
        cost(client, f"{address(office)}goi-y/", {"q": "trich"})
        costs.append(cost(client, f"{address(office)}goi-y/", {"q": "tric"}))
    assert costs == [costs[0]] * 2


def test_what_anybody_may_see_is_kept_for_a_moment(office, client):
    office.issued("QT.1", "Trích lục")
    index_all()
    costs = [cost(client, address(office), {"q": "trich luc"}) for _time in range(2)]
    assert costs[1] < costs[0] / 2


def test_what_is_kept_is_not_shown_once_the_register_has_changed(office, client):
    edition = office.issued("QT.1", "Trích lục")
    index_all()
    assert titles(ask(client, office, "trich luc")) == ["Trích lục"]
    hold(office, edition)
    assert titles(ask(client, office, "trich luc")) == []
    keeping.release(edition=edition, person=office.secretary, reason="Đã che thông tin")
    assert titles(ask(client, office, "trich luc")) == ["Trích lục"]


def test_who_has_the_answer_gets_304(office, client):
    office.issued("QT.1", "Trích lục")
    index_all()
    first = client.get(address(office), {"q": "trich luc"})
    again = client.get(address(office), {"q": "trich luc"}, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert first["X-Robots-Tag"] == "noindex"
    assert "private" not in first["Cache-Control"]


def searched(client, office, text: str, **more):
    client.get(address(office), {"q": text, **more.pop("asked", {})}, **{"HTTP_USER_AGENT": "Mozilla/5.0", **more})


def test_a_question_is_counted_once_by_its_words(office, client):
    office.issued("QT.1", "Trích lục")
    index_all()
    for text in ("Trích  Lục", "trích lục", "không có gì zz"):
        searched(client, office, text)
    rows = SearchedQuery.objects.order_by("query").values_list("agency", "query", "times", "found")
    assert list(rows) == [(office.agency.pk, "không có gì zz", 1, 0), (office.agency.pk, "trích lục", 2, 1)]


@pytest.mark.parametrize(
    "more",
    [
        MACHINE,
        {"HTTP_USER_AGENT": ""},
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"asked": {"page": "2"}},
        {"asked": {"kind": "form"}},
        {"asked": {"format": "json"}},
    ],
)
def test_what_is_no_new_question_is_not_counted(office, client, more):
    searched(client, office, "trích lục", **more)
    client.get(f"{address(office)}goi-y/", {"q": "trích lục"}, HTTP_USER_AGENT="Mozilla/5.0")
    client.head(address(office), {"q": "trích lục"}, HTTP_USER_AGENT="Mozilla/5.0")
    assert not SearchedQuery.objects.exists()


def test_no_person_is_in_the_log(office, client):
    searched(client, office, "Nộp hồ sơ của 0912 345 678, thu.vo@coquan.example")
    (row,) = SearchedQuery.objects.all()
    assert row.query == "nộp hồ sơ của …, …"
    assert {field.name for field in SearchedQuery._meta.fields} == {"id", "day", "agency", "query", "times", "found"}
