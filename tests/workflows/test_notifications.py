"""Who is written to, when, and what about."""

import pytest
from wagtail.users.models import UserProfile

from tests.factories import make_agency, make_person
from tests.workflows.steps import act, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(mailoutbox, django_capture_on_commit_callbacks):
    """Do something and tell whom the app wrote to about it, with subject and text."""

    def during(verb, *args, **kwargs):
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            verb(*args, **kwargs)
        return {mail.to[0]: mail for mail in mailoutbox}

    return during


def test_submitting_writes_to_those_who_may_review(office, sent):
    second = make_person(office.agency, name="Ngô Thị Soát", may_review=True)
    for bystander in ({"agency": make_agency("Khác"), "may_review": True}, {"agency": office.agency}):
        make_person(**bystander)
    page = office.procedure()
    mails = sent(submit, page, office.drafter)
    assert set(mails) == {office.reviewer.email, second.email}
    mail = mails[second.email]
    assert "QT.01 Quy trình mẫu" in mail.subject
    assert "\n" not in mail.subject
    assert f"http://localhost/admin/pages/{page.pk}/edit/" in mail.body
    assert "Trần Văn Soạn" in mail.body


def test_whoever_wrote_or_reviewed_is_not_asked_to_sign(office, sent):
    both = {"may_review": True, "may_approve": True}
    author, reviewer = make_person(office.agency, name="A", **both), make_person(office.agency, name="B", **both)
    page = office.procedure()
    assert set(sent(submit, page, author)) == {office.reviewer.email, reviewer.email}
    assert set(sent(act, page, reviewer, "approve")) == {office.approver.email}


@pytest.mark.parametrize("wants_mail", [True, False])
def test_a_return_reaches_the_drafter_with_its_reason(office, sent, wants_mail):
    """Once, whatever the profile says: Wagtail writes where it is wanted, the app where it is not."""
    UserProfile.objects.update_or_create(user=office.drafter, defaults={"rejected_notifications": wants_mail})
    page = submit(office.procedure(), office.drafter)
    mails = sent(act, page, office.reviewer, "reject", comment="Thiếu thời hạn ở bước B2")
    assert set(mails) == {office.drafter.email}
    assert "Thiếu thời hạn ở bước B2" in mails[office.drafter.email].body


def test_a_return_reaches_whoever_helped_to_write(office, sent):
    helper = make_person(office.agency, name="Lý Thị Giúp")
    page = office.procedure()
    page.save_revision(user=helper)
    page.title = "Quy trình đã sửa"
    page = submit(page, office.drafter)
    mails = sent(act, page, office.reviewer, "reject", comment="Xem lại phạm vi")
    assert set(mails) == {helper.email, office.drafter.email}
    assert "Xem lại phạm vi" in mails[helper.email].body


def test_signing_stands_when_the_mail_server_is_away(office, settings, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "tests.workflows.test_notifications.Unreachable"
    page = office.procedure()
    with django_capture_on_commit_callbacks(execute=True):
        page = submit(page, office.drafter)
    assert page.current_workflow_task_state is not None


class Unreachable:
    """A mail server that nobody reaches."""

    def __init__(self, *args, **kwargs):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError

    def open(self):
        raise ConnectionRefusedError

    def close(self):
        pass
