"""What every test may use."""

import os

import pytest
from django.core.cache import cache
from hypothesis import settings as hypothesis_settings
from wagtail.models import Collection, Locale, Page, Site

from tests.portal.models import HomePage
from wagtail_qms.records import triggers as record_triggers
from wagtail_qms.register import triggers

# A slow machine is no failure; in CI the same examples each time.
hypothesis_settings.register_profile("default", deadline=None)
hypothesis_settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis_settings.load_profile("ci" if os.environ.get("CI") else "default")

FLUSHING = {"transactional_db", "live_server", "django_db_reset_sequences", "django_db_serialized_rollback"}


def is_flushed_after(request) -> bool:
    """Whether Django empties the tables after this test instead of rolling it back."""
    marker = request.node.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction")) or bool(FLUSHING & set(request.fixturenames))


@pytest.fixture(autouse=True)
def register_lets_itself_be_emptied(request):
    """The register's triggers hold against a flush as well, so they are lifted right before one.

    What Wagtail's migrations leave (the root page, the root collection) is put back too: the flush before took it.
    """
    if not is_flushed_after(request):
        yield
        return
    request.getfixturevalue("transactional_db")
    triggers.create()
    record_triggers.create()
    make_what_migrations_leave()
    yield
    triggers.drop()
    record_triggers.drop()


@pytest.fixture(autouse=True)
def empty_cache():
    """What one test cached is unknown to the next."""
    cache.clear()


def make_what_migrations_leave() -> Page:
    """The default language, the root collection and the root page; returns the page."""
    Locale.objects.get_or_create(language_code="vi")
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    return Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")


@pytest.fixture
def home(db):
    """The portal's home page, root of the default site."""
    page = make_what_migrations_leave().add_child(instance=HomePage(title="Cổng thông tin", slug="cong-thong-tin"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": page, "site_name": "Cổng"}
    )
    Site.clear_site_root_paths_cache()
    return page
