"""The documents of a person's uploaded files, each as it would be brought in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail_qms.importing import staging
from wagtail_qms.importing.desk import Desk
from wagtail_qms.importing.drafting import Outcome, Status, bring_in, look_at, wish_of
from wagtail_qms.importing.facts import facts_of
from wagtail_qms.importing.forms import DocumentForm, PaperForm, day_of
from wagtail_qms.importing.papers import register_paper
from wagtail_qms.importing.reading import Part
from wagtail_qms.importing.remembered_readings import read_once
from wagtail_qms.importing.sources import Source, refusal_text
from wagtail_qms.pages.problem_groups import ProblemGroup, grouped
from wagtail_qms.register.acting import keeps_register
from wagtail_qms.word.errors import CannotRead

_COUNTED = {
    "sections": _("Sections"),
    "steps": _("Steps"),
    "time_limits": _("Time limits"),
    "forms": _("Forms"),
    "records": _("Records"),
    "legal_bases": _("Legal bases"),
    "definitions": _("Terms and abbreviations"),
}


@dataclass(frozen=True)
class Refusal:
    """An uploaded file that cannot be read, and why."""

    source: Source
    error: CannotRead

    @property
    def sentence(self) -> str:
        """The reason, in words for who brought it."""
        return refusal_text(self.error)


@dataclass
class Candidate:
    """One document of an uploaded file with its form."""

    source: Source
    part: Part
    index: object
    form: DocumentForm

    @cached_property
    def outcome(self) -> Outcome:
        """What would become of it, called as the form says."""
        wish = self.form.wish or wish_of(self.source, self.part.reading)
        return look_at(self.source, self.part.reading, self.index, wish, self.part.place)

    @property
    def is_new(self) -> bool:
        """Whether it can be brought in: it was not before."""
        return self.outcome.status != Status.KNOWN

    @property
    def is_duplicate(self) -> bool:
        """Whether the list has this very document already."""
        return self.outcome.status == Status.DUPLICATE

    @property
    def edit_url(self) -> str:
        """The editor of the draft that was made of it before."""
        return reverse("wagtailadmin_pages:edit", args=[self.outcome.page_id])

    @property
    def preview_url(self) -> str:
        """Where it is shown beside its source."""
        return reverse("wagtail_qms_import_preview", args=[self.source.digest, self.part.place or "1"])

    @property
    def days(self) -> tuple[date | None, date | None]:
        """When the paper says that it was issued and is in force from."""
        return day_of(self.part.reading.issued_on), day_of(self.part.reading.effective_on)

    @property
    def groups(self) -> list[ProblemGroup]:
        """What was noticed, by level."""
        return grouped(self.outcome.problems)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How much of each kind was understood, without what the file has none of."""
        facts = facts_of(self.outcome)
        return [(name, len(facts[key])) for key, name in _COUNTED.items() if facts[key]]

    @property
    def typed(self) -> dict:
        """What was typed over what the file says, field by field."""
        return {name: self.form[name].value() for name in self.form.changed_data} if self.form.is_bound else {}

    def accept(self, user) -> Outcome:
        """Bring it in as the form says: in whole or not at all."""
        reading = self.form.corrected(self.part.reading)
        with transaction.atomic():
            made = bring_in(self.source, reading, self.index, self.form.wish, user=user, part=self.part.place)
            return register_paper(made, user) if self.form.cleaned_data.get("on_paper") else made


def candidates_of(user, index, desk: Desk, today: date, data=None) -> tuple[list[Candidate], list[Refusal]]:
    """The documents of what ``user`` has uploaded and the files that are none.

    Their forms are bound to ``data``; without it they show what was typed before.
    """
    found, refused = [], []
    form = PaperForm if keeps_register(user, index.agency, today) else DocumentForm
    for source in staging.staged(user):
        try:
            parts = read_once(source)
        except CannotRead as error:
            refused.append(Refusal(source, error))
            continue
        found += [Candidate(source, part, index, _form(form, source, part, desk, data)) for part in parts]
    return found, refused


def _form(form, source: Source, part: Part, desk: Desk, data) -> DocumentForm:
    reading, wish = part.reading, wish_of(source, part.reading, desk.field)
    initial = {
        "take": True,
        "title": wish.title,
        "code": wish.code,
        "field": wish.field,
        "number": reading.number or None,
        "issued_on": day_of(reading.issued_on),
        "effective_on": day_of(reading.effective_on),
    }
    prefix = f"d{source.digest[:16]}-{part.place}"
    if data and f"{prefix}-title" in data:
        return form(data, prefix=prefix, initial=initial)
    return form(prefix=prefix, initial=initial | desk.typed.get(prefix, {}))
