"""What waits for a person, on the home page of the admin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from wagtail_qms import clock
from wagtail_qms.records.screens.filters import awaiting
from wagtail_qms.register.access import is_on_staff
from wagtail_qms.snippets.corrective_actions import rules as ticket_rules
from wagtail_qms.snippets.corrective_actions import waiting as tickets_waiting
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction
from wagtail_qms.snippets.nonconformities import rules as report_rules
from wagtail_qms.snippets.nonconformities import waiting as reports_waiting
from wagtail_qms.snippets.nonconformities.models import Nonconformity

#: Lines of each kind; the list has the rest.
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One record that waits: what is to be done, until when, and where."""

    record: object
    step: str
    due_on: date | None
    url: str

    @property
    def is_late(self) -> bool:
        """Whether its date has passed."""
        return self.due_on is not None and self.due_on < clock.today()


class WorkPanel(Component):
    """The records whose next step is the person's own, the longest waiting first."""

    name = "qms_work"
    order = 105
    template_name = "wagtail_qms/reports/work_panel.html"

    def __init__(self, user):
        self.user = user

    @cached_property
    def groups(self) -> list[tuple[str, list[Line], str]]:
        """Heading, lines and the address of the whole list, of each kind that has any; a fixed number of queries."""
        found = [
            (_("Corrective action tickets"), self._tickets, f"{reverse('qms_ticket:list')}?shown=mine"),
            (_("Nonconformities"), self._reports, f"{reverse('qms_nonconformity:list')}?shown=mine"),
        ]
        return [(heading, lines, url) for heading, lines, url in found if lines]

    @cached_property
    def _tickets(self) -> list[Line]:
        rows = awaiting(CorrectiveAction.objects.select_related("unit"), self.user).order_by("opened_on", "pk")
        steps = ticket_rules.STEPS
        return [
            _line(row, steps[tickets_waiting.NEXT[row.state]], tickets_waiting.due_on(row)) for row in rows[:SHOWN]
        ]

    @cached_property
    def _reports(self) -> list[Line]:
        rows = awaiting(Nonconformity.objects.select_related("unit"), self.user).order_by("found_on", "pk")
        steps = report_rules.STEPS
        return [_line(row, steps[reports_waiting.NEXT[row.state]], row.due_on) for row in rows[:SHOWN]]

    def get_context_data(self, parent_context):
        return {"groups": self.groups, "heading": _("My work")}


def _line(record, step, due_on: date | None) -> Line:
    namespace = "qms_ticket" if isinstance(record, CorrectiveAction) else "qms_nonconformity"
    return Line(record, gettext(step.label), due_on, reverse(f"{namespace}:edit", args=[record.pk]))


def add_work_panel(request, panels):
    """For the hook ``construct_homepage_panels``: nothing to do, no panel."""
    panel = WorkPanel(request.user)
    if is_on_staff(request.user) and panel.groups:
        panels.append(panel)
