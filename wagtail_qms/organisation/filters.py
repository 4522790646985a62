"""Filters of the organisation's listings."""

from __future__ import annotations

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from wagtail_qms import clock
from wagtail_qms.organisation.enums import Role
from wagtail_qms.organisation.models import Agency, Appointment, FieldOfWork, Unit

_TODAY = [("today", _("Valid today")), ("ended", _("Ended")), ("to_come", _("To come"))]


class PeriodFilterSet(WagtailFilterSet):
    """Rows by whether they hold today."""

    period = django_filters.ChoiceFilter(
        label=_("Period"), choices=_TODAY, method="by_period", widget=forms.RadioSelect, empty_label=_("All")
    )

    def by_period(self, queryset, _name, value):
        """Those that hold today, have ended, or begin later."""
        today = clock.today()
        chosen = {
            "today": lambda rows: rows.on(today),
            "ended": lambda rows: rows.filter(valid_until__lt=today),
            "to_come": lambda rows: rows.filter(valid_from__gt=today),
        }
        return chosen[value](queryset)


class AgencyFilterSet(PeriodFilterSet):
    """Agencies."""

    class Meta:
        model = Agency
        fields = []


class UnitFilterSet(PeriodFilterSet):
    """Units, by agency."""

    class Meta:
        model = Unit
        fields = ["agency"]


class FieldFilterSet(WagtailFilterSet):
    """Fields of work, by agency."""

    class Meta:
        model = FieldOfWork
        fields = ["agency"]


class AppointmentFilterSet(PeriodFilterSet):
    """Appointments, by agency, unit, part and what they allow."""

    role = django_filters.MultipleChoiceFilter(
        label=_("Part in the system"), choices=Role.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Appointment
        fields = ["agency", "role", "may_review", "may_approve"]
