"""Reporting a nonconformity: the form, its refusals, what is offered while typing, mending it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_agency, make_office, make_person
from tests.factories.records import DESCRIPTION, TITLE, make_bureau
from tests.snippets.screens import admit
from tests.snippets.test_screens_pages import page_of
from wagtail_qms.records.chain import Attachment, TransitionEntry
from wagtail_qms.register.models import Edition
from wagtail_qms.snippets.nonconformities.models import Nonconformity

ADDRESS = "/admin/qms/nonconformities/report/"


def typed(bureau, **more) -> dict:
    """A report as the form sends it."""
    values = {
        "title": TITLE,
        "description": DESCRIPTION,
        "unit": bureau.unit.pk,
        "requirement": "clause|ISO 9001:2015|8.5.1",
        "found_on": "20/11/2020",
        "source": "daily_work",
        "grade": "minor",
    }
    return values | more


@pytest.fixture
def reporter(client, bureau):
    """Somebody on staff at the form."""
    client.force_login(admit(bureau.staff))
    return client


def test_four_answers_are_enough(reporter, bureau):
    assert reporter.get(ADDRESS).context["form"]["unit"].value() == bureau.unit.pk
    response = reporter.post(ADDRESS, typed(bureau, files=SimpleUploadedFile("anh.jpg", b"anh")))
    record = Nonconformity.objects.get()
    assert response.url == page_of(record)
    assert (record.state, record.number, record.found_by, record.clause) == (
        "reported", f"01/{record.year}", bureau.staff, "8.5.1",
    )  # fmt: skip
    assert Attachment.objects.of(record).get().part == "box1"


@pytest.mark.parametrize("query", ["5.2", "8.5.1", "khoản 3"])
def test_a_number_alone_is_refused_and_the_choices_are_offered(reporter, bureau, query):
    data = typed(bureau, requirement="", requirement_query=query, description="Gõ rất lâu", grade="major")
    response = reporter.post(ADDRESS, data)
    form = response.context["form"]
    assert form.errors["requirement"]
    assert bool(form.choices) == (query != "khoản 3")
    assert (form["description"].value(), form["grade"].value()) == ("Gõ rất lâu", "major")
    assert "Gõ rất lâu" in response.content.decode()
    assert not Nonconformity.objects.exists()


def test_a_number_in_words_goes_on_with_a_reason(reporter, bureau):
    data = typed(bureau, requirement="", requirement_words="Mục 5.2")
    form = reporter.post(ADDRESS, data).context["form"]
    assert form.warnings and form.asks_reason
    reporter.post(ADDRESS, data | {"because": "Văn bản của sở, chưa có trong hệ thống"})
    record = Nonconformity.objects.get()
    assert "requirement.of_what" in TransitionEntry.objects.of(record).get().details["warnings"]


def test_a_requirement_that_nobody_offered_is_refused(reporter, bureau):
    for value in ("clause|ISO 9001:2015|99.9", "section|999999|5.2", "clause|x|5", "section|a|b", "nonsense", "|||"):
        response = reporter.post(ADDRESS, typed(bureau, requirement=value))
        assert response.context["form"].errors, value
    assert not Nonconformity.objects.exists()


def test_a_unit_of_another_agency_is_refused(reporter, bureau):
    other = make_bureau("Ủy ban nhân dân xã Bên Cạnh")
    response = reporter.post(ADDRESS, typed(bureau, unit=other.unit.pk, found_by=other.staff.pk))
    assert {"unit", "found_by"} <= response.context["form"].errors.keys()
    assert not Nonconformity.objects.exists()


def test_whether_it_repeats_another_is_asked_once(reporter, bureau):
    first = bureau.report()
    response = reporter.post(ADDRESS, typed(bureau))
    assert [repeat.record for repeat in response.context["form"].likely_shown] == [first]
    assert Nonconformity.objects.count() == 1
    reporter.post(ADDRESS, typed(bureau, repeats=""))
    reporter.post(ADDRESS, typed(bureau, repeats=str(first.pk)))
    assert list(Nonconformity.objects.order_by("pk").values_list("repeats", flat=True)) == [None, None, first.pk]


def test_searching_without_a_script_complains_about_nothing_and_keeps_the_photo(reporter, bureau):
    photo = SimpleUploadedFile("anh.jpg", b"anh")
    data = {"title": "Dở dang", "requirement_query": "8.5.1", "find": "1", "files": photo}
    response = reporter.post(ADDRESS, data)
    assert not response.context["form"].errors
    assert [row.name for row in response.context["uploads"].rows] == ["anh.jpg"]
    assert "Dở dang" in response.content.decode()
    assert [choice.value for choice in response.context["form"].choices] == ["clause|ISO 9001:2015|8.5.1"]


def test_requirements_are_found_by_number_and_by_words_among_what_is_in_force(client, home):
    office = make_office(home)
    edition = office.issued("QT.77", "Quy trình tiếp nhận hồ sơ")
    office.procedure("QT.78", "Quy trình còn dự thảo")
    client.force_login(admit(office.drafter))
    address = reverse("qms_nonconformity:requirements")

    def found(query):
        return [choice["value"] for choice in client.get(address, {"q": query}).json()["choices"]]

    assert f"section|{edition.pk}|" in found("tiep nhan")
    assert f"section|{edition.pk}|" in found("QT.77")
    assert found("QT.78") == []
    assert "clause|ISO 9001:2015|8.5.1" in found("8.5")
    assert found("") == []
    numbered = [value for value in found("QT.77 5") if value.startswith(f"section|{edition.pk}|5")]
    assert numbered
    other = make_bureau("Ủy ban nhân dân xã Bên Cạnh").staff
    client.force_login(admit(other))
    assert found("QT.77") == []


def test_requirements_cost_the_same_for_one_document_and_for_three(client, home):
    office = make_office(home)
    client.force_login(admit(office.drafter))
    costs = []
    for codes in (["QT.1"], ["QT.2", "QT.3"]):
        for code in codes:
            office.issued(code)
        for _warm in range(2):
            with CaptureQueriesContext(connection) as queries:
                client.get(reverse("qms_nonconformity:requirements"), {"q": "QT"})
        costs.append(len(queries))
    assert costs[0] == costs[1]
    assert Edition.objects.count() == 3


def test_likely_repeats_are_offered_while_typing_of_ones_own_agency_alone(reporter, bureau):
    first = bureau.report()
    other = make_bureau("Ủy ban nhân dân xã Bên Cạnh")
    other.report()
    address = reverse("qms_nonconformity:repeats")
    asked = {"text": f"{TITLE}\n{DESCRIPTION}", "unit": bureau.unit.pk, "requirement": "clause|ISO 9001:2015|8.5.1"}
    assert [one["id"] for one in reporter.get(address, asked).json()["repeats"]] == [first.pk]
    for more in ({"text": "x"}, {"unit": other.unit.pk}, {"unit": "x"}, {"unit": ""}):
        assert reporter.get(address, asked | more).json() == {"repeats": []}


@pytest.mark.parametrize("key", ["nobody", "superuser"])
@pytest.mark.parametrize("address", [ADDRESS, "/admin/qms/tickets/add/"])
def test_whoever_holds_no_post_is_told_so(client, bureau, key, address):
    client.force_login(admit(make_person(superuser=key == "superuser")))
    for response in (client.get(address), client.post(address, typed(bureau))):
        assert response.url == reverse("wagtailadmin_home")
    assert not Nonconformity.objects.exists()


def test_anonymous_people_sign_in_first(client, bureau):
    for name in ("add", "repeats", "requirements"):
        assert client.get(reverse(f"qms_nonconformity:{name}")).url.startswith(reverse("wagtailadmin_login"))


def test_a_report_is_mended_by_who_wrote_it_until_it_is_decided(reporter, bureau):
    record = bureau.report()
    address = f"{page_of(record)}amend/"
    form = reporter.get(address).context["form"]
    assert (form["title"].value(), form["requirement"].value()) == (TITLE, "clause|ISO 9001:2015|8.5.1")
    assert reporter.post(address, typed(bureau, title="Tên mới", repeats="")).url == page_of(record)
    record.refresh_from_db()
    assert record.title == "Tên mới"
    decided = bureau.decided()
    for one, user in ((record, bureau.spare), (decided, bureau.staff)):
        reporter.force_login(admit(user))
        address = f"{page_of(one)}amend/"
        assert reporter.get(address).context["reasons"]
        response = reporter.post(address, typed(bureau, title="Tên lén", repeats=""))
        assert response.context["form"].non_field_errors()
    assert not Nonconformity.objects.filter(title="Tên lén").exists()


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "x" * 5000, "\x00", "🙂" * 300])
def test_odd_text_breaks_nothing(reporter, bureau, text):
    response = reporter.post(ADDRESS, typed(bureau, title=text, requirement_query=text, requirement=text))
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    for name in ("repeats", "requirements"):
        asked = {"q": text, "text": text, "unit": bureau.unit.pk, "requirement": text}
        assert reporter.get(reverse(f"qms_nonconformity:{name}"), asked).status_code == 200


def test_an_agency_without_units_is_told_what_to_do(client, db):
    agency = make_agency("Ủy ban nhân dân xã Mới")
    client.force_login(admit(make_person(agency)))
    response = client.get(ADDRESS)
    assert response.context["form"].has_no_unit
