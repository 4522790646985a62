"""A draft's problems: in the editor, at submission, on the signing page."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model

from tests.factories import make_office, make_page
from tests.factories.bodies import section, text
from wagtail_qms.pages.drafts import document_models, draft_codes
from wagtail_qms.pages.models import FormPage, ProcedurePage
from wagtail_qms.pages.problems import draft_problems
from wagtail_qms.register.models import SignOff
from wagtail_qms.workflows.models import ReasonForm

pytestmark = pytest.mark.django_db

CITING = [section("1", "Nội dung", text("Làm theo QT.77"))]


@pytest.fixture
def office(home):
    return make_office(home)


@pytest.fixture
def signed_in():
    def sign_in(person):
        person.is_superuser = True
        person.save()
        client = Client()
        client.force_login(person)
        return client

    return sign_in


def found(page, office):
    problems = draft_problems(page, page.read_draft(), document=page.registered_document(), agency=office.agency)
    return [(one.code, str(one.level)) for one in problems]


def test_the_worst_comes_first(office):
    page = office.procedure(body=[section("2", "", text("A")), *CITING, section("3", "Trống"), section("3", "Trống")])
    assert [level for _code, level in found(page, office)] == ["block", "block", "block", "warn"]


def test_a_usual_draft_has_none(office):
    assert found(office.procedure(), office) == []


def test_two_drafts_with_one_code(office):
    first = office.procedure("QT 01")
    assert found(first, office) == []
    second = office.procedure("QT.01")
    assert found(first, office) == found(second, office) == [("code.two_drafts", "warn")]
    office.issue(first)
    assert ("code.two_drafts", "warn") not in found(first, office)
    assert found(second, office) == [("code.taken", "block")]


def test_a_cited_draft_is_a_hint(office):
    page = office.procedure("QT.78", body=CITING)
    assert found(page, office) == [("cited_unknown", "warn")]
    office.procedure("QT-77")
    assert found(page, office) == [("cited_draft", "hint")]


def test_the_codes_of_drafts_are_read_at_once(office, django_assert_num_queries):
    page, issued = office.procedure("QT.01"), office.issued("QT.02")
    assert {ProcedurePage, FormPage} <= set(document_models())
    for code in ("QT.03", ""):
        office.procedure(code)
    with django_assert_num_queries(2):
        codes = draft_codes(office.agency)
    assert sorted(codes.values()) == ["qt01", "qt03"]
    assert page.pk in codes
    assert issued.document.page_id not in codes


def test_the_editor_shows_them(office, signed_in):
    page = office.procedure(body=CITING)
    page.save_revision(user=office.drafter)
    shown = signed_in(office.drafter).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "QT.77" in shown.partition('id="qms-problems-heading"')[2]


def submitted(office, **fields):
    page = office.procedure(**fields)
    page.save_revision(user=office.drafter)
    page.get_workflow().start(page, office.drafter)
    return page


def sign(client, page, comment):
    address = reverse("wagtail_qms_approve", args=[page.pk])
    return client.post(address, {"comment": comment, "seen": page.draft_snapshot().digest})


def test_a_warning_goes_on_with_a_reason_that_is_kept(office, signed_in):
    page = submitted(office, body=CITING)
    reviewer = signed_in(office.reviewer)
    refused = sign(reviewer, page, "")
    assert list(refused.context["form"].errors) == ["comment"]
    assert not SignOff.objects.filter(role="review").exists()
    assert sign(reviewer, page, "QT.77 ban hành cùng ngày").status_code == 302
    assert SignOff.objects.get(role="review").comment == "QT.77 ban hành cùng ngày"
    # One reason suffices: the approver reads it beside the reviewer's signature.
    assert sign(signed_in(office.approver), page, "").status_code == 302
    assert SignOff.objects.get(role="approval").comment == ""


def test_without_a_warning_no_reason_is_asked(office, signed_in):
    page = submitted(office)
    assert sign(signed_in(office.reviewer), page, "").status_code == 302


def test_a_return_needs_its_own_reason_as_ever(office, signed_in):
    page = submitted(office, body=CITING)
    form = signed_in(office.reviewer).get(reverse("wagtail_qms_reject", args=[page.pk])).context["form"]
    assert type(form) is ReasonForm
    assert form.fields["comment"].label == ReasonForm.base_fields["comment"].label


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("QT.01", []),
        ("BM/QT-01", []),
        ("QT.CTCL. 01", [("code_broken", "warn")]),
        ("QT.01 lần 02", [("number_in_code", "block")]),
    ],
)
def test_a_code_that_is_broken_or_holds_the_edition(office, code, expected):
    assert found(office.procedure(code), office) == expected


@pytest.mark.parametrize(
    ("body", "has_blank", "expected"),
    [
        ([], False, [("form_page_empty", "block")]),
        ([text("Họ và tên, nơi cư trú")], False, [("form_page_without_file", "hint")]),
        ([], True, []),
    ],
)
def test_a_page_of_a_form_has_its_blank(office, body, has_blank, expected):
    blank = get_document_model().objects.create(title="Tờ khai", file=ContentFile(b"mau", name="to-khai.docx"))
    page = make_page(FormPage, office.index, "BM.01", "Tờ khai", body, blank=blank if has_blank else None)
    assert found(page, office) == expected
