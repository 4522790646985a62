from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What sort of document it is (``content.vocabulary.DOCUMENT_KINDS``)."""

    MANUAL = "manual", _("Quality manual")
    POLICY = "policy", _("Quality policy")
    PROCEDURE = "procedure", _("Procedure")
    INSTRUCTION = "instruction", _("Work instruction")
    FORM = "form", _("Form")


class Confidentiality(models.TextChoices):
    """Who may read: everybody, or the staff of the agency."""

    PUBLIC = "public", _("Public")
    INTERNAL = "internal", _("Internal")


class SigningRole(models.TextChoices):
    """The three signatures of a document, always of three different people."""

    DRAFTING = "drafting", _("Drafting")
    REVIEW = "review", _("Review")
    APPROVAL = "approval", _("Approval")


class Verdict(models.TextChoices):
    """What a person did when it was their turn."""

    SIGNED = "signed", _("Signed")
    RETURNED = "returned", _("Returned")


class Provenance(models.TextChoices):
    """How an edition came to be: through the workflow, or on paper before the app was there."""

    WORKFLOW = "workflow", _("Approved here")
    PAPER = "paper", _("Approved on paper")


class Status(models.TextChoices):
    """What an edition is on a given day. Never stored: it is a question of dates."""

    TO_COME = "to_come", _("Not yet in force")
    IN_FORCE = "in_force", _("In force")
    SUPERSEDED = "superseded", _("Superseded")
    WITHDRAWN = "withdrawn", _("Withdrawn")
