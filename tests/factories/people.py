"""Agencies, units and people with their appointments."""

from itertools import count

from django.contrib.auth import get_user_model

from wagtail_qms.organisation.models import Agency, Appointment, FieldOfWork, Unit

_counter = count(1)


def make_agency(name: str = "Ủy ban nhân dân phường Mẫu", **fields) -> Agency:
    """An agency."""
    return Agency.objects.create(name=name, **{"place_name": "Phường Mẫu", **fields})


def make_unit(agency: Agency, name: str = "Văn phòng", **fields) -> Unit:
    """A unit of ``agency``."""
    return Unit.objects.create(agency=agency, name=name, **fields)


def make_field(agency: Agency, name: str = "Hộ tịch") -> FieldOfWork:
    """A field of work of ``agency``."""
    return FieldOfWork.objects.create(agency=agency, name=name)


def make_person(
    agency: Agency | None = None,
    *,
    name: str = "Nguyễn Thị Mẫu",
    post: str = "Chuyên viên",
    superuser: bool = False,
    **appointment,
):
    """A user; with ``agency`` also the appointment there (``may_review``, ``role``, ``unit``, ...)."""
    username = f"nguoi{next(_counter)}"
    family, _space, given = name.partition(" ")
    user = get_user_model().objects.create_user(
        username,
        email=f"{username}@coquan.example",
        password="mat-khau",
        # Vietnamese put the family name first, and Django joins first and last name in this order.
        first_name=family,
        last_name=given,
        is_superuser=superuser,
        is_staff=superuser,
    )
    if agency:
        Appointment.objects.create(user=user, agency=agency, post=post, **appointment)
    return user
