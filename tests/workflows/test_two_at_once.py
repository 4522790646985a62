"""Two approvers press at the same moment: one edition comes of it, and the other is told."""

from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections

from tests.factories import make_office, make_person
from tests.workflows.steps import act, again, submit
from wagtail_qms.register import verify
from wagtail_qms.register.models import Edition, SignOff

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*verbs):
    """Run all ``verbs`` in threads that start together; returns what each gave or raised."""
    barrier, results = Barrier(len(verbs)), [None] * len(verbs)

    def run(place, verb):
        try:
            barrier.wait()
            results[place] = verb() or "done"
        except Exception as raised:
            results[place] = raised
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=pair) for pair in enumerate(verbs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.parametrize("role", ["review", "approval"])
def test_two_signers_press_at_once(home, role):
    office = make_office(home)
    may = {"may_review": True} if role == "review" else {"may_approve": True}
    second = make_person(office.agency, name="Bùi Văn Hai", **may)
    first = office.reviewer if role == "review" else office.approver
    page = submit(office.procedure(), office.drafter)
    if role == "approval":
        act(page, office.reviewer, "approve")
    results = at_once(lambda: act(page, first, "approve"), lambda: act(page, second, "approve"))
    assert sorted(type(result).__name__ for result in results) == ["SigningRefused", "str"]
    assert isinstance(next(result for result in results if result != "done"), PermissionDenied)
    assert SignOff.objects.filter(role=role).count() == 1
    assert Edition.objects.count() == (role == "approval")
    assert again(page).live is (role == "approval")
    assert verify.verify().faults == []


def test_approval_and_return_at_once(home):
    office = make_office(home)
    second = make_person(office.agency, name="Bùi Văn Hai", may_approve=True)
    page = submit(office.procedure(), office.drafter)
    act(page, office.reviewer, "approve")
    results = at_once(
        lambda: act(page, office.approver, "approve"), lambda: act(page, second, "reject", comment="Chưa được")
    )
    assert sorted(type(result).__name__ for result in results) == ["SigningRefused", "str"]
    assert Edition.objects.count() + SignOff.objects.filter(verdict="returned").count() == 1
    assert verify.verify().faults == []


def test_two_documents_of_one_code_at_once(home):
    office = make_office(home)
    second = make_person(office.agency, name="Bùi Văn Hai", may_approve=True)
    pages = []
    for code in ("QT.01", "qt 01"):
        page = submit(office.procedure(code=code), office.drafter)
        act(page, office.reviewer, "approve", comment="Văn thư sẽ cấp mã khác")
        pages.append(page)
    results = at_once(lambda: act(pages[0], office.approver, "approve"), lambda: act(pages[1], second, "approve"))
    assert sorted(type(result).__name__ for result in results) == ["SigningRefused", "str"]
    assert Edition.objects.count() == 1
    assert verify.verify().faults == []
