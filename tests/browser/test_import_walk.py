"""An officer brings five Word files in, corrects one, and submits one; it is signed, and a citizen reads it."""

import pytest

from tests.browser.officers import Officer
from tests.corpus import corpus
from tests.importing.papers import put
from wagtail_qms.pages.models import ProcedurePage
from wagtail_qms.register.models import Edition, SignOff

FIELD = "Hộ tịch"
CORRECTED = "Đăng ký khai sinh cho trẻ em"
PLACES = ("002", "006", "014", "016", "028")


@pytest.fixture
def files(tmp_path) -> list[str]:
    """Five papers of an agency, else five that are written here."""
    found = [path for path in corpus("ho-tich-*.docx") if path.stem[-3:] in PLACES]
    titles = ("Cấp bản sao", "Xác nhận cư trú", "Đăng ký khai tử", "Đăng ký giám hộ", "Cải chính")
    own = ((f"{place}.docx", {"code": f"QT {place}/MAU", "title": title}) for place, title in enumerate(titles, 1))
    return [str(path) for path in found or [put(tmp_path, name, **said) for name, said in own]]


def test_five_files_become_drafts_and_one_is_read_by_a_citizen(page, live_server, office, files, screenshot, overflow):
    site = live_server.url
    people = {part: Officer(page, site, user) for part, user in office.items()}
    people["drafter"].sign_in()
    _upload(page, files, screenshot)
    _look_beside_the_source(page, screenshot)
    _correct_and_accept(page, screenshot)
    assert ProcedurePage.objects.count() == 5
    assert {draft.field_of_work.name for draft in ProcedurePage.objects.all()} == {FIELD}
    assert [draft.title for draft in ProcedurePage.objects.order_by("code")][0] == CORRECTED

    draft = ProcedurePage.objects.order_by("code")[3]
    page.get_by_role("link", name=draft.title).click()
    page.wait_for_url(f"**/{draft.pk}/edit/")
    page.wait_for_load_state("networkidle")
    screenshot("import_editor")
    people["drafter"].submit()
    screenshot("import_submitted")
    people["reviewer"].sign_in().open(draft)
    screenshot("import_to_review")
    people["reviewer"].sign("Đã kiểm tra với bản giấy.")
    assert SignOff.objects.get(role="review").comment == "Đã kiểm tra với bản giấy."
    people["approver"].sign_in().open(draft).sign()

    edition = Edition.objects.get()
    page.context.clear_cookies()
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(site + ProcedurePage.objects.get(pk=draft.pk).url)
    assert page.locator("h1").inner_text() == edition.title
    assert overflow(360) == 0
    screenshot("import_citizen", width=360)
    page.screenshot(path="screenshots/import_citizen_first.png")


def _upload(page, files, screenshot):
    page.get_by_role("button", name="Quản lý chất lượng").click()
    page.get_by_role("link", name="Nhập tệp Word").click()
    screenshot("import_upload_empty")
    page.locator("button[type=submit]:has-text('Tải')").click()
    page.locator(".error-message, .w-field__errors").first.wait_for()
    screenshot("import_upload_error")
    page.locator("#id_files").set_input_files(files)
    page.locator("#id_field").fill(FIELD)
    screenshot("import_upload")
    page.locator("button[type=submit]:has-text('Tải')").click()
    # On a slow machine a page that tells how far reading is comes first, and leads on by itself.
    page.locator("button[name=accept]").wait_for(timeout=120_000)
    screenshot("import_review")


def _look_beside_the_source(page, screenshot):
    page.locator("input[name$='-title']").first.fill(CORRECTED)
    page.locator("button[name=beside]").first.click()
    page.wait_for_url("**/1/")
    screenshot("import_beside")
    page.locator("a[href$='/review/']").last.click()
    page.locator("button[name=accept]").wait_for(timeout=120_000)
    assert page.locator("input[name$='-title']").first.input_value() == CORRECTED


def _correct_and_accept(page, screenshot):
    second = page.locator("input[name$='-title']").nth(1)
    whole = second.input_value()
    second.fill("")
    page.locator("button[name=accept]").click()
    page.locator("[role=alert]").wait_for()
    screenshot("import_review_error")
    page.locator("input[name$='-title']").nth(1).fill(whole)
    page.locator("button[name=accept]").click()
    page.wait_for_url("**/done/", timeout=60_000)
    screenshot("import_done")
