"""An office with one issued document, and people who try to open things."""

import pytest
from django.contrib.auth.models import Permission

from tests.factories import make_agency, make_office, make_person
from wagtail_qms.organisation.enums import Role

REGISTERS = {
    "qms_editions": "edition",
    "qms_sign-offs": "signoff",
    "qms_withdrawals": "withdrawal",
    "qms_holds": "hold",
    "qms_restrictions": "restriction",
    "qms_distributions": "distribution",
    "qms_acknowledgements": "acknowledgement",
}


def admit(user, *codenames):
    """Let ``user`` into the admin, with the permissions."""
    user.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", *codenames]))
    return user


def admit_to_registers(user):
    """Let ``user`` into the admin and every register."""
    return admit(user, "view_document", *(f"view_{name}" for name in REGISTERS.values()))


@pytest.fixture
def office(home):
    """An agency that issues documents."""
    return make_office(home)


@pytest.fixture
def edition(office):
    """An edition in force."""
    return office.issued("QT.01", "Quy trình tiếp nhận hồ sơ")


@pytest.fixture
def people(office):
    """One person of each sort, by name; all have the groups' permissions."""
    other = make_agency("Ủy ban nhân dân xã Khác")
    return {
        "staff": admit_to_registers(make_person(office.agency, name="Đỗ Thị Bé")),
        "stranger": admit_to_registers(make_person(other, name="Đỗ Văn Lạ", role=Role.ISO_SECRETARY)),
        "secretary": admit_to_registers(office.secretary),
        "leader": admit_to_registers(make_person(office.agency, name="Võ Văn Cả", role=Role.ISO_LEADER)),
        "superuser": make_person(superuser=True, name="Quản Trị"),
    }


@pytest.fixture
def sign_in(client, people):
    """Sign in as one of ``people``; returns the client."""

    def _sign_in(name):
        client.force_login(people[name])
        return client

    return _sign_in
