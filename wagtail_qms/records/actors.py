"""Who presses: a person's parts at an agency on a day, as the rules ask them."""

from __future__ import annotations

from datetime import date

from wagtail_qms.organisation.enums import Role
from wagtail_qms.organisation.models import Unit
from wagtail_qms.organisation.queries import appointments_on, name_of, standing_on
from wagtail_qms.records.rules import Actor


def actor_of(user, agency_id: int, day: date) -> Actor:
    """``user`` at the agency on ``day``: one query, two for a head of unit.

    The head of a unit also heads the ended units that it took the place of.
    """
    parts = list(appointments_on(user, agency_id, day).values_list("role", "unit_id"))
    heads = {unit for role, unit in parts if role == Role.HEAD_OF_UNIT and unit}
    if heads:
        ended = Unit.objects.filter(successor__in=heads, valid_until__lt=day)
        heads |= set(ended.values_list("pk", flat=True))
    return Actor(
        person=user.pk,
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
