"""Agencies, units and appointments: what holds on which day, and who stands how."""

from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from tests.factories.people import make_agency, make_field, make_person, make_unit
from wagtail_qms import clock
from wagtail_qms.organisation import queries
from wagtail_qms.organisation.enums import Role
from wagtail_qms.organisation.models import Agency, Appointment, FieldOfWork, Unit

DAY = date(2026, 3, 10)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)

pytestmark = pytest.mark.django_db

PERIODS = [
    (None, None, True),
    (DAY, None, True),
    (None, DAY, True),
    (DAY, DAY, True),
    (BEFORE, AFTER, True),
    (AFTER, None, False),
    (None, BEFORE, False),
    (BEFORE, BEFORE, False),
    (AFTER, AFTER, False),
]


@pytest.mark.parametrize(("start", "end", "holds"), PERIODS)
def test_periods_include_both_their_days(start, end, holds):
    agency = make_agency(valid_from=start, valid_until=end)
    agency.full_clean()
    assert agency.is_valid_on(DAY) is holds
    assert list(Agency.objects.on(DAY)) == [agency] * holds


@pytest.mark.parametrize(("start", "end", "holds"), PERIODS)
def test_an_appointment_counts_on_its_days_alone(start, end, holds):
    agency = make_agency()
    person = make_person(agency, role=Role.ISO_SECRETARY, valid_from=start, valid_until=end)
    assert queries.appointments_on(person, agency, DAY).count() == holds
    assert queries.is_staff_of(person, agency, DAY) is holds
    assert queries.has_role(person, agency, DAY, Role.ISO_SECRETARY) is holds
    assert queries.agencies_of(person, DAY) == ({agency.pk} if holds else set())
    assert queries.people_with(agency, DAY).count() == holds
    assert queries.standing_on(person, agency, DAY).post == ("Chuyên viên" if holds else "")


def test_an_end_before_the_beginning_is_refused():
    for model in (Agency, Unit, Appointment):
        with pytest.raises(ValidationError) as refused:
            model(valid_from=DAY, valid_until=BEFORE).clean()
        assert list(refused.value.message_dict) == ["valid_until"]


def test_people_who_left_hold_no_appointment():
    agency = make_agency()
    person = make_person(agency, role=Role.ISO_SECRETARY, may_approve=True)
    person.is_active = False
    person.save()
    assert list(queries.appointments_on(person, agency, DAY)) == []
    assert queries.has_role(person, agency, DAY, Role.ISO_SECRETARY) is False
    assert queries.agencies_of(person, DAY) == queries.parts_of(person, DAY) == set()
    assert list(queries.people_with(agency, DAY)) == []


@pytest.mark.parametrize("user", [AnonymousUser(), None])
def test_nobody_holds_nothing(user, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert list(queries.appointments_on(user, 1, DAY)) == []
        assert queries.parts_of(user, DAY) == set()


def test_appointments_of_another_agency_do_not_count():
    here, there = make_agency(), make_agency("Xã bên")
    person = make_person(there, role=Role.ISO_SECRETARY)
    assert queries.is_staff_of(person, here, DAY) is False
    assert queries.has_role(person, here.pk, DAY, Role.ISO_SECRETARY) is False
    assert queries.standing_on(person, here, DAY) == queries.Standing(name="Nguyễn Thị Mẫu")


def test_a_role_is_one_of_those_asked():
    agency = make_agency()
    person = make_person(agency, role=Role.ISO_BOARD)
    assert queries.has_role(person, agency, DAY, Role.ISO_SECRETARY, Role.ISO_BOARD) is True
    assert queries.has_role(person, agency, DAY, Role.ISO_SECRETARY) is False
    assert queries.has_role(person, agency, DAY) is False


def test_of_several_posts_the_one_that_may_sign_comes_first():
    agency = make_agency()
    unit = make_unit(agency)
    person = make_person(agency, post="Chuyên viên")
    Appointment.objects.create(user=person, agency=agency, post="Trưởng phòng", role=Role.HEAD_OF_UNIT, unit=unit)
    Appointment.objects.create(user=person, agency=agency, post="Phó Chủ tịch", capacity="KT.", may_approve=True)
    posts = [
        queries.standing_on(person, agency, DAY, **wanted)
        for wanted in ({}, {"may_approve": True}, {"may_review": True})
    ]
    assert [(post.post, post.capacity, post.unit) for post in posts] == [
        ("Trưởng phòng", "", "Văn phòng"),
        ("Phó Chủ tịch", "KT.", ""),
        ("Trưởng phòng", "", "Văn phòng"),
    ]


def test_an_appointment_keeps_the_name_when_the_account_goes():
    agency = make_agency()
    person = make_person(agency)
    person.delete()
    post = Appointment.objects.get()
    assert (post.user, post.person_name, str(post)) == (None, "Nguyễn Thị Mẫu", "Nguyễn Thị Mẫu, Chuyên viên")
    post.post = "Phó phòng"
    post.save()
    assert Appointment.objects.get().person_name == "Nguyễn Thị Mẫu"
    assert list(queries.people_with(agency, DAY)) == []


def test_a_person_without_a_full_name_stands_with_the_username():
    person = make_person(name="")
    assert queries.name_of(person) == person.username


def test_units_and_posts_belong_to_one_agency():
    here, there = make_agency(), make_agency("Xã bên")
    unit = make_unit(there)
    for row, field in [
        (Unit(agency=here, name="Tổ", parent=unit), "parent"),
        (Appointment(agency=here, unit=unit, post="Chuyên viên"), "unit"),
    ]:
        with pytest.raises(ValidationError) as refused:
            row.clean()
        assert list(refused.value.message_dict) == [field]


def test_a_unit_is_never_below_itself():
    agency = make_agency()
    office = make_unit(agency)
    desk = make_unit(agency, "Một cửa", parent=office)
    corner = make_unit(agency, "Tổ", parent=desk)
    for unit, parent in [(office, office), (office, desk), (office, corner), (desk, corner)]:
        unit.parent = parent
        with pytest.raises(ValidationError) as refused:
            unit.clean()
        assert list(refused.value.message_dict) == ["parent"]
        unit.refresh_from_db()
    corner.parent = office
    corner.clean()


def test_a_circle_that_was_made_behind_our_backs_does_not_hang():
    agency = make_agency()
    one, two = make_unit(agency, "Một"), make_unit(agency, "Hai")
    Unit.objects.filter(pk=one.pk).update(parent=two)
    Unit.objects.filter(pk=two.pk).update(parent=one)
    third = make_unit(agency, "Ba")
    third.parent = Unit.objects.get(pk=one.pk)
    third.clean()


def test_a_decision_of_tomorrow_is_none():
    with time_machine.travel("2026-03-10T01:00:00+07:00"):
        Appointment(agency=make_agency(), post="x", decision_on=DAY).clean()
        with pytest.raises(ValidationError):
            Appointment(agency=make_agency(), post="x", decision_on=AFTER).clean()


def test_what_is_in_use_stays():
    agency = make_agency()
    unit = make_unit(agency)
    make_unit(agency, "Tổ", parent=unit)
    make_person(agency, unit=unit)
    for row in (agency, unit):
        with pytest.raises(ProtectedError):
            row.delete()


def test_a_field_goes_with_an_agency_that_nothing_uses():
    agency = make_agency()
    make_field(agency)
    agency.delete()
    assert FieldOfWork.objects.count() == 0


def test_agencies_merge():
    old, older = make_agency("Xã A", valid_until=BEFORE), make_agency("Xã B", valid_until=BEFORE)
    new = make_agency("Phường C", valid_from=DAY)
    new.predecessors.set([old, older])
    assert list(old.successors.all()) == [new]
    assert [list(Agency.objects.on(day)) for day in (BEFORE, DAY)] == [[old, older], [new]]


def test_the_agencys_own_words_for_the_signatures():
    agency = make_agency(review_label="Soát xét")
    assert agency.label("review") == "Soát xét"
    assert agency.label("approval") == Agency().label("approval") != ""


@pytest.mark.parametrize(("moment", "day"), [("2026-03-09T16:59:59Z", BEFORE), ("2026-03-09T17:00:00Z", DAY)])
def test_the_day_turns_at_midnight_at_the_agency(moment, day):
    with time_machine.travel(moment, tick=False):
        assert clock.today() == day
