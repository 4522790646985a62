"""The page of a nonconformity: its boxes as on paper, what comes next, its history."""

from __future__ import annotations

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext

from wagtail_qms import clock
from wagtail_qms.pages.problem_groups import grouped
from wagtail_qms.problems import Level
from wagtail_qms.records.actors import actor_of
from wagtail_qms.records.screens.board import Board
from wagtail_qms.records.screens.history import History
from wagtail_qms.records.screens.pages import RecordPage
from wagtail_qms.snippets.nonconformities import waiting
from wagtail_qms.snippets.nonconformities.enums import OVER, State
from wagtail_qms.snippets.nonconformities.listing import NonconformityRow
from wagtail_qms.snippets.nonconformities.models import Nonconformity
from wagtail_qms.snippets.nonconformities.problems import problems, recurrence_of
from wagtail_qms.snippets.nonconformities.step_views import HIDDEN, LABELS, STEP_FIELDS


class NonconformityView(RecordPage):
    """One nonconformity."""

    template_name = "wagtail_qms/admin/records/nonconformity.html"
    model = Nonconformity
    namespace = "qms_nonconformity"
    header_icon = "warning"
    related = ("agency", "unit", "edition", "repeats")

    @cached_property
    def history(self) -> History:
        """All that hangs on it."""
        return History(self.record, LABELS)

    @cached_property
    def board(self) -> Board:
        """Where it stands for this person."""
        awaited = waiting.NEXT.get(self.record.state, "")
        return Board(self.record, self.request.user, self.history, awaited, STEP_FIELDS, HIDDEN)

    def may_amend(self) -> bool:
        """Whether this person may mend the report."""
        is_author = self.record.author_id == self.request.user.pk
        return self.record.state == State.REPORTED and is_author and self.actor.is_staff

    @cached_property
    def actor(self):
        """This person at the record's agency today."""
        return actor_of(self.request.user, self.record.agency_id, clock.today())

    def more_actions(self) -> list[tuple[str, str, bool]]:
        """What is done to it without a step: address, words, whether it comes first."""
        record, actions = self.record, []
        if self.may_amend():
            actions.append((self.url("amend", record.pk), gettext("Mend the report"), False))
        if self.actor.is_staff and record.state != State.CANCELLED:
            actions.append(
                (f"{reverse('qms_ticket:add')}?nonconformity={record.pk}", gettext("Raise a ticket"), False)
            )
        if self.actor.is_staff and record.state not in OVER:
            actions.append((self.url("evidence", record.pk), gettext("Add evidence"), False))
        actions.append((reverse("wagtail_qms_papers:report", args=[record.pk]), gettext("On paper (PDF)"), False))
        return actions

    def get_context_data(self, **kwargs):
        record = self.record
        found = [problem for problem in problems(record) if problem.level != Level.HINT]
        return super().get_context_data(
            board=self.board,
            history=self.history,
            marks=self.history.standing(),
            evidence=self.history.evidence(),
            more_actions=self.more_actions(),
            row=NonconformityRow(record),
            tickets=list(record.tickets.order_by("pk")),
            repetitions=list(record.repetitions.order_by("pk")[:20]),
            recurrence=recurrence_of(record),
            groups=grouped(found),
            **kwargs,
        )
