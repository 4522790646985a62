"""The demo's units and people: all invented, one person for each part in the system."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

from wagtail_qms.organisation.enums import Capacity, Role
from wagtail_qms.organisation.models import Agency, Appointment, Unit
from wagtail_qms.setup.report import SetupError
from wagtail_qms.setup.roles import group_role

PASSWORD = "thu-nghiem-iso"
MAIL = "an-hoa.example"

LEADERS, OFFICE, ECONOMY, CULTURE, COUNTER, JUSTICE = "LĐ", "VP", "KT-HT", "VH-XH", "TTPV", "TP-HT"
UNITS = (
    (LEADERS, "Lãnh đạo Ủy ban nhân dân", ""),
    (OFFICE, "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", ""),
    (ECONOMY, "Phòng Kinh tế, Hạ tầng và Đô thị", ""),
    (CULTURE, "Phòng Văn hóa – Xã hội", ""),
    (COUNTER, "Trung tâm Phục vụ hành chính công", ""),
    (JUSTICE, "Bộ phận Tư pháp – Hộ tịch", OFFICE),
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the demo: sign-in, name in two parts, post, unit, part, groups, and what they may sign."""

    sign_in: str
    given: tuple[str, str]
    post: str
    unit: str
    groups: tuple[str, ...]
    role: str = Role.STAFF
    capacity: str = Capacity.OWN
    may_review: bool = False
    may_approve: bool = False
    is_administrator: bool = False

    @property
    def name(self) -> str:
        """The whole name as it is written."""
        return " ".join(self.given)


PEOPLE = (
    Person("soanthao", ("Trịnh Hoài", "Miên"), "Công chức Tư pháp – Hộ tịch", JUSTICE, ("drafter", "staff")),
    Person("soatxet", ("La Đình", "Khuê"), "Chánh Văn phòng", OFFICE, ("reviewer", "staff"), may_review=True),
    Person(
        "pheduyet",
        ("Tạ Ngọc", "Thược"),
        "Chủ tịch",
        LEADERS,
        ("approver", "top_management"),
        Role.TOP_MANAGEMENT,
        Capacity.ON_BEHALF,
        may_approve=True,
    ),
    Person(
        "lanhdaoiso",
        ("Mạc Nhật", "Hiên"),
        "Phó Chủ tịch",
        LEADERS,
        ("approver", "iso_leader"),
        Role.ISO_LEADER,
        Capacity.DEPUTY,
        may_approve=True,
    ),
    Person("thukyiso", ("Chử Thảo", "Nguyên"), "Thư ký ISO", OFFICE, ("iso_secretary", "staff"), Role.ISO_SECRETARY),
    Person(
        "banchidao",
        ("Vi Hạ", "Trúc"),
        "Trưởng phòng Kinh tế, Hạ tầng và Đô thị",
        ECONOMY,
        ("iso_board",),
        Role.ISO_BOARD,
    ),
    Person(
        "truongdonvi",
        ("Giang Phúc", "Mộc"),
        "Trưởng phòng Văn hóa – Xã hội",
        CULTURE,
        ("head_of_unit", "reviewer"),
        Role.HEAD_OF_UNIT,
        may_review=True,
    ),
    Person(
        "danhgiavien", ("Kiều Minh", "Sương"), "Chuyên viên, chuyên gia đánh giá nội bộ", CULTURE, ("auditor", "staff")
    ),
    # Keeps the site, holds no post: may open every screen and sign nothing.
    Person("quantri", ("Quản trị", "Hệ thống"), "Quản trị trang", OFFICE, (), is_administrator=True),
    Person("canbo", ("Thạch Diệu", "Sa"), "Công chức tiếp nhận hồ sơ", COUNTER, ("staff",)),
)


def provide_units(agency: Agency) -> dict[str, Unit]:
    """The demo's units by code."""
    units: dict[str, Unit] = {}
    for code, name, parent in UNITS:
        values = {"name": name, "parent": units.get(parent)}
        units[code] = Unit.objects.get_or_create(agency=agency, code=code, defaults=values)[0]
    return units


def provide_people(agency: Agency, units: dict[str, Unit], since) -> dict:
    """The demo's accounts by sign-in, each with groups and an appointment that holds from the day ``since``."""
    people = {}
    for number, person in enumerate(PEOPLE, 1):
        user = _account(person)
        user.groups.add(*Group.objects.filter(name__in=[group_role(key).stored_name for key in person.groups]))
        if not person.is_administrator:
            _appoint(person, user, agency, units, since, number)
        people[person.sign_in] = user
    return people


def _account(person: Person):
    model = get_user_model()
    known = model._default_manager.filter(**{model.USERNAME_FIELD: identifier(person)}).first()
    if known and known.get_full_name() != person.name:
        text = _("The account “%(name)s” belongs to somebody else. Build the demo on a site without it.")
        raise SetupError(text % {"name": identifier(person)})
    if known:
        return known
    # No e-mail address yet: building the demo sends no letters.
    user = model(**{model.USERNAME_FIELD: identifier(person)}, first_name=person.given[0], last_name=person.given[1])
    user.is_superuser = user.is_staff = person.is_administrator
    user.set_password(PASSWORD)
    user.save()
    return user


def identifier(person: Person) -> str:
    """What the person types to sign in."""
    return address(person) if get_user_model().USERNAME_FIELD == "email" else person.sign_in


def address(person: Person) -> str:
    """The person's e-mail address, in a domain that cannot exist."""
    return f"{person.sign_in}@{MAIL}"


def give_addresses(people: dict):
    """Give the accounts their e-mail addresses, once nothing is left to be built."""
    for person in PEOPLE:
        user = people[person.sign_in]
        if not user.email:
            user.email = address(person)
            user.save(update_fields=["email"])


def _appoint(person: Person, user, agency, units, since, number: int):
    Appointment.objects.get_or_create(
        user=user,
        agency=agency,
        defaults={
            "unit": units[person.unit],
            "post": person.post,
            "capacity": person.capacity,
            "role": person.role,
            "may_review": person.may_review,
            "may_approve": person.may_approve,
            "decision_no": f"{number:02}/QĐ-UBND",
            "decision_on": since,
            "valid_from": since,
        },
    )
