"""The search on a phone, with and without scripts: from words without accents to the step that answers."""

import pytest
from django.test import Client

from tests.browser.conftest import CHROMIUM_ARGUMENTS, SCREENSHOTS, chromium_path
from tests.browser.test_public_pages import faults
from tests.factories import make_field, make_office
from tests.factories.bodies import procedure_body, section, step, steps, text
from tests.public.answers import index_all
from tests.public.conftest import make_blank

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}


def certifying_body() -> list[dict]:
    """A procedure with a step that a citizen may look for, far below the first screen."""
    before = section("1", "Mục đích", text(*["Thống nhất cách chứng thực bản sao từ bản chính."] * 12))
    rows = steps(
        step("5.1", "Tiếp nhận bản chính", "Công chức Một cửa"),
        step("5.2", "Đối chiếu bản sao với bản chính", "Công chức Tư pháp", times=[("", "Trong ngày")]),
        step("5.3", "Trả kết quả", "Công chức Một cửa"),
    )
    return [before, section("5", "Nội dung", rows, role="content")]


@pytest.fixture
def office(home):
    office = make_office(home)
    marriages, copies = make_field(office.agency, "Hộ tịch"), make_field(office.agency, "Chứng thực")
    checking = section("8", "Khác", steps(step("8.1", "Đối chiếu bản sao giấy tờ", "Công chức Tư pháp")))
    extract = [*procedure_body(make_blank().pk), checking]
    office.issued("QT.CT.01", "Chứng thực bản sao từ bản chính", body=certifying_body(), field_of_work=copies)
    office.issued("QT.HT.04", "Cấp bản sao trích lục hộ tịch", body=extract, field_of_work=marriages)
    index_all()
    return office


@pytest.fixture
def list_url(office, live_server) -> str:
    return live_server.url + office.index.url


@pytest.fixture
def plain_page(playwright):
    """A tab in a browser that runs no script."""
    with playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS) as browser:
        context = browser.new_context(java_script_enabled=False, viewport=PHONE, locale="vi-VN")
        context.set_default_timeout(15_000)
        yield context.new_page()
        context.close()


def marked_step(page) -> tuple[str, str]:
    """The colours of the step that the address names and of the one before it."""
    colour = "row => getComputedStyle(row).backgroundColor"
    return page.locator("#buoc-5-2").evaluate(colour), page.locator("#buoc-5-1").evaluate(colour)


def narrowed_to_the_step(page):
    """From the answer on: narrow by the field of work, follow the passage of the step."""
    page.locator(".qms-facets-box > summary").click()
    page.locator("[aria-labelledby=qms-loc-field] a", has_text="Chứng thực").click()
    page.wait_for_url("**field=Ch**")
    assert page.locator(".qms-hit").count() == 1
    page.locator(".qms-hit__place[href$='#buoc-5-2']").click()
    page.wait_for_url("**#buoc-5-2")


def test_on_a_phone_from_a_suggestion_to_the_step(page, list_url, screenshot, office):
    page.set_viewport_size(PHONE)
    page.goto(list_url)
    box = page.get_by_role("combobox")
    box.press_sequentially("ban sao", delay=20)
    page.get_by_role("option").first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    screenshot("tim-kiem-goi-y")
    box.press("Escape")
    assert (box.input_value(), box.get_attribute("aria-expanded")) == ("ban sao", "false")
    box.fill("doi chieu ban sao")
    box.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=doi+chieu+ban+sao")
    assert page.locator("#qms-ket-qua").get_attribute("role") == "status"
    assert page.locator(".qms-hit mark").first.is_visible()
    screenshot("tim-kiem-ket-qua")
    narrowed_to_the_step(page)
    found, other = marked_step(page)
    assert found != other
    assert page.locator("#buoc-5-2").evaluate("row => row.getBoundingClientRect().top < innerHeight / 2")
    page.screenshot(path=str(SCREENSHOTS / "tim-kiem-buoc.png"))


def test_a_suggestion_is_followed(page, list_url):
    page.set_viewport_size(PHONE)
    page.goto(list_url)
    page.get_by_role("combobox").press_sequentially("trich luc", delay=20)
    page.get_by_role("option", name="Cấp bản sao trích lục hộ tịch").click()
    page.wait_for_url("**/tim-kiem/?q=*")
    assert page.locator(".qms-hit__title").first.inner_text() == "Cấp bản sao trích lục hộ tịch"


def test_without_scripts(plain_page, list_url):
    plain_page.goto(list_url)
    plain_page.locator("#qms-tim").fill("doi chieu ban sao")
    plain_page.locator("#qms-tim").press("Enter")
    plain_page.wait_for_url("**/tim-kiem/?q=doi+chieu+ban+sao")
    narrowed_to_the_step(plain_page)
    assert plain_page.locator("#buoc-5-2:target").count() == 1


def pages(list_url: str) -> dict[str, str]:
    search = f"{list_url}tim-kiem/"
    return {
        "list": list_url,
        "before asking": search,
        "answer": f"{search}?q=ban+sao",
        "narrowed": f"{search}?q=ban+sao&field=H%E1%BB%99+t%E1%BB%8Bch",
        "code": f"{search}?q=qt+ht+04",
        "nothing": f"{search}?q=zzkhongco",
        "long": f"{search}?q={'w' * 300}",
    }


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(page, list_url, overflow, colours):
    page.emulate_media(color_scheme=colours)
    found = {}
    for name, url in pages(list_url).items():
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(url)
            for box in page.locator("details").all():
                box.evaluate("box => { box.open = true }")
            found[name, width] = (faults(page), overflow(width))
    assert {place: what for place, what in found.items() if what != ([], 0)} == {}


def test_open_suggestions_have_no_fault(page, list_url):
    page.goto(list_url)
    page.get_by_role("combobox").press_sequentially("ban sao", delay=20)
    page.get_by_role("option").first.wait_for()
    assert faults(page) == []


def test_staff_keep_a_search(page, live_server, list_url, office, screenshot, settings):
    client = Client()
    client.force_login(office.secretary)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page.goto(f"{list_url}tim-kiem/?q=ban+sao")
    page.locator("#qms-luu-ten").fill("Bản sao")
    page.locator(".qms-saving__new button").click()
    page.wait_for_url("**#qms-da-luu")
    assert page.locator(".qms-saving li a").inner_text() == "Bản sao"
    assert faults(page) == []
    screenshot("tim-kiem-da-luu")
