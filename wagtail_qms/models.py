"""Every model of the app, in one place for Django. Nothing inside the package imports this module."""

from wagtail_qms.organisation.models import Agency, Appointment, FieldOfWork, Unit
from wagtail_qms.pages.models import (
    DocumentIndexPage,
    FormPage,
    ProcedurePage,
    QualityManualPage,
    QualityPolicyPage,
    WorkInstructionPage,
)
from wagtail_qms.register.evidence import DraftChange, StoredFile
from wagtail_qms.register.models import (
    Acknowledgement,
    Distribution,
    Document,
    Edition,
    Hold,
    Recall,
    Release,
    Restriction,
    SignOff,
    Withdrawal,
)
from wagtail_qms.workflows.models import ApprovalTask, ReviewTask

__all__ = [
    "Acknowledgement",
    "Agency",
    "Appointment",
    "ApprovalTask",
    "Distribution",
    "Document",
    "DocumentIndexPage",
    "DraftChange",
    "Edition",
    "FieldOfWork",
    "FormPage",
    "Hold",
    "ProcedurePage",
    "QualityManualPage",
    "QualityPolicyPage",
    "Recall",
    "Release",
    "Restriction",
    "ReviewTask",
    "SignOff",
    "StoredFile",
    "Unit",
    "Withdrawal",
    "WorkInstructionPage",
]
