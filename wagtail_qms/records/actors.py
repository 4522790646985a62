"""Who presses: a person's parts at an agency on a day, as the rules ask them."""

from __future__ import annotations

from datetime import date

from wagtail_qms.organisation.enums import Role
from wagtail_qms.organisation.models import Unit
from wagtail_qms.organisation.queries import appointments_on, name_of, people_with, standing_on
from wagtail_qms.records.rules import Actor


def actor_of(user, agency_id: int, day: date) -> Actor:
    """``user`` at the agency on ``day``: one query, two for a head of unit.

    The head of a unit also heads the ended units that it took the place of.
    """
    parts = list(appointments_on(user, agency_id, day).values_list("role", "unit_id"))
    heads = _headed(parts)
    return _actor(user.pk, parts, heads | (_ended_before(heads, day).keys() if heads else set()))


def staff_of(agency_id: int, day: date) -> list[tuple[object, Actor]]:
    """Everybody who holds a post at the agency on ``day``; two queries."""
    found: dict[int, tuple] = {}
    for post in people_with(agency_id, day):
        found.setdefault(post.user_id, (post.user, []))[1].append((post.role, post.unit_id))
    ended = _ended_before({unit for _user, parts in found.values() for unit in _headed(parts)}, day)
    staff = []
    for key, (user, parts) in found.items():
        heads = _headed(parts)
        took_over = {unit for unit, successor in ended.items() if successor in heads}
        staff.append((user, _actor(key, parts, heads | took_over)))
    return staff


def _headed(parts) -> set[int]:
    return {unit for role, unit in parts if role == Role.HEAD_OF_UNIT and unit}


def _ended_before(heads: set[int], day: date) -> dict[int, int]:
    """Units that had ended on ``day``, each with its successor among ``heads``."""
    return dict(Unit.objects.filter(successor__in=heads, valid_until__lt=day).values_list("pk", "successor_id"))


def _actor(person: int | None, parts, heads: set[int]) -> Actor:
    return Actor(
        person=person,
        roles=frozenset(role for role, _unit in parts),
        heads=frozenset(heads),
        units=frozenset(unit for _role, unit in parts if unit),
        is_staff=bool(parts),
    )


def standing_columns(user, agency_id: int, day: date, **preferred) -> dict:
    """Columns of a ``RecordRow`` that say who wrote it, as they stand on ``day``."""
    standing = standing_on(user, agency_id, day, **preferred)
    return {
        "recorded_by": user,
        "recorded_by_name": name_of(user),
        "post": standing.post,
        "capacity": standing.capacity,
        "unit": standing.unit,
    }
