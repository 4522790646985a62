"""Who finds what: posts, other agencies, and sections of the site that the host has closed."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.test import RequestFactory
from wagtail.models import PageViewRestriction

from tests.factories import make_person
from tests.portal.models import HomePage
from wagtail_qms import clock
from wagtail_qms.register.policy import ANYBODY, reader_of
from wagtail_qms.search.answering import answer, begin
from wagtail_qms.search.indexing import drain
from wagtail_qms.search.scoping import hidden_pages, scope_for, scope_of

KINDS = [PageViewRestriction.LOGIN, PageViewRestriction.GROUPS, PageViewRestriction.PASSWORD]


@pytest.fixture
def group(db) -> Group:
    return Group.objects.create(name="Cán bộ")


@pytest.fixture
def people(office, group) -> dict:
    """A person of each sort."""
    member = make_person()
    member.groups.add(group)
    return {
        "anonymous": AnonymousUser(),
        "account": make_person(),
        "member": member,
        "staff": office.drafter,
        "superuser": make_person(superuser=True),
    }


def close(page, kind: str, group) -> PageViewRestriction:
    """Close the section ``page``."""
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind, password="mat-khau")
    restriction.groups.add(group)
    return restriction


def request_of(user, passed=()):
    request = RequestFactory().get("/")
    request.user = user
    request.session = {PageViewRestriction.passed_view_restrictions_session_key: list(passed)}
    return request


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_host_closed_is_found_by_whom_the_host_lets_in(office, home, people, group, kind):
    page_id = office.issued(title="Cấp bản sao").document.page_id
    drain()
    section = HomePage.objects.get(pk=home.pk) if kind == PageViewRestriction.LOGIN else office.index
    restriction = close(section, kind, group)
    for name, user in people.items():
        for passed in ((), (restriction.pk,)):
            request = request_of(user, passed)
            scope, is_let_in = scope_of(request), restriction.accept_request(request)
            assert scope.hidden_pages == (frozenset() if is_let_in else {page_id}), (name, passed)
            assert answer("cap ban sao", scope).total == is_let_in, (name, passed)
            assert bool(begin("cap ban", scope)) == is_let_in, (name, passed)


def test_a_section_beside_stays_open(office, home, group):
    office.issued()
    beside = home.add_child(instance=HomePage(title="Nội bộ", slug="noi-bo"))
    close(beside, PageViewRestriction.LOGIN, group)
    assert hidden_pages(None) == frozenset()


def test_the_scope_of_a_request(office, db):
    request = request_of(office.secretary)
    scope = scope_of(request, agencies=[office.agency.pk], chosen={"kind": ("procedure",)})
    assert scope.day == clock.today()
    assert scope.reader == reader_of(office.secretary, clock.today())
    assert (scope.agencies, scope.chosen) == (frozenset([office.agency.pk]), {"kind": ("procedure",)})
    assert scope_of(RequestFactory().get("/")).reader == ANYBODY


@pytest.mark.parametrize("count", [1, 3])
def test_closed_sections_cost_the_same_queries_however_many(office, people, group, django_assert_num_queries, count):
    for number in range(count):
        office.issued(code=f"QT.{number}")
        close(office.index, PageViewRestriction.GROUPS, group)
    with django_assert_num_queries(2):
        hidden_pages(AnonymousUser())
    with django_assert_num_queries(3):
        hidden_pages(people["account"])


def test_open_sections_cost_one_query(office, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert scope_for(None).hidden_pages == frozenset()
