"""Who may sign and what may be issued.

Plain Python: each rule is asked by form, view and action alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from wagtail_qms.problems import Level, Problem, block, gettext_noop


@dataclass(frozen=True, slots=True)
class SigningCase:
    """The facts of one signature.

    ``signed`` tells who signed the very digest in hand, by role; ``drafters`` is everybody who changed
    the draft since the last edition; the two ``may_`` come from the appointments of the day.
    """

    role: str
    person: int
    drafters: frozenset[int] = frozenset()
    signed: Mapping[str, int | None] = field(default_factory=dict)
    may_review: bool = False
    may_approve: bool = False


def signing_problems(case: SigningCase) -> Iterator[Problem]:
    """Why ``case.person`` may not sign in ``case.role``; nothing when they may.

    Three different people sign (the forms of seeds 000 to 004); nobody is exempt. A signature holds only for
    the digest it was given on.
    """
    if case.role == "drafting":
        return
    yield from _order_problems(case)
    yield from _person_problems(case)


def _person_problems(case: SigningCase) -> Iterator[Problem]:
    if case.person in case.drafters or case.person == case.signed.get("drafting"):
        yield block(
            "signing.is_drafter",
            gettext_noop("You took part in writing this draft, so somebody else has to check and approve it."),
        )
    if case.role == "approval" and case.person == case.signed.get("review"):
        yield block(
            "signing.is_reviewer", gettext_noop("You reviewed this draft, so somebody else has to approve it.")
        )
    yield from _appointment_problems(case)


def returning_problems(case: SigningCase, comment: str) -> Iterator[Problem]:
    """Why ``case.person`` may not return the draft: they could not sign it, whatever its state, or give no reason."""
    if case.role == "drafting":
        yield block("signing.return_role", gettext_noop("Only a reviewer or an approver returns a draft."))
        return
    yield from _person_problems(case)
    if not comment.strip():
        yield no_reason_problem()


def _order_problems(case: SigningCase) -> Iterator[Problem]:
    if "drafting" not in case.signed:
        yield block(
            "signing.changed",
            gettext_noop(
                "The draft was changed after it was signed. Return it, so that whoever changed it submits it again."
            ),
        )
    elif case.role == "approval" and "review" not in case.signed:
        yield block("signing.not_reviewed", gettext_noop("The draft as it stands has not been reviewed."))


def _appointment_problems(case: SigningCase) -> Iterator[Problem]:
    if case.role == "review" and not case.may_review:
        yield block(
            "signing.may_not_review",
            gettext_noop(
                "You hold no appointment today that lets you review documents. The ISO secretary can enter it."
            ),
        )
    if case.role == "approval" and not case.may_approve:
        yield block(
            "signing.may_not_approve",
            gettext_noop(
                "You hold no appointment today that lets you approve documents. The ISO secretary can enter it."
            ),
        )


@dataclass(frozen=True, slots=True)
class IssueCase:
    """The facts of one issue. ``planned_on`` None: in force on the day of issue, ``issued_on``."""

    kind: str
    title: str
    code: str
    today: date
    issued_on: date
    planned_on: date | None = None
    number: int = 1
    last_number: int = 0
    predecessor_effective_on: date | None = None
    predecessor_withdrawn_on: date | None = None
    issued_code_key: str | None = None
    code_key: str = ""
    code_taken_by: str = ""
    owner_is_withdrawn: bool = False
    on_paper: bool = False
    agency_is_valid: bool = True

    @property
    def effective_on(self) -> date:
        """The first day in force."""
        return self.planned_on or self.issued_on


def issue_problems(case: IssueCase) -> Iterator[Problem]:
    """Why an edition may not be issued as it stands; nothing when it may (DESIGN section 1, ISO 9001 7.5)."""
    yield from code_problems(case)
    yield from date_problems(case)
    if not case.agency_is_valid:
        yield block(
            "issue.agency_ended",
            gettext_noop("The agency does not exist on that day. Its successor issues the document in its own list."),
        )
    if not case.title.strip():
        yield block("issue.no_title", gettext_noop("The document has no title."), "title")
    if case.number != case.last_number + 1 and not (case.on_paper and case.last_number == 0 and case.number >= 1):
        yield block(
            "issue.number",
            gettext_noop("The next edition is number %(next)s; no number is skipped or used again."),
            "number",
            next=f"{case.last_number + 1:02}",
        )
    if case.owner_is_withdrawn:
        yield block(
            "issue.owner_withdrawn",
            gettext_noop("The procedure that this form belongs to has been withdrawn. Choose the one in force."),
            "owner",
        )


def code_problems(case: IssueCase) -> Iterator[Problem]:
    """What is wrong with the code: missing, taken, or not the one that the document was issued with."""
    if not case.code_key and case.kind != "policy":
        yield block("code.missing", gettext_noop("The document needs a code before it is issued."), "code")
    if case.code_taken_by:
        yield block(
            "code.taken",
            gettext_noop("The code %(code)s belongs to an issued document of this field of work: %(other)s"),
            "code",
            code=case.code,
            other=case.code_taken_by,
        )
    if case.issued_code_key is not None and case.code_key != case.issued_code_key:
        yield block(
            "code.changed",
            gettext_noop(
                "An issued document keeps its code. For a new code, write a new document and withdraw this one."
            ),
            "code",
        )


def date_problems(case: IssueCase) -> Iterator[Problem]:
    """What is impossible about the dates."""
    if case.issued_on > case.today:
        yield block("date.issued_in_future", gettext_noop("The date of issue lies in the future."), "issued_on")
    # What papers of former days say is recorded as they say it; nobody can choose a later date any more.
    if case.effective_on < case.issued_on and not case.on_paper:
        yield block(
            "date.effective_before_issued",
            gettext_noop(
                "It would be in force from %(effective)s, before its issue on %(issued)s. Choose a later date."
            ),
            "planned_on",
            effective=f"{case.effective_on:%d/%m/%Y}",
            issued=f"{case.issued_on:%d/%m/%Y}",
        )
    previous = case.predecessor_effective_on
    if previous and case.effective_on <= previous:
        yield block(
            "date.not_after_predecessor",
            gettext_noop("The edition before is in force from %(previous)s. Choose a later date for this one."),
            "planned_on",
            previous=f"{previous:%d/%m/%Y}",
        )
    gone_on = case.predecessor_withdrawn_on
    if gone_on and case.effective_on < gone_on <= case.today:
        yield block(
            "date.before_withdrawal",
            gettext_noop("The edition before was withdrawn from %(withdrawn)s. This one begins then at the earliest."),
            "planned_on",
            withdrawn=f"{gone_on:%d/%m/%Y}",
        )


def paper_problems(*, is_secretary: bool, is_approved_here: bool) -> Iterator[Problem]:
    """Why an edition approved on paper may not be registered; nothing when it may."""
    if not is_secretary:
        yield block(
            "paper.who",
            gettext_noop("The ISO secretary or the leader of the ISO board registers editions from paper."),
        )
    if is_approved_here:
        yield block(
            "paper.approved_here",
            gettext_noop(
                "An edition of this document was approved here already, so the next one is signed here as well."
            ),
        )


def unexplained_problems(problems: Iterable[Problem], reasons: Iterable[str]) -> Iterator[Problem]:
    """Why a draft with ``problems`` is not signed yet: one warns, and of ``reasons`` none says why it goes on.

    One reason suffices for all signatures: whoever signs next reads it beside the one before (DESIGN section 6).
    """
    if any(problem.level == Level.WARN for problem in problems) and not any(said.strip() for said in reasons):
        yield block(
            "signing.no_reason_to_go_on",
            gettext_noop(
                "Something in the draft is to be checked. Say why it may go on as it is: your reason is kept with "
                "your signature. Nothing has been signed yet."
            ),
            "comment",
        )


def completeness_problems(signed: Mapping[str, int | None]) -> Iterator[Problem]:
    """Why the signatures do not suffice for an issue: one is missing, or one person gave two."""
    missing = [role for role in ("drafting", "review", "approval") if role not in signed]
    if missing:
        yield block("issue.unsigned", gettext_noop("A signature is missing: the draft changed after it was signed."))
    elif len(set(signed.values())) != 3:
        yield block("issue.one_person", gettext_noop("Three different people have to sign."))


def no_agency_problem() -> Problem:
    """A document has to lie below a document list, which tells its agency."""
    return block("document.no_agency", gettext_noop("Move the page below a document list: the list tells the agency."))


def nobody_submits_problem() -> Problem:
    """Submitting signs, so somebody has to do it."""
    return block("signing.nobody", gettext_noop("Somebody has to submit the draft: submitting signs it as drafter."))


def step_is_over_problem() -> Problem:
    """Somebody else acted first, or the step belongs to another page."""
    return block(
        "signing.over", gettext_noop("This step is over already. Open the document again to see where it stands.")
    )


def seen_other_problem() -> Problem:
    """The draft changed while its reader was making up their mind."""
    return block(
        "signing.seen_other", gettext_noop("The draft changed since you opened it. Read it again, then sign.")
    )


def issued_stays_problem(document: str) -> Problem:
    """An issued document keeps its page: neither unpublished, moved nor deleted (ISO 9001, 7.5.3)."""
    return block(
        "document.stays",
        gettext_noop(
            "“%(document)s” has been issued, so it stays where it is. To end it, withdraw it in the register."
        ),
        document=document,
    )


def publish_problem() -> Problem:
    """Nothing of a document becomes public but by its three signatures."""
    return block(
        "document.publish",
        gettext_noop("A document becomes public by its three signatures. Open it and submit it instead."),
    )


def no_reason_problem() -> Problem:
    """A return without a reason helps nobody."""
    return block(
        "signing.no_reason", gettext_noop("Say what has to be changed, so that the drafter knows."), "comment"
    )


def no_review_step_problem() -> Problem:
    """The workflow was changed so that nobody reviews."""
    return block("signing.no_review", gettext_noop("The workflow has no review step. Run qms_setup to mend it."))
