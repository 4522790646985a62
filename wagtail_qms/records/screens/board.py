"""Where a record stands for one person: what comes next, who takes it, since when it waits, what they may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext

from wagtail_qms import clock
from wagtail_qms.organisation.queries import name_of
from wagtail_qms.problems import Level
from wagtail_qms.records.actors import actor_of
from wagtail_qms.records.machine import machine_of
from wagtail_qms.records.screens.history import History
from wagtail_qms.records.transitions import Offer, offers, takers
from wagtail_qms.words import say


@dataclass(frozen=True)
class Choice:
    """A step as the page offers it: a button, or the reason why there is none."""

    name: str
    label: str
    reasons: tuple[str, ...]
    is_next: bool


@dataclass
class Board:
    """What the page of a record shows besides its boxes. ``awaited`` is the step that it waits for."""

    record: object
    user: object
    history: History
    awaited: str = ""
    step_fields: Mapping = None
    hidden: frozenset[str] = frozenset()
    #: The step in words, where one of several buttons is pressed.
    awaited_words: str = ""

    @cached_property
    def offers(self) -> list[Offer]:
        """The steps that are open now."""
        return [offer for offer in offers(self.record, self.user) if offer.name not in self.hidden]

    @cached_property
    def choices(self) -> list[Choice]:
        """The same in words, the next step first."""
        found = [
            Choice(
                offer.name.replace("_", "-"),
                gettext(offer.label),
                tuple(say(problem) for problem in offer.problems),
                offer.name == self.awaited,
            )
            for offer in self.offers
        ]
        return sorted(found, key=lambda choice: not choice.is_next)

    @property
    def mine(self) -> list[Choice]:
        """What this person may do."""
        return [choice for choice in self.choices if not choice.reasons]

    @property
    def not_mine(self) -> list[Choice]:
        """What this person may not do, and why."""
        return [choice for choice in self.choices if choice.reasons]

    @property
    def next_label(self) -> str:
        """The step that it waits for, in words; empty when nothing is to be done."""
        return next((self.awaited_words or choice.label for choice in self.choices if choice.is_next), "")

    @property
    def is_mine(self) -> bool:
        """Whether it waits for this person."""
        return any(choice.is_next for choice in self.mine)

    @cached_property
    def people(self) -> list[str]:
        """Who may take that step."""
        return [name_of(user) for user in takers(self.record, self.awaited)] if self.next_label else []

    @cached_property
    def missing(self) -> list[str]:
        """What stands in the way of that step, other than what its own page asks for."""
        if not self.next_label:
            return []
        actor = actor_of(self.user, self.record.agency_id, clock.today())
        asked = {name for name, _make in (self.step_fields or {}).get(self.awaited, ())}
        found = machine_of(self.record).problems(self.record, self.awaited, {}, actor)
        return [say(one) for one in found if one.level == Level.BLOCK and one.field not in asked]

    @property
    def days(self) -> int:
        """For how many days it has waited."""
        return (clock.today() - clock.day_of(self.history.since)).days
