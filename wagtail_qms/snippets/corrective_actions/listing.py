"""The list of tickets."""

from __future__ import annotations

from django.db.models import Case, DateField, F, When

from wagtail_qms.records.screens.listing import RecordIndexView, Row
from wagtail_qms.snippets.corrective_actions import waiting
from wagtail_qms.snippets.corrective_actions.enums import OVER, State


class TicketRow(Row):
    """A ticket in a list."""

    @property
    def is_open(self):
        is_checked = self.record.state == State.CLOSED and self.record.effect_due_on is None
        return self.record.state not in (*OVER, State.DRAFT) and not is_checked

    @property
    def due_on(self):
        return waiting.due_on(self.record)

    @property
    def next_actor(self):
        return waiting.next_actor(self.record) if self.is_open or self.record.state == State.DRAFT else ""


class TicketIndexView(RecordIndexView):
    """Tickets, the newest first."""

    row_class = TicketRow
    related = ("audited_unit", "executing_unit", "nonconformity", "edition")
    orderings = {**RecordIndexView.orderings, "age": ("opened_on",), "due": ("due",)}
    has_bulk = True

    def get_base_queryset(self):
        dates = {State.ANALYSING: "propose_by", State.IMPLEMENTING: "complete_by", State.CLOSED: "effect_due_on"}
        cases = [When(state=state, then=F(field)) for state, field in dates.items()]
        return super().get_base_queryset().annotate(due=Case(*cases, output_field=DateField()))
