"""What every verb of the register begins with: the lock, the refusal, and who acts."""

from __future__ import annotations

from datetime import date

from wagtail_qms.organisation.enums import KEEPERS
from wagtail_qms.organisation.queries import has_role, name_of
from wagtail_qms.problems import Refused
from wagtail_qms.register.models import Document


def locked(document: Document) -> Document:
    """``document`` read again under a row lock, until the transaction ends."""
    return Document.objects.select_for_update().select_related("agency").get(pk=document.pk)


def refuse_if(problems):
    """Raise Refused with ``problems`` when there are any."""
    found = tuple(problems)
    if found:
        raise Refused(*found)


def recorded_by(person) -> dict:
    """The columns that say who added a row."""
    return {"recorded_by": person, "recorded_by_name": name_of(person)}


def keeps_register(person, agency, day: date) -> bool:
    """Whether ``person`` keeps the register of ``agency`` on ``day``: ISO secretary or leader of the ISO board."""
    return has_role(person, agency, day, *KEEPERS)
