"""A deadline as columns of a model."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wagtail_qms.records.deadlines import Deadline
from wagtail_qms.records.enums import DeadlineKind
from wagtail_qms.words import show_date


def overdue(day, prefix: str = "") -> Q:
    """Rows whose date has passed on ``day``. A period and words are never overdue."""
    return Q(**{f"{prefix}due_kind": DeadlineKind.DATE, f"{prefix}due_on__lt": day})


class WithDeadline(models.Model):
    """A date, a period or words."""

    due_kind = models.CharField(
        _("deadline as"), max_length=10, choices=DeadlineKind.choices, default=DeadlineKind.DATE
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    due_from = models.DateField(_("from"), null=True, blank=True)
    due_words = models.CharField(_("deadline in words"), max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def deadline(self) -> Deadline:
        """The deadline by value."""
        return Deadline(self.due_kind, self.due_on, self.due_from, self.due_words)

    @deadline.setter
    def deadline(self, value: Deadline):
        self.due_kind, self.due_on = value.kind, value.on
        self.due_from, self.due_words = value.begins, value.words

    @property
    def deadline_text(self) -> str:
        """The deadline as people write it."""
        if self.due_kind == DeadlineKind.PERIOD:
            return self.due_words or f"{show_date(self.due_from)} – {show_date(self.due_on)}"
        return show_date(self.due_on) if self.due_kind == DeadlineKind.DATE else self.due_words
