"""The forms of the register's verbs. They check types alone: what is right is asked of the rules by the actions."""

from __future__ import annotations

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from wagtail_qms import clock
from wagtail_qms.dates import DayField
from wagtail_qms.organisation.choices import PersonChoiceField, UnitChoiceField
from wagtail_qms.organisation.models import Appointment, Unit
from wagtail_qms.problems import Problem
from wagtail_qms.words import say


class ReasonField(forms.CharField):
    """A reason, kept in the register."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Reason"))
        super().__init__(max_length=2000, widget=forms.Textarea({"rows": 3}), **kwargs)


class VerbForm(forms.Form):
    """What a verb wants to know. ``row``: the edition, copy or document that it is about."""

    def __init__(self, *args, row, **kwargs):
        self.row = row
        super().__init__(*args, **kwargs)

    def refuse(self, problems: tuple[Problem, ...]):
        """Show why the verb was refused, each reason at its field."""
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, say(problem))


class WithdrawForm(VerbForm):
    """By which decision an edition ceases to be in force."""

    decision_no = forms.CharField(label=_("Decision number"), max_length=100)
    decision_on = DayField(label=_("Decision date"), initial=clock.today)
    withdrawn_on = DayField(
        label=_("No longer in force from"),
        initial=clock.today,
        help_text=_("The first day on which it is no longer in force."),
    )
    reason = ReasonField()


class ReasonForm(VerbForm):
    """Why something is hidden, shown again or made internal."""

    reason = ReasonField()


class DistributeForm(VerbForm):
    """Who gets which copy, and by when it is to be read."""

    unit = UnitChoiceField(label=_("Unit"), required=False, help_text=_("Everybody in the unit is asked to read."))
    person = PersonChoiceField(label=_("Or person"), required=False)
    copy_no = forms.CharField(label=_("Copy number"), max_length=40, required=False)
    distributed_on = DayField(label=_("Distributed on"), initial=clock.today)
    read_by = DayField(label=_("To be read by"), required=False, help_text=_("Empty: without a deadline."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        agency, today = self.row.document.agency_id, clock.today()
        staff = Appointment.objects.on(today).filter(agency=agency, user__is_active=True)
        people = get_user_model()._default_manager
        self.fields["unit"].queryset = Unit.objects.on(today).filter(agency=agency)
        self.fields["person"].queryset = people.filter(pk__in=staff.values("user"))


class RecallForm(VerbForm):
    """When and why a copy was taken back."""

    recalled_on = DayField(label=_("Recalled on"), initial=clock.today)
    reason = ReasonField(required=False)


class AcknowledgeForm(VerbForm):
    """Nothing to type: pressing the button says it."""
