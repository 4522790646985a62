"""The demo goes through the register and the workflow as people would, and everything in it holds."""

import io
import zipfile
from collections import Counter
from xml.etree import ElementTree

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import transaction
from wagtail.models import Site, TaskState

from tests.conftest import make_what_migrations_leave
from tests.portal.models import HomePage
from wagtail_qms import clock
from wagtail_qms.content.problems import problems
from wagtail_qms.organisation.models import Agency, Appointment
from wagtail_qms.pages.models import DocumentIndexPage
from wagtail_qms.problems import Level
from wagtail_qms.register import queries, verify
from wagtail_qms.register.models import CHAIN, Acknowledgement, Distribution, Edition, Recall, SignOff, Withdrawal
from wagtail_qms.setup.demo.blank_texts import BLANKS
from wagtail_qms.setup.demo.blanks import blank_form
from wagtail_qms.setup.demo.build import build_demo, place_of
from wagtail_qms.setup.demo.catalogue import PIECES
from wagtail_qms.setup.demo.findings import REPORTS, TICKETS
from wagtail_qms.setup.demo.people import PASSWORD, PEOPLE
from wagtail_qms.snippets.corrective_actions.enums import State as TicketState
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction
from wagtail_qms.snippets.nonconformities.enums import State as ReportState
from wagtail_qms.snippets.nonconformities.models import Nonconformity

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo, built once for this file; each test's own changes are rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        home = make_what_migrations_leave().add_child(instance=HomePage(title="Cổng", slug="cong"))
        site = {"hostname": "localhost", "port": 80, "root_page": home, "site_name": "UBND xã Mẫu"}
        Site.objects.update_or_create(is_default_site=True, defaults=site)
        told = []
        build_demo(tell=told.append)
        yield told
        transaction.set_rollback(True)


def pages():
    return list(DocumentIndexPage.objects.get().get_children().specific().order_by("path"))


def counts():
    return [model.objects.count() for model in (*CHAIN, Agency, Appointment, get_user_model(), DocumentIndexPage)]


def test_it_tells_of_each_document_and_record(demo):
    records = [finding.title for finding in (*REPORTS, *TICKETS)]
    assert demo == [*(f"{piece.code} {piece.title}" for piece in PIECES), *records]


def test_there_is_a_ticket_and_a_report_in_every_state(demo):
    reports = Nonconformity.objects.filter(tickets=None)
    # A check that denies the effect, or finds the work undone, opens the next ticket of the same title.
    tickets = CorrectiveAction.objects.filter(predecessor=None)
    for rows, findings in ((reports, REPORTS), (tickets, TICKETS)):
        assert dict(rows.values_list("title", "state")) == {finding.title: finding.state for finding in findings}
    assert {finding.state for finding in TICKETS} == set(TicketState.values)
    assert {finding.state for finding in REPORTS} == set(ReportState.values) - {ReportState.DRAFT}


def test_building_again_changes_nothing(demo):
    before = counts()
    told = []
    assert build_demo(tell=told.append).changes == 0
    assert (told, counts()) == ([], before)


def test_a_document_that_was_interrupted_is_built_by_the_next_run(demo):
    next(page for page in pages() if page.code == "QT.HT.05").delete()
    told = []
    build_demo(tell=told.append)
    assert told == ["QT.HT.05 Cấp giấy xác nhận tình trạng hôn nhân"]


def test_the_register_verifies(demo):
    assert verify.verify().faults == []


def test_each_status_is_there(demo):
    today = clock.today()
    found = Counter(queries.status_on(edition, today).value for edition in Edition.objects.all())
    assert found == {"in_force": 18, "superseded": 2, "to_come": 1, "withdrawn": 1}
    assert {edition.code for edition in Edition.objects.filter(number=2)} == {"QT.CTCL", "QT.HT.01", "QT.CT.02"}
    assert Withdrawal.objects.get().edition.code == "HD.TN.02"


def test_drafts_wait_where_they_should(demo):
    waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    where = {state.workflow_state.content_object.specific.code: state.task.name for state in waiting}
    assert where == {"QT.HT.05": "Soát xét", "QT.ĐLHL": "Phê duyệt"}
    assert SignOff.objects.get(verdict="returned").comment.startswith("Mục 5.b")


def test_three_people_signed_each_edition(demo):
    for edition in Edition.objects.filter(provenance="workflow"):
        assert len({row.person_id for row in queries.sign_offs_of(edition)}) == 3, edition


def test_second_editions_say_what_they_amend(demo):
    for edition in Edition.objects.filter(number=2):
        first = Edition.objects.get(document=edition.document, number=1)
        assert edition.reason
        assert edition.parsed.amendments
        assert edition.content != first.content


def test_the_content_has_no_problem(demo):
    drafts = [page.get_latest_revision_as_object().draft_snapshot() for page in pages()]
    contents = [edition.content for edition in Edition.objects.all()] + [draft.content for draft in drafts]
    assert [problem for content in contents for problem in problems(content) if problem.level != Level.HINT] == []


def test_copies_are_handed_out_and_read(demo):
    assert (Distribution.objects.count(), Recall.objects.count(), Acknowledgement.objects.count()) == (6, 1, 2)


def test_no_letter_is_sent_and_no_address_can_exist(demo):
    assert mail.outbox == []
    addresses = set(get_user_model().objects.values_list("email", flat=True))
    assert len(addresses) == len(PEOPLE)
    assert all(address.endswith(".example") for address in addresses)


def test_everybody_signs_in(demo, client):
    assert all(client.login(username=person.sign_in, password=PASSWORD) for person in PEOPLE)


def test_citizens_read_what_is_in_force_and_nothing_else(demo, client):
    answers = {page.code: client.get(page.url).status_code for page in pages()}
    hidden = {"QT.HT.05", "QT.ĐLHL", "QT.CT.03", "HD.NB.01"}
    assert {code for code, status in answers.items() if status == 404} == hidden
    assert set(answers.values()) == {200, 404} | ({410} & set(answers.values()))
    assert client.get(DocumentIndexPage.objects.get().url).status_code == 200


def test_staff_read_the_internal_document(demo, client):
    client.force_login(get_user_model().objects.get(username="canbo"))
    page = next(page for page in pages() if page.code == "HD.NB.01")
    assert client.get(page.url).status_code == 200


@pytest.mark.parametrize("code", BLANKS)
def test_blank_forms_are_word_files(code):
    with zipfile.ZipFile(io.BytesIO(blank_form(code, "UBND & Cơ quan <mẫu>"))) as package:
        assert package.testzip() is None
        text = "".join(ElementTree.fromstring(package.read("word/document.xml")).itertext())
    assert BLANKS[code][0].upper() in text
    assert blank_form(code, "A") == blank_form(code, "A")


def test_it_keeps_away_from_real_documents(demo):
    Appointment.objects.all().delete()
    with pytest.raises(CommandError, match="--agency"):
        call_command("qms_demo", force=True)


def test_it_takes_no_account_of_somebody_else(demo):
    get_user_model().objects.filter(username="canbo").update(first_name="Người", last_name="Khác")
    with pytest.raises(CommandError, match="canbo"):
        call_command("qms_demo", force=True)


def test_the_administrator_holds_no_post(demo):
    administrators = get_user_model().objects.filter(is_superuser=True)
    assert [user.username for user in administrators] == ["quantri"]
    assert not Appointment.objects.filter(user__in=administrators).exists()


def test_the_command_prints_the_sign_ins(demo, capsys):
    call_command("qms_demo", force=True)
    printed = capsys.readouterr().out
    assert PASSWORD in printed
    assert all(person.name in printed for person in PEOPLE)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Ủy ban nhân dân phường An Hòa Mẫu", "An Hòa Mẫu"),
        ("Ủy ban nhân dân xã Mẫu", "Mẫu"),
        ("Sở Tư pháp", "Sở Tư pháp"),
    ],
)
def test_the_place_comes_from_the_agency_s_name(name, place):
    assert place_of(name) == place


def test_the_editor_takes_each_draft_as_it_is(demo):
    for page in pages():
        draft = page.get_latest_revision_as_object()
        draft.body.stream_block.clean(draft.body)
        draft.amendments.stream_block.clean(draft.amendments)
        draft.full_clean()


def test_nothing_in_it_is_to_be_mended(demo, capsys):
    call_command("qms_check", level="warn", fail_level="warn", json=True)
    assert capsys.readouterr().out == ""
