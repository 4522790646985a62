"""Seed 004's procedure, typed into the admin, signed by three people, read by a citizen."""

from io import BytesIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from wagtail.documents import get_document_model
from wagtail.models import GroupPagePermission

from tests.factories import make_agency, make_index, make_person, make_workflow
from tests.seeds.reading import plain, procedure_004, rich
from tests.seeds.typing import page_form
from wagtail_qms.content.text import plain as content_text
from wagtail_qms.pages.models import ProcedurePage
from wagtail_qms.register import queries
from wagtail_qms.register.models import Edition


@pytest.fixture
def cast(home):
    """An agency with one person for each signature."""
    agency = make_agency()
    index = make_index(home, agency)
    make_workflow(index)
    people = {
        "drafter": make_person(agency),
        "reviewer": make_person(agency, may_review=True),
        "approver": make_person(agency, may_approve=True),
    }
    return index, people


def _may_write(index, person):
    """The screens that a drafter needs: groups only open screens."""
    group = Group.objects.create(name="Người soạn thảo thử")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for right in ("add_page", "change_page"):
        permission = Permission.objects.get(codename=right, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=index, permission=permission)
    person.groups.add(group)


def _may_sign_in(*people):
    group = Group.objects.create(name="Cán bộ thử")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    group.user_set.add(*people)


def _errors(answer):
    form = answer.context["form"]
    return {name: form.errors.get(name) for name in form.errors}


def _act(client, page, person, action):
    client.force_login(person)
    state = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return client.post(address, {"comment": "Đã kiểm tra"})


def test_the_procedure_is_typed_signed_and_read(client, cast):
    index, people = cast
    procedure = procedure_004()
    _may_write(index, people["drafter"])
    _may_sign_in(people["reviewer"], people["approver"])
    client.force_login(people["drafter"])
    address = reverse("wagtailadmin_pages:add", args=["wagtail_qms", "procedurepage", index.pk])
    blank = get_document_model().objects.create(title="Mẫu trống", file=ContentFile(b"Mau trong", name="mau.docx"))
    answer = client.post(address, page_form(procedure, blank.pk, **{"action-submit": "1"}))
    assert answer.status_code == 302, _errors(answer)

    page = ProcedurePage.objects.get()
    assert _act(client, page, people["reviewer"], "approve").status_code == 302
    page = ProcedurePage.objects.get()
    assert _act(client, page, people["approver"], "approve").status_code == 302

    edition = Edition.objects.get()
    assert (edition.number, edition.code, edition.title) == (1, procedure.code, procedure.title)
    assert queries.in_force(edition.document, timezone.localdate()) == edition
    said = " ".join(content_text(edition.content).split())
    missing = [row.cells[0] for row in procedure.steps if plain(row.cells[1]) not in said]
    assert missing == []

    client.logout()
    public = client.get(ProcedurePage.objects.get().url)
    assert public.status_code == 200
    words = _letters(plain(public.content.decode()))
    assert [row.cells[0] for row in procedure.steps if _letters(plain(rich(row.cells[3]))) not in words] == []
    paper = client.get(reverse("wagtail_qms:pdf", args=[edition.document.key, edition.number]))
    assert paper["Content-Type"] == "application/pdf"
    copied = _copied(paper)
    assert [row.cells[0] for row in procedure.steps if _letters(plain(row.cells[1])) not in copied] == []
    call_command("qms_verify")


def _copied(paper) -> str:
    """The words that a reader copies out of the PDF, without the spaces, where lines break."""
    content = paper.getvalue() if paper.streaming else paper.content
    return "".join(_letters(page.extract_text()) for page in PdfReader(BytesIO(content)).pages)


def _letters(text: str) -> str:
    return "".join(text.split())
