"""A corrective action ticket (phiếu yêu cầu hành động khắc phục/cải tiến, BM.CTCL.01): its three boxes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from wagtail_qms import clock
from wagtail_qms.organisation.models import Unit
from wagtail_qms.records.machine import moves
from wagtail_qms.records.people import name_column, person_key
from wagtail_qms.records.record import Record
from wagtail_qms.snippets.corrective_actions.enums import Kind, Result, State
from wagtail_qms.snippets.corrective_actions.queries import TicketQuerySet
from wagtail_qms.snippets.corrective_actions.rules import STEPS
from wagtail_qms.snippets.nonconformities.enums import Grade, Source
from wagtail_qms.snippets.nonconformities.models import Nonconformity
from wagtail_qms.snippets.nonconformities.requirement_columns import WithRequirement


def _unit(label, **options) -> models.ForeignKey:
    return models.ForeignKey(Unit, verbose_name=label, on_delete=models.PROTECT, related_name="+", **options)


class CorrectiveAction(WithRequirement, Record):
    """A ticket. Box 2 is its ``plans``, the last of which counts."""

    SERIES = "ticket"
    #: The field with the record's own date.
    DATED = "opened_on"
    SEARCHED = ("title", "description", "paper_number", "author_name", "assigned_name", "implementer_name")

    state = FSMField(_("state"), max_length=20, choices=State.choices, default=State.DRAFT, editable=False)
    # Box 1
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.CORRECTIVE)
    opened_on = models.DateField(_("date of the ticket"), default=clock.today)
    unit = _unit(_("proposing unit"))
    audited_unit = _unit(_("audited unit"), null=True, blank=True)
    source = models.CharField(_("found in"), max_length=20, choices=Source.choices, default=Source.DAILY_WORK)
    grade = models.CharField(_("grade"), max_length=12, choices=Grade.choices, blank=True)
    title = models.CharField(_("in short"), max_length=200)
    description = models.TextField(_("description"))
    related_documents = models.TextField(_("related documents"), blank=True)
    nonconformity = models.ForeignKey(
        Nonconformity,
        verbose_name=_("nonconformity"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tickets",
    )
    predecessor = models.ForeignKey(
        "self",
        verbose_name=_("takes the place of"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="successors",
    )
    # Read when it is opened: what becomes of the predecessor's state later changes nothing here.
    follows_failure = models.BooleanField(default=False, editable=False)
    paper_number = models.CharField(_("number on paper"), max_length=40, blank=True)
    grounds = models.JSONField(_("why it is needed"), default=list, blank=True, editable=False)
    # Box 2
    executing_unit = _unit(_("executing unit"), null=True, blank=True, editable=False)
    coordinating_units = models.ManyToManyField(
        Unit, verbose_name=_("coordinating units"), blank=True, related_name="+"
    )
    assigned = person_key(_("analysed by"), editable=False)
    assigned_name = name_column(_("analysed by"))
    propose_by = models.DateField(_("plan due on"), null=True, editable=False)
    implementer = person_key(_("implementer"), editable=False)
    implementer_name = name_column(_("implementer"))
    complete_by = models.DateField(_("to be completed by"), null=True, editable=False)
    started_on = models.DateField(_("implemented since"), null=True, editable=False)
    done_on = models.DateField(_("done on"), null=True, editable=False)
    # Box 3
    result = models.CharField(_("result"), max_length=12, choices=Result.choices, blank=True, editable=False)
    result_evidence = models.TextField(_("evidence of the result"), blank=True, editable=False)
    verified_on = models.DateField(_("verified on"), null=True, editable=False)
    lessons = models.TextField(_("lessons"), blank=True, editable=False)
    risk_updates = models.TextField(_("changes in the risk register"), blank=True)
    closed_on = models.DateField(_("closed on"), null=True, editable=False)
    effect_due_on = models.DateField(_("effect to be checked on"), null=True, editable=False)
    effect_criterion = models.TextField(_("it is effective when"), blank=True, editable=False)
    effect_checker = person_key(_("effect checked by"), editable=False)
    effect_checker_name = name_column(_("effect checked by"))
    no_effect_check = models.TextField(_("why no effect is checked"), blank=True, editable=False)
    effect_evidence = models.TextField(_("evidence of the effect"), blank=True, editable=False)

    objects = TicketQuerySet.as_manager()

    class Meta:
        verbose_name = _("corrective action ticket")
        verbose_name_plural = _("corrective action tickets")
        ordering = ["-opened_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["agency", "year", "serial"], name="qms_ticket_number")]
        indexes = [
            models.Index(fields=["agency", "state", "complete_by"], name="qms_ticket_state"),
            models.Index(fields=["agency", "-opened_on", "-id"], name="qms_ticket_newest"),
            models.Index(fields=["unit", "state"], name="qms_ticket_unit"),
        ]

    def __str__(self):
        return f"{self.number} {self.title}".strip()

    @property
    def dated_on(self):
        """The record's own date."""
        return self.opened_on

    @property
    def text(self) -> str:
        """What it is about, for comparing."""
        return f"{self.title}\n{self.description}"

    @property
    def is_audit(self) -> bool:
        """Whether an auditor demands it."""
        return self.source == Source.AUDIT

    @property
    def is_from_audit(self) -> bool:
        """Whether an auditor demands it: so it says, or the nonconformity that it takes over."""
        return self.is_audit or (self.nonconformity_id is not None and self.nonconformity.source == Source.AUDIT)

    @property
    def auditors(self) -> frozenset[int]:
        """Who found it as an auditor, and so does not sign for the unit (seed 003); one query at most."""
        if not self.is_from_audit:
            return frozenset()
        finder = self.nonconformity.found_by_id if self.nonconformity_id else None
        # A successor is raised by who checked the ticket before it.
        author = None if self.predecessor_id else self.author_id
        return frozenset({finder, author} - {None})

    @moves(STEPS["raise_ticket"])
    def raise_ticket(self):
        """Box 1 is complete."""

    @moves(STEPS["confirm_need"])
    def confirm_need(self, *, grounds=()):
        """The head of the unit finds it needed."""
        self.grounds = list(grounds)

    @moves(STEPS["dismiss"])
    def dismiss(self):
        """It is not needed."""

    @moves(STEPS["submit"])
    def submit(self):
        """The ISO secretary lays it before the board."""

    @moves(STEPS["assign"])
    def assign(self, *, unit=None, person=None, due_on=None):
        """Who analyses it, in which unit, until when."""
        self.executing_unit, self.propose_by = unit, due_on
        self.set_person("assigned", person)

    @moves(STEPS["send_back"])
    def send_back(self):
        """Box 1 needs more."""

    @moves(STEPS["propose"])
    def propose(self):
        """Box 2 is complete."""

    @moves(STEPS["endorse"])
    def endorse(self):
        """The head of the executing unit stands by it."""

    @moves(STEPS["approve_plan"])
    def approve_plan(self, *, implementer=None, complete_by=None):
        """Who carries it out, until when."""
        self.set_person("implementer", implementer)
        self.complete_by, self.started_on = complete_by, clock.today()

    @moves(STEPS["return_plan"])
    def return_plan(self):
        """Box 2 needs more."""

    @moves(STEPS["revise_plan"])
    def revise_plan(self):
        """The measures have to change."""

    @moves(STEPS["reassign"])
    def reassign(self, *, person=None, unit=None, due_on=None):
        """Somebody else analyses or implements it."""
        if self.state == State.ANALYSING:
            self.set_person("assigned", person)
            self.executing_unit, self.propose_by = unit or self.executing_unit, due_on or self.propose_by
        else:
            self.set_person("implementer", person)
            self.executing_unit, self.complete_by = unit or self.executing_unit, due_on or self.complete_by

    @moves(STEPS["report_done"])
    def report_done(self):
        """Every measure is done."""
        self.done_on = clock.today()

    def _verified(self, result: str, evidence: str):
        self.result, self.result_evidence, self.verified_on = result, evidence, clock.today()

    @moves(STEPS["verify_met"])
    def verify_met(self, *, evidence=""):
        """Checked: done, and the cause is gone."""
        self._verified(Result.MET, evidence)

    @moves(STEPS["require_new_measure"])
    def require_new_measure(self, *, evidence=""):
        """Checked: done, but the cause remains."""
        self._verified(Result.NEW_MEASURE, evidence)

    @moves(STEPS["verify_not_met"])
    def verify_not_met(self, *, evidence=""):
        """Checked: undone or incomplete."""
        self._verified(Result.NOT_MET, evidence)

    @moves(STEPS["close"])
    def close(self, *, lessons="", check_on=None, criterion="", checker=None, no_check="", risk_updates=""):
        """Closed, and when, by what and by whom its effect is checked; or why it is not."""
        self.lessons, self.closed_on = lessons, clock.today()
        self.effect_due_on, self.effect_criterion, self.no_effect_check = check_on, criterion, no_check
        self.set_person("effect_checker", checker)
        self.risk_updates = risk_updates or self.risk_updates

    @moves(STEPS["confirm_effect"])
    def confirm_effect(self, *, evidence=""):
        """It did not come back."""
        self.effect_evidence = evidence

    @moves(STEPS["deny_effect"])
    def deny_effect(self, *, evidence=""):
        """It came back."""
        self.effect_evidence = evidence

    @moves(STEPS["cancel"])
    def cancel(self):
        """The draft comes to nothing."""
