"""What `manage.py check` says about the language of a site."""

import pytest

from wagtail_qms import checks

MONTH_FIRST = ["%Y-%m-%d", "%m/%d/%Y"]


def test_a_site_that_reads_days_as_people_write_them_is_not_warned():
    assert checks.days_are_read_as_they_are_written(None) == []


def test_a_site_that_takes_no_slashes_is_not_warned(settings):
    settings.DATE_INPUT_FORMATS = ["%Y-%m-%d"]
    assert checks.days_are_read_as_they_are_written(None) == []


def test_a_site_that_puts_the_month_first_is_warned(settings):
    settings.DATE_INPUT_FORMATS = MONTH_FIRST
    assert [found.id for found in checks.days_are_read_as_they_are_written(None)] == ["wagtail_qms.W002"]


def test_our_words_come_first_here():
    assert checks.our_words_come_before_those_of_wagtail(None) == []


@pytest.mark.parametrize(
    ("names", "before"),
    [
        (["wagtail_qms", "wagtail.users", "wagtail"], []),
        (["portal", "wagtail_modeladmin", "wagtail_qms", "wagtail"], []),
        (["wagtail.users", "wagtail_qms", "wagtail"], ["wagtail.users"]),
        (["wagtail", "wagtail_qms"], ["wagtail"]),
    ],
)
def test_apps_of_wagtail_that_come_first_are_named(names, before):
    assert checks.wagtail_before_us(names) == before
