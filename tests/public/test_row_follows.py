"""The host's menus read the page row: it follows the register when a new day brings a new edition."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from tests.factories import make_office
from wagtail_qms import clock
from wagtail_qms.pages.models import ProcedurePage


@pytest.fixture
def page(home):
    """A document with a second edition, of another title, that begins tomorrow."""
    office = make_office(home)
    office.issued(title="Tiếp công dân")
    page = ProcedurePage.objects.get()
    office.next_edition(page, planned_on=clock.today() + timedelta(days=1), title="Tiếp công dân và xử lý đơn")
    return page


def _row() -> str:
    return ProcedurePage.objects.get().title


def test_reading_the_page_on_the_new_day_mends_the_row(client, page):
    client.get(page.url)
    assert _row() == "Tiếp công dân"
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        client.get(page.url)
        assert _row() == "Tiếp công dân và xử lý đơn"


def test_the_nightly_command_mends_it_without_a_reader(page, capsys):
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        call_command("qms_refresh")
        assert _row() == "Tiếp công dân và xử lý đơn"
        call_command("qms_refresh")
    assert capsys.readouterr().out.splitlines()[-2:] == ["1 documents, 1 refreshed", "1 documents, 0 refreshed"]
