"""The verbs of the register beside signing and issuing: each asks its rule and adds one row."""

from datetime import timedelta

import pytest

from tests.factories.people import make_agency, make_person
from tests.register.desk import codes, make_snapshot
from wagtail_qms import clock
from wagtail_qms.organisation.enums import Role
from wagtail_qms.problems import Refused
from wagtail_qms.register import actions, keeping, queries, rules
from wagtail_qms.register.models import Document, Edition

TODAY = clock.today()
TOMORROW = TODAY + timedelta(days=1)


def refusal(act, **keywords) -> list[str]:
    """The codes with which ``act`` is refused; no row is added then."""
    before = list(Document.objects.order_by("pk").values_list("length", flat=True))
    with pytest.raises(Refused) as refused:
        act(**keywords)
    assert list(Document.objects.order_by("pk").values_list("length", flat=True)) == before
    return codes(refused.value.problems)


def standing(edition) -> tuple[bool, bool]:
    """Whether ``edition`` is held and restricted."""
    row = Edition.objects.with_standing().get(pk=edition.pk)
    return row.is_held, row.is_restricted


def test_hiding_and_showing_again(desk):
    edition = desk.issue()
    facts = {"edition": edition, "person": desk.secretary}
    assert refusal(keeping.hold, reason="  ", **facts) == ["reason.missing"]
    keeping.hold(reason="Lộ số định danh", **facts)
    assert standing(edition) == (True, False)
    assert refusal(keeping.hold, reason="Lần nữa", **facts) == ["hold.done"]
    assert queries.in_force(desk.document, TODAY) == edition
    assert refusal(keeping.release, reason="", **facts) == ["reason.missing"]
    keeping.release(reason="Đã che", **facts)
    assert standing(edition) == (False, False)
    assert refusal(keeping.release, reason="Lần nữa", **facts) == ["hold.not_held"]
    keeping.hold(reason="Lại lộ", **facts)
    assert standing(edition) == (True, False)


@pytest.mark.parametrize("role", [Role.STAFF, Role.TOP_MANAGEMENT, Role.ISO_LEADER])
def test_only_the_secretary_hides(desk, role):
    person = make_person(desk.agency, role=role)
    assert refusal(keeping.hold, edition=desk.issue(), person=person, reason="Lộ") == ["hold.who"]


def test_the_secretary_of_another_agency_keeps_nothing_here(desk):
    edition, stranger = desk.issue(), make_person(make_agency("Xã bên"), role=Role.ISO_SECRETARY)
    facts = {"edition": edition, "person": stranger}
    dates = {"withdrawn_on": TODAY, "decision_on": TODAY, "decision_no": "1"}
    assert refusal(keeping.hold, reason="Lộ", **facts) == ["hold.who"]
    assert refusal(keeping.withdraw, reason="Luật mới", **dates, **facts) == ["withdraw.who"]
    assert refusal(keeping.restrict, document=desk.document, person=stranger, reason="Kín") == ["restrict.who"]
    assert refusal(keeping.distribute, unit="Văn phòng", distributed_on=TODAY, **facts) == ["distribute.who"]
    assert refusal(keeping.acknowledge, **facts) == ["acknowledge.who"]


def test_a_withdrawal_needs_its_decision_and_reason_and_happens_once(desk):
    edition = desk.issue()
    facts = {"edition": edition, "person": desk.secretary, "withdrawn_on": TODAY, "decision_on": TODAY}
    assert refusal(keeping.withdraw, decision_no=" ", reason="", **facts) == ["withdraw.no_decision", "reason.missing"]
    desk.withdraw(edition, TODAY)
    assert refusal(keeping.withdraw, decision_no="2", reason="Lần nữa", **facts) == ["withdraw.done"]


def test_a_superseded_edition_is_not_withdrawn(desk):
    first = desk.paper(1, TODAY - timedelta(days=9))
    desk.paper(2, TODAY - timedelta(days=2))
    assert refusal(desk.withdraw, edition=first, withdrawn_on=TODAY) == ["withdraw.superseded"]


def test_a_restriction_holds_for_the_editions_so_far(desk):
    first = desk.issue()
    assert refusal(keeping.restrict, document=desk.document, person=desk.drafter, reason="Kín") == ["restrict.who"]
    assert refusal(keeping.restrict, document=desk.document, person=desk.secretary, reason="") == ["reason.missing"]
    keeping.restrict(document=desk.document, person=desk.secretary, reason="Chỉ dùng nội bộ")
    second = desk.issue(planned_on=TOMORROW)
    assert [standing(first), standing(second)] == [(False, True), (False, False)]


@pytest.mark.parametrize("restricted", [False, True])
def test_internal_documents_go_to_staff_only(desk, restricted):
    edition = desk.issue(confidentiality="public" if restricted else "internal")
    if restricted:
        keeping.restrict(document=desk.document, person=desk.secretary, reason="Kín")
    facts = {"edition": edition, "person": desk.secretary, "distributed_on": TODAY}
    assert refusal(keeping.distribute, receiver=make_person(), **facts) == ["distribute.outside"]
    assert keeping.distribute(receiver=desk.drafter, **facts).person_name == "Trần Văn Soạn"


def test_copies_are_handed_out_and_recalled_once(desk):
    edition = desk.issue()
    facts = {"edition": edition, "person": desk.secretary, "distributed_on": TODAY}
    assert refusal(keeping.distribute, **facts) == ["distribute.nobody"]
    copy = keeping.distribute(unit="Văn phòng", copy_no="02", **facts)
    recall = {"distribution": copy, "person": desk.secretary}
    assert refusal(keeping.recall, recalled_on=TODAY - timedelta(days=1), **recall) == ["recall.date"]
    keeping.recall(recalled_on=TODAY, **recall)
    assert refusal(keeping.recall, recalled_on=TODAY, **recall) == ["recall.done"]


def test_reading_is_acknowledged_once(desk):
    edition = desk.issue()
    first = keeping.acknowledge(edition=edition, person=desk.drafter)
    assert keeping.acknowledge(edition=edition, person=desk.drafter) == first
    assert edition.acknowledgements.count() == 1


def test_a_taken_code_is_refused_with_the_other_document(desk):
    desk.issue()
    other = desk.another_document()
    desk.sign_all(make_snapshot(code="qt-01"), other)
    with pytest.raises(Refused) as refused:
        actions.issue(document=other, snapshot=make_snapshot(code="qt-01"), person=desk.approver)
    assert [(p.code, p.params) for p in refused.value.problems] == [
        ("code.taken", {"code": "qt-01", "other": f"QT.01 Quy trình mẫu (/qms/d/{desk.document.key}/)"})
    ]
    assert actions.holder_of_code(desk.agency, "", "qt01", desk.document) is None
    assert actions.holder_of_code(desk.agency, "Hộ tịch", "qt01") is None
    assert actions.holder_of_code(desk.agency, "", "") is None


def owner_problems(desk, on) -> list[str]:
    """What keeps a form of the procedure QT.01 from being issued on the day ``on``."""
    snapshot = make_snapshot(kind="form", code="BM.01", owner_code="qt 01")
    case = actions.issue_case(document=None, agency=desk.agency, snapshot=snapshot, today=on)
    return codes(rules.issue_problems(case))


def test_a_form_of_a_withdrawn_procedure_is_not_issued(desk):
    assert owner_problems(desk, TODAY) == []
    first = desk.paper(1, TODAY - timedelta(days=9))
    assert owner_problems(desk, TODAY) == []
    second = desk.paper(2, TOMORROW, TODAY)
    desk.withdraw(first, TODAY)
    assert owner_problems(desk, TODAY) == []
    desk.withdraw(second, TODAY)
    assert owner_problems(desk, TODAY) == ["issue.owner_withdrawn"]
    desk.paper(3, TOMORROW, TODAY)
    assert owner_problems(desk, TODAY) == []
    assert owner_problems(desk, TOMORROW) == []
