"""Who may see a record: the staff of its agency on the day, and superusers. Acting is another question."""

from __future__ import annotations

from wagtail_qms.register.access import own, reader_today


def may_see(user, record) -> bool:
    """Whether ``user`` may see ``record``."""
    reader = reader_today(user)
    return reader.sees_all or record.agency_id in reader.agencies


def visible(records, user):
    """Those of the queryset ``records`` that ``user`` may see."""
    return own(records, user, "agency")
