"""The screens where an agency sets what its records go by."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_agency, make_person
from wagtail_qms.records.calendar import calendar_of
from wagtail_qms.records.settings import CalendarDay, RecordSettings, settings_of
from wagtail_qms.setup.roles import group_role

pytestmark = pytest.mark.django_db
SCREENS = ("qms_record_settings", "qms_calendar_day")


@pytest.fixture
def agency():
    return make_agency()


@pytest.fixture
def secretary(client, agency):
    """The ISO secretary, with what their group grants."""
    user = make_person(agency, role="iso_secretary")
    names = ["access_admin", *group_role("iso_secretary").models]
    user.user_permissions.add(*Permission.objects.filter(codename__in=names))
    client.force_login(user)
    return client


@pytest.mark.parametrize("screen", SCREENS)
def test_nobody_else_opens_them(client, agency, screen):
    user = make_person(agency)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.get(reverse(f"{screen}:index")).status_code == 302
    assert client.get(reverse(f"{screen}:add")).status_code == 302


def test_the_secretary_sets_forms_and_limits(secretary, agency):
    values = {
        "recurrence_limit": 2,
        "ticket_form_code": "BM.09",
        "report_form_code": "",
        "ticket_layout": "two_results",
    }
    response = secretary.post(reverse("qms_record_settings:add"), {"agency": agency.pk, **values})
    assert response.status_code == 302
    found = settings_of(agency.pk)
    assert (found.recurrence_limit, found.ticket_form_code, found.has_new_measure_tick) == (2, "BM.09", False)


def test_a_day_is_read_with_the_day_first(secretary, agency):
    sent = {"agency": agency.pk, "day": "05/12/2026", "is_working": "on", "name": "Làm bù"}
    assert secretary.post(reverse("qms_calendar_day:add"), sent).status_code == 302
    assert calendar_of(agency.pk).is_working(date(2026, 12, 5))
    again = secretary.post(reverse("qms_calendar_day:add"), sent)
    assert again.status_code == 200 and CalendarDay.objects.count() == 1


@pytest.mark.parametrize("screen", SCREENS)
def test_another_agency_is_out_of_reach(secretary, screen):
    other = make_agency("Phường Khác")
    row = RecordSettings.objects.create(agency=other)
    if screen == "qms_calendar_day":
        row = CalendarDay.objects.create(agency=other, day=date(2026, 12, 5))
    assert secretary.get(reverse(f"{screen}:edit", args=[row.pk])).status_code == 404
    assert secretary.get(reverse(f"{screen}:index")).context["page_obj"].object_list.count() == 0
    sent = {"agency": other.pk, "day": "06/12/2026", "recurrence_limit": 1, "ticket_layout": "two_results"}
    assert secretary.post(reverse(f"{screen}:add"), sent).status_code == 200


def test_days_cost_the_same_for_one_and_three(secretary, agency):
    costs = []
    for days in ([1], [2, 3]):
        for day in days:
            CalendarDay.objects.create(agency=agency, day=date(2026, 12, day))
        secretary.get(reverse("qms_calendar_day:index"))
        with CaptureQueriesContext(connection) as queries:
            secretary.get(reverse("qms_calendar_day:index"))
        costs.append(len(queries))
    assert costs[0] == costs[1]
