"""What a subject tells the gate about its records: its steps, its rules, and what follows a step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from django_fsm import transition

from wagtail_qms.problems import Problem
from wagtail_qms.records.record import Record
from wagtail_qms.records.rules import Actor, Step


def moves(step: Step):
    """A model's method as the FSM transition of ``step``: it writes the step's data into the record, no more."""
    return transition(field="state", source=sorted(step.source), target=step.target)


class Machine:
    """The rules of one kind of record. Each subject has one, in its ``machine.py``."""

    model: type[Record]
    steps: Mapping[str, Step]

    def judge(self, record: Record, name: str) -> Callable[[Actor], Iterable[Problem]]:
        """What tells why somebody may not take the step. It reads the record once, however many people are asked."""
        raise NotImplementedError

    def problems(self, record: Record, name: str, data: Mapping, actor: Actor) -> Iterable[Problem]:
        """What is wrong with the record as the step by ``actor`` would leave it."""
        return ()

    def effect(self, record: Record, name: str, entry, user, data: Mapping):
        """What else changes in the same transaction."""

    def acts_as(self, record: Record, name: str, actor: Actor) -> dict:
        """Which of several posts stands beside the signature (``standing_on``)."""
        return {}

    def content(self, record: Record, box: str) -> dict:
        """What a signature on ``box`` covers, as plain data."""
        raise NotImplementedError

    def signed_boxes(self, record: Record) -> Mapping[str, str]:
        """The boxes that may not differ from their last signature in the record's state, each with that signature."""
        return {}


_machines: dict[str, Machine] = {}


def register(machine: Machine):
    """Make ``machine`` the one of its model."""
    _machines[machine.model._meta.model_name] = machine


def machines() -> tuple[Machine, ...]:
    """Every machine, in the order of the models' names."""
    return tuple(_machines[name] for name in sorted(_machines))


def machine_of(record) -> Machine:
    """The machine of ``record``, or of a model's class. LookupError without one."""
    name = record._meta.model_name
    if name not in _machines:
        raise LookupError(f"{name} has no machine")
    return _machines[name]
