"""Which engine answers: the site chooses one by name, and the database always stands by."""

from __future__ import annotations

from functools import lru_cache

from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from wagtail_qms import conf
from wagtail_qms.search.interface import Engine, EngineUnavailableError

DATABASE = "database"
#: The engines that come with the app, by the name that a site writes into its settings.
ENGINES = {
    DATABASE: "wagtail_qms.search.engines.database.DatabaseEngine",
    "elasticsearch": "wagtail_qms.search.engines.elasticsearch.ElasticsearchEngine",
}
#: What an engine raises that cannot be used now: it is away, its package is not installed, or it is set up wrongly.
UNUSABLE = (EngineUnavailableError, ImportError, ImproperlyConfigured)


def chosen_name() -> str:
    """The name of the engine that the site chose."""
    return conf.search("ENGINE")


def kept_names() -> tuple[str, ...]:
    """The engines whose indexes are kept in step: the database's, and the chosen one's."""
    return tuple(dict.fromkeys((DATABASE, chosen_name())))


def engine(name: str) -> Engine:
    """The engine ``name``. ImportError when it does not exist or its package is not installed."""
    return _class(name)()


@lru_cache(maxsize=8)
def _class(name: str):
    return import_string(ENGINES.get(name, name))
