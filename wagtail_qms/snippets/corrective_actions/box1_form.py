"""Box 1 of a ticket as a form."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail_qms import clock
from wagtail_qms.dates import DayField
from wagtail_qms.records.numbering import parse_number
from wagtail_qms.records.screens.forms import text, unit_field
from wagtail_qms.snippets.corrective_actions.enums import Kind
from wagtail_qms.snippets.nonconformities.enums import Grade, Source
from wagtail_qms.snippets.nonconformities.models import Nonconformity
from wagtail_qms.snippets.nonconformities.requirement_form import COLUMNS, RequirementForm

_FIELDS = (
    "kind", "opened_on", "unit", "audited_unit", "source", "grade", "title", "description", "related_documents",
    "nonconformity", "paper_number",
)  # fmt: skip


class Box1Form(RequirementForm):
    """Who proposes what, and why."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, widget=forms.RadioSelect, initial=Kind.CORRECTIVE)
    nonconformity = forms.CharField(
        label=_("Number of the nonconformity"),
        required=False,
        max_length=40,
        help_text=_("Such as 01/2026. A corrective action answers a nonconformity, an improvement needs none."),
    )
    title = forms.CharField(label=_("In short"), max_length=200)
    description = text(_("Description"), rows=5)
    related_documents = text(_("Related documents"), rows=2, required=False)
    source = forms.ChoiceField(label=_("Found in"), choices=Source.choices, initial=Source.DAILY_WORK)
    grade = forms.ChoiceField(label=_("Grade"), choices=[("", _("None")), *Grade.choices], required=False)
    opened_on = DayField(label=_("Date of the ticket"), initial=clock.today)
    paper_number = forms.CharField(label=_("Number on paper"), max_length=40, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"] = unit_field(self.agencies, _("Proposing unit"))
        self.fields["audited_unit"] = unit_field(
            self.agencies, _("Audited unit"), required=False, help_text=_("For a ticket from an audit.")
        )

    @property
    def first(self):
        """The fields before the requirement."""
        return [self[name] for name in ("kind", "nonconformity", "unit", "title", "description")]

    @property
    def more(self):
        """The fields after it."""
        names = ("related_documents", "source", "audited_unit", "grade", "opened_on", "paper_number")
        return [self[name] for name in names]

    def clean_nonconformity(self):
        typed = self.cleaned_data["nonconformity"].strip()
        if not typed:
            return None
        parsed = parse_number(typed)
        found = None
        if parsed:
            rows = Nonconformity.objects.filter(agency__in=self.agencies, serial=parsed[0])
            found = rows.filter(year=parsed[1] or clock.today().year).first()
        if found is None:
            raise forms.ValidationError(gettext("There is no nonconformity “%(number)s”.") % {"number": typed})
        return found

    def box(self) -> dict:
        """The fields of box 1."""
        return {name: self.cleaned_data[name] for name in _FIELDS} | {name: self.columns[name] for name in COLUMNS}


def initial_of(record) -> dict:
    """What the form shows of a ticket."""
    values = {name: getattr(record, name) for name in _FIELDS}
    values["nonconformity"] = record.nonconformity.number if record.nonconformity_id else ""
    return values
