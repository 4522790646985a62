"""What a site may have set up wrongly, told by ``manage.py check``."""

import sqlite3
from contextlib import closing, suppress
from datetime import date
from importlib import import_module
from pathlib import Path

from django import forms
from django.apps import apps as registry
from django.conf import settings
from django.core import checks
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import override

from wagtail_qms import conf
from wagtail_qms.search import choosing


@checks.register("wagtail_qms")
def private_files_are_private(app_configs, **kwargs):
    """Edition files below MEDIA_ROOT would be served to anybody."""
    media = getattr(settings, "MEDIA_ROOT", "")
    private = conf.private_root().resolve()
    if media and Path(media).resolve() in (private, *private.parents):
        return [
            checks.Error(
                "WAGTAIL_QMS['PRIVATE_ROOT'] lies inside MEDIA_ROOT, where the web server hands out every file.",
                hint="Choose a folder that the web server does not serve.",
                id="wagtail_qms.E001",
            )
        ]
    return []


@checks.register("wagtail_qms")
def needed_apps_are_installed(app_configs, **kwargs):
    """The registers are listings of wagtail_modeladmin, tables are typed table blocks."""
    needed = ("wagtail_modeladmin", "wagtail.contrib.typed_table_block")
    missing = [name for name in needed if name not in settings.INSTALLED_APPS]
    return [
        checks.Error(
            f"{name} is missing from INSTALLED_APPS.",
            hint=f'Add "{name}" beside "wagtail_qms".',
            id="wagtail_qms.E002",
        )
        for name in missing
    ]


#: Fields that a document with a step table of some hundred rows is sent as.
ENOUGH_FIELDS = 20_000


@checks.register("wagtail_qms")
def long_documents_can_be_sent(app_configs, **kwargs):
    """Django refuses a form of more than 1,000 fields before anybody could say why."""
    limit = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    if limit is None or limit >= ENOUGH_FIELDS:
        return []
    return [
        checks.Warning(
            f"DATA_UPLOAD_MAX_NUMBER_FIELDS = {limit}: documents with long tables cannot be saved.",
            hint="Set DATA_UPLOAD_MAX_NUMBER_FIELDS = 100_000 in the site's settings.",
            id="wagtail_qms.W001",
        )
    ]


@checks.register("wagtail_qms")
def days_are_read_as_they_are_written(app_configs, **kwargs):
    """Django's default formats put the month first: a date of effect would be another day than the one meant."""
    with override(settings.LANGUAGE_CODE):
        try:
            day = forms.DateField().to_python("05/06/2026")
        except ValidationError:
            return []
    if day == date(2026, 6, 5):
        return []
    return [
        checks.Warning(
            "Somebody who types 05/06/2026 means the 5th of June, but gets the 6th of May.",
            hint='Set DATE_INPUT_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"] and WAGTAIL_DATE_FORMAT = "%d/%m/%Y".',
            id="wagtail_qms.W002",
        )
    ]


@checks.register("wagtail_qms")
def our_words_come_before_those_of_wagtail(app_configs, **kwargs):
    """Django takes a word from the first app that translates it."""
    before = wagtail_before_us([config.name for config in registry.get_app_configs()])
    if not before:
        return []
    return [
        checks.Warning(
            f"{', '.join(before)} stands before wagtail_qms in INSTALLED_APPS: officers will meet English there.",
            hint='Move "wagtail_qms" before the apps of Wagtail.',
            id="wagtail_qms.W003",
        )
    ]


def wagtail_before_us(names: list[str]) -> list[str]:
    """The apps of Wagtail among ``names`` that come before ours."""
    return [name for name in names[: names.index("wagtail_qms")] if name.partition(".")[0] == "wagtail"]


@checks.register("wagtail_qms")
def settings_of_search_exist(app_configs, **kwargs):
    """A setting that is misspelt does nothing, and nobody notices."""
    chosen = conf.get("SEARCH")
    places = ((chosen, conf.SEARCH_DEFAULTS, "SEARCH"), *_settings_of_elasticsearch(chosen))
    unknown = [f"{place}: {name}" for given, known, place in places for name in sorted(set(given) - set(known))]
    if not unknown:
        return []
    return [
        checks.Warning(
            f"WAGTAIL_QMS has settings of the search that do not exist: {', '.join(unknown)}.",
            hint=f"Those that exist: {', '.join(conf.SEARCH_DEFAULTS)}.",
            id="wagtail_qms.W004",
        )
    ]


def _settings_of_elasticsearch(chosen: dict):
    """What is set for Elasticsearch, and what can be, where its client is installed."""
    if chosen.get("ENGINE") == "elasticsearch":
        with suppress(ImportError):
            known = import_module("wagtail_qms.search.engines.elasticsearch.connection").DEFAULTS
            yield chosen.get("ELASTICSEARCH", {}), known, "SEARCH, ELASTICSEARCH"


@checks.register("wagtail_qms")
def the_search_engine_is_there(app_configs, **kwargs):
    """The database would answer for ever in the place of an engine that cannot be loaded."""
    try:
        choosing.engine(choosing.chosen_name())
    except choosing.UNUSABLE as error:
        return [
            checks.Error(
                f"The search engine {choosing.chosen_name()!r} cannot be used: {error}",
                hint='Choose "database", or install what the engine needs.',
                id="wagtail_qms.E003",
            )
        ]
    return []


@checks.register("wagtail_qms")
def sqlite_has_full_text_search(app_configs, **kwargs):
    """Without it every question goes through all passages one by one."""
    with closing(sqlite3.connect(":memory:")) as database:
        options = [option for (option,) in database.execute("PRAGMA compile_options")]
    return slow_search(connection.vendor, options)


def slow_search(vendor: str, options: list[str]) -> list[checks.Warning]:
    """What to say when a database of ``vendor``, a SQLite built with ``options``, has no full text search."""
    if vendor == "postgresql" or (vendor == "sqlite" and "ENABLE_FTS5" in options):
        return []
    return [
        checks.Warning(
            "This database has no full text search that wagtail_qms knows: questions are answered, but slowly.",
            hint="Use PostgreSQL, a SQLite with FTS5, or Elasticsearch (WAGTAIL_QMS['SEARCH']).",
            id="wagtail_qms.W005",
        )
    ]
