"""What every record's steps have in common. Plain Python: no Django."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from wagtail_qms.problems import Level, Problem, block, gettext_noop


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at one agency on one day: their parts, and the units that they head or belong to."""

    person: int | None
    roles: frozenset[str] = frozenset()
    heads: frozenset[int] = frozenset()
    units: frozenset[int] = frozenset()
    is_staff: bool = False

    def has(self, *roles: str) -> bool:
        """Whether they play one of ``roles``."""
        return not self.roles.isdisjoint(roles)

    def is_head_of(self, unit: int | None) -> bool:
        """Whether they head that unit."""
        return unit is not None and unit in self.heads

    def is_one_of(self, people: Iterable[int | None]) -> bool:
        """Whether they are among ``people``."""
        return self.person is not None and self.person in people


@dataclass(frozen=True, slots=True)
class Step:
    """One transition: from which states to which (None: it stays), and what it asks of who takes it.

    ``needs`` are data that must be given, ``signs`` the box and the signature that it puts on paper.
    """

    label: str
    source: frozenset[str]
    target: str | None = None
    needs_reason: bool = False
    needs: tuple[str, ...] = ()
    signs: tuple[str, str] | None = None
    gives_number: bool = False


def step(label: str, source: str, target: str | None = None, **rest) -> Step:
    """A step from the states named in ``source``, separated by blanks."""
    return Step(label, frozenset(source.split()), target, **rest)


def staff_problems(actor: Actor) -> Iterator[Problem]:
    """Whoever acts holds a post at the record's agency today; a superuser is not exempt."""
    if not actor.is_staff:
        yield block(
            "record.not_on_staff",
            gettext_noop("You hold no post today at the agency of this record. The ISO secretary can enter it."),
        )


def state_problems(step: Step, state: str, shown: str) -> Iterator[Problem]:
    """The record is not where this step begins: somebody else acted first, or it was never its turn."""
    if state not in step.source:
        yield block(
            "record.state",
            gettext_noop(
                "This step is not open: the record is now “%(state)s”. Open it again to see what comes next."
            ),
            state=shown,
        )


def asked_problems(step: Step, data: Mapping, comment: str) -> Iterator[Problem]:
    """What the step asks for and was not given."""
    for name in step.needs:
        value = data.get(name)
        if value is None or value in ("", [], (), {}) or (isinstance(value, str) and not value.strip()):
            yield block("record.missing", gettext_noop("Fill this in."), name)
    if step.needs_reason and not comment.strip():
        yield block("record.no_reason", gettext_noop("Give the reason."), "comment")


def stranger_problem(field: str, name: str) -> Problem:
    """A person or unit of another agency was named."""
    return block(
        "record.other_agency",
        gettext_noop("“%(name)s” does not belong to this agency today."),
        field,
        name=name,
    )


def weigh(problems: Iterable[Problem], because: str) -> tuple[list[Problem], list[Problem]]:
    """What stops, and which warnings are passed over with the reason ``because``; without one they stop as well."""
    found = list(problems)
    blocks = [problem for problem in found if problem.level == Level.BLOCK]
    warnings = [problem for problem in found if problem.level == Level.WARN]
    if warnings and not because.strip():
        return blocks + warnings, []
    return blocks, warnings
