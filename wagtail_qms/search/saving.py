"""Searches that the staff keep for themselves."""

from __future__ import annotations

from django.db.models import QuerySet

from wagtail_qms.search.models import SavedSearch

#: Searches that one person keeps at one agency.
MOST = 100
_NAME, _PARAMETERS = 100, 2000


def saved_by(user, agency_id: int) -> QuerySet[SavedSearch]:
    """What ``user`` keeps at the agency, by name."""
    return SavedSearch.objects.filter(user=user, agency=agency_id)


def save(*, user, agency_id: int, name: str, parameters: str) -> SavedSearch | None:
    """Keep a search under ``name``; what was kept under it before is replaced. None where there is no room."""
    kept = saved_by(user, agency_id)
    name, parameters = name.strip()[:_NAME], parameters[:_PARAMETERS]
    if not name or (kept.count() >= MOST and not kept.filter(name=name).exists()):
        return None
    defaults = {"parameters": parameters}
    return SavedSearch.objects.update_or_create(user=user, agency_id=agency_id, name=name, defaults=defaults)[0]


def forget(*, user, agency_id: int, pk: int) -> None:
    """Drop one of the searches that ``user`` keeps; another's stays."""
    saved_by(user, agency_id).filter(pk=pk).delete()
