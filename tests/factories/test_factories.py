"""The factories issue what the register itself finds sound."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_office
from wagtail_qms.pages.models import ProcedurePage
from wagtail_qms.register import verify

pytestmark = pytest.mark.django_db


def test_an_office_issues_two_editions_of_one_procedure(home):
    office = make_office(home)
    first = office.issued()
    page = ProcedurePage.objects.get(pk=first.document.page_id)
    second = office.next_edition(page, planned_on=timezone.localdate() + timedelta(days=9), change_reason="Luật mới")
    assert [first.number, second.number] == [1, 2]
    assert verify.verify().faults == []
