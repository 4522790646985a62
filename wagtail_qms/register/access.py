"""Who may open the registers in the admin, and of which agencies.

Groups only open screens; whose rows a person sees is told by the appointments of the day.
"""

from __future__ import annotations

from wagtail_qms import clock
from wagtail_qms.register.policy import Reader, reader_of


def reader_today(user) -> Reader:
    """``user`` as a reader today; asked once for each time the account is loaded."""
    today = clock.today()
    known = getattr(user, "_qms_reader", None)
    if known is None or known[0] != today:
        known = user._qms_reader = (today, reader_of(user, today))
    return known[1]


def is_on_staff(user) -> bool:
    """Whether ``user`` holds a post at any agency today, or sees all."""
    reader = reader_today(user)
    return reader.sees_all or bool(reader.agencies)


def may_open(user, agency_id: int) -> bool:
    """Whether ``user`` may open the register of the agency's documents."""
    reader = reader_today(user)
    return reader.sees_all or agency_id in reader.agencies


def own(rows, user, agency: str = "document__agency"):
    """Those of ``rows`` that belong to agencies of ``user``."""
    reader = reader_today(user)
    return rows if reader.sees_all else rows.filter(**{f"{agency}__in": reader.agencies})


def kept(rows, user, agency: str = "document__agency"):
    """Those of ``rows`` that belong to agencies whose register ``user`` keeps."""
    reader = reader_today(user)
    return rows if reader.sees_all else rows.filter(**{f"{agency}__in": reader.keeps})
