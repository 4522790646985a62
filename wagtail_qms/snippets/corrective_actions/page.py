"""The page of a ticket: its three boxes as the paper form shows them, what comes next, its history."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail_qms import clock
from wagtail_qms.pages.problem_groups import grouped
from wagtail_qms.problems import Level
from wagtail_qms.records.actors import actor_of
from wagtail_qms.records.screens.board import Board
from wagtail_qms.records.screens.history import History
from wagtail_qms.records.screens.pages import RecordPage
from wagtail_qms.snippets.corrective_actions import rules, waiting
from wagtail_qms.snippets.corrective_actions.enums import CauseKind, Ground, NoteKind, Result, State
from wagtail_qms.snippets.corrective_actions.listing import TicketRow
from wagtail_qms.snippets.corrective_actions.machine import case_of
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction
from wagtail_qms.snippets.corrective_actions.plans import Measure
from wagtail_qms.snippets.corrective_actions.problems import problems
from wagtail_qms.snippets.corrective_actions.queries import current_plan, measures_of
from wagtail_qms.snippets.corrective_actions.step_fields import LABELS, STEP_FIELDS
from wagtail_qms.snippets.corrective_actions.touched import waiting_documents


@dataclass(frozen=True)
class MeasureRow:
    """A planned measure with its evidence; ``url`` where this person says that it is done."""

    measure: Measure
    files: list
    url: str
    is_late: bool


class TicketPage(RecordPage):
    """What the pages about one ticket share."""

    model = CorrectiveAction
    namespace = "qms_ticket"

    def records(self):
        return CorrectiveAction.objects.with_boxes().select_related(
            "agency", "unit", "audited_unit", "executing_unit", "nonconformity", "predecessor", "edition"
        )

    @cached_property
    def actor(self):
        """This person at the ticket's agency today."""
        return actor_of(self.request.user, self.record.agency_id, clock.today())

    @cached_property
    def case(self) -> rules.Case:
        """The facts that the rules ask."""
        return case_of(self.record)

    @property
    def may_report_progress(self) -> bool:
        """Whether this person carries it out (as ``actions.note_progress`` asks)."""
        doers = {self.record.implementer_id, *(measure.owner_id for measure in measures_of(self.record))}
        return self.record.state == State.IMPLEMENTING and self.actor.is_one_of(doers - {None})

    @property
    def may_request(self) -> bool:
        """Whether this person asks for resources."""
        return self.record.state == State.IMPLEMENTING and self.actor.is_one_of({self.record.implementer_id})

    @property
    def may_touch(self) -> bool:
        """Whether this person names documents that the ticket changes."""
        works = self.actor.is_one_of({self.record.assigned_id, self.record.implementer_id} - {None})
        keeps = self.actor.has("iso_board", "iso_leader", "iso_secretary")
        return self.record.state in WORKED_ON and (works or keeps)

    @property
    def may_excuse(self) -> bool:
        """Whether this person says that a document needs no new edition."""
        return self.record.state in WORKED_ON and self.actor.has("iso_board", "iso_leader")


class TicketView(TicketPage):
    """One ticket."""

    template_name = "wagtail_qms/admin/records/ticket.html"
    header_icon = "clipboard-list"

    @cached_property
    def history(self) -> History:
        """All that hangs on it."""
        return History(self.record, LABELS, dict(NoteKind.choices))

    @cached_property
    def board(self) -> Board:
        """Where it stands for this person."""
        awaited = waiting.NEXT.get(self.record.state, "")
        if self.record.state == State.CLOSED and self.record.effect_due_on is None:
            awaited = ""
        words = str(_AWAITED_WORDS.get(self.record.state, ""))
        return Board(self.record, self.request.user, self.history, awaited, STEP_FIELDS, awaited_words=words)

    def more_actions(self) -> list[tuple[str, str, bool]]:
        """What is done to it without a step: address, words, whether it comes first."""
        key, actions = self.record.pk, []
        if rules.may_write_box1(self.case, self.actor):
            actions.append((self.url("box1", key), gettext("Write box 1"), False))
        if rules.may_write_plan(self.case, self.actor):
            actions.append((self.url("box2", key), gettext("Write box 2"), True))
        if self.may_report_progress:
            actions.append((self.url("progress", key), gettext("Report progress"), False))
        if self.may_request:
            actions.append((self.url("request", key), gettext("Ask for resources"), False))
        if self.may_touch:
            actions.append((self.url("touch", key), gettext("Name a document that it changes"), False))
        if self.actor.is_staff and self.board.offers:
            actions.append((self.url("evidence", key), gettext("Add evidence"), False))
        actions.append((reverse("wagtail_qms_papers:ticket", args=[key]), gettext("On paper (PDF)"), False))
        return actions

    def measures(self, evidence) -> list[MeasureRow]:
        """The measures that count."""
        today, rows = clock.today(), []
        for measure in measures_of(self.record):
            may = rules.may_report_measures(self.case, self.actor, measure.owner_id)
            url = self.url("measure", self.record.pk, measure.pk) if may else ""
            is_late = measure.done_on is None and measure.deadline.is_overdue(today)
            rows.append(MeasureRow(measure, evidence.get(f"measure:{measure.pk}", []), url, is_late))
        return rows

    def requests(self) -> list[tuple]:
        """Requests for resources, each with its answer, and where this person answers."""
        notes = self.history.notes
        answers = {note.answers: note for note in notes if note.kind == NoteKind.ANSWER}
        may = rules.may_answer_requests(self.case, self.actor)
        rows = [(note, answers.get(note.sequence)) for note in notes if note.kind == NoteKind.REQUEST]
        return [
            (note, answer, self.url("answer", self.record.pk, note.sequence) if may and not answer else "")
            for note, answer in rows
        ]

    def touched(self) -> list[tuple]:
        """Documents that it changes: each with whether its edition is awaited, and where the board excuses it."""
        awaited = {row.pk for row in waiting_documents(self.record, clock.today())}
        may = self.may_excuse
        return [
            (row, row.pk in awaited, self.url("excuse", self.record.pk, row.pk) if may and row.pk in awaited else "")
            for row in self.record.touched.all()
        ]

    def get_context_data(self, **kwargs):
        ticket, evidence, plan = self.record, self.history.evidence(), current_plan(self.record)
        found = [problem for problem in problems(ticket) if problem.level != Level.HINT]
        return super().get_context_data(
            board=self.board,
            history=self.history,
            marks=self.history.standing(),
            evidence=evidence,
            row=TicketRow(ticket),
            groups=grouped(found) if ticket.state not in FINISHED else [],
            more_actions=self.more_actions(),
            plan=plan,
            older_plans=[one for one in ticket.plans.all() if one is not plan],
            causes=", ".join(str(CauseKind(kind).label) for kind in plan.cause_kinds) if plan else "",
            grounds=[Ground(name).label for name in ticket.grounds if name in Ground.values],
            measures=self.measures(evidence),
            requests=self.requests(),
            progress=[note for note in self.history.notes if note.kind in (NoteKind.PROGRESS, NoteKind.TOLD)],
            touched=self.touched(),
            results=[(label, value == ticket.result) for value, label in Result.choices],
            **kwargs,
        )


#: What is awaited where a check has several answers.
_AWAITED_WORDS = {State.DONE: _("Check what was done"), State.CLOSED: _("Check the effect")}
#: While somebody works on it (as ``actions.touch_document`` asks).
WORKED_ON = (
    State.ANALYSING, State.PROPOSED, State.ENDORSED, State.IMPLEMENTING, State.DONE, State.VERIFIED,
)  # fmt: skip
#: What was wrong with these is history.
FINISHED = (State.EFFECTIVE, State.INEFFECTIVE, State.FAILED, State.DISMISSED, State.CANCELLED)
