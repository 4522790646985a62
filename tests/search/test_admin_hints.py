"""Keepers of a register are told what is wrong with the search; nobody else is."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_office, make_person
from tests.search.away import NAME
from tests.search.test_indexing import poisoned
from wagtail_qms.search import breaker, queue
from wagtail_qms.search.admin_hints import SearchPanel
from wagtail_qms.search.models import IndexChange

PANEL = 'aria-labelledby="qms-search-heading"'


def home_of(client, user) -> str:
    """The home page of the admin before ``user``."""
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    return client.get(reverse("wagtailadmin_home")).content.decode()


def stick(agency, code: str):
    """A document that failed too often."""
    document = poisoned(agency, code)
    IndexChange.objects.update(attempts=queue.STUCK_AFTER, error="ValueError: kaputt")
    return document


def test_a_document_that_cannot_be_indexed_is_named_to_its_keepers(office, client):
    document = stick(office.agency, "QT.66")
    html = home_of(client, office.secretary)
    assert PANEL in html
    assert "QT.66 Hỏng" in html
    assert "ValueError: kaputt" in html
    assert reverse("wagtail_qms_register:document", args=[document.pk]) in html


def test_others_are_told_nothing(office, home, client):
    stick(office.agency, "QT.66")
    elsewhere = make_office(home, "Xã Khác", slug="khac")
    for person in (office.drafter, elsewhere.secretary, make_person()):
        assert "QT.66" not in home_of(client, person)


def test_who_stands_in_for_whom_is_said(office, client, settings):
    settings.WAGTAIL_QMS = settings.WAGTAIL_QMS | {"SEARCH": {"ENGINE": NAME}}
    breaker.trip(NAME, "connection refused <b>")
    html = home_of(client, office.secretary)
    assert "connection refused &lt;b&gt;" in html
    assert PANEL not in home_of(client, office.drafter)
    breaker.mend(NAME)
    assert PANEL not in home_of(client, office.secretary)


def test_changes_that_nobody_takes_up_are_counted(office, client):
    office.issued()
    assert PANEL not in home_of(client, office.secretary)
    IndexChange.objects.update(written_at=timezone.now() - timedelta(hours=2))
    assert "qms_index" in home_of(client, office.secretary)


@pytest.mark.parametrize("count", [1, 3])
def test_the_panel_costs_the_same_queries_however_many(office, count):
    for number in range(count):
        stick(office.agency, f"QT.{number}")
    panel = SearchPanel(office.secretary)
    with CaptureQueriesContext(connection) as queries:
        assert len(panel.stuck) == count
        assert panel.sentences == []
    assert len(queries) == 4
