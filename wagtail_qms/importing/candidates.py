"""The documents of a person's uploaded files, each as it would be brought in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.functional import cached_property

from wagtail_qms.importing import staging
from wagtail_qms.importing.drafting import Outcome, Status, bring_in, look_at, wish_of
from wagtail_qms.importing.forms import DocumentForm, PaperForm, day_of
from wagtail_qms.importing.papers import register_paper
from wagtail_qms.importing.reading import Part
from wagtail_qms.importing.remembered_readings import read_once
from wagtail_qms.importing.sources import Source, refusal_text
from wagtail_qms.problems import Level
from wagtail_qms.register.acting import keeps_register
from wagtail_qms.word.errors import CannotRead
from wagtail_qms.words import say

_ORDER = (Level.BLOCK, Level.WARN, Level.HINT)


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
    def sentences(self) -> list[tuple[str, str]]:
        """Level and words of each problem, the worst first."""
        found = sorted(self.outcome.problems, key=lambda problem: _ORDER.index(problem.level))
        return [(str(problem.level), say(problem)) for problem in found]

    def accept(self, user) -> Outcome:
        """Bring it in as the form says: in whole or not at all."""
        reading = self.form.corrected(self.part.reading)
        with transaction.atomic():
            made = bring_in(self.source, reading, self.index, self.form.wish, user=user, part=self.part.place)
            return register_paper(made, user) if self.form.cleaned_data.get("on_paper") else made


def candidates_of(user, index, field: str, today: date, data=None) -> tuple[list[Candidate], list[Refusal]]:
    """The documents of what ``user`` has uploaded, with what was typed in ``data``, and the files that are none."""
    found, refused = [], []
    form = PaperForm if keeps_register(user, index.agency, today) else DocumentForm
    for source in staging.staged(user):
        try:
            parts = read_once(source)
        except CannotRead as error:
            refused.append(Refusal(source, error))
            continue
        found += [Candidate(source, part, index, _form(form, source, part, field, data)) for part in parts]
    return found, refused


def _form(form, source: Source, part: Part, field: str, data) -> DocumentForm:
    reading, wish = part.reading, wish_of(source, part.reading, field)
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
    return form(data if data and f"{prefix}-title" in data else None, prefix=prefix, initial=initial)
