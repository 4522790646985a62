"""What the list of nonconformities is filtered by."""

from django.utils.translation import gettext_lazy as _

from wagtail_qms.records.screens.filters import RecordFilterSet, boxes
from wagtail_qms.snippets.nonconformities.enums import Grade, Source, State
from wagtail_qms.snippets.nonconformities.models import Nonconformity

_STATES = [choice for choice in State.choices if choice[0] != State.DRAFT]


class NonconformityFilterSet(RecordFilterSet):
    """By what waits, state, grade, where it was found, unit and year."""

    state = boxes(_("State"), _STATES)
    grade = boxes(_("Grade"), Grade.choices)
    source = boxes(_("Found in"), Source.choices)

    class Meta:
        model = Nonconformity
        fields = ["shown", "overdue", "state", "unit", "grade", "source", "year"]
