"""What keepers of the register should know of the search: who stands in for whom, and what cannot be indexed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from wagtail_qms.register import access
from wagtail_qms.register.models import Edition
from wagtail_qms.search import breaker, choosing, queue
from wagtail_qms.search.models import IndexChange

#: How long a change may wait before somebody is told.
LATE = timedelta(hours=1)
#: Documents that are named.
NAMED = 20

_STOOD_IN_FOR = _("The search engine “%(name)s” does not answer, so the site's database answers in its place: %(why)s")


@dataclass(frozen=True, slots=True)
class StuckDocument:
    """A document that an engine cannot take into its index, and what it says."""

    pk: int
    title: str
    engine: str
    error: str


class SearchPanel(Component):
    """What is wrong with the search, on the home page of the admin."""

    name = "qms_search"
    order = 105
    template_name = "wagtail_qms/search_admin/panel.html"

    def __init__(self, user):
        self.user = user

    @cached_property
    def sentences(self) -> list[str]:
        """What is out of order, in words."""
        found = []
        name = choosing.chosen_name()
        reason = breaker.reason(name)
        if reason:
            found.append(_STOOD_IN_FOR % {"name": name, "why": reason})
        late = IndexChange.objects.filter(written_at__lt=timezone.now() - LATE, attempts__lt=queue.STUCK_AFTER).count()
        if late and not reason:
            found.append(_waiting(late))
        return found

    @cached_property
    def stuck(self) -> list[StuckDocument]:
        """The documents of one's own agencies that the index cannot take; two queries at most."""
        rows = list(access.kept(queue.stuck(), self.user)[:NAMED])
        titles = _titles(row.document_id for row in rows) if rows else {}
        return [StuckDocument(row.document_id, titles[row.document_id], row.engine, row.error) for row in rows]

    def get_context_data(self, parent_context):
        return {"sentences": self.sentences, "stuck": self.stuck, "heading": _("Search")}


def _titles(documents: Iterable[int]) -> dict[int, str]:
    """Code and title of the newest edition of each document."""
    editions = Edition.objects.filter(document__in=list(documents)).order_by("document", "number")
    rows = editions.values_list("document", "code", "title")
    return {document: f"{code} {title}".strip() for document, code, title in rows}


def _waiting(count: int) -> str:
    words = ngettext(
        "%(count)s change of a document has been waiting for the search for more than an hour. Is qms_index running?",
        "%(count)s changes of documents have been waiting for the search for more than an hour. Is qms_index running?",
        count,
    )
    return words % {"count": count}


def add_search_panel(request, panels):
    """For the hook ``construct_homepage_panels``: for keepers of a register, and only when something is wrong."""
    reader = access.reader_today(request.user)
    if not (reader.sees_all or reader.keeps):
        return
    panel = SearchPanel(request.user)
    if panel.sentences or panel.stuck:
        panels.append(panel)
