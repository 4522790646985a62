"""A ticket from the report on a phone to its failed verification, and on to the closing of its successor."""

import struct
import zlib

import pytest

from tests.browser.record_officers import RecordOfficer
from tests.factories.records import DESCRIPTION, make_bureau
from tests.snippets.screens import admit
from wagtail_qms import clock
from wagtail_qms.records.chain import Attachment
from wagtail_qms.records.verify import verify_records
from wagtail_qms.register.verify import Report
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction
from wagtail_qms.snippets.nonconformities.models import Nonconformity

PHONE = {"width": 390, "height": 800}
WIDE = {"width": 1280, "height": 900}
WHYS = ("Người phụ trách nghỉ phép", "Không ai nhận thay", "Bảng phân công không ghi người thay")


def photo() -> dict:
    """A small picture, as a phone sends it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\x00" + bytes([90, 120, 160]) * 160 for _line in range(100))
    head = struct.pack(">IIBBBBB", 160, 100, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return {"name": "phieu-hen.png", "mimeType": "image/png", "buffer": data}


@pytest.fixture
def bureau(transactional_db, home):
    """An agency where every step has somebody to take it."""
    return make_bureau()


@pytest.fixture
def people(bureau, page, live_server):
    """Everybody of the bureau at a browser."""
    return {key: RecordOfficer(page, live_server.url, admit(user)) for key, user in bureau.people.items()}


def report_on_a_phone(officer, tab, screenshot, overflow) -> Nonconformity:
    """Report with the four questions, a photo, a requirement that is searched, and an earlier report chosen."""
    officer.sign_in()
    assert overflow(320) == 0
    tab.set_viewport_size(PHONE)
    tab.goto(f"{officer.site}/admin/qms/nonconformities/report/")
    for width in (320, 390):
        assert overflow(width) == 0
    tab.set_viewport_size(PHONE)
    screenshot("ticket_report_phone_empty")
    officer.fill(title="Trả hồ sơ trễ hẹn", description=DESCRIPTION, requirement_query="5.2")
    officer.send()
    assert Nonconformity.objects.count() == 1
    assert tab.locator("[name=title]").input_value() == "Trả hồ sơ trễ hẹn"
    screenshot("ticket_report_phone_of_what")
    tab.locator("[name=requirement_query]").fill("8.5.1")
    tab.locator("[data-qms-choices] input[value='clause|ISO 9001:2015|8.5.1']").check()
    tab.locator("[data-qms-repeats-list] input").first.check()
    tab.set_input_files("#id_files", [photo()])
    screenshot("ticket_report_phone_repeats")
    officer.send()
    screenshot("ticket_reported_phone")
    record = Nonconformity.objects.order_by("-pk").first()
    assert (record.state, record.clause, record.repeats_id is None) == ("reported", "8.5.1", False)
    assert Attachment.objects.of(record).count() == 1
    tab.set_viewport_size(WIDE)
    return record


def assign(people, bureau, ticket):
    """From the submission to the person who analyses."""
    people["secretary"].sign_in().take(ticket, "submit")
    people["leader"].sign_in().take(
        ticket, "assign", unit=bureau.other_unit, person=bureau.analyst, due_on=f"{bureau.workday(5):%d/%m/%Y}"
    )


def write_box2(officer, bureau, ticket, screenshot, name: str):
    """Cause and one measure; the first try lacks the deadline, and nothing typed is lost."""
    officer.sign_in().see(ticket).follow("/box2/")
    officer.fill(**{f"why_{place}": why for place, why in enumerate(WHYS, 1)})
    officer.fill(cause="Bảng phân công không ghi người làm thay", cause_kinds=["subjective"])
    first = {"measure-0-what": "Bổ sung người làm thay vào bảng phân công", "measure-0-owner": bureau.doer}
    officer.fill(**first).send("propose")
    assert officer.tab.locator("[name=why_1]").input_value() == WHYS[0]
    assert officer.tab.locator("[name='measure-0-what']").input_value() == first["measure-0-what"]
    screenshot(f"{name}_refused")
    officer.fill(**{"measure-0-deadline": f"{bureau.workday(8):%d/%m/%Y}"}).send("propose")
    ticket.refresh_from_db()
    assert ticket.state == "proposed"


def approve(people, bureau, ticket):
    """From the endorsement to the work."""
    people["other_head"].sign_in().take(ticket, "endorse")
    people["leader"].sign_in().take(
        ticket, "approve-plan", implementer=bureau.doer, complete_by=f"{bureau.workday(20):%d/%m/%Y}"
    )


def finish(officer, ticket, screenshot, name: str):
    """Progress, the measure done with a photo, and the whole reported."""
    officer.sign_in().see(ticket).follow("/progress/").fill(text="Đã lấy ý kiến các bộ phận").send()
    officer.tab.locator(".qms-table--measures a.button").first.click()
    officer.fill(evidence="Bảng phân công đã ký")
    officer.tab.set_input_files("#id_files", [photo()])
    officer.send()
    screenshot(name)
    officer.take(ticket, "report-done")


def test_from_the_report_to_the_closing_of_the_successor(page, people, bureau, screenshot, overflow):
    bureau.report()
    record = report_on_a_phone(people["staff"], page, screenshot, overflow)

    people["head"].sign_in().see(record)
    screenshot("ticket_nonconformity")
    due = f"{bureau.workday(3):%d/%m/%Y}"
    people["head"].follow("/decide/").fill(
        disposition="redo", person=bureau.doer, due_on=due, authority="finder"
    ).send()
    assert page.locator("[name=due_on]").input_value() == due
    screenshot("ticket_decide_refused")
    people["head"].fill(authority="head_of_unit").send()
    record.refresh_from_db()
    assert record.state == "decided"

    people["author"].sign_in().see(record)
    page.locator(f"a.button[href$='nonconformity={record.pk}']").click()
    people["author"].send("raise")
    ticket = CorrectiveAction.objects.get()
    assert (ticket.state, ticket.nonconformity_id) == ("raised", record.pk)
    screenshot("ticket_raised")
    people["head"].sign_in().take(ticket, "confirm-need", grounds=["repeating", "grave"])
    assign(people, bureau, ticket)
    write_box2(people["analyst"], bureau, ticket, screenshot, "ticket_box2")
    screenshot("ticket_proposed")
    approve(people, bureau, ticket)
    finish(people["doer"], ticket, screenshot, "ticket_implementing")

    people["top"].sign_in().see(ticket)
    screenshot("ticket_to_check")
    people["top"].take(ticket, "verify-not-met", evidence="Vẫn còn hai hồ sơ trả trễ trong tuần")
    ticket.refresh_from_db()
    successor = CorrectiveAction.objects.get(predecessor=ticket)
    assert (ticket.state, successor.state) == ("failed", "raised")
    screenshot("ticket_failed")

    people["top"].take(successor, "confirm-need", grounds=["repeating"])
    assign(people, bureau, successor)
    write_box2(people["analyst"], bureau, successor, screenshot, "ticket_successor_box2")
    approve(people, bureau, successor)
    finish(people["doer"], successor, screenshot, "ticket_successor_implementing")
    people["top"].sign_in().take(successor, "verify-met", evidence="Ba mươi hồ sơ đúng hẹn")
    people["board"].sign_in().take(
        successor,
        "close",
        lessons="Bảng phân công nào cũng ghi người làm thay",
        check_on=f"{bureau.workday(30):%d/%m/%Y}",
        criterion="Ba tháng không có hồ sơ trễ hẹn",
        checker=bureau.checker,
    )
    successor.refresh_from_db()
    assert (successor.state, successor.closed_on) == ("closed", clock.today())
    screenshot("ticket_closed")
    assert overflow(320) == 0
    page.set_viewport_size(WIDE)
    page.goto(f"{people['board'].site}/admin/qms/tickets/")
    screenshot("ticket_list")
    found = Report()
    verify_records(found)
    assert found.faults == []
