"""What the lists of records are filtered by."""

from __future__ import annotations

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from wagtail_qms import clock
from wagtail_qms.organisation.choices import UnitChoiceField
from wagtail_qms.organisation.models import Unit
from wagtail_qms.records.actors import actor_of
from wagtail_qms.records.policy import visible
from wagtail_qms.register.access import own, reader_today

_SHOWN = [("open", _("Still open")), ("mine", _("Waiting for me")), ("by_me", _("Entered by me"))]
_OVERDUE = [("yes", _("Past their deadline"))]


def awaiting(records, user):
    """Those of ``records`` whose next step is for ``user``, at whichever agency."""
    today = clock.today()
    wanted = Q(pk__in=[])
    for agency in sorted(reader_today(user).agencies):
        rows = records.model.objects.filter(agency=agency).awaiting(actor_of(user, agency, today))
        wanted |= Q(pk__in=rows.order_by().values("pk"))
    return records.filter(wanted)


class _UnitFilter(django_filters.ModelChoiceFilter):
    field_class = UnitChoiceField


def _units(request):
    return own(Unit.objects.all(), request.user, "agency")


def boxes(label, choices) -> django_filters.MultipleChoiceFilter:
    """Several of ``choices``, to tick."""
    return django_filters.MultipleChoiceFilter(label=label, choices=choices, widget=forms.CheckboxSelectMultiple)


class RecordFilterSet(WagtailFilterSet):
    """By what waits, state, unit and year."""

    shown = django_filters.ChoiceFilter(
        label=_("Show"), choices=_SHOWN, method="by_shown", widget=forms.RadioSelect, empty_label=_("All")
    )
    overdue = django_filters.ChoiceFilter(
        label=_("Deadline"), choices=_OVERDUE, method="by_overdue", widget=forms.RadioSelect, empty_label=_("All")
    )
    unit = _UnitFilter(label=_("Unit"), queryset=_units)
    year = django_filters.ChoiceFilter(label=_("Year of the number"), choices=())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = visible(self._meta.model.objects.all(), self.request.user).exclude(year=None)
        years = rows.order_by("-year").values_list("year", flat=True).distinct()
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in years]

    def by_shown(self, queryset, _name, value):
        """Open ones, those that wait for the person, or that the person entered."""
        user = self.request.user
        if value == "mine":
            return awaiting(queryset, user)
        return queryset.open() if value == "open" else queryset.filter(author=user)

    def by_overdue(self, queryset, _name, _value):
        """Those past their deadline today."""
        return queryset.overdue(clock.today())
