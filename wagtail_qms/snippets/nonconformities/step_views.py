"""The steps of a nonconformity as small pages, and evidence that is added at any time."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail_qms import clock
from wagtail_qms.dates import DayField
from wagtail_qms.records.screens.evidence import AddEvidence
from wagtail_qms.records.screens.forms import staff_field, text
from wagtail_qms.records.screens.steps import StepView
from wagtail_qms.snippets.nonconformities.enums import Authority, Disposition, State
from wagtail_qms.snippets.nonconformities.models import Nonconformity


def _ticks(label, choices, help_text=""):
    widget = forms.RadioSelect
    return lambda _record: forms.ChoiceField(label=label, choices=choices, widget=widget, help_text=help_text)


_AUTHORITY = _("Who found it and does not head the unit decides within their own authority alone.")


STEP_FIELDS = {
    "decide": (
        ("disposition", _ticks(_("Disposition"), Disposition.choices)),
        ("instruction", lambda _r: text(_("What is to be done"), rows=3)),
        ("person", lambda record: staff_field([record.agency_id], _("To be carried out by"))),
        ("due_on", lambda _r: DayField(label=_("Due on"))),
        ("authority", _ticks(_("Within the authority of"), Authority.choices, _AUTHORITY)),
    ),
    "correct": (
        ("correction", lambda _r: text(_("Correction made"), help_text=_("What was done with this very case."))),
        ("corrected_on", lambda _r: DayField(label=_("Corrected on"), initial=clock.today)),
        ("cause", lambda _r: text(_("Cause"), rows=2, help_text=_("If you know it. Not “carelessness”: why?"))),
        (
            "corrective_action",
            lambda _r: text(
                _("Corrective action or improvement"), rows=2, help_text=_("What keeps it from coming back.")
            ),
        ),
    ),
}  # fmt: skip

EXPLANATIONS = {
    "decide": _("What is done with it, by whom and until when."),
    "correct": _("Say what you did. The head of the unit or the ISO secretary checks it then."),
    "confirm": _("You have checked the correction, and it is in order."),
    "send_back": _("It is not in order yet: it goes back to the person who corrects it."),
    "cancel": _("It is none, or it was entered twice. It stays in the list as cancelled."),
}

#: How the log shows what a step said.
LABELS = {
    "disposition": (_("Disposition"), lambda value: Disposition(value).label),
    "authority": (_("Within the authority of"), lambda value: Authority(value).label),
    "instruction": (_("What is to be done"), None),
    "person": (_("To be carried out by"), None),
    "due_on": (_("Due on"), None),
    "correction": (_("Correction made"), None),
    "corrected_on": (_("Corrected on"), None),
}

#: Steps that no button takes: a report is numbered in the moment it is entered.
HIDDEN = frozenset({"report"})


class NonconformityStepView(StepView):
    """One step of a nonconformity."""

    model = Nonconformity
    namespace = "qms_nonconformity"
    step_fields = STEP_FIELDS
    parts_with_files = {"correct": "correction"}
    explanations = EXPLANATIONS
    hidden = HIDDEN


class EvidenceView(AddEvidence):
    """Add evidence to a nonconformity."""

    model = Nonconformity
    namespace = "qms_nonconformity"
    closed_states = frozenset({State.CONFIRMED, State.CANCELLED})
