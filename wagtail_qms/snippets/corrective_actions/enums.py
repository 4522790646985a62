from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a ticket stands."""

    DRAFT = "draft", _("Draft")
    RAISED = "raised", _("Raised")
    NEEDED = "needed", _("Needed")
    SUBMITTED = "submitted", _("Submitted")
    ANALYSING = "analysing", _("Being analysed")
    PROPOSED = "proposed", _("Proposed")
    ENDORSED = "endorsed", _("Endorsed")
    IMPLEMENTING = "implementing", _("Being implemented")
    DONE = "done", _("Done")
    VERIFIED = "verified", _("Verified")
    CLOSED = "closed", _("Closed")
    EFFECTIVE = "effective", _("Effective")
    INEFFECTIVE = "ineffective", _("Ineffective")
    FAILED = "failed", _("Failed")
    DISMISSED = "dismissed", _("Dismissed")
    CANCELLED = "cancelled", _("Cancelled")


#: Nothing more is to be done. A closed ticket may still wait for its effectiveness check.
OVER = (State.EFFECTIVE, State.INEFFECTIVE, State.FAILED, State.DISMISSED, State.CANCELLED)


class Kind(models.TextChoices):
    """The two ticks of BM.CTCL.01."""

    CORRECTIVE = "corrective", _("Corrective action")
    IMPROVEMENT = "improvement", _("Preventive action or improvement")


class Ground(models.TextChoices):
    """Why a ticket is needed (QT.CTCL 5.2.2)."""

    OBJECTIVE = "objective", _("An objective or the policy is not met, or may not be")
    REPEATING = "repeating", _("It repeats itself")
    GRAVE = "grave", _("Grave consequence or large extent")
    REPORTED_OFTEN = "reported_often", _("Reported too often in a row in one unit")
    SYSTEM = "system", _("To make the system more effective")
    SATISFACTION = "satisfaction", _("To serve better and satisfy more")
    CHANGE = "change", _("Structure, scope or activities change")
    OPPORTUNITY = "opportunity", _("An opportunity to improve")


class CauseKind(models.TextChoices):
    """Two kinds of causes, as the form asks."""

    SUBJECTIVE = "subjective", _("Subjective")
    OBJECTIVE = "objective", _("Objective")


class MeasureKind(models.TextChoices):
    """A correction mends the case, a corrective action removes its cause (ISO 9000, 3.12)."""

    CORRECTION = "correction", _("Correction")
    CORRECTIVE = "corrective", _("Corrective action")
    IMPROVEMENT = "improvement", _("Preventive action or improvement")


class Result(models.TextChoices):
    """The ticks of box 3."""

    MET = "met", _("Met")
    NOT_MET = "not_met", _("Not met")
    NEW_MEASURE = "new_measure", _("New measure")


class NoteKind(models.TextChoices):
    """What is noted while a ticket is implemented (QT.CTCL 5.5)."""

    PROGRESS = "progress", _("Progress")
    REQUEST = "request", _("Request for resources")
    ANSWER = "answer", _("Answer to a request")
    TOLD = "told", _("Coordinating unit told")
