"""Forms on records: they check types alone. What is right is asked of the rules, and each reason comes back here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms
from django.contrib.auth import get_user_model
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail_qms import clock
from wagtail_qms.organisation.choices import PersonChoiceField, UnitChoiceField
from wagtail_qms.organisation.models import Appointment, Unit
from wagtail_qms.problems import Level, Problem
from wagtail_qms.words import say


def text(label, *, rows: int = 3, **options) -> forms.CharField:
    """Several lines."""
    return forms.CharField(label=label, widget=forms.Textarea({"rows": rows}), **options)


def staff_field(agencies, label, **options) -> PersonChoiceField:
    """Somebody who holds a post today at one of the agencies with these keys."""
    posts = Appointment.objects.on(clock.today()).filter(agency__in=agencies, user__is_active=True)
    people = get_user_model()._default_manager.filter(pk__in=posts.values("user"))
    return PersonChoiceField(label=label, queryset=people, **options)


def unit_field(agencies, label, **options) -> UnitChoiceField:
    """A unit that the agencies with these keys have today."""
    units = Unit.objects.on(clock.today()).filter(agency__in=agencies)
    return UnitChoiceField(label=label, queryset=units, **options)


class RecordForm(forms.Form):
    """What somebody types about a record; refused, it shows every reason, and keeps what was typed."""

    #: Where the field of a problem is called otherwise in this form.
    aliases: Mapping[str, str] = {}

    because = text(_("Why it may go on all the same"), rows=2, required=False, max_length=2000)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.warnings: list[str] = []
        self.move_last("because")

    def move_last(self, *names: str):
        """Put these fields at the end."""
        self.order_fields([name for name in self.fields if name not in names] + list(names))

    def refuse(self, problems: Iterable[Problem]):
        """Show why it was refused: what stops at its field, what wants a reason above the field for the reason."""
        for problem in problems:
            if problem.level == Level.WARN:
                self.warnings.append(say(problem))
                continue
            name = self.aliases.get(problem.field, problem.field)
            self.add_error(name if name in self.fields else None, say(problem))

    @property
    def asks_reason(self) -> bool:
        """Whether the field for the reason is shown."""
        return bool(self.warnings) or bool(self["because"].value())

    @cached_property
    def shown(self) -> list:
        """The fields in their order, without the reason."""
        return [field for field in self if field.name not in self.apart]

    #: Fields that the template shows in a place of their own.
    apart: frozenset[str] = frozenset({"because"})

    def data_of(self, names: Iterable[str]) -> dict:
        """What was typed into the fields ``names``, without what was left empty."""
        values = {name: self.cleaned_data.get(name) for name in names}
        return {name: value for name, value in values.items() if value not in (None, "")}
