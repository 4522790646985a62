"""The main job, as people do it: written, returned, mended, checked, approved, read, replaced by the next edition."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Collection

from tests.factories import make_person
from wagtail_qms.organisation.models import Agency
from wagtail_qms.pages.models import DocumentIndexPage, ProcedurePage
from wagtail_qms.register.models import Edition
from wagtail_qms.setup.roles import GROUP_ROLES

PASSWORD = "mat-khau"


@pytest.fixture
def office(transactional_db, home):
    """The site as qms_setup leaves it, with one person for each signature."""
    call_command("qms_setup", verbosity=0)
    agency = Agency.objects.get()
    people = {
        "drafter": make_person(agency, name="Trần Văn Soạn"),
        "reviewer": make_person(agency, name="Lê Thị Soát", post="Chánh Văn phòng", may_review=True),
        "approver": make_person(agency, name="Phạm Văn Duyệt", post="Chủ tịch", capacity="TM.", may_approve=True),
    }
    groups = {role.key: role.stored_name for role in GROUP_ROLES}
    for part, person in people.items():
        person.groups.add(Group.objects.get(name=groups[part]))
    blank = ContentFile(b"Mau trong", name="bm-tcd-01.docx")
    collection = Collection.objects.exclude(depth=1).get()
    get_document_model().objects.create(title="Sổ tiếp công dân (mẫu trống)", file=blank, collection=collection)
    return people


class Officer:
    """A person at the admin, in a browser of their own."""

    def __init__(self, tab, site: str, user):
        self.tab, self.site, self.user = tab, site, user

    def sign_in(self):
        """Sign in afresh, whoever sat here before."""
        self.tab.context.clear_cookies()
        self.tab.goto(f"{self.site}/admin/login/")
        self.tab.fill("#id_username", self.user.username)
        self.tab.fill("#id_password", PASSWORD)
        self.tab.click("button[type=submit]")
        self.tab.wait_for_url(f"{self.site}/admin/")
        return self

    def add_row(self, name: str):
        """Press the plus sign of the list ``name``."""
        path = f"//input[@name='{name}-count']/following-sibling::div[1]//button[contains(@class,'c-sf-add-button')]"
        self.tab.locator(path).first.click()

    def write(self, name: str, words: str):
        """Type into a field of the form."""
        self.tab.locator(f"[name='{name}']").fill(words)

    def write_rich(self, name: str, words: str):
        """Type into a rich text field."""
        editor = self.tab.locator(
            f"xpath=//*[@name='{name}']/ancestor::*[.//div[@role='textbox']][1]//div[@role='textbox']"
        )
        editor.click()
        self.tab.keyboard.type(words)

    def choose_file(self, name: str, title: str):
        """Choose the uploaded file ``title`` in the field ``name``."""
        self.tab.locator(f"[id='{name}-chooser'] [data-chooser-action-choose]:visible").click()
        self.tab.locator(".modal-body").get_by_text(title).first.click()
        self.tab.locator(".modal-body").wait_for(state="detached")

    def press(self, selector: str):
        """Press a button of the footer's menu."""
        button = self.tab.locator(f"footer {selector}").first
        if not button.is_visible():
            self.tab.locator("footer [data-w-dropdown-target='toggle']").first.click()
        button.click()

    def open(self, page):
        """Open the editor of ``page``."""
        self.tab.goto(f"{self.site}/admin/pages/{page.pk}/edit/")
        return self

    def sign(self):
        """Sign the document that is open."""
        self.press("a[href$='/sign/']")
        self.tab.locator(".qms-sign form button[type=submit]").click()
        self.tab.wait_for_url(lambda address: not address.endswith("/sign/"))

    def send_back(self, reason: str):
        """Return the document that is open."""
        self.press("a[href$='/return/']")
        self.tab.locator(".qms-sign form [name=comment]").fill(reason)
        self.tab.locator(".qms-sign form button[type=submit]").click()
        self.tab.wait_for_url(lambda address: not address.endswith("/return/"))


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


def _submit(officer: Officer):
    officer.press("button[name='action-submit']")
    officer.tab.wait_for_load_state("networkidle")


def test_from_a_draft_to_a_citizen_and_on_to_the_next_edition(page, live_server, office, screenshot, overflow):
    site = live_server.url
    people = {part: Officer(page, site, user) for part, user in office.items()}

    _write_procedure(people["drafter"].sign_in())
    screenshot("editor")
    _submit(people["drafter"])
    draft = ProcedurePage.objects.get()
    assert draft.current_workflow_task.name == "Soát xét"

    people["reviewer"].sign_in().open(draft).send_back("Thiếu thời hạn trả lời công dân.")
    assert draft.get_latest_revision_as_object().current_workflow_state.status == "needs_changes"
    screenshot("returned")

    people["drafter"].sign_in().open(draft)
    people["drafter"].write_rich("body-1-value-body-0-value", "Trả lời trong 10 ngày làm việc. ")
    _submit(people["drafter"])
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
    _submit(people["drafter"])
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
