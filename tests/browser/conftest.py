"""Debian's Chromium, driven by Playwright, on Django's live server."""

import os
import shutil
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.management import call_command
from playwright.sync_api import sync_playwright
from wagtail.documents import get_document_model
from wagtail.models import Collection

from tests.factories import make_person
from wagtail_qms.organisation.models import Agency
from wagtail_qms.setup.roles import GROUP_ROLES

SCREENSHOTS = Path(__file__).resolve().parents[2] / "screenshots"
# Without these Chromium keeps asking for hosts elsewhere; it runs as root in CI, hence no sandbox.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 320, "height": 700}
#: Pixels of the highest admin page that is photographed whole, and how high the one that is open is.
TALLEST = 5000
CONTENT_HEIGHT = "document.querySelector('main.content-wrapper, .content-wrapper')?.scrollHeight ?? 0"

# Playwright's own event loop runs in the main thread, where Django would refuse to query the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def chromium_path() -> str:
    """Where Debian puts its Chromium. Fails when it is not installed: the walk must not be skipped unseen."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "Chromium is missing: apt-get install chromium"
    return found


@pytest.fixture(scope="session")
def playwright():
    """Playwright, once a run."""
    with sync_playwright() as running:
        yield running


@pytest.fixture
def browser(playwright, tmp_path):
    """A fresh profile for each test, so that no cookie or cache of another test is met."""
    context = playwright.chromium.launch_persistent_context(
        str(tmp_path / "profile"),
        executable_path=chromium_path(),
        headless=True,
        args=CHROMIUM_ARGUMENTS,
        viewport=WIDE,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        accept_downloads=True,
    )
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def page(browser):
    """A tab. The test fails when a script on a page fails."""
    tab = browser.new_page()
    errors = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    yield tab
    assert errors == []


@pytest.fixture
def screenshot(page):
    """``screenshot(name, width=None)`` writes the whole page to ``screenshots/<name>.png`` and returns the path."""

    def take(name: str, width: int | None = None, tab=None) -> Path:
        tab = tab or page
        if width:
            tab.set_viewport_size({"width": width, "height": WIDE["height"]})
        SCREENSHOTS.mkdir(exist_ok=True)
        path = SCREENSHOTS / f"{name}.png"
        tab.wait_for_load_state()
        before = tab.viewport_size
        # The admin scrolls inside its window, so that the whole page is more than the browser takes it for.
        tab.set_viewport_size({**before, "height": max(before["height"], min(TALLEST, tab.evaluate(CONTENT_HEIGHT)))})
        tab.screenshot(path=str(path), full_page=True)
        tab.set_viewport_size(before)
        return path

    return take


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


@pytest.fixture
def overflow(page):
    """``overflow(width)``: by how many pixels the page is wider than a window of ``width``."""

    def measure(width: int) -> int:
        page.set_viewport_size({"width": width, "height": PHONE["height"]})
        return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    return measure


def pytest_collection_modifyitems(items):
    """Everything below this folder is a browser test."""
    for item in items:
        if Path(__file__).parent in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)
