"""The list of nonconformities."""

from __future__ import annotations

from django.db.models import Case, DateField, F, When

from wagtail_qms.records.screens.listing import RecordIndexView, Row
from wagtail_qms.snippets.nonconformities import waiting
from wagtail_qms.snippets.nonconformities.enums import OVER, State


class NonconformityRow(Row):
    """A nonconformity in a list."""

    @property
    def is_open(self):
        return self.record.state not in (*OVER, State.DRAFT)

    @property
    def due_on(self):
        return self.record.due_on if self.record.state == State.DECIDED else None

    @property
    def next_actor(self):
        return waiting.next_actor(self.record)


class NonconformityIndexView(RecordIndexView):
    """Nonconformities, the newest first."""

    row_class = NonconformityRow
    related = ("edition",)
    orderings = {**RecordIndexView.orderings, "age": ("found_on",), "due": ("due",)}

    def get_base_queryset(self):
        due = Case(When(state=State.DECIDED, then=F("due_on")), output_field=DateField())
        return super().get_base_queryset().exclude(state=State.DRAFT).annotate(due=due)
