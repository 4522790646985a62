"""Every ``WAGTAIL_QMS`` setting, read when used, with its default.

A site sets what it wants to differ::

    WAGTAIL_QMS = {"PRIVATE_ROOT": BASE_DIR / "private"}
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

DEFAULTS = {
    # Where edition files, evidence and rendered PDFs are kept. Never below MEDIA_ROOT.
    # None: a folder "private" beside MEDIA_ROOT, or in BASE_DIR.
    "PRIVATE_ROOT": None,
    # The host's template that public pages extend; it offers the blocks "title", "extra_css" and "content".
    "BASE_TEMPLATE": "base.html",
    # Seconds and megabytes that one PDF may take.
    "PDF_SECONDS": 60,
    "PDF_MEGABYTES": 1024,
    # Documents on one page of the public list.
    "PAGE_SIZE": 20,
    # Names of groups that the site calls otherwise than qms_setup does: {"drafter": "Soạn thảo viên"}.
    "GROUPS": {},
    # How citizens' search works (``SEARCH_DEFAULTS``): {"ENGINE": "elasticsearch", "ELASTICSEARCH": {"HOSTS": [...]}}.
    "SEARCH": {},
}

SEARCH_DEFAULTS = {
    # Which engine answers: "database", "elasticsearch", or the dotted path of an engine's class.
    "ENGINE": "database",
    # True where ``qms_index`` runs as a worker; else a request takes up its own changes.
    "WORKER": False,
    # Seconds after which the database answers in the engine's place.
    "SECONDS": 0.6,
    # Documents on one page of answers.
    "PAGE_SIZE": 10,
    # Questions a minute that one address may send to the JSON answers; 0 for no bound.
    "API_RATE": 60,
    # Proxies before the site that write X-Forwarded-For; 0: nobody is believed, the address is that of the connection.
    "PROXIES": 0,
    # Months for which the log of queries is kept.
    "LOG_MONTHS": 12,
    # HOSTS, API_KEY, CA_CERTS, INDEX_PREFIX, SHARDS, REPLICAS and OPTIONS for the client.
    "ELASTICSEARCH": {},
}


def get(name: str):
    """The value of the setting ``name``. KeyError for a name that does not exist."""
    if name not in DEFAULTS:
        raise KeyError(f"WAGTAIL_QMS has no setting {name!r}")
    return getattr(settings, "WAGTAIL_QMS", {}).get(name, DEFAULTS[name])


def search(name: str):
    """The value of the search's setting ``name``. KeyError for a name that does not exist."""
    if name not in SEARCH_DEFAULTS:
        raise KeyError(f"WAGTAIL_QMS['SEARCH'] has no setting {name!r}")
    return get("SEARCH").get(name, SEARCH_DEFAULTS[name])


def private_root() -> Path:
    """The folder of files that only a view may hand out. ImproperlyConfigured when none can be told."""
    chosen = get("PRIVATE_ROOT")
    if chosen:
        return Path(chosen)
    if getattr(settings, "MEDIA_ROOT", ""):
        return Path(settings.MEDIA_ROOT).parent / "private"
    if hasattr(settings, "BASE_DIR"):
        return Path(settings.BASE_DIR) / "private"
    raise ImproperlyConfigured("Set WAGTAIL_QMS['PRIVATE_ROOT'] to a folder outside MEDIA_ROOT.")
