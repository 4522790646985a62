"""Settings of a process of its own: its database, media and private files lie below ``QMS_OWN_ROOT``."""

import os
from pathlib import Path

from tests.settings import *  # noqa: F403

OWN = Path(os.environ["QMS_OWN_ROOT"])
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(OWN / "own.sqlite3"),
        "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE"},
    }
}
MEDIA_ROOT = str(OWN / "media")
WAGTAIL_QMS = {"PRIVATE_ROOT": str(OWN / "private")}
