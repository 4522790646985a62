"""Who may do what with a ticket, and in which order (QT.CTCL 5.2 to 5.7). Plain Python."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from wagtail_qms.problems import Problem, block, gettext_noop
from wagtail_qms.records.rules import Actor, Step, step

STEPS: Mapping[str, Step] = {
    "raise_ticket": step(
        gettext_noop("Raise the ticket"), "draft", "raised", signs=("box1", "proposer"), gives_number=True
    ),
    "confirm_need": step(
        gettext_noop("Confirm the need"), "raised", "needed", needs=("grounds",), signs=("box1", "need")
    ),
    "dismiss": step(gettext_noop("Dismiss"), "raised submitted", "dismissed", needs_reason=True),
    "submit": step(gettext_noop("Submit to the ISO board"), "needed", "submitted"),
    "assign": step(
        gettext_noop("Assign"),
        "submitted",
        "analysing",
        needs=("unit", "person", "due_on"),
        signs=("box1", "assigner"),
    ),
    "send_back": step(gettext_noop("Send back"), "submitted", "raised", needs_reason=True),
    "propose": step(gettext_noop("Propose"), "analysing", "proposed", signs=("box2", "doer")),
    "endorse": step(gettext_noop("Endorse"), "proposed", "endorsed", signs=("box2", "head")),
    "approve_plan": step(
        gettext_noop("Approve the plan"),
        "endorsed",
        "implementing",
        needs=("implementer", "complete_by"),
        signs=("box2", "approval"),
    ),
    "return_plan": step(gettext_noop("Return the plan"), "proposed endorsed", "analysing", needs_reason=True),
    "revise_plan": step(gettext_noop("Revise the plan"), "implementing", "analysing", needs_reason=True),
    "reassign": step(gettext_noop("Reassign"), "analysing implementing", None, needs=("person",), needs_reason=True),
    "report_done": step(gettext_noop("Report as done"), "implementing", "done", signs=("done", "implementer")),
    "verify_met": step(
        gettext_noop("Verified: met"), "done", "verified", needs=("evidence",), signs=("box3", "checker")
    ),
    "require_new_measure": step(
        gettext_noop("Verified: new measure"), "done", "analysing", needs=("evidence",), signs=("box3", "checker")
    ),
    "verify_not_met": step(
        gettext_noop("Verified: not met"),
        "done implementing",
        "failed",
        needs=("evidence",),
        signs=("box3", "checker"),
    ),
    "close": step(gettext_noop("Close"), "verified", "closed", needs=("lessons",), signs=("closing", "board")),
    "confirm_effect": step(gettext_noop("Effective"), "closed", "effective", signs=("effect", "checker")),
    "deny_effect": step(
        gettext_noop("Not effective"), "closed", "ineffective", needs=("evidence",), signs=("effect", "checker")
    ),
    "cancel": step(gettext_noop("Cancel"), "draft", "cancelled", needs_reason=True),
}

_SIGNS_FOR_THE_UNIT = frozenset(
    {"confirm_need", "dismiss", "propose", "endorse", "approve_plan", "return_plan", "revise_plan", "report_done"}
)


@dataclass(frozen=True, slots=True)
class Case:
    """The facts of one step on a ticket; people and units by key.

    ``auditors`` found it in an audit; ``doers`` had a hand in its plan or measures; ``follows_failure`` says that it
    took the place of a ticket whose verification failed.
    """

    state: str
    author: int | None = None
    unit: int | None = None
    audited_unit: int | None = None
    executing_unit: int | None = None
    assigned: int | None = None
    implementer: int | None = None
    plan_author: int | None = None
    checker: int | None = None
    doers: frozenset[int] = frozenset()
    auditors: frozenset[int] = frozenset()
    follows_failure: bool = False
    is_obligatory: bool = False
    is_audit: bool = False
    complete_by: date | None = None
    today: date | None = None
    has_new_measure_tick: bool = True


def who_problems(name: str, case: Case, actor: Actor) -> Iterator[Problem]:
    """Why ``actor`` may not take the step ``name``; nothing when they may. They are on staff already."""
    may, message = _WHO[name]
    if not may(case, actor):
        yield block(f"ticket.{name}.who", message)
    elif name in _SIGNS_FOR_THE_UNIT and actor.is_one_of(case.auditors):
        yield block(
            "record.auditor_signs", gettext_noop("You found this as an auditor, so the unit signs for itself.")
        )
    elif name in CHECKS and actor.is_one_of(case.doers):
        yield block(
            "ticket.is_doer", gettext_noop("You took part in this plan or its measures, so somebody else checks.")
        )
    else:
        yield from _situation_problems(name, case)


def _situation_problems(name: str, case: Case) -> Iterator[Problem]:
    """What is not open in this state of affairs, whoever asks."""
    if name == "verify_not_met" and case.state == "implementing":
        if not (case.complete_by and case.today and case.complete_by < case.today):
            yield block(
                "ticket.not_past_due",
                gettext_noop("It is still being implemented, and its completion date is not past."),
            )
    elif name == "require_new_measure" and not case.has_new_measure_tick:
        yield block("ticket.no_new_measure_tick", gettext_noop("The agency's form has no tick “new measure”."))


def _is_leader(case: Case, actor: Actor) -> bool:
    return actor.has("iso_leader")


def _is_top(case: Case, actor: Actor) -> bool:
    return actor.has("top_management", "delegate")


def _heads_proposer(case: Case, actor: Actor) -> bool:
    """The head of the proposing unit; of the audited unit for an auditor's ticket."""
    if case.follows_failure:
        return actor.has("top_management")
    return actor.is_head_of(case.audited_unit if case.is_audit else case.unit)


def _may_dismiss(case: Case, actor: Actor) -> bool:
    if case.state == "submitted":
        return actor.has("iso_leader")
    if case.follows_failure:
        return actor.has("top_management")
    return actor.has("iso_leader") if case.is_audit or case.is_obligatory else _heads_proposer(case, actor)


def _may_return(case: Case, actor: Actor) -> bool:
    return actor.is_head_of(case.executing_unit) if case.state == "proposed" else actor.has("iso_leader")


_LEADER = gettext_noop("Only the leader of the ISO board does this.")
_HEAD = gettext_noop("The head of the proposing unit confirms the need; for an auditor's ticket, of the audited unit.")
_DISMISSES = gettext_noop(
    "The head of the unit dismisses it; what recurs, comes from an audit or was submitted, only the leader of the ISO "
    "board; what follows a failed ticket, top management."
)
_TOP = gettext_noop("Top management or its delegate verifies.")
_CHECKER = gettext_noop("Only the person named for the effectiveness check says so.")
_IMPLEMENTER = gettext_noop("Only the implementer does this.")
CHECKS = frozenset({"verify_met", "require_new_measure", "verify_not_met", "confirm_effect", "deny_effect"})
_WHO = {
    "raise_ticket": (lambda case, actor: actor.is_one_of({case.author}), gettext_noop("Its author raises a ticket.")),
    "confirm_need": (_heads_proposer, _HEAD),
    "dismiss": (_may_dismiss, _DISMISSES),
    "submit": (lambda case, actor: actor.has("iso_secretary"), gettext_noop("The ISO secretary submits tickets.")),
    "assign": (_is_leader, _LEADER),
    "send_back": (_is_leader, _LEADER),
    "propose": (
        lambda case, actor: actor.is_one_of({case.assigned}),
        gettext_noop("The person assigned proposes the measures."),
    ),
    "endorse": (
        lambda case, actor: actor.is_head_of(case.executing_unit),
        gettext_noop("The head of the executing unit endorses."),
    ),
    "approve_plan": (
        lambda case, actor: actor.has("iso_leader") and not actor.is_one_of({case.plan_author}),
        gettext_noop("The leader of the ISO board approves the plan, and not who wrote it."),
    ),
    "return_plan": (
        _may_return,
        gettext_noop("A proposed plan is returned by the head of the executing unit, an endorsed one by the leader."),
    ),
    "revise_plan": (lambda case, actor: actor.is_one_of({case.implementer}), _IMPLEMENTER),
    "reassign": (_is_leader, _LEADER),
    "report_done": (lambda case, actor: actor.is_one_of({case.implementer}), _IMPLEMENTER),
    "verify_met": (_is_top, _TOP),
    "require_new_measure": (_is_top, _TOP),
    "verify_not_met": (_is_top, _TOP),
    "close": (
        lambda case, actor: actor.has("iso_board", "iso_leader"),
        gettext_noop("A member of the ISO board closes tickets."),
    ),
    "confirm_effect": (lambda case, actor: actor.is_one_of({case.checker}), _CHECKER),
    "deny_effect": (lambda case, actor: actor.is_one_of({case.checker}), _CHECKER),
    "cancel": (
        lambda case, actor: actor.is_one_of({case.author}) or actor.has("iso_secretary"),
        gettext_noop("The author or the ISO secretary cancels a draft."),
    ),
}


def may_write_box1(case: Case, actor: Actor) -> bool:
    """Whether ``actor`` may change box 1: its author, while it is a draft or was sent back."""
    return case.state in ("draft", "raised") and actor.is_one_of({case.author})


def may_write_plan(case: Case, actor: Actor) -> bool:
    """Whether ``actor`` may change box 2: the person assigned, while analysing."""
    return case.state == "analysing" and actor.is_one_of({case.assigned})


def may_report_measures(case: Case, actor: Actor, owner: int | None = None) -> bool:
    """Whether ``actor`` may say that a measure is done: the implementer, or whose measure it is."""
    return case.state == "implementing" and actor.is_one_of({case.implementer, owner})


def may_answer_requests(case: Case, actor: Actor) -> bool:
    """Whether ``actor`` answers requests for resources: the ISO board (QT.CTCL 5.5)."""
    return actor.has("iso_board", "iso_leader")
