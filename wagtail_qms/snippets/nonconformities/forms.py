"""The report of a nonconformity."""

from __future__ import annotations

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail_qms import clock
from wagtail_qms.dates import DayField
from wagtail_qms.records.screens.forms import staff_field, text, unit_field
from wagtail_qms.snippets.nonconformities.enums import Grade, Source
from wagtail_qms.snippets.nonconformities.models import Nonconformity
from wagtail_qms.snippets.nonconformities.queries import Repeat, likely_repeats
from wagtail_qms.snippets.nonconformities.requirement import Requirement
from wagtail_qms.snippets.nonconformities.requirement_form import COLUMNS, RequirementForm

#: What is asked first, and what most reports do without.
FIRST = ("title", "description", "unit", "found_on")
MORE = (
    "source", "grade", "evidence", "found_by", "found_by_name", "was_delivered", "consequence", "person_told",
    "similar_cases", "paper_number",
)  # fmt: skip


class ReportForm(RequirementForm):
    """Box 1: what, where, which requirement, when; the rest for who needs it."""

    title = forms.CharField(
        label=_("What happened, in short"), max_length=200, help_text=_("One line, such as: returned two days late.")
    )
    description = text(_("What does not conform"), rows=4, help_text=_("What you saw, how often, which dossier."))
    unit = None
    found_on = DayField(label=_("Found on"), initial=clock.today)
    source = forms.ChoiceField(label=_("Found in"), choices=Source.choices, initial=Source.DAILY_WORK)
    grade = forms.ChoiceField(label=_("Grade"), choices=Grade.choices, initial=Grade.MINOR)
    evidence = text(_("Evidence in words"), rows=2, required=False)
    found_by_name = forms.CharField(label=_("Or somebody without an account"), max_length=255, required=False)
    was_delivered = forms.BooleanField(label=_("Already delivered to somebody"), required=False)
    consequence = text(_("Consequence of what was delivered"), rows=2, required=False)
    person_told = forms.CharField(label=_("Who was told"), max_length=255, required=False)
    similar_cases = text(_("Similar cases elsewhere"), rows=2, required=False)
    paper_number = forms.CharField(label=_("Number on paper"), max_length=40, required=False)
    repeats = forms.ModelChoiceField(queryset=Nonconformity.objects.none(), required=False)

    def __init__(self, *args, leave_out=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.leave_out = leave_out
        self.fields["unit"] = unit_field(self.agencies, _("In which unit"))
        self.fields["found_by"] = staff_field(
            self.agencies, _("Found by"), required=False, help_text=_("Leave it empty if you found it yourself.")
        )
        self.fields["repeats"].queryset = Nonconformity.objects.filter(agency__in=self.agencies).counted()

    @property
    def has_no_unit(self) -> bool:
        """Whether the agency has no unit to choose yet."""
        return not self.fields["unit"].queryset.exists()

    @property
    def first(self):
        """The fields that are asked first."""
        return [self[name] for name in FIRST]

    @property
    def more(self):
        """The fields that most reports do without."""
        return [self[name] for name in MORE]

    @property
    def is_more_open(self) -> bool:
        """Whether something stands in those, so that they are not folded away."""
        return any(field.errors or field.value() not in (None, "", False, field.initial) for field in self.more)

    @cached_property
    def likely(self) -> list[Repeat]:
        """Earlier reports that this one probably repeats."""
        typed, unit = self.cleaned_data, self.cleaned_data.get("unit")
        if unit is None:
            return []
        columns = {**self.columns, "words": self.columns["requirement_words"]}
        edition = columns["edition"].pk if columns["edition"] else None
        missed = Requirement(columns["standard"], columns["clause"], edition, columns["section"])
        return likely_repeats(
            agency_id=unit.agency_id,
            text=f"{typed.get('title', '')}\n{typed.get('description', '')}",
            unit_id=unit.pk,
            requirement_key=missed.key,
            leave_out=self.leave_out,
        )

    @property
    def likely_shown(self) -> list[Repeat]:
        """Those to be shown: nothing in a form that nobody has sent yet."""
        return self.likely if hasattr(self, "columns") else []

    @property
    def asks_repeats(self) -> bool:
        """Whether somebody has still to say if it repeats one of those; the question is asked once."""
        return "repeats" not in self.data and bool(self.likely)

    def report(self) -> dict:
        """The fields of the report."""
        names = {*FIRST, *MORE, "repeats"} - {"found_by"}
        return {name: self.cleaned_data[name] for name in names} | {name: self.columns[name] for name in COLUMNS}
