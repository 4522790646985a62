"""One step of a record as a small page: what it needs, a comment, and the button."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.db import transaction
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext

from wagtail_qms import clock
from wagtail_qms.records.actors import actor_of
from wagtail_qms.records.machine import machine_of
from wagtail_qms.records.rules import staff_problems, state_problems
from wagtail_qms.records.screens.forms import RecordForm, text
from wagtail_qms.records.screens.pages import ActionPage
from wagtail_qms.records.transitions import perform
from wagtail_qms.words import say

#: Fields of the steps: by step, the name of each with what makes the field for a record.
StepFields = Mapping[str, tuple[tuple[str, Callable], ...]]


class StepForm(RecordForm):
    """The data of one step, and the comment."""

    def __init__(self, *args, record, step, fields, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = [name for name, _make in fields]
        for name, make in fields:
            self.fields[name] = make(record)
            self.fields[name].required = name in step.needs
        label = gettext("Reason") if step.needs_reason else gettext("Comment")
        self.fields["comment"] = text(label, required=step.needs_reason, max_length=2000)
        self.move_last("comment", "because")


class StepView(ActionPage):
    """Takes one step."""

    step_fields: StepFields = {}
    #: Steps with which files come, and which part of the record those belong to.
    parts_with_files: Mapping[str, str] = {}
    #: What a step does, in a sentence.
    explanations: Mapping[str, object] = {}
    #: Steps that are not pressed by hand.
    hidden: frozenset[str] = frozenset()

    @cached_property
    def name(self) -> str:
        """The step that the address names."""
        name = self.kwargs["step"].replace("-", "_")
        if name not in machine_of(self.record).steps or name in self.hidden:
            raise Http404
        return name

    @cached_property
    def step(self):
        """What the rules say of it."""
        return machine_of(self.record).steps[self.name]

    @property
    def crumb(self):
        return gettext(self.step.label)

    @property
    def explanation(self):
        return self.explanations.get(self.name, "")

    @property
    def takes_files(self):
        return self.name in self.parts_with_files

    def reasons(self):
        actor = actor_of(self.request.user, self.record.agency_id, clock.today())
        found = (
            list(staff_problems(actor))
            or list(state_problems(self.step, self.record.state, str(self.record.get_state_display())))
            or list(machine_of(self.record).judge(self.record, self.name)(actor))
        )
        return [say(problem) for problem in found]

    def make_form(self, data=None):
        fields = self.step_fields.get(self.name, ())
        return StepForm(data, record=self.record, step=self.step, fields=fields)

    @transaction.atomic
    def act(self, form, uploads):
        typed = form.cleaned_data
        if self.takes_files:
            uploads.attach_to(self.record, part=self.parts_with_files[self.name])
        perform(
            self.record,
            self.name,
            by=self.request.user,
            comment=typed["comment"],
            because=typed["because"],
            **form.data_of(form.names),
        )

    def done_text(self):
        return gettext("Done: %(step)s. It is now “%(state)s”.") % {
            "step": gettext(self.step.label),
            "state": self.record.get_state_display(),
        }
