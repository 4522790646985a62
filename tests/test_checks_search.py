"""What ``manage.py check`` says of the search's settings."""

import pytest

from wagtail_qms.checks import settings_of_search_exist, the_search_engine_is_there


def said(settings, search: dict) -> list[str]:
    settings.WAGTAIL_QMS = settings.WAGTAIL_QMS | {"SEARCH": search}
    return [message.id for message in (*settings_of_search_exist(None), *the_search_engine_is_there(None))]


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ({}, []),
        ({"ENGINE": "database", "WORKER": True, "PAGE_SIZE": 20}, []),
        ({"ENGINE": "elasticsearch", "ELASTICSEARCH": {"HOSTS": ["https://localhost:9200"]}}, []),
        ({"ENGINE": "tests.search.away.AwayEngine"}, []),
        ({"ENGIN": "database"}, ["wagtail_qms.W004"]),
        ({"ENGINE": "elasticsearch", "ELASTICSEARCH": {"HOST": "localhost"}}, ["wagtail_qms.W004"]),
        ({"ENGINE": "no.such.Engine"}, ["wagtail_qms.E003"]),
        ({"ENGINE": "elastic"}, ["wagtail_qms.E003"]),
        ({"ENGINE": "tests.search.away.NoEngine"}, ["wagtail_qms.E003"]),
    ],
)
def test_what_is_misspelt_or_missing_is_said(settings, search, expected):
    assert said(settings, search) == expected


def test_the_name_that_does_not_exist_is_named(settings):
    settings.WAGTAIL_QMS = settings.WAGTAIL_QMS | {"SEARCH": {"ENGIN": "database"}}
    (message,) = settings_of_search_exist(None)
    assert "SEARCH: ENGIN." in message.msg
