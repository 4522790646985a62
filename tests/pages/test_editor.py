"""The editor's own parts: the board of signatures, the buttons, signing and comparing."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model

from tests.factories.bodies import procedure_body
from tests.pages.posting import post_data
from wagtail_qms.pages.models import ProcedurePage
from wagtail_qms.register import files
from wagtail_qms.register.models import Edition

pytestmark = pytest.mark.django_db


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def submitted(office, **fields):
    page = office.procedure(**fields)
    page.save_revision(user=office.drafter)
    page.get_workflow().start(page, office.drafter)
    return ProcedurePage.objects.get(pk=page.pk)


def test_the_create_form_opens_and_says_to_save_first(office, signed_in):
    url = reverse("wagtailadmin_pages:add", args=["wagtail_qms", "procedurepage", office.index.pk])
    html = signed_in(office.drafter).get(url).content.decode()
    assert 'name="action-submit"' in html
    assert 'name="action-publish"' not in html


def test_the_board_of_a_new_draft(office, signed_in):
    page = office.procedure()
    response = signed_in(office.drafter).get(edit_url(page))
    assert response.status_code == 200
    html = response.content.decode()
    assert html.count('class="qms-box"') == 3
    assert 'name="action-publish"' not in html


def test_whoever_is_next_is_named_and_gets_the_buttons(office, signed_in):
    page = submitted(office)
    html = signed_in(office.reviewer).get(edit_url(page)).content.decode()
    assert reverse("wagtail_qms_approve", args=[page.pk]) in html
    assert reverse("wagtail_qms_reject", args=[page.pk]) in html
    assert "Lê Thị Soát, Phó Chánh Văn phòng" in html


def test_the_drafter_sees_why_signing_is_not_offered(office, signed_in):
    page = submitted(office)
    html = signed_in(office.drafter).get(edit_url(page)).content.decode()
    assert reverse("wagtail_qms_approve", args=[page.pk]) not in html
    assert 'class="qms-list"' in html


def test_signing_and_approving_by_the_pages_of_the_admin(office, signed_in):
    page = submitted(office)
    for person in (office.reviewer, office.approver):
        url = reverse("wagtail_qms_approve", args=[page.pk])
        form = signed_in(person).get(url)
        assert form.status_code == 200
        seen = form.context["board"].snapshot.digest
        assert signed_in(person).post(url, {"comment": "", "seen": seen}).status_code == 302
    assert Edition.objects.get().number == 1


def test_returning_wants_a_reason_and_keeps_the_page(office, signed_in):
    page = submitted(office)
    url = reverse("wagtail_qms_reject", args=[page.pk])
    client = signed_in(office.reviewer)
    assert client.post(url, {"comment": " "}).context["form"].errors.keys() == {"comment"}
    assert client.post(url, {"comment": "Thiếu biểu mẫu"}).status_code == 302
    html = signed_in(office.drafter).get(edit_url(page)).content.decode()
    assert "Thiếu biểu mẫu" in html


def test_a_signature_is_given_on_what_was_seen(office, signed_in):
    page = submitted(office)
    response = signed_in(office.reviewer).post(reverse("wagtail_qms_approve", args=[page.pk]), {"seen": "0" * 64})
    assert response.status_code == 200
    assert len(response.context["form"].non_field_errors()) == 1


def test_comparing_the_draft_with_the_edition(office, signed_in):
    edition = office.issued()
    page = ProcedurePage.objects.get(pk=edition.document.page_id)
    draft = page.get_latest_revision_as_object()
    draft.title = "Quy trình mẫu sửa đổi"
    draft.save_revision(user=office.drafter)
    response = signed_in(office.drafter).get(reverse("wagtail_qms_compare", args=[page.pk]))
    comparison = response.context["comparison"]
    assert [part.name for part in comparison.facts] != []
    assert "<ins>" in response.content.decode()
    assert f"/qms/word/{edition.document.key}/01.docx" in response.content.decode()
    assert signed_in(office.drafter).get(edit_url(page)).status_code == 200


def test_comparing_with_an_edition_that_is_not_there(office, signed_in):
    edition = office.issued()
    url = reverse("wagtail_qms_compare", args=[edition.document.page_id])
    assert signed_in(office.drafter).get(url + "?left=7&right=draft").status_code == 404


def test_strangers_see_neither_comparison_nor_signing(office, signed_in):
    page = submitted(office)
    for name in ("wagtail_qms_compare", "wagtail_qms_approve", "wagtail_qms_reject"):
        assert signed_in(office.secretary).get(reverse(name, args=[page.pk])).status_code == 302


def test_the_next_edition_has_its_board(office, signed_in):
    edition = office.issued()
    page = ProcedurePage.objects.get(pk=edition.document.page_id)
    response = signed_in(office.drafter).get(edit_url(page))
    html = response.content.decode()
    assert "qms-editions-heading" in html
    assert timezone.localdate().strftime("%d/%m/%Y") in html


def test_the_list_of_pages_says_what_is_issued_at_the_same_cost(office, signed_in, django_assert_num_queries):
    url = reverse("wagtailadmin_explore", args=[office.index.pk])
    client = signed_in(office.drafter)
    office.issued()
    client.get(url)
    with CaptureQueriesContext(connection) as at_one:
        html = client.get(url).content.decode()
    assert html.count("đã ban hành") + html.count("issued") >= 1
    for code in ("QT.02", "QT.03"):
        office.issued(code=code)
    submitted(office, code="QT.04")
    with django_assert_num_queries(len(at_one)):
        client.get(url)


def test_whoever_submitted_can_take_it_back(office, signed_in):
    page = submitted(office)
    client = signed_in(office.drafter)
    assert 'name="action-cancel-workflow"' in client.get(edit_url(page)).content.decode()
    assert client.post(edit_url(page), post_data(page) | {"action-cancel-workflow": "1"}).status_code == 200
    assert ProcedurePage.objects.get(pk=page.pk).current_workflow_state is None


def test_whoever_signed_may_follow_the_draft(office, signed_in):
    page = submitted(office)
    state = page.current_workflow_task_state
    state.task.specific.on_action(state, office.reviewer, "approve")
    html = signed_in(office.reviewer).get(edit_url(page)).content.decode()
    assert reverse("wagtail_qms_approve", args=[page.pk]) not in html
    assert office.approver.get_full_name() in html


def test_an_unchanged_draft_shows_no_faults(office, signed_in):
    edition = office.issued()
    page = ProcedurePage.objects.get(pk=edition.document.page_id)
    html = signed_in(office.drafter).get(edit_url(page)).content.decode()
    assert ["qms-problems-heading" in html, "qms-boxes-heading" in html] == [False, False]


@pytest.fixture
def read_files(monkeypatch):
    """The names of files that were read to be digested, one for each time."""
    names, reference = [], files.reference
    monkeypatch.setattr(files, "reference", lambda file, name: names.append(name) or reference(file, name))
    return names


def test_the_draft_is_read_once_for_an_editor(office, signed_in, read_files):
    blank = get_document_model().objects.create(title="Tờ khai", file=ContentFile(b"mau", name="to-khai.docx"))
    page = office.procedure(body=procedure_body(form_file=blank.pk))
    page.save_revision(user=office.drafter)
    seen = []
    for person in (office.drafter, office.reviewer):
        client = signed_in(person)
        read_files.clear()
        assert client.get(edit_url(page)).status_code == 200
        seen.append(len(read_files))
        if person == office.drafter:
            page.get_workflow().start(page, office.drafter)
    assert seen == [1, 1]
