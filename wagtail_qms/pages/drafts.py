"""The drafts of an agency: every document page that is not issued as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_

from django.apps import apps
from django.db.models import Q
from wagtail.models import Page

from wagtail_qms.register.codes import code_key
from wagtail_qms.register.models import Document


def document_models() -> list[type[Page]]:
    """The page types that are controlled documents, the host's own included."""
    return [model for model in apps.get_models() if issubclass(model, Page) and hasattr(model, "draft_snapshot")]


def draft_codes(agency) -> dict[int, str]:
    """The keys of the codes of the agency's documents that were never issued, by page; two queries."""
    indexes = apps.get_model("wagtail_qms", "DocumentIndexPage").objects.filter(agency=agency)
    below = reduce(or_, (Q(path__startswith=path) for path in indexes.values_list("path", flat=True)), Q(pk=None))
    issued = Document.objects.issued().filter(agency=agency, page__isnull=False).values("page_id")
    first, *others = (
        model.objects.filter(below, alias_of__isnull=True).exclude(code="").exclude(pk__in=issued).order_by()
        for model in document_models()
    )
    rows = first.values_list("pk", "code").union(*(other.values_list("pk", "code") for other in others))
    return {pk: code_key(code) for pk, code in rows}


class Codes:
    """The codes of drafts, read once for each agency."""

    def __init__(self):
        self._read: dict[int, dict[int, str]] = {}

    def beside(self, agency, page_id: int | None = None) -> frozenset[str]:
        """The keys of the codes of the agency's drafts other than that of the page ``page_id``."""
        if agency.pk not in self._read:
            self._read[agency.pk] = draft_codes(agency)
        return frozenset(key for pk, key in self._read[agency.pk].items() if pk != page_id)


def drafts() -> Iterator[Page]:
    """Each document page's draft in its latest words, one at a time."""
    for model in document_models():
        keys = model.objects.filter(alias_of__isnull=True).order_by("path").values_list("pk", flat=True)
        for pk in keys.iterator(chunk_size=200):
            yield model.objects.get(pk=pk).get_latest_revision_as_object()
