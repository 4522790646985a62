"""One person never signs in two roles on one edition, a superuser included: asked by the buttons and by the act."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.factories import make_agency, make_person
from tests.workflows.steps import act, again, offered, signers, submit
from wagtail_qms.register.models import Edition

pytestmark = pytest.mark.django_db

#: Somebody who holds every appointment that there is.
EVERYTHING = {"may_review": True, "may_approve": True, "role": "iso_secretary"}


@pytest.fixture(params=[False, True], ids=["officer", "superuser"])
def mighty(office, request):
    return make_person(office.agency, name="Hoàng Văn Kiêm", superuser=request.param, **EVERYTHING)


def refused(page, person, action="approve"):
    before = signers(page)
    with pytest.raises(PermissionDenied):
        act(page, person, action, comment="x")
    return signers(page) == before


def test_the_drafter_does_not_review(office, mighty):
    page = submit(office.procedure(), mighty)
    assert offered(page, mighty) == []
    assert refused(page, mighty)
    assert refused(page, mighty, "reject")


def test_the_drafter_does_not_approve(office, mighty):
    page = submit(office.procedure(), mighty)
    act(page, office.reviewer, "approve")
    assert offered(page, mighty) == []
    assert refused(page, mighty)


def test_whoever_only_helped_to_write_signs_nothing_else(office, mighty):
    page = office.procedure()
    page.save_revision(user=mighty)
    page.title = "Quy trình đã sửa"
    page = submit(page, office.drafter)
    assert (offered(page, mighty), refused(page, mighty)) == ([], True)
    act(page, office.reviewer, "approve")
    assert (offered(page, mighty), refused(page, mighty)) == ([], True)


def test_whoever_submits_without_writing_is_a_drafter_too(office, mighty):
    page = office.procedure()
    page.save_revision(user=office.drafter)
    page.get_workflow().start(page, mighty)
    assert (offered(page, mighty), refused(page, mighty)) == ([], True)


def test_the_reviewer_does_not_approve(office, mighty):
    page = submit(office.procedure(), office.drafter)
    act(page, mighty, "approve")
    assert offered(page, mighty) == []
    assert refused(page, mighty)
    act(page, office.approver, "approve")
    edition = Edition.objects.get()
    assert len({row.person_id for row in edition.document.signoffs.all()}) == 3


def test_a_writer_of_the_last_edition_may_review_the_next(office, mighty):
    page = submit(office.procedure(), mighty)
    act(page, office.reviewer, "approve")
    act(page, office.approver, "approve")
    page = again(page)
    page.planned_on = timezone.localdate() + timedelta(days=2)
    page.save_revision(user=office.drafter)
    page = submit(page, office.drafter)
    assert offered(page, mighty) == ["approve", "reject"]


def test_a_superuser_without_appointment_signs_nothing(office):
    root = make_person(None, name="Quản Trị", superuser=True)
    page = submit(office.procedure(), office.drafter)
    assert (offered(page, root), refused(page, root), refused(page, root, "reject")) == ([], True, True)
    act(page, office.reviewer, "approve")
    assert (offered(page, root), refused(page, root)) == ([], True)


def test_an_appointment_counts_on_its_days_and_at_its_agency(office):
    today = timezone.localdate()
    page = submit(office.procedure(), office.drafter)
    others = [
        make_person(office.agency, name="Hết Hạn", may_review=True, valid_until=today - timedelta(days=1)),
        make_person(office.agency, name="Chưa Đến", may_review=True, valid_from=today + timedelta(days=1)),
        make_person(make_agency("Ủy ban nhân dân phường Khác"), name="Nơi Khác", may_review=True),
        make_person(office.agency, name="Chỉ Duyệt", may_approve=True),
    ]
    assert [offered(page, person) for person in others] == [[], [], [], []]
    assert [refused(page, person) for person in others] == [True, True, True, True]


def test_the_last_day_of_an_appointment_counts(office):
    person = make_person(office.agency, name="Ngày Cuối", may_review=True, valid_until=timezone.localdate())
    page = submit(office.procedure(), office.drafter)
    assert offered(page, person) == ["approve", "reject"]
