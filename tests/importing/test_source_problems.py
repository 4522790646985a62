"""Where a paper's pages contradict its first page: told in the editor, at the signature and by the check."""

import json
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from tests.factories import issue, make_office
from tests.importing.papers import paper, put
from tests.importing.test_command import run, run_json
from wagtail_qms.pages.models import ProcedurePage
from wagtail_qms.register.models import Edition
from wagtail_qms.workflows.models import SigningRefused

pytestmark = pytest.mark.django_db

FOOTERS = {
    "number_disagrees": "Lần ban hành: 02",
    "date_disagrees": "Ngày ban hành: 06/06/2025",
    "dots_for_date": "Ngày ban hành: ...../...../2025",
}


@pytest.fixture
def office(home):
    return make_office(home)


def checked(*options) -> list[dict]:
    out = StringIO()
    call_command("qms_check", "--json", *options, stdout=out, stderr=StringIO())
    return [json.loads(line) for line in out.getvalue().splitlines()]


def editor_of(page, person) -> str:
    person.is_superuser = True
    person.save()
    client = Client()
    client.force_login(person)
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


@pytest.mark.parametrize("code", FOOTERS)
def test_the_draft_goes_on_telling(office, tmp_path, code):
    run(put(tmp_path, "mot.docx", footer=FOOTERS[code]))
    page = ProcedurePage.objects.get()
    [row] = checked()
    assert list(row) == ["code", "level", "record", "field", "message"]
    assert (row["code"], row["level"]) == (code, "warn")
    assert row["record"] == {"type": "draft", "id": page.pk, "number": "QT 01/MAU"}
    assert row["message"] in editor_of(page, office.drafter)
    draft = page.get_latest_revision_as_object()
    draft.get_workflow().start(draft, office.drafter)
    state = ProcedurePage.objects.get().current_workflow_task_state
    with pytest.raises(SigningRefused):
        state.task.specific.on_action(state, office.reviewer, "approve")


def test_pages_that_agree_are_not_named(office, tmp_path):
    run(put(tmp_path, "mot.docx", footer="Lần ban hành: 01"))
    assert checked() == []


def test_an_issue_settles_it(office, tmp_path):
    run(put(tmp_path, "mot.docx", footer=FOOTERS["number_disagrees"]))
    draft = ProcedurePage.objects.get().get_latest_revision_as_object()
    issue(draft, office.drafter, office.reviewer, office.approver)
    draft = ProcedurePage.objects.get().get_latest_revision_as_object()
    draft.change_reason = "Sửa biểu mẫu"
    draft.save_revision(user=office.drafter)
    assert [row["code"] for row in checked()] == ["date.not_after_predecessor"]


def test_the_edition_of_a_paper_keeps_what_was_wrong_with_it(office, tmp_path):
    path = put(tmp_path, "mot.docx", footer=f"{FOOTERS['number_disagrees']}", effective_on="01/06/2024")
    run_json(path, in_force=True, person=office.secretary.username)
    edition = Edition.objects.get()
    levels = {problem.code: str(problem.level) for problem in edition.paper_problems}
    assert levels == {"dates_out_of_order": "block", "number_disagrees": "warn"}
    found = {row["code"]: (row["record"]["type"], row["record"]["id"]) for row in checked("--editions")}
    assert found == dict.fromkeys(levels, ("edition", edition.pk))


def test_a_file_taken_as_the_next_edition_tells_it_too(office, settings, tmp_path):
    settings.WAGTAIL_QMS = {"PRIVATE_ROOT": tmp_path / "private"}
    page = ProcedurePage.objects.get(pk=office.procedure("QT 01/MAU").pk)
    editor_of(page, office.drafter)
    client = Client()
    client.force_login(office.drafter)
    address = reverse("wagtail_qms_import_edition", args=[page.pk])
    content = paper(footer=FOOTERS["number_disagrees"])
    shown = client.post(address, {"file": SimpleUploadedFile("moi.docx", content)})
    client.post(shown.url)
    assert [row["code"] for row in checked()] == ["number_disagrees"]
