"""The draft on paper, and what the edition before left behind in it."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from tests.factories import make_office, make_person
from wagtail_qms import clock
from wagtail_qms.pages.models import ProcedurePage
from wagtail_qms.pages.problems import draft_problems


@pytest.fixture
def office(home):
    return make_office(home)


def _codes(page, office):
    problems = draft_problems(page, page.read_draft(), document=page.registered_document(), agency=office.agency)
    return [problem.code for problem in problems if problem.code.startswith("draft.")]


def test_the_draft_is_printed_and_marked_as_one(client, office):
    page = office.procedure()
    page.save_revision(user=office.drafter)
    client.force_login(make_person(superuser=True))
    answer = client.get(reverse("wagtail_qms_draft_pdf", args=[page.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert "private" in answer["Cache-Control"]
    pages = [page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages]
    assert all("DỰ THẢO" in text for text in pages)


def test_the_draft_is_for_those_who_may_open_the_editor(client, office):
    page = office.procedure()
    page.save_revision(user=office.drafter)
    address = reverse("wagtail_qms_draft_pdf", args=[page.pk])
    assert client.get(address).status_code == 302
    client.force_login(make_person(office.agency))
    assert client.get(address).status_code == 302


def test_a_first_edition_needs_no_reason(office):
    page = office.procedure()
    page.save_revision(user=office.drafter)
    assert _codes(page, office) == []


def test_a_new_edition_says_why_it_changes(office):
    office.issued()
    draft = ProcedurePage.objects.get().get_latest_revision_as_object()
    assert _codes(draft, office) == []
    draft.title = "Tên mới"
    assert _codes(draft, office) == ["draft.no_reason"]
    draft.change_reason = "Theo nghị định mới"
    assert _codes(draft, office) == []


def test_what_the_edition_before_said_is_not_said_again(office):
    office.issued()
    amended = [("amendment", {"what": "Mục 5.1", "basis": "", "number": "1"})]
    later = clock.today() + timedelta(days=1)
    page = ProcedurePage.objects.get()
    office.next_edition(page, planned_on=later, change_reason="Theo nghị định mới", amendments=amended)
    draft = ProcedurePage.objects.get().get_latest_revision_as_object()
    assert _codes(draft, office) == []
    draft.title = "Tên khác"
    assert _codes(draft, office) == ["draft.old_amendments", "draft.old_reason"]
