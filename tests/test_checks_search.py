"""What `manage.py check` says about the search engine that a site chose."""

import subprocess
import sys

import pytest

from wagtail_qms import checks

# The package is there for the tests, so it is hidden from a process of its own.
WITHOUT_THE_CLIENT = """
import sys
sys.modules["elasticsearch"] = None
import django
django.setup()
from wagtail_qms import checks
from django.conf import settings
settings.WAGTAIL_QMS = {**settings.WAGTAIL_QMS, "SEARCH": {"ENGINE": "elasticsearch"}}
print(*checks.the_search_engine_is_there(None))
"""


def said(settings, **search) -> list[str]:
    settings.WAGTAIL_QMS = {**settings.WAGTAIL_QMS, "SEARCH": search}
    return [found.id for found in checks.the_search_engine_is_there(None)]


def test_a_site_that_chooses_nothing_is_not_warned(settings):
    assert said(settings) == []


def test_an_engine_that_does_not_exist_is_named(settings):
    assert said(settings, ENGINE="portal.search.Missing") == ["wagtail_qms.E003"]


@pytest.mark.parametrize(("told", "ids"), [({}, ["wagtail_qms.E003"]), ({"HOSTS": ["http://127.0.0.1:9200"]}, [])])
def test_elasticsearch_needs_an_address(settings, told, ids):
    assert said(settings, ENGINE="elasticsearch", ELASTICSEARCH=told) == ids


def test_a_site_without_the_client_is_told_how_to_get_it():
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_THE_CLIENT],
        env={"DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "(wagtail_qms.E003)" in done.stdout
    assert 'pip install "wagtail-qms[elasticsearch]"' in done.stdout


@pytest.mark.parametrize(
    ("vendor", "options", "ids"),
    [
        ("sqlite", ["ENABLE_FTS3", "ENABLE_FTS5"], []),
        ("sqlite", ["ENABLE_FTS3"], ["wagtail_qms.W005"]),
        ("mysql", ["ENABLE_FTS5"], ["wagtail_qms.W005"]),
        ("postgresql", [], []),
    ],
)
def test_a_database_without_full_text_search_is_told(vendor, options, ids):
    assert [found.id for found in checks.slow_search(vendor, options)] == ids


def test_the_database_of_the_tests_can_search():
    assert checks.sqlite_has_full_text_search(None) == []
