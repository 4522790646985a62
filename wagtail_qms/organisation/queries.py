"""Named reads of the organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wagtail_qms.organisation.enums import KEEPERS, Role
from wagtail_qms.organisation.models import Agency, Appointment


@dataclass(frozen=True, slots=True)
class Standing:
    """A person as they stand on a day: what is written beside their signature."""

    name: str
    post: str = ""
    capacity: str = ""
    unit: str = ""


def name_of(user) -> str:
    """The name of ``user`` as the register writes it, as long as its columns hold."""
    return (user.get_full_name() or user.get_username())[:255]


def appointments_on(user, agency: Agency | int, day: date):
    """The appointments of ``user`` at ``agency`` that hold on ``day``."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return Appointment.objects.none()
    agency_id = getattr(agency, "pk", agency)
    return Appointment.objects.on(day).filter(user=user, agency_id=agency_id).select_related("unit")


def has_role(user, agency: Agency | int, day: date, *roles: str) -> bool:
    """Whether ``user`` plays one of ``roles`` at ``agency`` on ``day``."""
    return appointments_on(user, agency, day).filter(role__in=roles).exists()


def is_staff_of(user, agency: Agency | int, day: date) -> bool:
    """Whether ``user`` holds any post at ``agency`` on ``day``."""
    return appointments_on(user, agency, day).exists()


def parts_of(user, day: date) -> set[tuple[int, str]]:
    """The agencies where ``user`` holds a post on ``day``, by key, with the role; one query."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return set()
    return set(Appointment.objects.on(day).filter(user=user).values_list("agency_id", "role"))


def agencies_of(user, day: date) -> set[int]:
    """The keys of the agencies where ``user`` holds a post on ``day``; one query."""
    return {agency for agency, _role in parts_of(user, day)}


def people_with(agency: Agency | int, day: date, **conditions):
    """Appointments at ``agency`` on ``day`` that meet ``conditions``, with their people."""
    agency_id = getattr(agency, "pk", agency)
    return (
        Appointment.objects.on(day)
        .filter(agency_id=agency_id, user__is_active=True, **conditions)
        .select_related("user", "unit")
    )


def standing_on(user, agency: Agency | int, day: date, **preferred) -> Standing:
    """How ``user`` stands at ``agency`` on ``day``.

    With several posts the first that meets ``preferred`` (such as ``may_approve=True``) counts, then a
    post above plain staff, then any. Without a post only the name is known.
    """
    name = name_of(user)
    posts = list(appointments_on(user, agency, day))
    if not posts:
        return Standing(name=name)
    posts.sort(key=lambda post: (not _meets(post, preferred), post.role == Role.STAFF, post.pk))
    best = posts[0]
    return Standing(name=name, post=best.post, capacity=best.capacity, unit=best.unit.name if best.unit else "")


def _meets(post: Appointment, preferred: dict) -> bool:
    return all(getattr(post, name) == value for name, value in preferred.items())


def agencies_kept_by(user, day: date):
    """The agencies whose organisation ``user`` keeps on ``day``, as ISO secretary or leader of the board.

    A superuser, who enters the first appointments, keeps all.
    """
    if user.is_superuser:
        return Agency.objects.all()
    posts = Appointment.objects.on(day).filter(user=user, role__in=KEEPERS)
    return Agency.objects.filter(pk__in=posts.values("agency"))
