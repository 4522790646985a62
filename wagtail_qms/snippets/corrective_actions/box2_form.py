"""Box 2 of a ticket as forms: causes, the chain of whys, the cause diagram by branches, the measures."""

from __future__ import annotations

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail_qms.problems import Level
from wagtail_qms.records.calendar import calendar_of
from wagtail_qms.records.deadlines import read_deadline
from wagtail_qms.records.screens.forms import RecordForm, staff_field, text, unit_field
from wagtail_qms.snippets.corrective_actions.enums import CauseKind, MeasureKind
from wagtail_qms.words import say

#: How many whys have a line of their own.
WHYS = 5
#: The branches that a cause diagram usually has.
BRANCHES = (
    _("People"), _("Method, procedure"), _("Equipment, software"), _("Information, documents"), _("Environment"),
    _("Checking, measuring"),
)  # fmt: skip


class PlanForm(RecordForm):
    """Causes and correction."""

    cause_kinds = forms.MultipleChoiceField(
        label=_("Kind of cause"), choices=CauseKind.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    cause = text(
        _("Root cause"),
        rows=3,
        required=False,
        help_text=_("What made it possible? “Carelessness” is none: what would have caught it?"),
    )
    correction = text(
        _("Correction"),
        rows=3,
        required=False,
        help_text=_("What is done with this very case. It keeps no cause away."),
    )

    def __init__(self, *args, ticket, plan, **kwargs):
        initial = {name: getattr(plan, name) for name in ("cause_kinds", "cause", "correction")}
        initial |= {f"why_{place}": why for place, why in enumerate(plan.whys[:WHYS], 1)}
        super().__init__(*args, initial=initial, **kwargs)
        for place in range(1, WHYS + 1):
            label = gettext("Why? (%(place)s)") % {"place": place}
            self.fields[f"why_{place}"] = forms.CharField(label=label, required=False, max_length=1000)
        self.fields["coordinating_units"] = forms.ModelMultipleChoiceField(
            label=_("Coordinating units"),
            queryset=unit_field([ticket.agency_id], "").queryset,
            required=False,
            initial=ticket.coordinating_units.all(),
            widget=forms.CheckboxSelectMultiple,
        )

    @property
    def whys(self):
        """The lines of the chain."""
        return [self[f"why_{place}"] for place in range(1, WHYS + 1)]

    def plan(self) -> dict:
        """The columns of the plan."""
        typed = self.cleaned_data
        whys = [typed[f"why_{place}"].strip() for place in range(1, WHYS + 1)]
        names = ("cause_kinds", "cause", "correction")
        return {name: typed[name] for name in names} | {"whys": [why for why in whys if why]}


class BranchForm(forms.Form):
    """One branch of the cause diagram."""

    branch = forms.CharField(label=_("Branch"), required=False, max_length=100)
    causes = text(_("Causes, one a line"), rows=2, required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("causes", "").strip() and not cleaned.get("branch", "").strip():
            self.add_error("branch", gettext("Name the branch."))
        return cleaned

    def row(self) -> dict | None:
        """The branch as data; None without a cause."""
        lines = [line.strip() for line in self.cleaned_data.get("causes", "").splitlines() if line.strip()]
        return {"branch": self.cleaned_data["branch"].strip(), "causes": lines} if lines else None


class MeasureForm(forms.Form):
    """One planned measure."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    what = text(_("Measure"), rows=2, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=MeasureKind.choices, initial=MeasureKind.CORRECTIVE)
    owner_name = forms.CharField(label=_("Or somebody outside"), required=False, max_length=255)
    deadline = forms.CharField(
        label=_("Deadline"),
        required=False,
        max_length=200,
        help_text=_("A date, a period or words: 15/12/2026, quý IV/2026, 10 ngày làm việc."),
    )
    resources = forms.CharField(label=_("Resources"), required=False, max_length=1000)
    remove = forms.BooleanField(label=_("Leave this measure out"), required=False)

    def __init__(self, *args, ticket, **kwargs):
        super().__init__(*args, **kwargs)
        self.ticket = ticket
        self.fields["owner"] = staff_field([ticket.agency_id], _("Carried out by"), required=False)
        self.order_fields(["id", "what", "kind", "owner", "owner_name", "deadline", "resources", "remove"])

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed into it."""
        typed = self.cleaned_data
        return not any(typed.get(name) for name in ("id", "what", "owner", "owner_name", "deadline", "resources"))

    def refuse(self, problem):
        """Show a problem at the field that it is about."""
        names = {"deadline": "deadline", "measure": "what", "record": "owner"}
        name = "owner" if problem.code == "measure.no_owner" else names.get(problem.code.partition(".")[0])
        self.add_error(name, say(problem))

    def row(self, calendar, today) -> dict:
        """The measure for ``actions.write_plan``."""
        typed = self.cleaned_data
        values = {name: typed[name] for name in ("kind", "what", "owner", "owner_name", "resources")}
        if typed["owner"] is None and not typed["owner_name"]:
            values["owner_name"] = ""
        values["deadline"] = read_deadline(typed["deadline"], start=today, calendar=calendar)
        return values | ({"id": typed["id"]} if typed["id"] else {})


class Box2:
    """The three forms of box 2 as one."""

    def __init__(self, ticket, plan, data=None, *, rows: int = 1):
        self.ticket, self.data = ticket, data
        self.form = PlanForm(data, ticket=ticket, plan=plan)
        self.branches = _set(BranchForm, 1)(data, prefix="branch", initial=_branches(plan))
        measures = [_measure(measure) for measure in plan.measures.all()]
        extra = rows if measures else max(rows, 2)
        self.measures = _set(MeasureForm, extra)(
            data, prefix="measure", initial=measures, form_kwargs={"ticket": ticket}
        )

    def is_valid(self) -> bool:
        """Whether all of it can be saved."""
        return all([self.form.is_valid(), self.branches.is_valid(), self.measures.is_valid()])

    @property
    def is_refused(self) -> bool:
        """Whether something in it has to be mended."""
        sets = (self.branches, self.measures)
        return self.form.is_bound and any(rows.non_form_errors() or any(rows.errors) for rows in sets)

    @cached_property
    def media(self):
        """Scripts and styles of the fields."""
        return self.form.media + self.measures.media

    @property
    def kept(self) -> list[MeasureForm]:
        """The measures that are saved, without those that are blank or left out."""
        return [form for form in self.measures if not form.is_blank and not form.cleaned_data["remove"]]

    def refuse(self, problems):
        """Show why it was refused: what is wrong with a measure stands at that measure."""
        rest, kept = [], self.kept
        for problem in problems:
            place = problem.field.removeprefix("measure:")
            is_measure = place != problem.field and int(place) <= len(kept)
            if is_measure and problem.level == Level.BLOCK:
                kept[int(place) - 1].refuse(problem)
            else:
                rest.append(problem)
        self.form.refuse(rest)

    def diagram(self) -> list[dict]:
        """The cause diagram as data."""
        return [row for row in (form.row() for form in self.branches) if row]

    def rows(self, today) -> list[dict]:
        """The measures, without those that are blank or left out."""
        calendar = calendar_of(self.ticket.agency_id)
        return [form.row(calendar, today) for form in self.kept]


def _set(form, extra: int):
    return forms.formset_factory(form, extra=extra, max_num=100, absolute_max=200)


def _branches(plan) -> list[dict]:
    """What the diagram has, and the usual branches that it does not have yet."""
    known = [{"branch": row["branch"], "causes": "\n".join(row["causes"])} for row in plan.diagram]
    names = {row["branch"] for row in known}
    return known + [{"branch": str(name)} for name in BRANCHES if str(name) not in names]


def _measure(measure) -> dict:
    names = ("kind", "what", "owner", "resources")
    values = {name: getattr(measure, name) for name in names}
    outside = "" if measure.owner_id else measure.owner_name
    return values | {"id": measure.pk, "owner_name": outside, "deadline": measure.deadline_text}
