"""What a citizen meets: every public page without a fault for axe-core, without scrolling sideways, by keyboard."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from tests.factories import make_office
from tests.factories.bodies import block, items, procedure_body, section, step, steps, text
from tests.public.conftest import make_blank, page_of, withdraw

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = 320


def long_body() -> list[dict]:
    """Wide tables, long words, nested steps: what breaks a narrow screen."""
    columns = [{"type": "text", "heading": f"Cột {number}"} for number in range(7)]
    rows = [{"values": [f"<p>Ô rất dài {number} {word}</p>" for word in "abcdefg"]} for number in range(3)]
    grid = {"columns": columns, "rows": rows, "caption": "Bảng rộng"}
    table = {"grid": grid, "header_rows": 0, "header_columns": 0, "merges": []}
    long_steps = steps(
        step("5.6.1", "Tiếp nhận hồ sơ"),
        step(
            "5.6.1.1",
            "Kiểm tra " + "w" * 80,
            "Công chức Một cửa",
            level=1,
            times=[("Thường", "1 ngày"), ("Xa", "2 ngày")],
        ),
        step("5.6.1.2", "Chuyển hồ sơ", "Công chức chuyên môn", level=1, requirement="<ul><li>Đủ chữ ký</li></ul>"),
    )
    address = "https://vi-du.example/" + "duong-dan-rat-dai/" * 12
    more = section("8", "Phụ lục", text(f'<a href="{address}">{address}</a>'), long_steps, role="appendix")
    terms = block("definitions", items({"term": "TTHC", "meaning": "Thủ tục hành chính", "abbreviation": True}))
    return [*procedure_body(make_blank().pk), more, section("9", "Từ viết tắt", terms, block("table", table))]


@pytest.fixture
def office(home):
    return make_office(home)


@pytest.fixture
def addresses(office, live_server) -> dict[str, str]:
    """Public pages by what they show."""
    edition = office.issued("QT.01", "Cấp trích lục hộ tịch", body=long_body(), change_reason="Ban hành lần đầu")
    later = timezone.localdate() + timedelta(20)
    office.next_edition(page_of(edition), planned_on=later, change_reason="Thay mẫu tờ khai")
    gone = office.issued("QT.02", "Quy trình đã bãi bỏ")
    withdraw(office, gone, timezone.localdate())
    url, key = page_of(edition).url, edition.document.key
    paths = {
        "list": office.index.url,
        "empty list": f"{office.index.url}?q=khong-co-gi",
        "document": url,
        "edition to come": f"{url}lan-ban-hanh/02/",
        "withdrawn": page_of(gone).url,
        "check": f"/qms/v/{key}/01/",
    }
    return {name: live_server.url + path for name, path in paths.items()}


def faults(page) -> list[str]:
    """What axe-core finds, one line a fault."""
    found = Axe().run(page).response["violations"]
    return [f"{fault['id']}: {node['html'][:200]}" for fault in found for node in fault["nodes"]]


def test_axe_finds_nothing_and_nothing_scrolls_sideways(page, addresses, overflow):
    found = {}
    for name, url in addresses.items():
        for width in (1280, PHONE):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(url)
            found[name, width] = (faults(page), overflow(width))
    assert {place: what for place, what in found.items() if what != ([], 0)} == {}


def test_a_wide_table_scrolls_in_its_own_frame(page, addresses):
    page.set_viewport_size({"width": PHONE, "height": 700})
    page.goto(addresses["document"])
    frame = page.locator(".qms-scroll")
    assert frame.count() == 1
    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")


def test_a_step_is_a_card_on_a_phone(page, addresses):
    page.set_viewport_size({"width": PHONE, "height": 700})
    page.goto(addresses["document"])
    row = page.locator("tr.qms-steps__row").first
    assert row.evaluate("row => getComputedStyle(row).display") == "block"
    label = row.locator("td").first.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert label == '"' + row.locator("td").first.get_attribute("data-label") + '"'


def test_the_contents_lead_to_a_step_by_keyboard(page, addresses):
    page.goto(addresses["document"])
    page.locator(".qms-contents summary").last.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#buoc-5-6-1")


def test_paper_shows_the_text_and_the_signatures(page, addresses):
    page.goto(addresses["document"])
    page.emulate_media(media="print")
    shown = {
        name: page.locator(name).first.is_visible()
        for name in (".qms-body", ".qms-signers", ".qms-contents", ".qms-actions")
    }
    assert shown == {".qms-body": True, ".qms-signers": True, ".qms-contents": False, ".qms-actions": False}


def test_the_list_is_narrowed_without_scripts(page, addresses):
    page.goto(addresses["list"])
    page.locator(".qms-narrow summary").click()
    page.locator("#qms-q").fill("trich luc")
    page.locator("#qms-q").press("Enter")
    assert page.locator(".qms-list tbody tr").count() == 1
