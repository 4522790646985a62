"""The main job, as people do it: written, returned, mended, checked, approved, read, replaced by the next edition."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from tests.browser.officers import Officer
from wagtail_qms.pages.models import DocumentIndexPage, ProcedurePage
from wagtail_qms.register.models import Edition


def _write_procedure(officer: Officer):
    officer.tab.goto(f"{officer.site}/admin/pages/add/wagtail_qms/procedurepage/{DocumentIndexPage.objects.get().pk}/")
    officer.write("title", "Quy trình tiếp công dân")
    officer.write("code", "QT.TCD")
    officer.write_rich("body-0-value-body-0-value", "Thống nhất cách tiếp công dân tại trụ sở.")
    officer.write_rich("body-1-value-body-0-value", "Áp dụng cho mọi đơn vị của cơ quan.")
    officer.add_row("body-2-value-body-0-value-rows")
    officer.write("body-2-value-body-0-value-rows-0-value-title", "Luật Tiếp công dân")
    officer.add_row("body-3-value-body-0-value")
    officer.write("body-3-value-body-0-value-0-value-term", "TCD")
    officer.write("body-3-value-body-0-value-0-value-meaning", "Tiếp công dân")
    officer.add_row("body-4-value-body-0-value-rows")
    step = "body-4-value-body-0-value-rows-0-value"
    officer.write(f"{step}-number", "5.1")
    officer.write(f"{step}-activity", "Mời công dân vào phòng tiếp")
    officer.write(f"{step}-responsible", "Cán bộ tiếp công dân")
    officer.write_rich(f"{step}-requirement", "Ghi vào sổ tiếp công dân.")
    officer.write(f"{step}-forms", "BM.TCD.01")
    officer.add_row("body-5-value-body-0-value")
    officer.write("body-5-value-body-0-value-0-value-code", "BM.TCD.01")
    officer.write("body-5-value-body-0-value-0-value-name", "Sổ tiếp công dân")
    officer.choose_file("body-5-value-body-0-value-0-value-file", "Sổ tiếp công dân (mẫu trống)")
    officer.add_row("body-6-value-body-0-value")
    officer.write("body-6-value-body-0-value-0-value-name", "Sổ tiếp công dân")
    officer.write("body-6-value-body-0-value-0-value-keeper", "Văn phòng")
    officer.write("body-6-value-body-0-value-0-value-retention", "05 năm")


def test_from_a_draft_to_a_citizen_and_on_to_the_next_edition(page, live_server, office, screenshot, overflow):
    site = live_server.url
    people = {part: Officer(page, site, user) for part, user in office.items()}

    _write_procedure(people["drafter"].sign_in())
    screenshot("editor")
    people["drafter"].submit()
    draft = ProcedurePage.objects.get()
    assert draft.current_workflow_task.name == "Soát xét"

    people["reviewer"].sign_in().open(draft).send_back("Thiếu thời hạn trả lời công dân.")
    assert draft.get_latest_revision_as_object().current_workflow_state.status == "needs_changes"
    screenshot("returned")

    people["drafter"].sign_in().open(draft)
    people["drafter"].write_rich("body-1-value-body-0-value", "Trả lời trong 10 ngày làm việc. ")
    people["drafter"].submit()
    people["reviewer"].sign_in().open(draft)
    screenshot("to_review")
    people["reviewer"].sign()
    assert Edition.objects.count() == 0
    people["approver"].sign_in().open(draft).sign()
    first = Edition.objects.get()

    page.context.clear_cookies()
    _read_as_citizen(page, site, first, screenshot, overflow)

    later = timezone.localdate() + timedelta(days=30)
    people["drafter"].sign_in().open(draft)
    people["drafter"].write("title", "Quy trình tiếp công dân và xử lý đơn")
    page.get_by_role("tab").nth(1).click()
    people["drafter"].write("planned_on", f"{later:%d/%m/%Y}")
    people["drafter"].write("change_reason", "Bổ sung xử lý đơn.")
    page.keyboard.press("Escape")
    people["drafter"].submit()
    people["reviewer"].sign_in().open(draft).sign()
    people["approver"].sign_in().open(draft).sign()
    second = Edition.objects.get(number=2)

    page.context.clear_cookies()
    address = site + ProcedurePage.objects.get().url
    page.goto(address)
    assert page.locator("h1").inner_text() == first.title
    page.goto(f"{address}lan-ban-hanh/02/")
    assert page.locator("h1").inner_text() == second.title
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        page.goto(address)
        assert page.locator("h1").inner_text() == second.title
        page.goto(f"{address}lan-ban-hanh/01/")
        assert page.locator("h1").inner_text() == first.title
        screenshot("superseded")


def _read_as_citizen(page, site, edition, screenshot, overflow):
    page.goto(site + DocumentIndexPage.objects.get().url)
    screenshot("list")
    page.get_by_role("link", name=edition.title).first.click()
    assert page.locator("h1").inner_text() == edition.title
    assert "Mời công dân vào phòng tiếp" in page.locator("main").inner_text()
    screenshot("document")
    screenshot("document_phone", width=320)
    assert overflow(320) == 0
    page.set_viewport_size({"width": 1280, "height": 900})
    pdf = page.locator("a[href$='.pdf']").first.get_attribute("href")
    answer = page.request.get(pdf if pdf.startswith("http") else site + pdf)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.body()[:5] == b"%PDF-"
