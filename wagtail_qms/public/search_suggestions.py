"""What may be meant by what was typed so far: documents by their codes, then titles and headings."""

from __future__ import annotations

import hashlib

from django.core.cache import cache

from wagtail_qms import __version__
from wagtail_qms.pages.catalogue import Catalogue, catalogue_of
from wagtail_qms.register.codes import code_key
from wagtail_qms.register.policy import ANYBODY
from wagtail_qms.search.answering import begin
from wagtail_qms.search.interface import Scope

_MOST, _CODES = 7, 4
_SECONDS = 60


def suggestions(text: str, scope: Scope, agency_id: int) -> list[dict[str, str]]:
    """Suggestions for ``text`` within ``scope``: what to search for, with the ``code`` where that is a document's."""
    catalogue = catalogue_of(agency_id, scope.reader, scope.day)
    if scope.reader != ANYBODY:
        return _found(text, scope, catalogue)
    parts = (text, catalogue.name, sorted(scope.hidden_pages))
    key = f"wagtail_qms:{__version__}:begun:{hashlib.sha256(repr(parts).encode()).hexdigest()}"
    found = cache.get(key)
    if found is None:
        found = _found(text, scope, catalogue)
        cache.set(key, found, _SECONDS)
    return found


def _found(text: str, scope: Scope, catalogue: Catalogue) -> list[dict[str, str]]:
    rows = _by_code(text, scope, catalogue)
    known = {row["text"] for row in rows}
    rows += [{"text": words, "code": ""} for words in begin(text, scope, limit=_MOST) if words not in known]
    return rows[:_MOST]


def _by_code(text: str, scope: Scope, catalogue: Catalogue) -> list[dict[str, str]]:
    """Documents whose code begins so: "qt ct" as well as "QT.CT"."""
    begun = code_key(text)
    if len(begun) < 2:
        return []
    entries = (entry for entry in catalogue.entries if entry.code and entry.page_id not in scope.hidden_pages)
    found = [entry for entry in entries if code_key(entry.code).startswith(begun)]
    return [{"text": entry.title, "code": entry.code} for entry in sorted(found, key=lambda one: one.by_code)[:_CODES]]
