"""What warns goes on with a reason that is kept; what stops does not go on: on every route that signs."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from tests.factories.bodies import section, text
from tests.pages.posting import post_data
from wagtail_qms.pages.models import ProcedurePage
from wagtail_qms.register.models import Edition, SignOff
from wagtail_qms.workflows.models import SigningRefused

pytestmark = pytest.mark.django_db

CITING = [section("1", "Nội dung", text("Làm theo QT.77"))]
EMPTY = [section("1", "Trống")]
REASON = "QT.77 ban hành cùng ngày"


def submitted(office, **fields):
    page = office.procedure(**fields)
    page.save_revision(user=office.drafter)
    page.get_workflow().start(page, office.drafter)
    return ProcedurePage.objects.get(pk=page.pk)


def workflow_url(page, action="approve"):
    state = page.current_workflow_task_state
    return reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])


def sign_url(page):
    return reverse("wagtail_qms_approve", args=[page.pk])


def by_our_page(client, page, comment):
    client.post(sign_url(page), {"comment": comment, "seen": page.draft_snapshot().digest})


def by_the_buttons_of_the_home_page(client, page, comment):
    return client.post(workflow_url(page), {"comment": comment})


def by_the_editor(client, page, comment):
    data = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    data["workflow-action-extra-data"] = json.dumps({"comment": comment})
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), post_data(page) | data)


ROUTES = [by_our_page, by_the_buttons_of_the_home_page]


def signed() -> list[str]:
    return list(SignOff.objects.exclude(role="drafting").order_by("pk").values_list("comment", flat=True))


@pytest.mark.parametrize("sign", [*ROUTES, by_the_editor])
def test_a_warning_without_a_reason_is_signed_on_no_route(office, signed_in, sign):
    page = submitted(office, body=CITING)
    sign(signed_in(office.reviewer), page, " ")
    assert signed() == []
    assert ProcedurePage.objects.get(pk=page.pk).current_workflow_task.name == "Soát xét"


@pytest.mark.parametrize("sign", ROUTES)
def test_with_a_reason_it_is_signed_and_the_reason_kept(office, signed_in, sign):
    page = submitted(office, body=CITING)
    sign(signed_in(office.reviewer), page, REASON)
    sign(signed_in(office.approver), ProcedurePage.objects.get(pk=page.pk), "")
    assert signed() == [REASON, ""]
    assert Edition.objects.count() == 1


def test_the_act_itself_refuses(office):
    page = submitted(office, body=CITING)
    state = page.current_workflow_task_state
    with pytest.raises(SigningRefused, match="."):
        state.task.specific.on_action(state, office.reviewer, "approve")
    state.task.specific.on_action(state, office.reviewer, "approve", comment=REASON)
    assert signed() == [REASON]


def test_the_button_of_the_home_page_leads_to_where_the_reason_is_given(office, signed_in):
    page = submitted(office, body=CITING)
    client = signed_in(office.reviewer)
    answer = by_the_buttons_of_the_home_page(client, page, "")
    assert answer.url.startswith(sign_url(page))
    shown = client.get(answer.url)
    assert shown.context["is_refused"]
    assert shown.context["form"].fields["comment"].required
    in_window = client.post(workflow_url(page), {"comment": ""}, headers={"x-requested-with": "XMLHttpRequest"})
    assert in_window.json() == {"step": "success", "redirect": answer.url}


def test_a_refusal_by_the_rules_is_explained_there_as_well(office, signed_in):
    page = submitted(office, planned_on=None)
    draft = page.get_latest_revision_as_object()
    revision = draft.latest_revision
    revision.content["title"] = "Lén đổi"
    revision.save()
    assert by_the_buttons_of_the_home_page(signed_in(office.reviewer), page, "").status_code == 302
    assert signed() == []


def test_the_editor_signs_nothing_since_it_is_locked_and_shows_the_way(office, signed_in):
    page = submitted(office, body=CITING)
    answer = by_the_editor(signed_in(office.reviewer), page, REASON)
    assert (answer.status_code, signed()) == (200, [])
    assert sign_url(page) in answer.content.decode()


def test_what_stops_is_signed_by_nobody_on_any_route(office):
    page = office.procedure(body=EMPTY)
    page.save_revision(user=office.drafter)
    with pytest.raises(PermissionDenied):
        page.get_workflow().start(page, office.drafter)
    assert (SignOff.objects.count(), ProcedurePage.objects.get(pk=page.pk).current_workflow_state) == (0, None)


def test_what_stops_since_it_was_submitted_is_not_signed(office, signed_in):
    page = submitted(office, code="QT.01")
    office.issued(code="QT.01", title="Khác")
    assert by_the_buttons_of_the_home_page(signed_in(office.reviewer), page, REASON).url.startswith(sign_url(page))
    by_our_page(signed_in(office.reviewer), page, REASON)
    assert list(SignOff.objects.filter(document__page_id=page.pk).values_list("role", flat=True)) == ["drafting"]
    assert signed_in(office.reviewer).get(sign_url(page)).context["reasons"] != []
