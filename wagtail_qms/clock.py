"""The date at the agency: the register's days are its days, wherever the person at the screen is."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def today() -> date:
    """The date in the site's time zone. The admin may have switched to the one of a user's profile."""
    return day_of(timezone.now())


def day_of(moment: datetime) -> date:
    """The date of ``moment`` in the site's time zone."""
    return timezone.localdate(moment, timezone.get_default_timezone())
