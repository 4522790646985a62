"""The steps of a ticket as small pages."""

from wagtail_qms.records.screens.steps import StepView
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction
from wagtail_qms.snippets.corrective_actions.step_fields import EXPLANATIONS, PARTS, STEP_FIELDS


class TicketStepView(StepView):
    """One step of a ticket."""

    model = CorrectiveAction
    namespace = "qms_ticket"
    related = ("agency", "unit", "audited_unit", "executing_unit", "nonconformity", "predecessor")
    step_fields = STEP_FIELDS
    parts_with_files = PARTS
    explanations = EXPLANATIONS
