"""Signatures: what they hold for, what voids them, who is barred, and two people pressing at once."""

import threading
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from tests.factories import make_office
from tests.factories.people import make_person
from tests.register.desk import codes, make_desk, make_snapshot
from wagtail_qms import clock
from wagtail_qms.organisation.models import Appointment
from wagtail_qms.pages.models import ProcedurePage
from wagtail_qms.problems import Refused
from wagtail_qms.register import actions, keeping, queries, verify
from wagtail_qms.register.evidence import DraftChange
from wagtail_qms.register.models import Document, Edition, SignOff


def held(desk, snapshot=None) -> dict[str, str]:
    """Who signed the draft as it stands, by role."""
    valid = queries.valid_sign_offs(desk.document, (snapshot or make_snapshot()).digest)
    return {role: row.name for role, row in valid.items()}


def refusal(act, *arguments, **keywords) -> list[str]:
    """The codes with which ``act`` is refused."""
    with pytest.raises(Refused) as refused:
        act(*arguments, **keywords)
    return codes(refused.value.problems)


ALL = {"drafting": "Trần Văn Soạn", "review": "Lê Thị Soát", "approval": "Phạm Văn Duyệt"}


def test_three_signatures_hold_for_their_digest_alone(desk):
    desk.sign_all()
    assert held(desk) == ALL
    assert held(desk, make_snapshot(title="Khác")) == {}


def test_a_signature_on_another_digest_voids_the_rest(desk):
    desk.sign_all()
    desk.sign("drafting", desk.drafter, make_snapshot(title="Khác"))
    assert held(desk) == {}
    assert held(desk, make_snapshot(title="Khác")) == {"drafting": "Trần Văn Soạn"}


def test_submitting_again_begins_again(desk):
    desk.sign_all()
    desk.sign("drafting", desk.drafter)
    assert held(desk) == {"drafting": "Trần Văn Soạn"}


def test_a_return_voids_every_signature(desk):
    desk.sign("drafting", desk.drafter)
    desk.sign("review", desk.reviewer)
    digest = make_snapshot().digest
    actions.return_draft(document=desk.document, digest=digest, role="approval", person=desk.approver, comment="Thiếu")
    assert held(desk) == {}
    assert refusal(desk.sign, "approval", desk.approver) == ["signing.changed"]
    assert SignOff.objects.get(verdict="returned").comment == "Thiếu"


@pytest.mark.parametrize(
    ("role", "person", "comment", "expected"),
    [
        ("review", "reviewer", " ", ["signing.no_reason"]),
        ("review", "drafter", "Thiếu", ["signing.is_drafter", "signing.may_not_review"]),
        ("approval", "reviewer", "Thiếu", ["signing.is_reviewer", "signing.may_not_approve"]),
        ("drafting", "drafter", "Thiếu", ["signing.return_role"]),
    ],
)
def test_a_return_asks_who_and_why(desk, role, person, comment, expected):
    desk.sign("drafting", desk.drafter)
    desk.sign("review", desk.reviewer)
    facts = {"document": desk.document, "digest": make_snapshot().digest, "role": role, "comment": comment}
    assert refusal(actions.return_draft, person=getattr(desk, person), **facts) == expected
    assert held(desk) == {"drafting": "Trần Văn Soạn", "review": "Lê Thị Soát"}


def test_an_edition_uses_its_signatures_up(desk):
    edition = desk.issue()
    assert held(desk) == {}
    assert refusal(actions.issue, document=desk.document, snapshot=make_snapshot(), person=desk.approver) == [
        "date.not_after_predecessor"
    ]
    assert [row.role for row in queries.sign_offs_of(edition)] == ["drafting", "review", "approval"]
    later = make_snapshot(planned_on=clock.today() + timedelta(days=1))
    assert refusal(actions.issue, document=desk.document, snapshot=later, person=desk.approver) == ["issue.unsigned"]


def test_a_role_that_does_not_exist(desk):
    with pytest.raises(ValueError, match="seal"):
        desk.sign("seal", desk.drafter)
    assert SignOff.objects.count() == 0


def test_nobody_is_exempt(desk):
    superuser = make_person(superuser=True)
    desk.sign("drafting", superuser)
    assert refusal(desk.sign, "review", superuser) == ["signing.is_drafter", "signing.may_not_review"]
    Appointment.objects.create(user=superuser, agency=desk.agency, post="Quản trị", may_review=True, may_approve=True)
    assert refusal(desk.sign, "review", superuser) == ["signing.is_drafter"]
    desk.sign("review", desk.reviewer)
    assert refusal(desk.sign, "approval", superuser) == ["signing.is_drafter"]


def test_a_signature_says_how_the_person_stood(desk):
    rows = desk.sign_all()
    assert [(row.post, row.capacity, row.name) for row in rows] == [
        ("Chuyên viên", "", "Trần Văn Soạn"),
        ("Phó phòng", "", "Lê Thị Soát"),
        ("Chủ tịch", "TM.", "Phạm Văn Duyệt"),
    ]
    Appointment.objects.update(post="Khác")
    assert SignOff.objects.get(role="approval").post == "Chủ tịch"


def test_names_longer_than_their_column_are_cut(desk):
    desk.drafter.first_name, desk.drafter.last_name = "A" * 150, "B" * 150
    desk.drafter.save()
    row = desk.sign("drafting", desk.drafter)
    assert len(row.name) == len(row.recorded_by_name) == 255
    Appointment.objects.get(user=desk.drafter).save()


def test_the_day_is_the_agencys_wherever_the_signer_looks_at_the_clock(desk):
    # 06:00 in Hanoi is still yesterday in Los Angeles, which a user may have chosen in the admin's profile.
    moment = datetime(2026, 3, 10, 6, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    Appointment.objects.filter(user=desk.approver).update(valid_from=moment.date())
    with time_machine.travel(moment), timezone.override("America/Los_Angeles"):
        edition = desk.issue()
    assert (edition.issued_on, edition.effective_on) == (moment.date(), moment.date())
    assert verify.verify().faults == []


def test_the_issuing_person_is_recorded(desk):
    edition = desk.issue()
    assert (edition.recorded_by, edition.recorded_by_name) == (desk.approver, "Phạm Văn Duyệt")


@pytest.fixture
def drafted(home):
    """A draft that two people changed, with the office."""
    office = make_office(home)
    page, coauthor = office.procedure(), make_person(office.agency, name="Đồng Soạn", may_review=True)
    page.save_revision(user=office.drafter)
    page.title = "Đổi tên"
    page.save_revision(user=coauthor)
    page.title = "Đổi lần nữa"
    page.save_revision(user=office.drafter)
    return office, page, coauthor


def test_drafters_are_remembered_when_their_revisions_and_accounts_are_gone(drafted):
    office, page, coauthor = drafted
    document = page.registered_document(make=True)
    expected = {office.drafter.pk, coauthor.pk}
    assert queries.drafters_since_last_edition(document) == expected
    page.revisions.exclude(pk=page.latest_revision_id).delete()
    call_command("purge_revisions", verbosity=0)
    office.drafter.delete()
    assert queries.drafters_since_last_edition(document) == expected
    facts = {"document": document, "digest": page.draft_snapshot().digest}
    actions.sign(role="drafting", person=make_person(office.agency), **facts)
    assert refusal(actions.sign, role="review", person=coauthor, **facts) == ["signing.is_drafter"]


def test_an_edition_begins_the_count_of_drafters_anew(drafted):
    office, page, coauthor = drafted
    edition = office.issue(page)
    assert queries.drafters_since_last_edition(edition.document) == set()
    draft = ProcedurePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.title = "Lần hai"
    draft.save_revision(user=coauthor)
    assert queries.drafters_since_last_edition(edition.document) == {coauthor.pk}


def test_saving_without_a_change_makes_nobody_a_drafter(drafted):
    office, page, _coauthor = drafted
    count = DraftChange.objects.count()
    page.save_revision(user=office.reviewer)
    assert DraftChange.objects.count() == count == 3
    assert office.reviewer.pk not in queries.drafters_since_last_edition(page.registered_document(make=True))


def at_once(*acts) -> list:
    """Run ``acts`` in threads of their own at one moment; what each returned or was refused with."""
    start, results = threading.Barrier(len(acts)), [None] * len(acts)

    def work(place, act):
        try:
            start.wait()
            results[place] = act()
        except (Refused, PermissionDenied) as refused:
            results[place] = codes(refused.problems)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def approving(desk, person, document=None):
    """Sign as approver and issue, in one transaction, as the workflow does."""

    def act():
        with transaction.atomic():
            desk.sign("approval", person, document=document)
            edition = actions.issue(document=document or desk.document, snapshot=make_snapshot(), person=person)
            return edition.number

    return act


@pytest.mark.django_db(transaction=True)
def test_two_approvers_at_once_make_one_edition():
    desk = make_desk()
    other = make_person(desk.agency, name="Duyệt Hai", may_approve=True)
    desk.sign("drafting", desk.drafter)
    desk.sign("review", desk.reviewer)
    results = at_once(approving(desk, desk.approver), approving(desk, other))
    assert sorted(results, key=str) == [1, ["signing.changed"]]
    assert Edition.objects.count() == 1
    assert SignOff.objects.filter(role="approval").count() == 1
    assert verify.verify().faults == []


@pytest.mark.django_db(transaction=True)
def test_two_approvers_in_the_workflow_at_once_make_one_edition(home):
    office = make_office(home)
    other = make_person(office.agency, name="Duyệt Hai", may_approve=True)
    page = office.procedure()
    page.save_revision(user=office.drafter)
    page.get_workflow().start(page, office.drafter)
    state = ProcedurePage.objects.get(pk=page.pk).current_workflow_task_state.specific
    state.task.specific.on_action(state, office.reviewer, "approve")

    def press(pk):
        def act():
            state = ProcedurePage.objects.get(pk=page.pk).current_workflow_task_state.specific
            state.task.specific.on_action(state, get_user_model().objects.get(pk=pk), "approve")
            return "issued"

        return act

    results = at_once(press(office.approver.pk), press(other.pk))
    assert sorted(results, key=str) == [["signing.over"], "issued"]
    assert Edition.objects.count() == 1
    assert verify.verify().faults == []


@pytest.mark.django_db(transaction=True)
def test_two_documents_with_one_code_at_once_make_one_edition():
    desk = make_desk()
    other = desk.another_document()
    for document in (desk.document, other):
        desk.sign("drafting", desk.drafter, document=document)
        desk.sign("review", desk.reviewer, document=document)
    results = at_once(*(approving(desk, desk.approver, document) for document in (desk.document, other)))
    assert sorted(results, key=str) == [1, ["code.taken"]]
    assert Edition.objects.count() == 1
    assert Document.objects.issued().count() == 1
    assert verify.verify().faults == []


@pytest.mark.django_db(transaction=True)
def test_many_rows_at_once_stand_in_one_chain():
    desk = make_desk()
    people = [make_person(desk.agency, name=f"Người {number}") for number in range(5)]
    edition = desk.issue()
    at_once(*(lambda person=person: keeping.acknowledge(edition=edition, person=person).pk for person in people * 2))
    assert edition.acknowledgements.count() == 5
    assert sorted(edition.acknowledgements.values_list("sequence", flat=True)) == [5, 6, 7, 8, 9]
    assert verify.verify().faults == []


@pytest.mark.django_db(transaction=True)
def test_two_make_the_document_of_one_page_at_once():
    desk = make_desk()
    facts = {"page_id": 4711, "agency": desk.agency, "kind": "procedure", "field_of_work": ""}
    results = at_once(*[lambda: actions.document_of_page(**facts).pk] * 4)
    assert len(set(results)) == 1
    assert Document.objects.of_page(4711).count() == 1
