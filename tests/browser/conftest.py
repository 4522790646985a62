"""Debian's Chromium, driven by Playwright, on Django's live server."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

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
        tab.screenshot(path=str(path), full_page=True)
        return path

    return take


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
