"""Who may read what: the predicate and the query give one answer for every reader and every edition."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.factories.people import make_person
from tests.register.desk import make_desk
from wagtail_qms import clock
from wagtail_qms.organisation.enums import Role
from wagtail_qms.organisation.models import Appointment
from wagtail_qms.register import keeping, policy
from wagtail_qms.register.models import Edition

ALL = ["public", "internal", "restricted", "held", "held internal", "released", "relaxed", "withdrawn", "to come"]
OPEN = ["public", "released", "relaxed", "withdrawn", "to come"]
STAFF = [*OPEN, "internal", "restricted"]
READABLE = {
    "anonymous": OPEN,
    "without a post": OPEN,
    "staff": STAFF,
    "former staff": OPEN,
    "inactive staff": OPEN,
    "other agency": OPEN,
    "other secretary": OPEN,
    "secretary": ALL,
    "leader": ALL,
    "superuser": ALL,
}


@pytest.fixture
def editions(desk):
    """An edition of each sort, by name."""
    made = {}
    for name in ALL:
        secrecy = "internal" if "internal" in name else "public"
        fields = {"document": desk.another_document(), "code": name, "confidentiality": secrecy}
        if name == "to come":
            fields["planned_on"] = date(2090, 1, 1)
        made[name] = desk.issue(**fields)
    for name in ("held", "held internal", "released"):
        keeping.hold(edition=made[name], person=desk.secretary, reason="Lộ số định danh")
    keeping.release(edition=made["released"], person=desk.secretary, reason="Đã che")
    for name in ("restricted", "relaxed"):
        keeping.restrict(document=made[name].document, person=desk.secretary, reason="Nội bộ")
    later = date(2090, 1, 1)
    made["relaxed"] = desk.issue(document=made["relaxed"].document, code="relaxed", planned_on=later)
    desk.withdraw(made["withdrawn"], clock.today())
    return made


@pytest.fixture
def readers(desk):
    """A person of each sort, by name."""
    other = make_desk("Xã bên")
    former = make_person(desk.agency, valid_until=date(2020, 1, 1))
    inactive = make_person(desk.agency, role=Role.ISO_SECRETARY)
    inactive.is_active = False
    inactive.save()
    return {
        "anonymous": AnonymousUser(),
        "without a post": make_person(),
        "staff": desk.drafter,
        "former staff": former,
        "inactive staff": inactive,
        "other agency": other.drafter,
        "other secretary": other.secretary,
        "secretary": desk.secretary,
        "leader": make_person(desk.agency, role=Role.ISO_LEADER),
        "superuser": make_person(superuser=True),
    }


@pytest.mark.parametrize("name", READABLE)
def test_the_predicate_and_the_query_agree(editions, readers, name):
    reader = policy.reader_of(readers[name], clock.today())
    standing = Edition.objects.with_standing().select_related("document")
    pks = [edition.pk for edition in editions.values()]
    by_query = set(Edition.objects.filter(pk__in=pks).readable_by(reader).values_list("pk", flat=True))
    by_rule = {edition.pk for edition in standing.filter(pk__in=pks) if policy.may_read(reader, edition)}
    names = {edition.pk: key for key, edition in editions.items()}
    assert sorted(names[pk] for pk in by_query) == sorted(READABLE[name])
    assert by_query == by_rule


def test_who_is_not_signed_in_costs_no_query(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert policy.reader_of(AnonymousUser(), clock.today()) == policy.ANYBODY
        assert policy.reader_of(None, clock.today()) == policy.ANYBODY


@pytest.mark.parametrize("agencies", [1, 3])
def test_a_reader_costs_one_query_however_many_posts(desk, django_assert_num_queries, agencies):
    person, kept = make_person(), set()
    for number in range(agencies):
        agency = make_desk(f"Xã {number}").agency
        Appointment.objects.create(user=person, agency=agency, post="Thư ký", role=Role.ISO_SECRETARY)
        Appointment.objects.create(user=person, agency=agency, post="Chuyên viên")
        kept.add(agency.pk)
    with django_assert_num_queries(1):
        reader = policy.reader_of(person, clock.today())
    assert reader == policy.Reader(frozenset(kept), frozenset(kept))


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_one_query_however_long(desk, django_assert_num_queries, count):
    for number in range(count):
        desk.issue(document=desk.another_document(), code=f"QT.{number}")
    reader = policy.reader_of(desk.drafter, clock.today())
    with django_assert_num_queries(1):
        rows = list(Edition.objects.in_force(clock.today()).readable_by(reader).light().select_related("document"))
        assert [policy.may_read(reader, row) for row in rows] == [True] * count
