"""A Word file over a document that exists becomes its draft, once its differences were seen."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_office, make_person
from tests.importing.papers import paper
from tests.register_admin.conftest import admit
from wagtail_qms.pages.models import ProcedurePage
from wagtail_qms.register.models import Edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(home, settings, tmp_path):
    settings.WAGTAIL_QMS = {"PRIVATE_ROOT": tmp_path / "private"}
    return make_office(home)


@pytest.fixture
def page(office, client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("quantri", "q@coquan.example", "x"))
    return ProcedurePage.objects.get(pk=office.issued("QT 01/MAU", "Tên cũ").document.page_id)


def address(page) -> str:
    return reverse("wagtail_qms_import_edition", args=[page.pk])


def upload(client, page, content: bytes):
    return client.post(address(page), {"file": SimpleUploadedFile("moi.docx", content)}, follow=True)


def test_the_differences_are_seen_and_nothing_is_written(client, page):
    before = page.get_latest_revision().pk
    shown = upload(client, page, paper()).content.decode()
    assert "bộ phận một cửa" in shown
    assert "Cấp giấy xác nhận cư trú" in shown
    assert ProcedurePage.objects.get(pk=page.pk).latest_revision_id == before


def test_taken_it_is_the_draft_and_the_edition_stays(client, page):
    shown = upload(client, page, paper(picture=True))
    answer = client.post(shown.request["PATH_INFO"] + "?" + shown.request["QUERY_STRING"])
    draft = ProcedurePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (draft.title, draft.code) == ("Cấp giấy xác nhận cư trú", "QT 01/MAU")
    assert [block.title for block in draft.draft_snapshot().content.blocks] == ["MỤC ĐÍCH", "PHẠM VI"]
    assert Edition.objects.get().title == "Tên cũ"


def test_a_file_with_another_code_is_named(client, page):
    shown = upload(client, page, paper(code="QT 99"))
    assert "QT 99" in " ".join(map(str, shown.context["reasons"]))


def test_what_cannot_be_read_is_said_at_the_field(client, page):
    shown = upload(client, page, b"%PDF-1.7")
    assert "PDF" in str(shown.context["form"].errors["file"])


def test_a_stranger_is_turned_away(client, page, office):
    client.force_login(admit(make_person(office.agency)))
    assert client.get(address(page)).status_code == 302
    assert upload(client, page, paper()).context.get("comparison") is None


def test_a_draft_being_signed_is_left_alone(client, page, office):
    draft = page.get_latest_revision_as_object()
    draft.change_reason, draft.planned_on = "Luật mới", timezone.localdate() + timedelta(days=3)
    draft.save_revision(user=office.drafter)
    draft.get_workflow().start(draft, office.drafter)
    answer = client.get(address(page), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_the_editor_leads_there(client, page):
    assert address(page) in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
