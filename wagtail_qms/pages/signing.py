"""The three signatures of a draft as the paper shows them: who signed, who is next, what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

from wagtail_qms import clock
from wagtail_qms.pages.addresses import compare_url, register_url, sign_url
from wagtail_qms.pages.comparing import DRAFT, Comparison, draft_side, edition_side
from wagtail_qms.pages.problem_groups import ProblemGroup, grouped
from wagtail_qms.pages.problems import draft_problems
from wagtail_qms.pages.snapshots import DraftRead
from wagtail_qms.problems import Level, Problem
from wagtail_qms.register import queries, rules
from wagtail_qms.register.enums import SigningRole, Status, Verdict
from wagtail_qms.register.models import Document, SignOff
from wagtail_qms.register.snapshot import Snapshot
from wagtail_qms.words import say
from wagtail_qms.workflows.models import SigningTask
from wagtail_qms.workflows.queries import eligible_for, problems_of, split


@dataclass(frozen=True)
class Box:
    """One of the three boxes: signed, waiting for somebody, or still to come."""

    role: str
    label: str
    sign_off: SignOff | None = None
    waits_for: tuple[str, ...] = ()
    is_next: bool = False


@dataclass(frozen=True)
class EditionRow:
    """An edition with its status today and where to look at it."""

    edition: object
    status: str
    register_url: str
    compare_url: str


@dataclass
class Board:
    """Where a draft stands, for ``user``."""

    page: object
    user: object
    snapshot: Snapshot
    document: Document | None
    editions: list = field(default_factory=list)
    state: WorkflowState | None = None
    role: str = ""
    signed: dict = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_unchanged(self) -> bool:
        """Whether nobody has begun the next edition: the draft is the last one, word for word."""
        return bool(self.editions) and not self.state and self.editions[0].content_digest == self.snapshot.digest

    @property
    def is_gathering(self) -> bool:
        """Whether somebody's signature is awaited."""
        return bool(self.role)

    @property
    def since(self) -> datetime | None:
        """Since when the next signature is awaited."""
        return self.state.current_task_state.started_at if self.is_gathering else None

    @property
    def returned(self) -> SignOff | None:
        """The return that the drafter has to answer."""
        if self.state is None or self.state.status != WorkflowState.STATUS_NEEDS_CHANGES:
            return None
        return self.document.signoffs.filter(verdict=Verdict.RETURNED).order_by("-sequence").first()

    @property
    def next_number(self) -> str:
        """The number that the draft will bear once it is issued: "02"."""
        return f"{max((edition.number for edition in self.editions), default=0) + 1:02}"

    @cached_property
    def mine(self) -> list[Problem]:
        """Why this user may not sign now."""
        if not self.is_gathering:
            return []
        found = problems_of(self.document, self.snapshot, self.role, self.user)
        stopping = [problem for problem in self.problems if problem.level == Level.BLOCK]
        return found + [problem for problem in stopping if problem not in found]

    @property
    def wants_reason(self) -> bool:
        """Whether the next signer has to say why the draft goes on in spite of a warning."""
        said = [row.comment for row in self.signed.values()]
        return any(rules.unexplained_problems(self.problems, said))

    def reasons(self) -> list[str]:
        """The same in words: an action that is not offered is explained."""
        return [say(problem) for problem in self.mine]

    def actions(self) -> list[tuple[str, str, str]]:
        """What this user may do: name, address and words."""
        personal, others = split(self.mine)
        if personal or not self.is_gathering:
            return []
        task = self.state.current_task_state.task.specific
        sign = [("approve", sign_url(self.page.pk, "approve"), task.verb)]
        return ([] if others else sign) + [("reject", sign_url(self.page.pk, "reject"), _("Return with a reason"))]

    def boxes(self) -> list[Box]:
        """The three boxes, in the agency's words."""
        return [self._box(role) for role in SigningRole.values]

    def _box(self, role: str) -> Box:
        is_next = role == self.role
        people = eligible_for(self.document, self.snapshot.digest, role) if is_next else []
        label = self.document.agency.label(role) if self.document else SigningRole(role).label
        names = tuple(f"{post.person_name}, {post.post}" for post in people)
        return Box(role, label, self.signed.get(role), names, is_next)

    def problem_groups(self) -> list[ProblemGroup]:
        """The draft's problems by level, the worst first; the level in words."""
        return [] if self.is_unchanged else grouped(self.problems)

    def edition_rows(self) -> list[EditionRow]:
        """Every edition so far, the newest first."""
        return [
            EditionRow(
                edition,
                str(Status(edition.status_today).label),
                register_url(self.document),
                compare_url(self.page.pk, str(edition.number), DRAFT),
            )
            for edition in self.editions
        ]

    def comparison(self) -> Comparison | None:
        """The draft beside the last edition; None without an edition."""
        last = self.editions[0] if self.editions else None
        if last is None or self.is_unchanged:
            return None
        return Comparison(edition_side(self.document.editions.get(pk=last.pk)), draft_side(self.snapshot))


def board_of(page, user, read: DraftRead | None = None) -> Board:
    """The board of the draft ``page``, which has been ``read`` or is read now."""
    read, document = read or page.read_draft(), page.registered_document()
    board = Board(page, user, read.snapshot, document)
    board.problems = draft_problems(page, read, document=document, agency=page.agency)
    if document is not None:
        board.editions = list(_editions(document)) if document.is_issued else []
        board.state = page.current_workflow_state
        board.role = _awaited_role(board.state)
        board.signed = queries.valid_sign_offs(document, read.snapshot.digest) if board.role else {}
    return board


def _awaited_role(state: WorkflowState | None) -> str:
    current = state.current_task_state if state else None
    if current is None or current.status != TaskState.STATUS_IN_PROGRESS:
        return ""
    task = current.task.specific
    return task.role if isinstance(task, SigningTask) else ""


def _editions(document: Document):
    return queries.history(document).with_status(clock.today())
