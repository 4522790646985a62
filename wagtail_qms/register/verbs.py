"""What a person may do to a document in the admin, and why not: asked of the rules before the action asks again.

Each function takes the row, the person's powers, the day, and what was typed, None before anything was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wagtail_qms.organisation.enums import KEEPERS, Role
from wagtail_qms.organisation.queries import appointments_on
from wagtail_qms.problems import Problem
from wagtail_qms.register import keeping_rules
from wagtail_qms.register.enums import Status
from wagtail_qms.register.policy import is_internal


@dataclass(frozen=True, slots=True)
class Powers:
    """What the appointments of a day make of a person, for one agency."""

    is_keeper: bool = False
    is_secretary: bool = False
    is_staff: bool = False


def powers_of(person, agency_id: int, day: date) -> Powers:
    """The powers of ``person`` at the agency on ``day``; one query. A superuser has no more than their posts."""
    roles = set(appointments_on(person, agency_id, day).values_list("role", flat=True))
    return Powers(bool(roles & set(KEEPERS)), Role.ISO_SECRETARY in roles, bool(roles))


def withdrawing(edition, powers: Powers, day: date, data: dict | None = None) -> list[Problem]:
    """Why ``edition`` (with ``status_today``) may not be withdrawn: by ``data``, else whatever the decision says."""
    data = data or {}
    case = keeping_rules.WithdrawalCase(
        today=day,
        withdrawn_on=data.get("withdrawn_on", day),
        decision_on=data.get("decision_on", day),
        effective_on=edition.effective_on,
        is_secretary=powers.is_keeper,
        is_withdrawn=hasattr(edition, "withdrawal"),
        is_superseded=edition.status_today == Status.SUPERSEDED,
    )
    return list(keeping_rules.withdrawal_problems(case))


def hiding(edition, powers: Powers, day: date, data: dict | None = None) -> list[Problem]:
    """Why ``edition`` may not be hidden."""
    return list(keeping_rules.holding_problems(is_secretary=powers.is_secretary, is_held=edition.is_held, hide=True))


def showing(edition, powers: Powers, day: date, data: dict | None = None) -> list[Problem]:
    """Why ``edition`` may not be shown again."""
    return list(keeping_rules.holding_problems(is_secretary=powers.is_secretary, is_held=edition.is_held, hide=False))


def distributing(edition, powers: Powers, day: date, data: dict | None = None) -> list[Problem]:
    """Why no copy of ``edition`` may be handed out."""
    found = keeping_rules.distribution_problems(
        is_secretary=powers.is_keeper, has_receiver=True, is_internal=is_internal(edition), is_staff=True
    )
    return list(found)


def acknowledging(edition, powers: Powers, day: date, data: dict | None = None) -> list[Problem]:
    """Why a person may not say that they have read ``edition``."""
    return list(keeping_rules.acknowledgement_problems(is_staff=powers.is_staff))


def restricting(document, powers: Powers, day: date, data: dict | None = None) -> list[Problem]:
    """Why ``document`` may not be made internal."""
    return list(keeping_rules.restriction_problems(is_secretary=powers.is_keeper))


def recalling(copy, powers: Powers, day: date, data: dict | None = None) -> list[Problem]:
    """Why ``copy`` may not be recalled today."""
    found = keeping_rules.recall_problems(
        is_secretary=powers.is_keeper, is_recalled=hasattr(copy, "recall"), before_distribution=False
    )
    return list(found)
