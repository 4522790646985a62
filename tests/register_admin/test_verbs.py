"""The verbs as forms: what is typed is kept, reasons stand at their fields, grave ones are confirmed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_person, make_unit
from tests.register_admin.conftest import admit
from wagtail_qms.register import keeping
from wagtail_qms.register.models import (
    Acknowledgement,
    Distribution,
    Document,
    Hold,
    Recall,
    Release,
    Restriction,
    Withdrawal,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def url(edition, verb, row=None):
    """The page of a verb on ``edition``, on its document (``restrict``) or on ``row``."""
    args = [edition.document_id, verb]
    return reverse("wagtail_qms_register:verb", args=args if verb == "restrict" else [*args, (row or edition).pk])


def day(shift=0):
    """A day as it is typed."""
    return (TODAY() + timedelta(days=shift)).strftime("%d/%m/%Y")


def withdrawal(**other):
    """What is typed to withdraw an edition."""
    return {"decision_no": "15/QĐ", "decision_on": day(), "withdrawn_on": day(2), "reason": "Luật đổi"} | other


VERBS = [
    ("withdraw", withdrawal(confirmed="1"), Withdrawal),
    ("hide", {"reason": "Lộ số điện thoại", "confirmed": "1"}, Hold),
    ("restrict", {"reason": "Nội bộ", "confirmed": "1"}, Restriction),
    ("distribute", {"distributed_on": day(), "copy_no": "01"}, Distribution),
]


@pytest.mark.parametrize(("verb", "data", "model"), VERBS)
def test_the_secretary_does_it(sign_in, office, edition, verb, data, model):
    data = data | {"unit": make_unit(office.agency).pk}
    response = sign_in("secretary").post(url(edition, verb), data)
    assert response.url == reverse("wagtail_qms_register:document", args=[edition.document_id])
    assert model.objects.get().recorded_by == office.secretary


@pytest.mark.parametrize(("verb", "data", "model"), VERBS)
@pytest.mark.parametrize("name", ["staff", "superuser"])
def test_others_are_told_the_reason(sign_in, edition, verb, data, model, name):
    client = sign_in(name)
    for response in (client.get(url(edition, verb)), client.post(url(edition, verb), data)):
        assert (response.status_code, len(response.context["problems"])) == (200, 1)
        assert response.context["problems"][0] in response.content.decode()
    assert not model.objects.exists()


@pytest.mark.parametrize(("verb", "data", "model"), VERBS)
def test_a_secretary_of_another_agency_does_not_get_there(sign_in, edition, verb, data, model):
    response = sign_in("stranger").post(url(edition, verb), data)
    assert response.url == reverse("wagtailadmin_home")
    assert not model.objects.exists()


@pytest.mark.parametrize(("verb", "data", "model"), VERBS)
def test_a_visitor_signs_in_first(client, edition, verb, data, model):
    assert client.post(url(edition, verb), data).url.startswith(reverse("wagtailadmin_login"))
    assert not model.objects.exists()


@pytest.mark.parametrize(("verb", "data", "model"), VERBS)
def test_another_site_cannot_do_it(people, edition, verb, data, model):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["secretary"])
    assert client.post(url(edition, verb), data).status_code == 403
    assert not model.objects.exists()


def test_withdrawing_is_confirmed_and_says_what_comes_of_it(sign_in, edition):
    client = sign_in("secretary")
    response = client.post(url(edition, "withdraw"), withdrawal())
    assert (response.context["is_asked"], Withdrawal.objects.count()) == (True, 0)
    assert day(2) in response.context["consequences"][0]
    assert 'name="reason" value="Luật đổi"' in response.content.decode()
    response = client.post(url(edition, "withdraw"), withdrawal(change="1"))
    assert (response.context["is_asked"], response.context["form"]["reason"].value()) == (False, "Luật đổi")
    assert client.post(url(edition, "withdraw"), withdrawal(confirmed="1")).status_code == 302
    row = Withdrawal.objects.get()
    assert (row.withdrawn_on, row.decision_no, row.reason) == (TODAY() + timedelta(days=2), "15/QĐ", "Luật đổi")


def test_hiding_is_confirmed(sign_in, edition):
    response = sign_in("secretary").post(url(edition, "hide"), {"reason": "Lộ số"})
    assert (response.context["is_asked"], len(response.context["consequences"]), Hold.objects.count()) == (True, 3, 0)


def test_a_future_edition_is_withdrawn_in_favour_of_its_predecessor(sign_in, office, edition):
    page = office.index.get_children().get(pk=edition.document.page_id).specific
    second = office.next_edition(page, planned_on=TODAY() + timedelta(days=9))
    response = sign_in("secretary").post(url(second, "withdraw"), withdrawal(withdrawn_on=day()))
    assert "01" in response.context["consequences"][0]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"withdrawn_on": day(-1)}, "withdrawn_on"),
        ({"decision_on": day(1)}, "decision_on"),
        ({"decision_on": "31/02/2026"}, "decision_on"),
        ({"decision_no": " "}, "decision_no"),
        ({"reason": ""}, "reason"),
    ],
)
@pytest.mark.parametrize("confirmed", [{}, {"confirmed": "1"}])
def test_reasons_stand_at_their_fields_and_nothing_is_lost(sign_in, edition, changed, field, confirmed):
    data = withdrawal(**changed)
    response = sign_in("secretary").post(url(edition, "withdraw"), data | confirmed)
    form = response.context["form"]
    assert (response.status_code, list(form.errors)) == (200, [field])
    assert {name: form[name].value() for name in data} == data
    assert not Withdrawal.objects.exists()


def test_hidden_and_shown_again(sign_in, edition):
    client = sign_in("secretary")
    assert len(client.get(url(edition, "show")).context["problems"]) == 1
    client.post(url(edition, "hide"), {"reason": "Lộ số", "confirmed": "1"})
    assert len(client.post(url(edition, "hide"), {"reason": "Lại", "confirmed": "1"}).context["problems"]) == 1
    assert client.post(url(edition, "show"), {"reason": "Đã che"}).status_code == 302
    assert (Hold.objects.count(), Release.objects.get().reason) == (1, "Đã che")


def test_a_copy_goes_to_a_unit_or_a_person_of_the_agency(sign_in, office, edition, people):
    unit = make_unit(office.agency, "Phòng Tư pháp")
    client = sign_in("secretary")
    page = client.get(url(edition, "distribute")).content.decode()
    assert "Phòng Tư pháp" in page and "Trần Văn Soạn" in page and "Đỗ Văn Lạ" not in page
    response = client.post(url(edition, "distribute"), {"distributed_on": day(), "copy_no": "07"})
    assert list(response.context["form"].errors) == ["unit"]
    assert response.context["form"]["copy_no"].value() == "07"
    late = client.post(url(edition, "distribute"), {"unit": unit.pk, "distributed_on": day(1), "read_by": day()})
    assert list(late.context["form"].errors) == ["distributed_on", "read_by"]
    data = {"distributed_on": day(), "read_by": day(5), "copy_no": "07"}
    assert client.post(url(edition, "distribute"), data | {"unit": unit.pk}).status_code == 302
    assert client.post(url(edition, "distribute"), data | {"person": office.drafter.pk}).status_code == 302
    stranger = client.post(url(edition, "distribute"), data | {"person": people["stranger"].pk})
    assert list(stranger.context["form"].errors) == ["person"]
    rows = Distribution.objects.order_by("sequence").values_list("unit", "person_name", "copy_no", "read_by")
    deadline = TODAY() + timedelta(days=5)
    assert list(rows) == [("Phòng Tư pháp", "", "07", deadline), ("", "Trần Văn Soạn", "07", deadline)]


def test_a_copy_is_recalled_once(sign_in, office, edition):
    copy = keeping.distribute(edition=edition, person=office.secretary, unit="Văn phòng", distributed_on=TODAY())
    client = sign_in("secretary")
    for shift in (-1, 1):
        response = client.post(url(edition, "recall", copy), {"recalled_on": day(shift)})
        assert list(response.context["form"].errors) == ["recalled_on"]
    assert client.post(url(edition, "recall", copy), {"recalled_on": day()}).status_code == 302
    assert len(client.post(url(edition, "recall", copy), {"recalled_on": day()}).context["problems"]) == 1
    assert Recall.objects.count() == 1


def test_staff_say_that_they_have_read(sign_in, people, edition):
    client = sign_in("staff")
    assert client.post(url(edition, "acknowledge")).status_code == 302
    assert client.post(url(edition, "acknowledge")).status_code == 302
    row = Acknowledgement.objects.get()
    assert (row.person, row.name, row.post) == (people["staff"], "Đỗ Thị Bé", "Chuyên viên")
    assert sign_in("superuser").get(url(edition, "acknowledge")).context["problems"] != []


def test_a_row_of_another_document_is_not_found(sign_in, office, edition):
    other = office.issued("QT.02")
    client = sign_in("secretary")
    for verb in ("withdraw", "hide", "acknowledge", "recall", "nothing"):
        address = reverse("wagtail_qms_register:verb", args=[edition.document_id, verb, other.pk])
        assert client.post(address, withdrawal(confirmed="1")).status_code == 404
    assert client.get(reverse("wagtail_qms_register:verb", args=[edition.document_id, "withdraw"])).status_code == 404
    assert not Withdrawal.objects.exists()


def test_a_hidden_edition_is_not_acknowledged_by_whoever_cannot_read_it(sign_in, office, edition):
    keeping.hold(edition=edition, person=office.secretary, reason="Lộ số")
    client = sign_in("staff")
    assert client.get(url(edition, "acknowledge")).status_code == 404
    assert client.post(url(edition, "acknowledge")).status_code == 404
    assert not Acknowledgement.objects.exists()


class TestReadingList:
    """What a person still has to read."""

    def rows(self, client):
        """Code and deadline of each line."""
        response = client.get(reverse("wagtail_qms_register:reading"))
        return [(row.code, row.deadline) for row in response.context["rows"]]

    def test_it_lists_what_was_handed_to_the_person_or_the_unit(self, client, office):
        unit = make_unit(office.agency, "Phòng Tư pháp")
        person = admit(make_person(office.agency, unit=unit))
        editions = [office.issued(f"QT.0{place}") for place in range(6)]
        soon, later = TODAY() + timedelta(days=2), TODAY() - timedelta(days=1)
        given = {"person": office.secretary, "distributed_on": TODAY() - timedelta(days=3)}
        keeping.distribute(edition=editions[0], receiver=person, read_by=soon, **given)
        keeping.distribute(edition=editions[0], unit="Phòng Tư pháp", read_by=later, **given)
        keeping.distribute(edition=editions[1], unit="Phòng Tư pháp", **given)
        keeping.distribute(edition=editions[2], unit="Phòng khác", **given)
        keeping.recall(
            distribution=keeping.distribute(edition=editions[3], receiver=person, **given),
            person=office.secretary,
            recalled_on=TODAY(),
        )
        keeping.distribute(edition=editions[4], receiver=person, read_by=soon, **given)
        keeping.distribute(edition=editions[5], receiver=person, **given)
        keeping.withdraw(
            edition=editions[5], person=office.secretary, withdrawn_on=TODAY(), decision_no="1", decision_on=TODAY(),
            reason="Bỏ",
        )  # fmt: skip
        client.force_login(person)
        assert self.rows(client) == [("QT.00", later), ("QT.04", soon), ("QT.01", None)]
        home = client.get(reverse("wagtailadmin_home")).content.decode()
        assert "qms-reading" in home and reverse("wagtail_qms_register:reading") in home
        for edition in (editions[0], editions[1], editions[4]):
            assert client.post(url(edition, "acknowledge")).status_code == 302
        assert self.rows(client) == []
        assert "panel-qms-reading" not in client.get(reverse("wagtailadmin_home")).content.decode()

    def test_others_have_an_empty_list_that_says_so(self, sign_in, edition):
        for name in ("staff", "stranger", "superuser"):
            assert self.rows(sign_in(name)) == []

    def test_visitors_sign_in_first(self, client, db):
        response = client.get(reverse("wagtail_qms_register:reading"))
        assert response.url.startswith(reverse("wagtailadmin_login"))


def test_the_register_stays_sound(sign_in, office, edition):
    client = sign_in("secretary")
    client.post(url(edition, "hide"), {"reason": "Lộ số", "confirmed": "1"})
    client.post(url(edition, "show"), {"reason": "Đã che"})
    client.post(url(edition, "withdraw"), withdrawal(confirmed="1"))
    response = client.get(reverse("wagtail_qms_register:document", args=[edition.document_id]))
    assert response.context["register"].verification.faults == []
    assert Document.objects.get().length == 7
