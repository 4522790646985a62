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
from wagtail_qms.records.chain import Attachment, RecordNote, RecordSignOff, TransitionEntry
from wagtail_qms.records.settings import CalendarDay, NumberSeries, RecordSettings
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
from wagtail_qms.search.models import (
    Abbreviation,
    IndexChange,
    IndexedDocument,
    IndexedEdition,
    IndexedPassage,
    IndexedTerm,
    IndexedTermKey,
    IndexState,
    SavedSearch,
    SearchedQuery,
    Synonyms,
)
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction
from wagtail_qms.snippets.corrective_actions.plans import Measure, Plan, TouchedDocument
from wagtail_qms.snippets.nonconformities.models import Nonconformity
from wagtail_qms.workflows.models import ApprovalTask, ReviewTask

__all__ = [
    "Abbreviation",
    "Acknowledgement",
    "Agency",
    "Appointment",
    "ApprovalTask",
    "Attachment",
    "CalendarDay",
    "CorrectiveAction",
    "Distribution",
    "Document",
    "DocumentIndexPage",
    "DraftChange",
    "Edition",
    "FieldOfWork",
    "FormPage",
    "Hold",
    "IndexChange",
    "IndexState",
    "IndexedDocument",
    "IndexedEdition",
    "IndexedPassage",
    "IndexedTerm",
    "IndexedTermKey",
    "Measure",
    "Nonconformity",
    "NumberSeries",
    "Plan",
    "ProcedurePage",
    "QualityManualPage",
    "QualityPolicyPage",
    "Recall",
    "RecordNote",
    "RecordSettings",
    "RecordSignOff",
    "Release",
    "Restriction",
    "ReviewTask",
    "SavedSearch",
    "SearchedQuery",
    "SignOff",
    "StoredFile",
    "Synonyms",
    "TouchedDocument",
    "TransitionEntry",
    "Unit",
    "Withdrawal",
    "WorkInstructionPage",
]
