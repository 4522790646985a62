"""The organisation's screens: lists, filters, forms, exports, deleting."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from openpyxl import load_workbook

from tests.factories import make_agency, make_field, make_index, make_person, make_procedure, make_unit
from wagtail_qms.organisation.enums import Role
from wagtail_qms.organisation.models import Agency, Appointment, FieldOfWork, Unit

pytestmark = pytest.mark.django_db
SCREENS = ("qms_agency", "qms_unit", "qms_field", "qms_appointment")
MODELS = {"qms_agency": "agency", "qms_unit": "unit", "qms_field": "fieldofwork", "qms_appointment": "appointment"}


def allow(user, *codenames):
    """Give ``user`` the admin and the permissions."""
    user.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", *codenames]))
    return user


@pytest.fixture
def agency():
    return make_agency()


@pytest.fixture
def admin(client):
    client.force_login(make_person(superuser=True))
    return client


def column(response, name):
    """What the listing shows in the column ``name``."""
    table = response.context["table"]
    return [table.columns[name].get_value(row) for row in table.data]


def exported(response):
    """The rows of a CSV."""
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.parametrize("screen", SCREENS)
def test_only_whoever_has_the_permission_opens_a_screen(client, agency, screen):
    url = reverse(f"{screen}:index")
    assert client.get(url).status_code == 302
    client.force_login(allow(make_person(agency)))
    assert client.get(url).status_code == 302
    client.force_login(allow(make_person(agency), f"change_{MODELS[screen]}"))
    assert client.get(url).status_code == 200
    assert client.get(reverse(f"{screen}:add")).status_code == 302


def test_a_secretary_keeps_their_own_agency_alone(client, agency):
    other = make_agency("Phường Khác")
    theirs, ours = make_unit(other, "Phòng của họ"), make_unit(agency, "Phòng của ta")
    rights = [f"{verb}_{model}" for verb in ("add", "change", "delete") for model in MODELS.values()]
    client.force_login(allow(make_person(agency, role="iso_secretary"), *rights))
    assert column(client.get(reverse("qms_unit:index")), "name") == ["Phòng của ta"]
    assert client.get(reverse("qms_unit:edit", args=[ours.pk])).status_code == 200
    assert client.get(reverse("qms_unit:edit", args=[theirs.pk])).status_code == 404
    assert client.post(reverse("qms_unit:delete", args=[theirs.pk])).status_code == 404
    form = client.post(reverse("qms_appointment:add"), {"agency": other.pk, "post": "Chủ tịch"}).context["form"]
    assert list(form.fields["agency"].queryset) == [agency]
    assert "agency" in form.errors


@pytest.mark.parametrize("screen", SCREENS)
def test_the_forms_open(admin, screen):
    assert admin.get(reverse(f"{screen}:add")).status_code == 200


def test_agencies_are_in_the_order_of_the_alphabet(admin):
    for name in ("Xã Ba", "Phường Đông", "Phường Dương", "Phường An"):
        make_agency(name)
    assert column(admin.get(reverse("qms_agency:index")), "name") == [
        "Phường An", "Phường Dương", "Phường Đông", "Xã Ba",
    ]  # fmt: skip


def test_people_are_in_the_order_of_given_names(admin, agency):
    for name in ("Trần Văn Bình", "Lê Thị Ánh", "Nguyễn An"):
        make_person(agency, name=name)
    url = reverse("qms_appointment:index")
    assert column(admin.get(url), "person_name") == ["Nguyễn An", "Lê Thị Ánh", "Trần Văn Bình"]
    assert column(admin.get(url, {"ordering": "-person_name"}), "person_name")[0] == "Trần Văn Bình"


def test_one_agency_needs_no_column(admin, agency):
    url = reverse("qms_unit:index")
    assert "agency" not in admin.get(url).context["table"].columns
    make_agency("Xã Khác")
    assert "agency" in admin.get(url).context["table"].columns


def test_a_period_is_read_in_one_place(admin, agency):
    for name, begins, ends in [("A", None, None), ("B", 1, None), ("C", None, 2), ("D", 1, 2)]:
        days = {"valid_from": begins and date(2025, 1, begins), "valid_until": ends and date(2025, 1, ends)}
        make_unit(agency, name, **days)
    begins, ends = (gettext(text) for text in ("from %(day)s", "until %(day)s"))
    assert column(admin.get(reverse("qms_unit:index")), "valid_from") == [
        "", begins % {"day": "01/01/2025"}, ends % {"day": "02/01/2025"}, "01/01/2025 – 02/01/2025",
    ]  # fmt: skip


def test_an_appointment_tells_which_signatures_it_gives(admin, agency):
    make_person(agency, may_review=True, may_approve=True)
    assert column(admin.get(reverse("qms_appointment:index")), "may_sign") == [
        f"{gettext('Review')}, {gettext('Approval')}"
    ]


def test_units_are_shown_as_a_tree(admin, agency):
    office = make_unit(agency, "Văn phòng")
    make_unit(agency, "Tổ Một cửa", parent=office)
    make_unit(agency, "Ban Tài chính")
    assert column(admin.get(reverse("qms_unit:index")), "name") == [
        "Ban Tài chính", "Văn phòng", "\u2003└ Tổ Một cửa",
    ]  # fmt: skip


def test_appointments_are_searched_and_filtered(admin, agency):
    today, other = timezone.localdate(), make_agency("Xã Khác")
    make_person(agency, name="Lê An", post="Chủ tịch", role=Role.TOP_MANAGEMENT)
    make_person(agency, name="Lê Ba", post="Văn thư", valid_until=today - timedelta(days=1))
    make_person(other, name="Lê Cả", post="Văn thư", valid_from=today + timedelta(days=1))
    url = reverse("qms_appointment:index")

    def names(**query):
        return column(admin.get(url, query), "person_name")

    assert names(q="Văn thư") == names(q="van thu") == ["Lê Ba", "Lê Cả"]
    assert names(q="ba van") == ["Lê Ba"]
    assert names(agency=other.pk) == ["Lê Cả"]
    assert names(role=Role.TOP_MANAGEMENT) == ["Lê An"]
    assert names(period="today") == ["Lê An"]
    assert names(period="ended") == ["Lê Ba"]
    assert names(period="to_come") == ["Lê Cả"]


def test_listings_cost_the_same_at_any_length(admin, agency):
    def fill(start, end):
        for place in range(start, end):
            unit = make_unit(agency, f"Đơn vị {place}")
            make_person(agency, name=f"Lê Thị {place}", unit=unit)
            make_field(agency, f"Lĩnh vực {place}")
            make_agency(f"Xã {place}")

    def count(screen):
        with CaptureQueriesContext(connection) as seen:
            assert admin.get(reverse(f"{screen}:index")).status_code == 200
        return len(seen)

    fill(0, 1)
    for screen in SCREENS:
        count(screen)
    once = {screen: count(screen) for screen in SCREENS}
    fill(1, 3)
    assert {screen: count(screen) for screen in SCREENS} == once
    fill(3, 300)
    assert {screen: count(screen) for screen in SCREENS} == once


def test_appointments_are_exported_as_people_read_them(admin, agency):
    make_person(agency, name="=Lê An", post="Chủ tịch", capacity="TM.", may_approve=True, valid_from=date(2025, 7, 1))
    response = admin.get(reverse("qms_appointment:index"), {"export": "csv"})
    heading, row = exported(response)
    role, yes = str(Role.STAFF.label), gettext("Yes")
    assert row == ["'=Lê An", "Chủ tịch", "", agency.name, role, "TM.", "", yes, "", "", "01/07/2025", ""]
    assert len(heading) == len(row)
    response = admin.get(reverse("qms_appointment:index"), {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    cell = sheet.cell(row=2, column=11)
    assert (sheet.cell(row=2, column=1).value, cell.value, cell.number_format) == (
        "'=Lê An", date(2025, 7, 1), "dd/mm/yyyy",
    )  # fmt: skip


def test_a_person_is_chosen_by_full_name(admin, agency):
    user = make_person(name="Trần Thị Bé")
    content = admin.get(reverse("qms_appointment:add")).content.decode()
    assert f"Trần Thị Bé ({user.get_username()})" in content


def test_an_appointment_is_entered(admin, agency):
    user, unit = make_person(name="Trần Thị Bé"), make_unit(agency)
    data = {
        "user": user.pk, "agency": agency.pk, "unit": unit.pk, "post": "Trưởng phòng", "role": Role.HEAD_OF_UNIT,
        "capacity": "TL.", "may_review": "on", "decision_no": "12/QĐ", "decision_on": "2026-01-05",
        "valid_from": "2026-01-10",
    }  # fmt: skip
    response = admin.post(reverse("qms_appointment:add"), data)
    assert response.status_code == 302
    made = Appointment.objects.get()
    assert (made.person_name, made.unit, made.capacity, made.may_review) == ("Trần Thị Bé", unit, "TL.", True)


def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(admin, agency):
    stranger = make_unit(make_agency("Xã Khác"), "Tổ lạ")
    data = {
        "user": make_person().pk, "agency": agency.pk, "unit": stranger.pk, "post": "Trưởng phòng",
        "role": Role.STAFF, "decision_on": "2999-01-01",
    }  # fmt: skip
    response = admin.post(reverse("qms_appointment:add"), data)
    assert list(response.context["form"].errors) == ["unit"]
    assert "Trưởng phòng" in response.content.decode()
    assert not Appointment.objects.exists()


def test_the_end_does_not_lie_before_the_beginning(admin, agency):
    data = {"agency": agency.pk, "name": "Tổ", "valid_from": "2026-02-01", "valid_until": "2026-01-01"}
    response = admin.post(reverse("qms_unit:add"), data)
    assert list(response.context["form"].errors) == ["valid_until"]


def test_a_unit_is_neither_part_of_itself_nor_its_own_successor(admin, agency):
    upper = make_unit(agency, "Phòng")
    lower = make_unit(agency, "Tổ", parent=upper)
    url = reverse("qms_unit:edit", args=[upper.pk])
    data = {"agency": agency.pk, "name": "Phòng", "parent": lower.pk, "successor": upper.pk}
    assert set(admin.post(url, data).context["form"].errors) == {"parent", "successor"}


def test_a_field_of_work_occurs_once(admin, agency):
    make_field(agency, "Hộ tịch")
    response = admin.post(reverse("qms_field:add"), {"agency": agency.pk, "name": "Hộ tịch"})
    assert list(response.context["form"].errors) == ["name"]
    assert FieldOfWork.objects.count() == 1


def test_an_agency_does_not_come_before_itself(admin, agency):
    url = reverse("qms_agency:edit", args=[agency.pk])
    data = {"name": agency.name, "standard": agency.standard, "predecessors": [agency.pk]}
    assert list(admin.post(url, data).context["form"].errors) == ["predecessors"]


@pytest.mark.parametrize("kind", ["agency", "unit", "field"])
def test_what_is_in_use_is_not_deleted(admin, home, agency, kind):
    unit, field = make_unit(agency), make_field(agency)
    make_procedure(make_index(home, agency), owner_unit=unit, field_of_work=field)
    row = {"agency": agency, "unit": unit, "field": field}[kind]
    url = reverse(f"qms_{kind}:delete", args=[row.pk])
    for response in (admin.get(url), admin.post(url)):
        assert response.status_code == 200
        assert [use.count for use in response.context["uses"]] == [1] * len(response.context["uses"]) != []
    assert type(row).objects.filter(pk=row.pk).exists()


def test_what_nothing_uses_is_deleted(admin, agency):
    unit = make_unit(agency)
    assert admin.post(reverse("qms_unit:delete", args=[unit.pk])).status_code == 302
    assert not Unit.objects.exists()
    assert Agency.objects.exists()
