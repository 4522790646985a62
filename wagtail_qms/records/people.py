"""People in records: by key without a constraint, for accounts may go, and by name beside it."""

from __future__ import annotations

from django.conf import settings
from django.db import models


def person_key(verbose_name, **options) -> models.ForeignKey:
    """A key to an account that may be gone later; write the name beside it (``PERSON_name``)."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=verbose_name,
        db_constraint=False,
        on_delete=models.DO_NOTHING,
        related_name="+",
        **{"null": True, "blank": True, **options},
    )


def name_column(verbose_name, **options) -> models.CharField:
    """The name of a person as it was when they came into the record."""
    return models.CharField(verbose_name, max_length=255, **{"blank": True, "editable": False, **options})
