"""Mistakes of our own making in reports and tickets: each is stopped or named."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.utils import timezone

from tests.factories import make_agency, make_office, make_person, make_unit
from tests.factories.records import make_bureau
from tests.register.desk import codes
from wagtail_qms import clock
from wagtail_qms.pages.models import ProcedurePage
from wagtail_qms.problems import Refused
from wagtail_qms.records.adding import attach
from wagtail_qms.records.chain import RecordNote, TransitionEntry
from wagtail_qms.records.deadlines import Deadline
from wagtail_qms.records.settings import CalendarDay
from wagtail_qms.records.transitions import perform
from wagtail_qms.snippets.corrective_actions import actions as tickets
from wagtail_qms.snippets.corrective_actions import problems as ticket_problems
from wagtail_qms.snippets.corrective_actions.queries import measures_of, open_requests
from wagtail_qms.snippets.nonconformities import problems as nonconformity_problems


def refusal(act, *args, **kwargs) -> list[str]:
    try:
        act(*args, **kwargs)
    except Refused as refused:
        return sorted(codes(refused.problems))
    return []


YESTERDAY, TOMORROW = timedelta(days=-1), timedelta(days=1)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, []),
        ({"title": " "}, ["record.missing"]),
        ({"description": ""}, ["record.missing"]),
        ({"standard": "", "clause": ""}, ["requirement.missing"]),
        ({"standard": "", "clause": "8.5.1"}, ["requirement.of_what"]),
        ({"clause": "5.2.9"}, ["requirement.no_such_clause"]),
        ({"clause": "mười"}, ["requirement.no_such_clause"]),
        ({"standard": "", "clause": "", "section": "5.1.2"}, ["requirement.of_what"]),
        ({"standard": "", "clause": "", "requirement_words": "Điểm 3.1.4 không làm"}, ["requirement.of_what"]),
        ({"standard": "", "clause": "", "requirement_words": "Điều 12 Luật Hộ tịch"}, []),
        ({"standard": "", "clause": "", "requirement_words": "Nghị định 61/2018/NĐ-CP"}, []),
        ({"title": "Sai sót nghiêm trọng", "grade": "minor"}, ["grade.differs"]),
        ({"title": "Sai sót nghiêm trọng", "grade": "major"}, []),
        ({"description": "Đây là điểm nhẹ, hồ sơ thiếu chữ ký", "grade": "major"}, ["grade.differs"]),
        ({"was_delivered": True}, ["delivered.untold"]),
        ({"was_delivered": True, "consequence": "Phải đổi giấy", "person_told": "Người nộp"}, []),
        ({"paper_number": "QT-05"}, ["number.malformed"]),
        ({"paper_number": "00"}, ["number.malformed"]),
        ({"paper_number": "7/2026"}, []),
    ],
)
def test_a_report(bureau, fields, expected):
    assert refusal(bureau.report, **fields) == expected


def test_a_report_of_tomorrow_or_of_another_agencys_unit(bureau):
    assert refusal(bureau.report, found_on=clock.today() + TOMORROW) == ["found_on.future"]
    strange = make_unit(make_agency("Sở Khác"), "Phòng Khác")
    assert refusal(bureau.report, unit=strange) == ["record.other_agency"]


def test_a_report_on_another_agencys_document_or_report(home, bureau):
    edition = make_office(home, slug="khac").issued()
    named = {"standard": "", "clause": "", "edition": edition, "section": "5"}
    assert refusal(bureau.report, **named) == ["record.other_agency"]
    assert refusal(bureau.report, repeats=make_bureau("Sở Khác").report()) == ["record.other_agency"]


@pytest.mark.parametrize("field", ["state", "serial", "disposition", "assigned", "length"])
def test_a_report_takes_no_field_of_a_later_step(bureau, field):
    with pytest.raises(TypeError):
        bureau.report(**{field: None})


def test_numbers_on_paper_are_told_apart_by_year(bureau):
    bureau.report(paper_number="03", found_on=date(2025, 5, 6))
    assert refusal(bureau.report, paper_number="3/2025") == ["number.taken"]
    assert refusal(bureau.report, paper_number="03", found_on=date(2024, 5, 6)) == []
    assert refusal(bureau.report, paper_number="13", found_on=date(2025, 5, 6)) == []


def test_a_warning_goes_on_with_a_reason_that_is_kept(bureau):
    record = bureau.report(was_delivered=True, because="Chưa liên hệ được người nộp")
    assert record.state == "reported"
    assert log_of(record)[-1].details == {
        "number": record.number,
        "warnings": ["delivered.untold"],
        "because": "Chưa liên hệ được người nộp",
    }


def log_of(record) -> list:
    return list(TransitionEntry.objects.of(record))


def test_the_section_of_an_edition(home):
    office = make_office(home, slug="khac")
    edition = office.issued()
    bureau = make_bureau(agency=office.agency)
    named = {"standard": "", "clause": "", "edition": edition}
    assert refusal(bureau.report, section="5", **named) == []
    assert refusal(bureau.report, section="9.9", **named) == ["requirement.no_such_section"]


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (lambda bureau: bureau.workday(3), []),
        (lambda bureau: clock.today() - timedelta(days=30), ["deadline.before_start"]),
    ],
)
def test_a_decision(bureau, due, expected):
    record = bureau.report()
    found = refusal(perform, record, "decide", by=bureau.head, **bureau.decision(due_on=due(bureau)))
    assert [code for code in found if code != "deadline.day_off"] == expected


def test_a_deadline_on_a_day_that_the_agency_has_off(bureau):
    day = bureau.workday(3)
    CalendarDay.objects.create(agency=bureau.agency, day=day, is_working=False, name="Nghỉ bù")
    record = bureau.report()
    assert refusal(perform, record, "decide", by=bureau.head, **bureau.decision(due_on=day)) == ["deadline.holiday"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"corrected_on": TOMORROW}, ["corrected_on.future"]),
        ({"corrected_on": timedelta(days=-400)}, ["corrected_on.before_found"]),
        ({"correction": " "}, ["record.missing"]),
        ({"cause": "Khách quan: "}, ["cause.empty"]),
        ({"cause": "Do nguyên nhân chủ quan"}, ["cause.empty"]),
        ({"cause": "Thiếu người trực"}, []),
    ],
)
def test_a_correction(bureau, data, expected):
    record = bureau.decided()
    values = {"correction": "Đã sửa", "corrected_on": timedelta()} | data
    values["corrected_on"] = clock.today() + values["corrected_on"]
    assert refusal(perform, record, "correct", by=bureau.doer, **values) == expected


def test_an_audits_correction_needs_more_than_itself(bureau):
    record = bureau.decided(source="audit")
    done = {"correction": "Bổ sung chữ ký.", "corrected_on": clock.today()}
    press = {"by": bureau.doer, **done}
    assert refusal(perform, record, "correct", **press) == ["corrective_action.missing"]
    same = refusal(perform, record, "correct", corrective_action="bổ sung chữ ký", **press)
    assert same == ["corrective_action.missing"]
    assert refusal(perform, record, "correct", corrective_action="Thêm bước kiểm tra chữ ký", **press) == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, []),
        ({"title": ""}, ["record.missing"]),
        ({"opened_on": date(2020, 1, 2)}, ["opened_on.before_found"]),
        ({"grade": "major"}, ["grade.differs"]),
        ({"description": "Hồ sơ trả chậm.\nMáy in hỏng, nhân viên bỏ vị trí nhiều giờ liền"}, ["finding.lacks"]),
        ({"clause": "99"}, ["requirement.no_such_clause"]),
    ],
)
def test_box_1(bureau, fields, expected):
    ticket = bureau.draft(**fields)
    assert refusal(perform, ticket, "raise_ticket", by=bureau.author) == expected


def test_a_corrective_ticket_needs_a_nonconformity_and_an_improvement_none(bureau):
    fields = {
        "agency": bureau.agency,
        "by": bureau.author,
        "unit": bureau.unit,
        "title": "Bỏ giấy",
        "description": "Số hóa",
    }
    corrective = tickets.open_ticket(standard="ISO 9001:2015", clause="10.3", **fields)
    assert refusal(perform, corrective, "raise_ticket", by=bureau.author) == ["ticket.no_nonconformity"]
    improvement = tickets.open_ticket(kind="improvement", **fields)
    assert refusal(perform, improvement, "raise_ticket", by=bureau.author) == []


def test_a_ticket_on_a_cancelled_nonconformity_or_one_of_another_agency(bureau):
    found = bureau.report()
    ticket = bureau.draft(found)
    perform(found, "cancel", by=bureau.head, comment="Ghi trùng")
    assert refusal(perform, ticket, "raise_ticket", by=bureau.author) == ["ticket.nonconformity_over"]
    strange = make_bureau("Sở Khác").report()
    ticket = bureau.draft(strange, unit=bureau.unit)
    assert refusal(perform, ticket, "raise_ticket", by=bureau.author) == ["record.other_agency"]


MEASURE = {"kind": "corrective", "what": "Soạn bảng phân công"}


@pytest.mark.parametrize(
    ("plan", "measure", "expected"),
    [
        ({"cause": ""}, {}, ["cause.empty"]),
        ({"cause": "Nguyên nhân khách quan"}, {}, ["cause.empty"]),
        ({"cause_kinds": []}, {}, ["cause.kind"]),
        ({"cause_kinds": ["weather"]}, {}, ["cause.kind"]),
        ({"whys": ["Vì thế", ""]}, {}, ["cause.whys"]),
        ({"whys": "Vì thế"}, {}, ["cause.whys"]),
        ({"diagram": [{"branch": "Con người", "causes": ["Thiếu người"]}]}, {}, []),
        ({"diagram": [{"branch": "", "causes": ["Thiếu người"]}]}, {}, ["cause.diagram"]),
        ({"diagram": {"branch": "Con người"}}, {}, ["cause.diagram"]),
        ({}, {"what": " "}, ["measure.empty"]),
        ({}, {"owner": None}, ["measure.no_owner", "measure.no_person"]),
        ({}, {"owner": None, "owner_name": "Cả phòng"}, ["measure.no_person"]),
        ({}, {"deadline": Deadline("words", words="Thường xuyên")}, ["measure.no_date"]),
        ({}, {"deadline": Deadline("words")}, ["deadline.missing", "measure.no_date"]),
        ({}, {"deadline": Deadline("date")}, ["deadline.missing", "measure.no_date"]),
        ({}, {"deadline": Deadline("date", date(2020, 1, 1))}, ["deadline.before_start", "deadline.holiday"]),
        ({}, {"kind": "correction"}, ["plan.only_correction"]),
    ],
)
def test_box_2(bureau, plan, measure, expected):
    ticket = bureau.ticket("analysing")
    row = MEASURE | {"owner": bureau.doer, "deadline": Deadline("date", bureau.workday(5))} | measure
    bureau.plan(ticket, measures=[row], **plan)
    assert refusal(perform, ticket, "propose", by=bureau.analyst) == expected


def test_an_empty_box_2(bureau):
    ticket = bureau.ticket("analysing")
    assert refusal(perform, ticket, "propose", by=bureau.analyst) == ["cause.empty", "cause.kind", "plan.no_measure"]


def test_a_measures_owner_is_on_the_agencys_staff(bureau):
    ticket = bureau.ticket("analysing")
    row = MEASURE | {"owner": make_person(), "deadline": Deadline("date", bureau.workday(5))}
    assert refusal(bureau.plan, ticket, measures=[row]) == ["record.other_agency"]


def test_completion_before_a_measure(bureau):
    ticket = bureau.ticket("endorsed")
    data = bureau.data("approve_plan") | {"complete_by": bureau.workday(1)}
    assert refusal(perform, ticket, "approve_plan", by=bureau.leader, **data) == ["complete_by.before_measure"]


def test_done_means_every_measure_with_evidence(bureau):
    ticket = bureau.ticket("implementing")
    measure = measures_of(ticket)[0]
    press = {"by": bureau.doer}
    assert refusal(perform, ticket, "report_done", **press) == ["measure.undone"]
    tickets.report_measure(measure, by=bureau.doer, done_on=clock.today())
    assert refusal(perform, ticket, "report_done", **press) == ["measure.no_evidence"]
    tickets.report_measure(measure, by=bureau.doer, done_on=clock.today() + YESTERDAY, evidence="Ảnh")
    assert refusal(perform, ticket, "report_done", **press) == ["measure.before_approval"]
    tickets.report_measure(measure, by=bureau.doer, done_on=clock.today())
    attach(ticket, by=bureau.doer, file=ContentFile(b"anh"), name="anh.jpg", part=f"measure:{measure.pk}")
    assert refusal(perform, ticket, "report_done", **press) == []


def test_requests_for_resources_are_answered_by_the_board(bureau):
    ticket = bureau.ticket("implementing")
    request = tickets.request_resources(ticket, by=bureau.doer, text="Cần một máy quét")
    bureau.finish(ticket)
    assert refusal(perform, ticket, "report_done", by=bureau.doer) == ["request.open"]
    answer = {"request": request, "text": "Đồng ý", "granted": True}
    assert refusal(tickets.answer_request, ticket, by=bureau.doer, **answer) == ["answer.who"]
    tickets.answer_request(ticket, by=bureau.board, **answer)
    assert open_requests(ticket) == []
    perform(ticket, "report_done", by=bureau.doer)
    assert ticket.state == "done"


def test_progress_is_due_monthly(bureau):
    ticket = bureau.ticket("implementing")
    with time_machine.travel(timezone.now() + timedelta(days=25)):
        assert "progress.due" not in codes(ticket_problems.problems(ticket))
        tickets.note_progress(ticket, by=bureau.doer, text="Được một nửa")
    with time_machine.travel(timezone.now() + timedelta(days=40)):
        assert "progress.due" not in codes(ticket_problems.problems(ticket))
    with time_machine.travel(timezone.now() + timedelta(days=60)):
        assert {"progress.due", "ticket.overdue"} <= set(codes(ticket_problems.problems(ticket)))


def test_coordinating_units_are_told(bureau):
    ticket = bureau.ticket("analysing")
    bureau.plan(ticket, coordinating_units=[bureau.unit])
    for name, who in [("propose", "analyst"), ("endorse", "other_head"), ("approve_plan", "leader")]:
        perform(ticket, name, by=bureau.people[who], **bureau.data(name))
    assert [row.text for row in RecordNote.objects.of(ticket).filter(kind="told")] == [bureau.unit.name]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"check_on": None}, ["effect.unplanned"]),
        ({"criterion": ""}, ["effect.unplanned"]),
        ({"checker": None}, ["effect.unplanned"]),
        ({"check_on": None, "criterion": "", "checker": None, "no_check": "Việc một lần"}, []),
        ({"check_on": date(2020, 2, 3)}, ["deadline.before_start"]),
        ({"lessons": " "}, ["record.missing"]),
    ],
)
def test_closing(bureau, data, expected):
    ticket = bureau.ticket("verified")
    assert refusal(perform, ticket, "close", by=bureau.board, **bureau.data("close") | data) == expected


def test_a_ticket_closed_without_a_check_is_over(bureau):
    ticket = bureau.ticket("verified")
    perform(ticket, "close", by=bureau.board, lessons="Nhắc nhở", no_check="Việc một lần")
    assert not type(ticket).objects.open().filter(pk=ticket.pk).exists()
    for user in bureau.people.values():
        assert refusal(perform, ticket, "confirm_effect", by=user) == ["ticket.confirm_effect.who"]


def test_a_check_before_its_date_is_named(bureau):
    ticket = bureau.ticket("closed")
    assert refusal(perform, ticket, "confirm_effect", by=bureau.checker) == ["effect.early"]


def test_a_document_touched_holds_the_ticket_open(home):
    office = make_office(home)
    edition, bureau = office.issued(), make_bureau(agency=office.agency)
    ticket = bureau.ticket("verified")
    touched = tickets.touch_document(ticket, by=bureau.board, document=edition.document)
    press = {"by": bureau.board, **bureau.data("close")}
    assert refusal(perform, ticket, "close", **press) == ["touched.no_edition"]
    page = ProcedurePage.objects.get(pk=edition.document.page_id)
    office.next_edition(page, planned_on=clock.today() + timedelta(days=9), change_reason="Theo phiếu")
    assert refusal(perform, ticket, "close", **press) == ["touched.no_edition"]
    assert refusal(tickets.excuse_document, touched, by=bureau.doer, why="Thôi") == ["touched.excuse.who"]
    with time_machine.travel(timezone.now() + timedelta(days=10)):
        assert refusal(perform, ticket, "close", **press) == []


def test_the_board_excuses_a_document(home):
    office = make_office(home)
    edition, bureau = office.issued(), make_bureau(agency=office.agency)
    ticket = bureau.ticket("verified")
    touched = tickets.touch_document(ticket, by=bureau.board, document=edition.document)
    tickets.excuse_document(touched, by=bureau.leader, why="Chỉ sửa lỗi chính tả trên bảng")
    assert refusal(perform, ticket, "close", by=bureau.board, **bureau.data("close")) == []


def test_another_agencys_document_is_not_touched(home, bureau):
    edition = make_office(home, slug="khac").issued()
    ticket = bureau.ticket("verified")
    assert refusal(tickets.touch_document, ticket, by=bureau.board, document=edition.document) == [
        "record.other_agency"
    ]


def test_overdue_corrections_and_forgotten_confirmations(bureau):
    decided, corrected = bureau.decided(), bureau.corrected(title="Sai tên", description="Ghi sai tên người nộp")
    with time_machine.travel(timezone.now() + timedelta(days=60)):
        assert "nonconformity.overdue" in codes(nonconformity_problems.problems(decided))
        assert "nonconformity.unconfirmed" in codes(nonconformity_problems.problems(corrected))
