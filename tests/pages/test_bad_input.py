"""Bad input in the editor: a clear message at the field, nothing lost, no error page."""

import json
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_page
from tests.factories.bodies import procedure_body, section, step, steps, text
from tests.pages.posting import post_data
from wagtail_qms.pages.models import FormPage, ProcedurePage
from wagtail_qms.register import keeping

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


@pytest.fixture
def send(office, signed_in):
    """Send the editor of ``page`` back as its drafter, with ``changes``; submits it unless told otherwise."""

    def post(page, button="action-submit", **changes):
        client = signed_in(office.drafter)
        data = post_data(page, parent=office.index, **changes) | {button: "1"}
        if page.pk is None:
            url = reverse("wagtailadmin_pages:add", args=["wagtail_qms", "procedurepage", office.index.pk])
        else:
            url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        return client.post(url, data)

    return post


def errors(response) -> dict:
    """The names of the fields with errors and how many each has; the form was shown again."""
    assert response.status_code == 200
    return {name: len(found) for name, found in response.context["form"].errors.items()}


def is_waiting(page) -> bool:
    return ProcedurePage.objects.get(pk=page.pk).current_workflow_state is not None


def test_a_good_draft_is_submitted(office, send):
    page = office.procedure()
    assert send(page).status_code == 302
    assert is_waiting(page)


def test_a_new_draft_can_be_submitted_at_once(office, send):
    response = send(ProcedurePage(title="Quy trình mới", code="QT.05"), body=procedure_body())
    assert response.status_code == 302
    assert is_waiting(ProcedurePage.objects.get(code="QT.05"))


def test_a_missing_code(office, send):
    page = office.procedure(code="")
    response = send(page, title="Tên vừa gõ")
    assert errors(response) == {"code": 1}
    assert "Tên vừa gõ" in response.content.decode()
    assert not is_waiting(page)


def test_a_draft_without_a_code_can_be_saved(office, send):
    assert send(office.procedure(code=""), button="action-save").status_code == 302


def test_a_code_that_another_document_has(office, send):
    edition = office.issued(code="QT.01", title="Quy trình đã có")
    page = office.procedure(code="qt-01")
    response = send(page)
    assert errors(response) == {"code": 1}
    assert edition.title in response.context["form"].errors["code"][0]


def test_an_issued_document_keeps_its_code(office, send):
    page = ProcedurePage.objects.get(pk=office.issued().document.page_id)
    later = (TODAY() + timedelta(days=5)).isoformat()
    assert errors(send(page, code="QT.02", planned_on=later)) == {"code": 1}


@pytest.mark.parametrize("planned", [-1, -4000])
def test_a_date_in_the_past(office, send, planned):
    day = (TODAY() + timedelta(days=planned)).isoformat()
    assert errors(send(office.procedure(), planned_on=day)) == {"planned_on": 1}


def test_a_date_that_is_none(office, send):
    assert errors(send(office.procedure(), planned_on="31/02/2026")) == {"planned_on": 1}


def test_a_second_edition_on_the_day_of_the_first(office, send):
    page = ProcedurePage.objects.get(pk=office.issued().document.page_id)
    assert errors(send(page)) == {"planned_on": 1}


def test_a_form_whose_procedure_was_withdrawn(office, signed_in):
    edition = office.issued()
    today = TODAY()
    decision = {"decision_no": "1/QĐ", "decision_on": today, "reason": "Hết"}
    keeping.withdraw(edition=edition, person=office.secretary, withdrawn_on=today, **decision)
    owner = edition.document.page_id
    form = make_page(FormPage, office.index, "BM.01", "Tờ khai", owner_document_id=owner)
    data = post_data(form) | {"action-submit": "1"}
    response = signed_in(office.drafter).post(reverse("wagtailadmin_pages:edit", args=[form.pk]), data)
    assert errors(response) == {"owner_document": 1, "blank": 1}


def test_every_fault_of_the_body_is_named_at_once(office, send):
    table = steps(step("B1", "Nhận hồ sơ"), step("B2", "Trả kết quả"))
    body = [section("1", "Nội dung", table), section("2", "Trống")]
    for row in body[0]["value"]["body"][0]["value"]["rows"]:
        row["value"]["heading"] = False
    response = send(office.procedure(), body=body)
    assert errors(response) == {"body": 1}
    html = response.content.decode()
    assert [name in html for name in ("B1", "Nhận hồ sơ", "Trả kết quả", "Trống")] == [True] * 4
    said = response.context["form"].errors.as_data()["body"][0].non_block_errors
    assert len(said) >= 3


def test_a_step_table_of_two_thousand_rows(office, send):
    rows = [step(f"B{number}", f"Việc {number}", "Một cửa") for number in range(1, 2001)]
    page = office.procedure()
    response = send(page, button="action-save", body=[section("1", "Nội dung", steps(*rows))])
    assert errors(response) == {"body": 1}
    # The form comes back with what was typed, in the JSON that the editor is built from.
    assert json.dumps("Việc 2000")[1:-1] in unescape(response.content.decode())
    said = response.context["form"].errors.as_data()["body"][0]
    assert "500" in str(said.as_json_data())


def test_a_step_table_of_five_hundred_rows_is_saved(office, send):
    rows = [step(f"B{number}", f"Việc {number}", "Một cửa") for number in range(1, 501)]
    page = office.procedure()
    assert send(page, button="action-save", body=[section("1", "Nội dung", steps(*rows))]).status_code == 302


def test_rich_text_with_scripts_keeps_only_words(office, send):
    page = office.procedure()
    nasty = 'Chữ <b onclick="x()">đậm</b> <script>alert(1)</script> <a href="javascript:alert(2)">nhấn</a>'
    assert send(page, body=[section("1", "Nội dung", text(nasty))]).status_code == 302
    stored = ProcedurePage.objects.get(pk=page.pk).get_latest_revision().content["body"]
    assert [word in stored for word in ("<script", "javascript:", "onclick")] == [False] * 3


@pytest.mark.parametrize("title", ["", " ", "x" * 256])
def test_a_title_that_is_none_or_too_long(office, send, title):
    assert errors(send(office.procedure(), title=title)) == {"title": 1}


@pytest.mark.parametrize("name", ["code", "title", "change_reason", "decision_no"])
def test_a_nul_character(office, send, name):
    response = send(office.procedure(), button="action-save", **{name: "a\x00b"})
    assert errors(response) == {name: 1}


def test_a_slug_of_an_issued_document_stays(office, send):
    page = ProcedurePage.objects.get(pk=office.issued().document.page_id)
    assert send(page, button="action-save", slug="noi-khac").status_code == 302
    assert ProcedurePage.objects.get(pk=page.pk).get_latest_revision_as_object().slug == page.slug
