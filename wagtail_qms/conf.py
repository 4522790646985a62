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
}


def get(name: str):
    """The value of the setting ``name``. KeyError for a name that does not exist."""
    if name not in DEFAULTS:
        raise KeyError(f"WAGTAIL_QMS has no setting {name!r}")
    return getattr(settings, "WAGTAIL_QMS", {}).get(name, DEFAULTS[name])


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
