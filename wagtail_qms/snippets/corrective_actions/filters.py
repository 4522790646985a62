"""What the list of tickets is filtered by."""

from django.utils.translation import gettext_lazy as _

from wagtail_qms.records.screens.filters import RecordFilterSet, boxes
from wagtail_qms.snippets.corrective_actions.enums import Kind, State
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction
from wagtail_qms.snippets.nonconformities.enums import Grade


class TicketFilterSet(RecordFilterSet):
    """By what waits, state, kind, grade, unit and year."""

    state = boxes(_("State"), State.choices)
    kind = boxes(_("Kind"), Kind.choices)
    grade = boxes(_("Grade"), Grade.choices)

    class Meta:
        model = CorrectiveAction
        fields = ["shown", "overdue", "state", "unit", "kind", "grade", "year"]
