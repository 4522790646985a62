"""The way of a draft: returned, taken back, submitted again; what a signature is worth after each."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import TaskState

from tests.factories import make_agency, make_index, make_person, make_procedure, make_workflow
from tests.workflows.steps import act, again, offered, signers, submit
from wagtail_qms.register.models import Edition

pytestmark = pytest.mark.django_db


def test_after_a_return_by_the_approver_the_review_starts_again(office):
    page = submit(office.procedure(), office.drafter)
    act(page, office.reviewer, "approve")
    act(page, office.approver, "reject", comment="Thiếu lệ phí")
    again(page).current_workflow_state.resume(office.drafter)
    assert (offered(page, office.reviewer), offered(page, office.approver)) == (["approve", "reject"], [])
    act(page, office.reviewer, "approve")
    act(page, office.approver, "approve")
    assert Edition.objects.count() == 1


def test_a_return_wants_a_reason(office):
    page = submit(office.procedure(), office.drafter)
    for nothing in ("", "  ", None, "\x00"):
        with pytest.raises(PermissionDenied):
            act(page, office.reviewer, "reject", comment=nothing)
    assert [role for role, _person in signers(page)] == ["drafting"]


def test_a_draft_taken_back_and_submitted_again_needs_every_signature_anew(office):
    page = submit(office.procedure(), office.drafter)
    act(page, office.reviewer, "approve")
    again(page).current_workflow_state.cancel(user=office.drafter)
    assert again(page).current_workflow_task is None
    page = submit(page, office.drafter)
    assert (offered(page, office.reviewer), offered(page, office.approver)) == (["approve", "reject"], [])


def test_a_deactivated_task_leaves_no_way_around_the_review(office):
    page = office.procedure()
    page.save_revision(user=office.drafter)
    workflow = page.get_workflow()
    review = workflow.tasks.first()
    review.active = False
    review.save()
    with pytest.raises(PermissionDenied):
        workflow.start(page, office.drafter)
    assert (signers(page) if again(page).registered_document() else [], TaskState.objects.count()) == ([], 0)


def test_a_workflow_without_a_review_issues_nothing(office):
    workflow = office.procedure().get_workflow()
    workflow.workflow_tasks.first().delete()
    page = office.procedure(code="QT.09")
    page.save_revision(user=office.drafter)
    with pytest.raises(PermissionDenied):
        page.get_workflow().start(page, office.drafter)
    assert Edition.objects.count() == 0


def test_each_agency_sees_only_its_own_steps(office, home):
    other = make_agency("Ủy ban nhân dân phường Khác")
    index = make_index(home, other, slug="khac")
    make_workflow(index)
    stranger = make_person(other, name="Người Khác", may_review=True)
    mine = submit(office.procedure(), office.drafter)
    theirs = submit(make_procedure(index), make_person(other, name="Soạn Khác"))
    waiting = {
        person: [state.workflow_state.object_id for state in TaskState.objects.reviewable_by(person)]
        for person in (office.reviewer, stranger, office.approver)
    }
    assert waiting == {office.reviewer: [str(mine.pk)], stranger: [str(theirs.pk)], office.approver: []}
    assert mine.permissions_for_user(office.reviewer).can_edit()
    assert not mine.permissions_for_user(stranger).can_edit()


def test_the_draft_is_locked_for_everybody_while_signatures_are_gathered(office):
    page = submit(office.procedure(), office.drafter)
    people = (office.drafter, office.reviewer, make_person(superuser=True))
    lock = again(page).get_lock()
    assert [lock.for_user(person) for person in people] == [True, True, True]


def test_a_revision_rewritten_under_a_signature_voids_it(office):
    page = office.procedure()
    page = submit(page, office.drafter)
    draft = again(page).get_latest_revision_as_object()
    revision = draft.latest_revision
    revision.content["title"] = "Lén đổi"
    revision.save()
    assert offered(page, office.reviewer) == ["reject"]
    with pytest.raises(PermissionDenied):
        act(page, office.reviewer, "approve")
