from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a nonconformity stands. ``DRAFT`` lasts only while its report is being entered."""

    DRAFT = "draft", _("Being entered")
    REPORTED = "reported", _("Reported")
    DECIDED = "decided", _("Decided")
    CORRECTED = "corrected", _("Corrected")
    CONFIRMED = "confirmed", _("Confirmed")
    CANCELLED = "cancelled", _("Cancelled")


#: Nothing more is to be done.
OVER = (State.CONFIRMED, State.CANCELLED)


class Source(models.TextChoices):
    """Where it was found (QT.CTCL 5.1.2)."""

    DAILY_WORK = "daily_work", _("Daily work")
    FEEDBACK = "feedback", _("Feedback or complaint of a citizen")
    AUDIT = "audit", _("Internal audit")
    REVIEW = "review", _("Management review")
    DATA = "data", _("Data analysis")
    RISK = "risk", _("Risk")
    OBJECTIVE = "objective", _("Missed objective")
    INSPECTION = "inspection", _("Inspection from outside")
    TICKET = "ticket", _("Earlier ticket")
    INTERESTED_PARTY = "interested_party", _("Interested party or another unit")
    LOST_DOSSIER = "lost_dossier", _("Lost dossier")


class Grade(models.TextChoices):
    """How grave it is (nặng, nhẹ, lưu ý)."""

    MAJOR = "major", _("Major")
    MINOR = "minor", _("Minor")
    OBSERVATION = "observation", _("Observation")


class Disposition(models.TextChoices):
    """What is done with it (QT.CTCL 5.1.1)."""

    REDO = "redo", _("Redo")
    REPAIR = "repair", _("Repair")
    ACCEPT = "accept", _("Accept as it is")
    DISCARD = "discard", _("Discard")


class Authority(models.TextChoices):
    """Within whose authority it was decided."""

    FINDER = "finder", _("The finder's own")
    HEAD_OF_UNIT = "head_of_unit", _("The head of unit's")
    TOP_MANAGEMENT = "top_management", _("Top management's")
