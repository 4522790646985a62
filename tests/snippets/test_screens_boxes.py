"""Writing the boxes of a ticket, and what is told while it is carried out."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories import make_office, make_person
from tests.factories.records import make_bureau
from tests.snippets.screens import admit
from tests.snippets.test_screens_pages import page_of
from wagtail_qms import clock
from wagtail_qms.organisation.enums import Role
from wagtail_qms.records.chain import Attachment, RecordNote
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction
from wagtail_qms.snippets.corrective_actions.queries import current_plan, measures_of

ADD = "/admin/qms/tickets/add/"


def box1(bureau, **more) -> dict:
    """Box 1 as the form sends it."""
    values = {
        "kind": "improvement",
        "unit": bureau.unit.pk,
        "title": "Gọn phiếu hẹn",
        "description": "Phiếu hẹn dài ba trang, người dân khó đọc.",
        "source": "daily_work",
        "opened_on": f"{clock.today():%d/%m/%Y}",
    }
    return values | more


def sign_in(client, user):
    client.force_login(admit(user))
    return client


def test_an_improvement_is_saved_as_a_draft_and_raised_later(client, bureau):
    sign_in(client, bureau.author)
    address = client.post(ADD, box1(bureau)).url
    ticket = CorrectiveAction.objects.get()
    assert (ticket.state, ticket.number, address) == ("draft", "", page_of(ticket))
    client.post(f"{address}box1/", box1(bureau, title="Gọn phiếu hẹn hơn", **{"raise": "1"}))
    ticket.refresh_from_db()
    assert (ticket.state, ticket.title, ticket.number) == ("raised", "Gọn phiếu hẹn hơn", f"01/{ticket.year}")


def test_a_nonconformity_fills_box_1(client, bureau):
    record = bureau.report()
    sign_in(client, bureau.author)
    form = client.get(f"{ADD}?nonconformity={record.pk}").context["form"]
    assert (form["nonconformity"].value(), form["requirement"].value()) == (
        record.number,
        "clause|ISO 9001:2015|8.5.1",
    )
    data = {name: form[name].value() for name in ("kind", "title", "description", "source", "grade", "requirement")}
    more = {"nonconformity": record.number, "raise": "1"}
    client.post(ADD, box1(bureau) | data | more)
    assert CorrectiveAction.objects.get().nonconformity == record


def test_a_refused_ticket_leaves_nothing_behind_and_loses_nothing(client, bureau):
    sign_in(client, bureau.author)
    response = client.post(ADD, box1(bureau, kind="corrective", **{"raise": "1"}))
    form = response.context["form"]
    assert form.errors["nonconformity"]
    assert form["description"].value() == box1(bureau)["description"]
    assert not CorrectiveAction.objects.exists()


@pytest.mark.parametrize("number", ["99/2020", "QT 12", "khác", "1/1/1"])
def test_a_nonconformity_that_is_none_or_another_agencys_is_refused(client, bureau, number):
    make_bureau("Ủy ban nhân dân xã Bên Cạnh").report()
    sign_in(client, bureau.author)
    for typed in (number, f"01/{clock.today().year}"):
        response = client.post(ADD, box1(bureau, nonconformity=typed))
        assert response.context["form"].errors["nonconformity"]


def test_box_1_is_for_its_author_alone(client, bureau):
    ticket = bureau.ticket("raised")
    for user in (bureau.head, bureau.leader, make_person(superuser=True)):
        sign_in(client, user)
        assert client.get(f"{page_of(ticket)}box1/").context["reasons"]
        client.post(f"{page_of(ticket)}box1/", box1(bureau, title="Tên lén"))
    assert not CorrectiveAction.objects.filter(title="Tên lén").exists()


def box2(bureau, **more) -> dict:
    """Box 2 as the form sends it: one measure and a blank one."""
    values = {
        "why_1": "Người phụ trách nghỉ",
        "why_2": "Không ai thay",
        "why_3": "Bảng phân công thiếu người thay",
        "cause": "Bảng phân công không ghi người thay",
        "cause_kinds": ["subjective"],
        "branch-TOTAL_FORMS": "2",
        "branch-INITIAL_FORMS": "0",
        "branch-0-branch": "Con người",
        "branch-0-causes": "Ít người\n\nChưa tập huấn",
        "branch-1-branch": "Môi trường",
        "measure-TOTAL_FORMS": "2",
        "measure-INITIAL_FORMS": "0",
        "measure-0-what": "Ghi người thay vào bảng phân công",
        "measure-0-kind": "corrective",
        "measure-0-owner": bureau.doer.pk,
        "measure-0-deadline": f"{bureau.workday(5):%d/%m/%Y}",
        "measure-1-kind": "corrective",
    }
    return values | more


def test_box_2_is_saved_and_proposed(client, bureau):
    ticket = bureau.ticket("analysing")
    sign_in(client, bureau.analyst)
    address = f"{page_of(ticket)}box2/"
    assert client.post(address, box2(bureau, coordinating_units=[bureau.unit.pk])).url == page_of(ticket)
    plan = current_plan(ticket)
    assert plan.diagram == [{"branch": "Con người", "causes": ["Ít người", "Chưa tập huấn"]}]
    assert len(plan.whys) == 3
    measure = measures_of(CorrectiveAction.objects.get())[0]
    assert (measure.owner, measure.due_on, measure.due_kind) == (bureau.doer, bureau.workday(5), "date")
    again = box2(bureau, propose="1") | {"measure-0-id": measure.pk, "measure-0-what": "Ghi rõ người thay"}
    client.post(address, again)
    ticket.refresh_from_db()
    assert ticket.state == "proposed"
    assert [row.pk for row in measures_of(CorrectiveAction.objects.get())] == [measure.pk]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"measure-0-deadline": ""}, "deadline"),
        ({"measure-0-what": ""}, "what"),
        ({"measure-0-owner": ""}, "owner"),
        ({"measure-0-deadline": "01/01/2020"}, "deadline"),
    ],
)
def test_what_is_wrong_with_a_measure_stands_at_that_measure(client, bureau, change, field):
    ticket = bureau.ticket("analysing")
    sign_in(client, bureau.analyst)
    response = client.post(f"{page_of(ticket)}box2/", box2(bureau, propose="1") | change)
    box = response.context["box"]
    assert box.measures[0].errors[field]
    assert box.form["why_1"].value() == "Người phụ trách nghỉ"
    assert measures_of(CorrectiveAction.objects.get()) == []


def test_one_more_measure_without_a_script_keeps_what_was_typed(client, bureau):
    ticket = bureau.ticket("analysing")
    sign_in(client, bureau.analyst)
    box = client.post(f"{page_of(ticket)}box2/", box2(bureau, more="1")).context["box"]
    assert len(box.measures.forms) == 3
    assert box.measures[0]["what"].value() == "Ghi người thay vào bảng phân công"
    for total in ("x", "-5", "999999", ""):
        data = box2(bureau, more="1") | {"measure-TOTAL_FORMS": total}
        assert client.post(f"{page_of(ticket)}box2/", data).status_code == 200


def test_a_measure_of_another_ticket_is_not_taken_over(client, bureau):
    other = bureau.ticket("analysing")
    bureau.plan(other)
    theirs = measures_of(CorrectiveAction.objects.get(pk=other.pk))[0]
    ticket = bureau.ticket("analysing")
    sign_in(client, bureau.analyst)
    client.post(f"{page_of(ticket)}box2/", box2(bureau) | {"measure-0-id": theirs.pk, "measure-0-what": "Của tôi"})
    theirs.refresh_from_db()
    assert theirs.what != "Của tôi"
    assert [row.what for row in measures_of(CorrectiveAction.objects.get(pk=ticket.pk))] == ["Của tôi"]


def test_box_2_is_for_the_person_assigned_alone(client, bureau):
    ticket = bureau.ticket("analysing")
    for user in (bureau.doer, bureau.leader, make_person(superuser=True)):
        sign_in(client, user)
        assert client.get(f"{page_of(ticket)}box2/").context["reasons"]
        client.post(f"{page_of(ticket)}box2/", box2(bureau))
    assert measures_of(CorrectiveAction.objects.get()) == []


def test_a_measure_is_reported_as_done_with_a_file(client, bureau):
    ticket = bureau.ticket("implementing")
    measure = measures_of(CorrectiveAction.objects.get())[0]
    address = reverse("qms_ticket:measure", args=[ticket.pk, measure.pk])
    sign_in(client, bureau.head)
    assert client.get(address).context["reasons"]
    sign_in(client, bureau.doer)
    day = f"{clock.today():%d/%m/%Y}"
    client.post(address, {"done_on": day, "files": SimpleUploadedFile("bang.pdf", b"%PDF bang")})
    measure.refresh_from_db()
    assert measure.done_on == clock.today()
    assert Attachment.objects.of(ticket).get().part == f"measure:{measure.pk}"
    foreign = make_bureau("Ủy ban nhân dân xã Bên Cạnh").ticket("implementing")
    other = measures_of(CorrectiveAction.objects.get(pk=foreign.pk))[0]
    assert client.get(reverse("qms_ticket:measure", args=[ticket.pk, other.pk])).status_code == 404


def test_progress_requests_and_answers(client, bureau):
    ticket = bureau.ticket("implementing")
    sign_in(client, bureau.doer)
    for name in ("progress", "request"):
        assert client.post(f"{page_of(ticket)}{name}/", {"text": f"Nội dung {name}"}).url == page_of(ticket)
    asked = RecordNote.objects.of(ticket).get(kind="request")
    address = reverse("qms_ticket:answer", args=[ticket.pk, asked.sequence])
    assert client.get(address).context["reasons"]
    assert client.post(address, {"text": "Tự duyệt", "granted": "yes"}).context["form"].non_field_errors()
    sign_in(client, bureau.board)
    assert client.post(address, {"text": "Cấp thêm một người", "granted": "yes"}).status_code == 302
    page = client.get(page_of(ticket)).content.decode()
    for text in ("Nội dung progress", "Nội dung request", "Cấp thêm một người"):
        assert text in page
    sign_in(client, bureau.spare)
    for name in ("progress", "request"):
        assert client.get(f"{page_of(ticket)}{name}/").context["reasons"]


def test_documents_are_named_and_excused(client, home):
    office = make_office(home)
    edition = office.issued("QT.77", "Quy trình tiếp nhận")
    bureau = make_bureau(agency=office.agency)
    ticket = bureau.ticket("implementing")
    sign_in(client, bureau.doer)
    client.post(f"{page_of(ticket)}documents/", {"edition": edition.pk})
    named = ticket.touched.get()
    address = reverse("qms_ticket:excuse", args=[ticket.pk, named.pk])
    assert client.get(address).context["reasons"]
    sign_in(client, bureau.board)
    assert address in client.get(page_of(ticket)).content.decode()
    client.post(address, {"text": "Chỉ sửa bảng phân công"})
    named.refresh_from_db()
    assert (named.none_needed, named.none_needed_by) == ("Chỉ sửa bảng phân công", bureau.board)
    assert "Chỉ sửa bảng phân công" in client.get(page_of(ticket)).content.decode()


def test_evidence_is_added_by_the_staff_while_the_record_lives(client, bureau):
    ticket, over = bureau.ticket("raised"), bureau.ticket("dismissed")
    auditor = make_person(bureau.agency, role=Role.STAFF)
    sign_in(client, auditor)
    address = f"{page_of(ticket)}evidence/"
    assert client.post(address, {}).context["form"].non_field_errors()
    file = SimpleUploadedFile("rong.txt", b"")
    assert client.post(address, {"files": file}).context["uploads"].errors
    assert client.post(address, {"files": SimpleUploadedFile("a.txt", b"a")}).status_code == 302
    assert client.get(f"{page_of(over)}evidence/").context["reasons"]
    client.post(f"{page_of(over)}evidence/", {"files": SimpleUploadedFile("a.txt", b"a")})
    assert not Attachment.objects.of(over).exists()


def test_the_page_shows_an_older_version_of_box_2(client, bureau):
    ticket = bureau.ticket("implementing")
    sign_in(client, bureau.doer)
    client.post(f"{page_of(ticket)}revise-plan/", {"comment": "Đổi cách làm"})
    page = client.get(page_of(ticket))
    assert [plan.version for plan in page.context["older_plans"]] == [1]
    assert page.context["marks"].get("box2") is None
