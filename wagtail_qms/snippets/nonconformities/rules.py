"""Who may do what with a nonconformity, and in which order (QT.CTCL 5.1). Plain Python."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wagtail_qms.problems import Problem, block, gettext_noop
from wagtail_qms.records.rules import Actor, Step, step

STEPS: Mapping[str, Step] = {
    "report": step(gettext_noop("Report"), "draft", "reported", signs=("report", "finder"), gives_number=True),
    "decide": step(
        gettext_noop("Decide"),
        "reported",
        "decided",
        needs=("disposition", "authority", "person", "due_on"),
        signs=("decision", "head"),
    ),
    "correct": step(
        gettext_noop("Record the correction"),
        "decided",
        "corrected",
        needs=("correction", "corrected_on"),
        signs=("correction", "doer"),
    ),
    "confirm": step(gettext_noop("Confirm"), "corrected", "confirmed", signs=("correction", "confirmer")),
    "send_back": step(gettext_noop("Send back"), "corrected", "decided", needs_reason=True),
    "cancel": step(gettext_noop("Cancel"), "reported decided", "cancelled", needs_reason=True),
}


@dataclass(frozen=True, slots=True)
class Case:
    """The facts of one step on a nonconformity; people and units by key."""

    unit: int | None
    finder: int | None = None
    reporter: int | None = None
    assigned: int | None = None
    corrector: int | None = None
    is_audit: bool = False

    @property
    def auditors(self) -> frozenset[int]:
        """Who may not sign for the unit, for they audited it (seed 003)."""
        return frozenset({self.finder or self.reporter} - {None}) if self.is_audit else frozenset()


def who_problems(name: str, case: Case, actor: Actor) -> Iterator[Problem]:
    """Why ``actor`` may not take the step ``name``; nothing when they may. They are on staff already."""
    may, message = _WHO[name]
    if not may(case, actor):
        yield block(f"nonconformity.{name}.who", message)
    elif name != "report" and actor.is_one_of(case.auditors):
        yield block(
            "record.auditor_signs", gettext_noop("You found this as an auditor, so the unit signs for itself.")
        )


def _may_decide(case: Case, actor: Actor) -> bool:
    return actor.is_head_of(case.unit) or actor.is_one_of({case.finder})


def _keeps(case: Case, actor: Actor) -> bool:
    return actor.is_head_of(case.unit) or actor.has("iso_secretary")


def _may_check(case: Case, actor: Actor) -> bool:
    return _keeps(case, actor) and not actor.is_one_of({case.corrector})


_CHECKS = gettext_noop("The head of the unit or the ISO secretary checks the correction, and not who made it.")
_WHO = {
    "report": (lambda case, actor: actor.is_staff, gettext_noop("Anybody on staff reports.")),
    "decide": (
        _may_decide,
        gettext_noop("The head of the unit decides, or who found it within their own authority."),
    ),
    "correct": (
        lambda case, actor: actor.is_one_of({case.assigned}),
        gettext_noop("The person who was assigned records the correction."),
    ),
    "confirm": (_may_check, _CHECKS),
    "send_back": (_may_check, _CHECKS),
    "cancel": (_keeps, gettext_noop("The head of the unit or the ISO secretary cancels it.")),
}


def authority_problems(case: Case, actor: Actor, authority: str) -> Iterator[Problem]:
    """Whoever found it and heads nothing decides within their own authority alone."""
    if authority != "finder" and not actor.is_head_of(case.unit):
        yield block(
            "nonconformity.authority",
            gettext_noop("This lies beyond your own authority: the head of the unit decides it."),
            "authority",
        )
    elif authority == "finder" and not actor.is_one_of({case.finder}):
        yield block(
            "nonconformity.authority", gettext_noop("You did not find it: choose your own authority."), "authority"
        )
