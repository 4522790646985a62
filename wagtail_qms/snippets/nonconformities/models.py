"""A nonconformity (sự không phù hợp): found, decided upon, corrected, confirmed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from wagtail_qms import clock
from wagtail_qms.organisation.models import Unit
from wagtail_qms.records.deadline_columns import WithDeadline
from wagtail_qms.records.machine import moves
from wagtail_qms.records.people import name_column, person_key
from wagtail_qms.records.record import Record
from wagtail_qms.snippets.nonconformities.enums import Authority, Disposition, Grade, Source, State
from wagtail_qms.snippets.nonconformities.queries import NonconformityQuerySet
from wagtail_qms.snippets.nonconformities.requirement_columns import WithRequirement
from wagtail_qms.snippets.nonconformities.rules import STEPS


class Nonconformity(WithRequirement, WithDeadline, Record):
    """Box 1 of BM.CTCL.01, and the nonconformity report of an audit."""

    SERIES = "nonconformity"
    #: The field with the record's own date.
    DATED = "found_on"
    SEARCHED = ("title", "description", "paper_number", "author_name", "found_by_name", "assigned_name")

    state = FSMField(_("state"), max_length=20, choices=State.choices, default=State.DRAFT, editable=False)
    source = models.CharField(_("found in"), max_length=20, choices=Source.choices, default=Source.DAILY_WORK)
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="nonconformities")
    found_on = models.DateField(_("found on"))
    found_by = person_key(_("found by"))
    found_by_name = name_column(_("found by"), editable=True)
    grade = models.CharField(_("grade"), max_length=12, choices=Grade.choices, default=Grade.MINOR)
    title = models.CharField(_("in short"), max_length=200)
    description = models.TextField(_("what does not conform"))
    evidence = models.TextField(_("evidence"), blank=True)
    was_delivered = models.BooleanField(_("already delivered"), default=False)
    consequence = models.TextField(_("consequence of what was delivered"), blank=True)
    person_told = models.CharField(_("who was told"), max_length=255, blank=True)
    similar_cases = models.TextField(_("similar cases elsewhere"), blank=True)
    paper_number = models.CharField(_("number on paper"), max_length=40, blank=True)
    repeats = models.ForeignKey(
        "self",
        verbose_name=_("repeats"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="repetitions",
    )

    disposition = models.CharField(_("disposition"), max_length=10, choices=Disposition.choices, blank=True)
    authority = models.CharField(_("within the authority of"), max_length=20, choices=Authority.choices, blank=True)
    instruction = models.TextField(_("what is to be done"), blank=True)
    assigned = person_key(_("to be carried out by"), editable=False)
    assigned_name = name_column(_("to be carried out by"))
    decided_on = models.DateField(_("decided on"), null=True, editable=False)
    cause = models.TextField(_("cause"), blank=True)
    correction = models.TextField(_("correction made"), blank=True)
    corrective_action = models.TextField(_("corrective action or improvement"), blank=True)
    corrected_on = models.DateField(_("corrected on"), null=True, editable=False)

    objects = NonconformityQuerySet.as_manager()

    class Meta:
        verbose_name = _("nonconformity")
        verbose_name_plural = _("nonconformities")
        ordering = ["-found_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "serial"], name="qms_nonconformity_number"),
        ]
        indexes = [
            models.Index(fields=["agency", "state", "due_on"], name="qms_nc_state"),
            models.Index(fields=["unit", "requirement_key", "-found_on"], name="qms_nc_repeat"),
            models.Index(fields=["agency", "-found_on", "-id"], name="qms_nc_newest"),
        ]

    def __str__(self):
        return f"{self.number} {self.title}".strip()

    @property
    def dated_on(self):
        """The record's own date."""
        return self.found_on

    @property
    def text(self) -> str:
        """What it is about, for comparing."""
        return f"{self.title}\n{self.description}"

    @moves(STEPS["report"])
    def report(self):
        """Found, and told to the head of the unit."""

    @moves(STEPS["decide"])
    def decide(self, *, disposition=None, authority=None, person=None, due_on=None, instruction=""):
        """What is done with it, by whom, until when."""
        self.disposition, self.authority, self.due_on = disposition, authority, due_on
        self.instruction, self.decided_on = instruction or self.instruction, clock.today()
        self.set_person("assigned", person)

    @moves(STEPS["correct"])
    def correct(self, *, correction=None, corrected_on=None, cause="", corrective_action=""):
        """The person assigned has corrected it."""
        self.correction, self.corrected_on = correction, corrected_on
        self.cause, self.corrective_action = cause or self.cause, corrective_action or self.corrective_action

    @moves(STEPS["confirm"])
    def confirm(self):
        """Checked: it is in order."""

    @moves(STEPS["send_back"])
    def send_back(self):
        """Checked: it is not in order yet."""

    @moves(STEPS["cancel"])
    def cancel(self):
        """It is none, or it was entered twice."""
