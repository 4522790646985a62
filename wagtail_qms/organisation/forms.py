"""The forms behind the organisation's screens."""

from __future__ import annotations

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from wagtail_qms import clock
from wagtail_qms.dates import DaysMixin
from wagtail_qms.organisation.choices import PersonChoiceField, UnitChoiceField
from wagtail_qms.organisation.queries import agencies_kept_by


class KeptForm(DaysMixin, WagtailAdminModelForm):
    """A row of an agency: one that the person keeps."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.for_user and "agency" in self.fields:
            self.fields["agency"].queryset = agencies_kept_by(self.for_user, clock.today())


class AgencyForm(DaysMixin, WagtailAdminModelForm):
    """An agency is not its own predecessor."""

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and self.instance in (cleaned.get("predecessors") or ()):
            self.add_error("predecessors", _("An agency cannot come before itself."))
        return cleaned


class UnitForm(KeptForm):
    """A unit, with the tree to choose its place from."""

    parent = UnitChoiceField(label=_("Part of"), required=False)
    successor = UnitChoiceField(label=_("Successor"), required=False)

    def clean_successor(self):
        successor = self.cleaned_data["successor"]
        if successor and successor == self.instance:
            raise ValidationError(_("A unit cannot follow itself."))
        return successor


class FieldOfWorkForm(KeptForm):
    """A name occurs once in an agency: said at the name."""

    def clean(self):
        cleaned = super().clean()
        same = self._meta.model.objects.filter(agency=cleaned.get("agency"), name=cleaned.get("name"))
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("name", _("This agency has a field of work of that name already."))
        return cleaned


class AppointmentForm(KeptForm):
    """An appointment, with people by their full names and units in their tree."""

    user = PersonChoiceField(label=_("Person"))
    unit = UnitChoiceField(label=_("Unit"), required=False)
    # What Django makes of a choice with a blank value shows a row of dashes beside it.
    capacity = forms.ChoiceField(label=_("Signs as"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["capacity"].choices = self._meta.model._meta.get_field("capacity").choices
        # Whoever has left stays in the appointments they held.
        people = get_user_model()._default_manager
        self.fields["user"].queryset = people.filter(Q(is_active=True) | Q(pk=self.instance.user_id))
