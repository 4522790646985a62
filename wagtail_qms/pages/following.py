"""Follows the calendar: on an effective date the register says something else, and nobody has saved a page."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils import timezone

from wagtail_qms import clock
from wagtail_qms.pages.refreshing import refresh_page
from wagtail_qms.pages.searched import refresh_search
from wagtail_qms.register.models import Document
from wagtail_qms.search.models import IndexState

#: The name under which is kept how far the calendar was followed.
_STATE = "pages"


def follow_calendar() -> int:
    """Bring pages into step whose edition began or ended since this was last done; how many documents.

    One query on a day on which it was done already.
    """
    today, last = clock.today(), _last()
    if last is not None and last >= today:
        return 0
    documents = Document.objects.issued().select_related("agency").order_by("pk")
    changed = documents if last is None else documents.filter(pk__in=_turned(last, today).values("pk"))
    count = 0
    for document in changed.iterator():
        refresh_page(document)
        refresh_search(document)
        count += 1
    IndexState.objects.update_or_create(engine=_STATE, defaults={"built_at": timezone.now()})
    return count


def _last() -> date | None:
    moment = IndexState.objects.filter(engine=_STATE).values_list("built_at", flat=True).first()
    return clock.day_of(moment) if moment else None


def _turned(after: date, until: date):
    """Documents of which an edition takes effect or is withdrawn on a day after ``after``, up to ``until``."""
    begins = Q(editions__effective_on__gt=after, editions__effective_on__lte=until)
    ends = Q(editions__withdrawal__withdrawn_on__gt=after, editions__withdrawal__withdrawn_on__lte=until)
    return Document.objects.filter(begins | ends)
