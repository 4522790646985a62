"""The screens of the search in the admin: words of the agency, saved searches, the report of what found nothing."""

import csv
import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests.factories import make_agency, make_person
from wagtail_qms import clock
from wagtail_qms.organisation.enums import Role
from wagtail_qms.search.models import Abbreviation, SavedSearch, SearchedQuery, Synonyms
from wagtail_qms.search.scoping import scope_for
from wagtail_qms.search.vocabulary import vocabulary_for
from wagtail_qms.setup.provision import provision
from wagtail_qms.setup.roles import group_role

pytestmark = pytest.mark.django_db
SCREENS = {"qms_abbreviation": {"short": "TTHC", "long": "thủ tục hành chính"}, "qms_synonyms": {"words": "a\nb"}}


@pytest.fixture
def agency(home):
    return provision().agency


def signed_in(agency, key: str, **appointment) -> Client:
    """A browser of somebody in the group ``key`` who holds a post at ``agency``."""
    person = make_person(agency, **appointment)
    person.groups.add(Group.objects.get(name=group_role(key).stored_name))
    client = Client()
    client.force_login(person)
    client.person = person
    return client


@pytest.fixture
def secretary(agency):
    return signed_in(agency, "iso_secretary", role=Role.ISO_SECRETARY)


@pytest.fixture
def official(agency):
    return signed_in(agency, "staff")


@pytest.mark.parametrize("screen", SCREENS)
def test_the_secretary_alone_teaches_the_search(agency, secretary, official, screen):
    assert official.get(reverse(f"{screen}:index")).status_code == 302
    assert official.get(reverse(f"{screen}:add")).status_code == 302
    assert secretary.post(reverse(f"{screen}:add"), {"agency": agency.pk, **SCREENS[screen]}).status_code == 302
    listing = secretary.get(reverse(f"{screen}:index")).content.decode()
    assert f"/qms/s/{agency.pk}/?q=" in listing


def test_another_agencys_words_are_another_agencys(agency, secretary):
    other = make_agency("Xã Khác")
    theirs = Abbreviation.objects.create(agency=other, short="XK", long="xã khác")
    assert secretary.get(reverse("qms_abbreviation:edit", args=[theirs.pk])).status_code == 404
    assert secretary.post(reverse("qms_abbreviation:delete", args=[theirs.pk])).status_code == 404
    form = secretary.post(reverse("qms_abbreviation:add"), {"agency": other.pk, **SCREENS["qms_abbreviation"]})
    assert "agency" in form.context["form"].errors


@pytest.mark.parametrize(
    ("short", "long", "field"),
    [
        ("T T", "thủ tục", "short"),
        ("123", "một hai ba", "short"),
        ("TT", "tt", "long"),
        ("ĐĐ", "đất đai", "short"),
        ("", "x", "short"),
        ("x" * 41, "y", "short"),
    ],
)
def test_an_abbreviation_makes_sense(agency, secretary, short, long, field):
    Abbreviation.objects.create(agency=agency, short="đđ", long="Đất đai")
    data = {"agency": agency.pk, "short": short, "long": long}
    assert list(secretary.post(reverse("qms_abbreviation:add"), data).context["form"].errors) == [field]


@pytest.mark.parametrize("words", ["một", "một\nMỘT\n mot ", "\n".join("abcdefghijklmnopqrstu"), "a\n" + "b" * 101])
def test_synonyms_make_sense(agency, secretary, words):
    response = secretary.post(reverse("qms_synonyms:add"), {"agency": agency.pk, "words": words})
    assert list(response.context["form"].errors) == ["words"]


def test_what_is_taught_is_known_at_once(agency, secretary):
    assert vocabulary_for(scope_for(None, agencies=[agency.pk])).synonyms == ()
    words = "giấy khai sinh \r\n\r\n  trích lục   khai sinh"
    secretary.post(reverse("qms_synonyms:add"), {"agency": agency.pk, "words": words})
    assert Synonyms.objects.get().words == "giấy khai sinh\ntrích lục khai sinh"
    known = vocabulary_for(scope_for(None, agencies=[agency.pk]))
    assert known.synonyms == (("giấy khai sinh", "trích lục khai sinh"),)


def test_everybody_sees_their_own_saved_searches(agency, secretary, official):
    url = reverse("qms_saved_search:index")
    mine = SavedSearch.objects.create(user=official.person, agency=agency, name="Của tôi", parameters="q=a&kind=form")
    SavedSearch.objects.create(user=secretary.person, agency=agency, name="Của thư ký", parameters="q=b")
    text = official.get(url).content.decode()
    assert "Của tôi" in text
    assert "Của thư ký" not in text
    assert f"/qms/s/{agency.pk}/?q=a&amp;kind=form" in text
    assert secretary.post(reverse("qms_saved_search:delete", args=[mine.pk])).status_code == 404
    assert official.post(reverse("qms_saved_search:delete", args=[mine.pk])).status_code == 302
    assert not SavedSearch.objects.filter(user=official.person).exists()
    assert official.get(reverse("qms_saved_search:add")).status_code == 302


def test_whoever_holds_no_post_keeps_no_searches(agency):
    outsider = signed_in(None, "staff")
    assert outsider.get(reverse("qms_saved_search:index")).status_code == 302


REPORT = "wagtail_qms_searched"


def searched(agency, query: str, *, times: int = 1, found: int = 0, days: int = 0):
    day = clock.today() - timedelta(days)
    return SearchedQuery.objects.create(agency=agency, query=query, times=times, found=found, day=day)


def reported(client, **asked) -> list[tuple[str, int]]:
    rows = client.get(reverse(REPORT), asked).context["object_list"]
    return [(row["query"], row["asked"]) for row in rows]


def test_keepers_alone_read_what_was_searched_for(agency, secretary, official):
    searched(agency, "không thấy")
    assert secretary.get(reverse(REPORT)).status_code == 200
    for client in (official, signed_in(agency, "auditor"), signed_in(agency, "top_management")):
        assert client.get(reverse(REPORT)).status_code == 302
        assert client.get(reverse(f"{REPORT}_results")).status_code == 302


def test_the_report_sums_up_the_days(agency, secretary):
    searched(agency, "một", times=2)
    searched(agency, "một", times=3, days=10)
    searched(agency, "hai", times=1, days=40)
    searched(agency, "thấy", times=9, found=4)
    searched(make_agency("Xã Khác"), "của xã khác", times=7)
    assert reported(secretary) == [("một", 5), ("hai", 1)]
    assert reported(secretary, period="7") == [("một", 2)]
    assert reported(secretary, period="30") == [("một", 5)]
    assert reported(secretary, show="all", period="7") == [("thấy", 9), ("một", 2)]
    assert reported(secretary, q="ha") == [("hai", 1)]
    assert reported(secretary, period="nonsense") == [("một", 5), ("hai", 1)]


def test_the_report_leads_to_the_answer_of_today(agency, secretary):
    searched(agency, "giấy phép")
    assert f"/qms/s/{agency.pk}/?q=gi%E1%BA%A5y+ph%C3%A9p" in secretary.get(reverse(REPORT)).content.decode()


def test_the_report_as_a_spreadsheet(agency, secretary):
    searched(agency, "=1+1", times=2)
    text = b"".join(secretary.get(reverse(REPORT), {"export": "csv"}).streaming_content).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text)))[1][:2] == ["'=1+1", "2"]
    book = load_workbook(io.BytesIO(secretary.get(reverse(REPORT), {"export": "xlsx"}).getvalue()))
    assert [cell.value for cell in book.active[2]][:2] == ["'=1+1", 2]


def test_lists_cost_the_same(agency, secretary):
    costs = []
    for count in (1, 3):
        for number in range(count):
            searched(agency, f"{count} {number}")
            Abbreviation.objects.create(agency=agency, short=f"A{count}{number}", long="b")
            SavedSearch.objects.create(
                user=secretary.person, agency=agency, name=f"{count} {number}", parameters="q=a"
            )
        costs.append([cost(secretary, name) for name in (REPORT, "qms_abbreviation:index", "qms_saved_search:index")])
    assert costs[0] == costs[1]


def cost(client, name: str) -> int:
    client.get(reverse(name))
    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse(name)).status_code == 200
    return len(captured)
