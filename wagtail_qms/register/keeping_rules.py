"""What may be withdrawn, hidden and handed out. Plain Python: each rule is asked by form, view and action alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wagtail_qms.problems import Problem, block, gettext_noop


@dataclass(frozen=True, slots=True)
class WithdrawalCase:
    """The facts of a withdrawal."""

    today: date
    withdrawn_on: date
    decision_on: date
    effective_on: date
    is_secretary: bool
    is_withdrawn: bool = False
    is_superseded: bool = False


def withdrawal_problems(case: WithdrawalCase) -> Iterator[Problem]:
    """Why an edition may not be withdrawn; nothing when it may."""
    if not case.is_secretary:
        yield block(
            "withdraw.who", gettext_noop("The ISO secretary or the leader of the ISO board withdraws editions.")
        )
    if case.is_withdrawn:
        yield block("withdraw.done", gettext_noop("This edition has been withdrawn already."))
    if case.is_superseded:
        yield block("withdraw.superseded", gettext_noop("This edition has been replaced by a later one already."))
    if case.decision_on > case.today:
        yield block("withdraw.decision", gettext_noop("The decision's date lies in the future."), "decision_on")
    if case.withdrawn_on < case.today:
        yield block(
            "withdraw.past",
            gettext_noop("It has been in force until today: choose today or a later day."),
            "withdrawn_on",
        )
    if case.today < case.withdrawn_on == case.effective_on:
        yield block(
            "withdraw.first_day",
            gettext_noop(
                "It begins on %(effective)s. Choose an earlier day, and the edition before it stays in force; "
                "choose a later day, and it is in force until then."
            ),
            "withdrawn_on",
            effective=f"{case.effective_on:%d/%m/%Y}",
        )


def reason_problems(reason: str) -> Iterator[Problem]:
    """What is decided about an edition needs its reason."""
    if not reason.strip():
        yield block("reason.missing", gettext_noop("Give the reason."), "reason")


def decision_problems(decision_no: str) -> Iterator[Problem]:
    """An edition is withdrawn by a decision, which has a number."""
    if not decision_no.strip():
        yield block("withdraw.no_decision", gettext_noop("Give the number of the decision."), "decision_no")


def holding_problems(*, is_secretary: bool, is_held: bool, hide: bool) -> Iterator[Problem]:
    """Why an edition may not be hidden (``hide``) or shown again; nothing when it may."""
    if not is_secretary:
        yield block("hold.who", gettext_noop("The ISO secretary hides editions and shows them again."))
    if hide and is_held:
        yield block("hold.done", gettext_noop("This edition is hidden already."))
    if not hide and not is_held:
        yield block("hold.not_held", gettext_noop("This edition is not hidden."))


def distribution_problems(
    *, is_secretary: bool, has_receiver: bool, is_internal: bool, is_staff: bool
) -> Iterator[Problem]:
    """Why a copy may not be handed out; nothing when it may."""
    if not is_secretary:
        yield block("distribute.who", gettext_noop("The ISO secretary keeps the distribution list."))
    if not has_receiver:
        yield block("distribute.nobody", gettext_noop("Name a unit or a person."), "unit")
    if is_internal and not is_staff:
        yield block(
            "distribute.outside", gettext_noop("An internal document goes to staff of the agency only."), "person"
        )


def copy_problems(*, today: date, distributed_on: date, read_by: date | None) -> Iterator[Problem]:
    """What is impossible about the days of a copy: the register tells what has happened."""
    if distributed_on > today:
        yield block("distribute.future", gettext_noop("Choose today or an earlier day."), "distributed_on")
    if read_by and read_by < distributed_on:
        yield block(
            "distribute.deadline", gettext_noop("The deadline lies before the day of the distribution."), "read_by"
        )


def restriction_problems(*, is_secretary: bool) -> Iterator[Problem]:
    """Why a document may not be made internal; nothing when it may."""
    if not is_secretary:
        yield block(
            "restrict.who", gettext_noop("The ISO secretary or the leader of the ISO board makes documents internal.")
        )


def recall_problems(*, is_secretary: bool, is_recalled: bool, before_distribution: bool) -> Iterator[Problem]:
    """Why a copy may not be recalled; nothing when it may."""
    if not is_secretary:
        yield block("distribute.who", gettext_noop("The ISO secretary keeps the distribution list."))
    if is_recalled:
        yield block("recall.done", gettext_noop("This copy has been recalled already."))
    if before_distribution:
        yield block("recall.date", gettext_noop("The recall lies before the distribution."), "recalled_on")


def recall_day_problems(*, today: date, recalled_on: date) -> Iterator[Problem]:
    """A copy is recalled when it is back, not before."""
    if recalled_on > today:
        yield block("recall.future", gettext_noop("Choose today or an earlier day."), "recalled_on")


def acknowledgement_problems(*, is_staff: bool) -> Iterator[Problem]:
    """Why a person may not acknowledge an edition; nothing when they may."""
    if not is_staff:
        yield block("acknowledge.who", gettext_noop("Only staff of the agency acknowledge its documents."))
