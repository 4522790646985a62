from django.db import models
from django.utils.translation import gettext_lazy as _


class DeadlineKind(models.TextChoices):
    """What a deadline is written as. Only a date can be overdue (DESIGN section 5)."""

    DATE = "date", _("Date")
    PERIOD = "period", _("Period")
    WORDS = "words", _("In words")


class TicketLayout(models.TextChoices):
    """How a ticket looks on paper."""

    THREE_RESULTS = "three_results", _("Met, not met, new measure (form BM.CTCL.01)")
    TWO_RESULTS = "two_results", _("Met, not met; causes in a table")
