"""Box 2 of a ticket: causes and measures, version by version; and the documents that a ticket touches."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_qms.records.deadline_columns import WithDeadline
from wagtail_qms.records.people import name_column, person_key
from wagtail_qms.register.chain import AppendOnlyError
from wagtail_qms.register.models import Document
from wagtail_qms.snippets.corrective_actions.enums import MeasureKind
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction

_LATER = "SELECT 1 FROM wagtail_qms_plan later"
_OLDER = f"{_LATER} JOIN wagtail_qms_plan mine ON later.ticket_id = mine.ticket_id AND later.version > mine.version"


class Plan(models.Model):
    """One version of box 2. Only the last may change; the ones before stay as they were."""

    frozen_when = {
        "update": f"EXISTS ({_LATER} WHERE later.ticket_id = OLD.ticket_id AND later.version > OLD.version)",
        "delete": "1 = 1",
    }

    ticket = models.ForeignKey(CorrectiveAction, on_delete=models.PROTECT, related_name="plans")
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    cause_kinds = models.JSONField(_("kinds of cause"), default=list, blank=True)
    cause = models.TextField(_("cause"), blank=True)
    # Each the answer to "why?" of the one before.
    whys = models.JSONField(_("five whys"), default=list, blank=True)
    # [{"branch": "People", "causes": ["...", ...]}, ...]
    diagram = models.JSONField(_("cause diagram"), default=list, blank=True)
    correction = models.TextField(_("correction"), blank=True)
    author = person_key(_("author"), editable=False)
    author_name = name_column(_("author"))
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("plan of a ticket")
        verbose_name_plural = _("plans of tickets")
        ordering = ["ticket", "version"]
        constraints = [models.UniqueConstraint(fields=["ticket", "version"], name="qms_plan_version_unique")]

    def __str__(self):
        return f"{self.ticket} ({self.version})"

    def save(self, *args, **kwargs):
        if Plan.objects.filter(ticket=self.ticket_id, version__gt=self.version).exists():
            raise AppendOnlyError(Plan)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnlyError(Plan)


class Measure(WithDeadline):
    """One planned measure: what, by whom, until when, with what. Those of earlier versions stay as they were."""

    frozen_when = dict.fromkeys(("update", "delete"), f"EXISTS ({_OLDER} WHERE mine.id = OLD.plan_id)")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="measures")
    place = models.PositiveSmallIntegerField(_("number"), default=1)
    kind = models.CharField(_("kind"), max_length=12, choices=MeasureKind.choices, default=MeasureKind.CORRECTIVE)
    what = models.TextField(_("measure"))
    owner = person_key(_("carried out by"))
    owner_name = name_column(_("carried out by"), editable=True)
    resources = models.TextField(_("resources"), blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    evidence = models.TextField(_("evidence"), blank=True)

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["plan", "place", "pk"]

    def __str__(self):
        return self.what[:80]


class TouchedDocument(models.Model):
    """A document that a ticket changes: its next edition has to be in force before the ticket is closed."""

    ticket = models.ForeignKey(CorrectiveAction, on_delete=models.PROTECT, related_name="touched")
    document = models.ForeignKey(Document, verbose_name=_("document"), on_delete=models.PROTECT, related_name="+")
    known_number = models.PositiveIntegerField(_("edition when it was named"), default=0)
    none_needed = models.TextField(_("why no new edition is needed"), blank=True)
    none_needed_by = person_key(_("said by"), editable=False)
    none_needed_by_name = name_column(_("said by"))

    class Meta:
        verbose_name = _("document touched by a ticket")
        verbose_name_plural = _("documents touched by tickets")
        constraints = [models.UniqueConstraint(fields=["ticket", "document"], name="qms_touched_unique")]

    def __str__(self):
        return str(self.document)
