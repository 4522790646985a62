"""The registers as lists: read-only for everybody, exact in their exports, cheap at any length."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from tests.factories import make_unit
from tests.register_admin.conftest import REGISTERS
from wagtail_qms.organisation.exporting import as_text
from wagtail_qms.register import keeping
from wagtail_qms.register.enums import Status
from wagtail_qms.register.models import CHAIN, Edition
from wagtail_qms.register.queries import status_on

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def index(register):
    """The address of a register."""
    return reverse(f"{register}_modeladmin_index")


def fill_registers(office, edition):
    """One row in every register."""
    secretary = office.secretary
    keeping.hold(edition=edition, person=secretary, reason="Lộ số điện thoại")
    keeping.release(edition=edition, person=secretary, reason="Đã che")
    keeping.restrict(document=edition.document, person=secretary, reason="Chỉ dùng trong cơ quan")
    copy = keeping.distribute(
        edition=edition, person=secretary, unit="Văn phòng", copy_no="01", distributed_on=TODAY(),
        read_by=TODAY() + timedelta(days=5),
    )  # fmt: skip
    keeping.recall(distribution=copy, person=secretary, recalled_on=TODAY(), reason="Đổi bản")
    keeping.acknowledge(edition=edition, person=office.drafter)
    keeping.withdraw(
        edition=edition,
        person=secretary,
        withdrawn_on=TODAY(),
        decision_no="=1+1",
        decision_on=TODAY(),
        reason="Thay luật",
    )


def rows_of(response):
    """The rows of a CSV export, without the heading."""
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))[1:]


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize(
    ("name", "rows"), [("staff", 1), ("stranger", 0), ("secretary", 1), ("leader", 1), ("superuser", 1)]
)
def test_a_register_shows_the_rows_of_ones_own_agency(sign_in, office, edition, register, name, rows):
    fill_registers(office, edition)
    response = sign_in(name).get(index(register))
    if register == "qms_sign-offs":
        rows *= 3
    if register == "qms_holds" and name == "staff":
        rows = 0
    assert (response.status_code, response.context["all_count"]) == (200, rows)


@pytest.mark.parametrize("register", REGISTERS)
def test_nobody_else_opens_a_register(client, office, edition, register):
    assert client.get(index(register)).url.startswith(reverse("wagtailadmin_login"))
    client.force_login(office.drafter)
    assert client.get(index(register)).status_code == 302


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("name", ["secretary", "leader", "superuser"])
def test_nobody_adds_changes_or_deletes(sign_in, people, office, edition, register, name):
    fill_registers(office, edition)
    client = sign_in(name)
    row = next(model for model in CHAIN if model._meta.model_name == REGISTERS[register]).objects.first()
    if not people[name].is_superuser:
        people[name].user_permissions.add(*Permission.objects.filter(content_type__model=REGISTERS[register]))
    before = row.digest
    for action, args in [("create", []), ("edit", [row.pk]), ("delete", [row.pk])]:
        url = reverse(f"{register}_modeladmin_{action}", args=args)
        for response in (client.get(url), client.post(url, {"reason": "khác"})):
            assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))
    row = type(row).objects.get(pk=row.pk)
    assert (row.digest, type(row).objects.count()) == (before, 3 if register == "qms_sign-offs" else 1)
    content = client.get(index(register)).content.decode()
    for action, args in [("create", []), ("edit", [row.pk]), ("delete", [row.pk])]:
        assert reverse(f"{register}_modeladmin_{action}", args=args) not in content


def test_the_list_of_documents_is_exported_row_by_row(sign_in, office, edition):
    today = as_text(TODAY())
    office.issued("QT.02", "=Quy trình hai")
    response = sign_in("secretary").get(index("qms_editions"), {"export": "csv"})
    agency = office.agency.name
    status, kind, public = Status.IN_FORCE.label, edition.get_kind_display(), edition.get_confidentiality_display()
    assert rows_of(response) == [
        ["QT.01", "Quy trình tiếp nhận hồ sơ", "01", today, today, status, kind, "", "", public, agency],
        ["QT.02", "'=Quy trình hai", "01", today, today, status, kind, "", "", public, agency],
    ]


def test_a_spreadsheet_has_real_dates_and_no_formula(sign_in, office, edition):
    fill_registers(office, edition)
    response = sign_in("secretary").get(index("qms_withdrawals"), {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    row = [cell.value for cell in sheet[2]]
    assert row[:7] == ["QT.01", "Quy trình tiếp nhận hồ sơ", "01", TODAY(), "'=1+1", TODAY(), "Thay luật"]
    assert sheet.cell(row=2, column=4).number_format == "dd/mm/yyyy"
    assert {cell.data_type for cell in sheet[2]} == {"s", "d"}


def test_the_distribution_list_tells_of_recalls(sign_in, office, edition):
    fill_registers(office, edition)
    response = sign_in("secretary").get(index("qms_distributions"), {"export": "csv"})
    today, later = as_text(TODAY()), as_text(TODAY() + timedelta(days=5))
    assert rows_of(response) == [
        [
            "QT.01",
            "Quy trình tiếp nhận hồ sơ",
            "01",
            "Văn phòng",
            "",
            "01",
            today,
            later,
            today,
            "Đổi bản",
            "Võ Thị Thư",
        ],
    ]


def test_signatures_bear_the_agencys_words(sign_in, office, edition):
    office.agency.review_label = "Xem xét"
    office.agency.save()
    response = sign_in("secretary").get(index("qms_sign-offs"), {"export": "csv", "role": "review"})
    rows = rows_of(response)
    assert [(row[2], row[4]) for row in rows] == [("Xem xét", "Lê Thị Soát")]


def test_a_register_costs_the_same_at_any_length(sign_in, office, edition):
    client = sign_in("secretary")
    fill_registers(office, edition)

    def count(register):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(index(register)).status_code == 200
        return len(seen)

    for register in REGISTERS:
        count(register)
    once = {register: count(register) for register in REGISTERS}
    multiply(edition, 1, 3)
    assert {register: count(register) for register in REGISTERS} == once
    multiply(edition, 3, 300)
    assert {register: count(register) for register in REGISTERS} == once
    assert client.get(index("qms_holds")).context["all_count"] == 300


def multiply(edition, start, end):
    """More documents with a row in every register, straight into the tables: lists do not look at the chain."""
    for place in range(start, end):
        rows = {edition.document: clone(edition.document, place)}
        insert([rows[edition.document]])
        for model in CHAIN:
            old = model.objects.filter(document=edition.document).first()
            rows[old] = clone(old, place)
            for field in model._meta.concrete_fields:
                if field.is_relation and (target := getattr(old, field.name)) in rows:
                    setattr(rows[old], field.name, rows[target])
            insert([rows[old]])


def clone(row, place):
    """A new row that says the same, with keys of its own."""
    copy = type(row).objects.get(pk=row.pk)
    copy.pk = None
    for name in ("digest", "key", "code_key", "page_id"):
        if hasattr(copy, name):
            setattr(copy, name, {"key": f"K{place}", "page_id": None}.get(name, f"{name}{place}"))
    return copy


def insert(rows):
    """Add rows beside the chain."""
    QuerySet(type(rows[0])).bulk_create(rows)


def test_words_are_found_without_accents(sign_in, office, edition):
    office.issued("QT.02", "Đo lường sự hài lòng")
    client = sign_in("secretary")

    def codes(**query):
        return [row.code for row in client.get(index("qms_editions"), query).context["object_list"]]

    assert codes(q="do luong") == ["QT.02"]
    assert codes(q="TIẾP NHẬN") == ["QT.01"]
    assert codes(q="qt01") == ["QT.01"]
    assert codes(q="không có") == []


def test_filters_narrow_and_unknown_ones_ask_nothing(sign_in, office, edition):
    office.issued("QT.02", "Quy trình sau", planned_on=TODAY() + timedelta(days=3), confidentiality="internal")
    client = sign_in("secretary")

    def codes(**query):
        return [row.code for row in client.get(index("qms_editions"), query).context["object_list"]]

    assert codes(status="in_force") == ["QT.01"]
    assert codes(status="to_come", kind="procedure") == ["QT.02"]
    assert codes(confidentiality="internal") == ["QT.02"]
    assert codes(status="nothing", unit="nothing", agency="x") == ["QT.01", "QT.02"]
    assert codes(recorded_by__password__startswith="z") == ["QT.01", "QT.02"]
    assert codes(foo="bar", p="x", o="99.x") == ["QT.01", "QT.02"]


def test_the_status_of_many_is_the_status_of_each(office):
    first = office.issued("QT.01")
    page = first.document.page_id
    draft = office.index.get_children().get(pk=page).specific
    second = office.next_edition(draft, planned_on=TODAY() + timedelta(days=10))
    third = office.next_edition(type(draft).objects.get(pk=page), planned_on=TODAY() + timedelta(days=20))
    keeping.withdraw(
        edition=third, person=office.secretary, withdrawn_on=TODAY() + timedelta(days=5), decision_no="1",
        decision_on=TODAY(), reason="Không dùng",
    )  # fmt: skip
    keeping.withdraw(
        edition=second, person=office.secretary, withdrawn_on=TODAY() + timedelta(days=30), decision_no="2",
        decision_on=TODAY(), reason="Hết dùng",
    )  # fmt: skip
    for days in range(-2, 40):
        day = TODAY() + timedelta(days=days)
        many = {row.pk: row.status_today for row in Edition.objects.with_status(day)}
        assert many == {row.pk: status_on(row, day) for row in Edition.objects.all()}


def test_a_hidden_edition_is_listed_for_its_keepers_alone(sign_in, office, edition):
    keeping.hold(edition=edition, person=office.secretary, reason="Lộ số điện thoại")
    for name, rows in [("staff", 0), ("secretary", 1), ("leader", 1), ("superuser", 1)]:
        assert sign_in(name).get(index("qms_editions")).context["all_count"] == rows
    content = sign_in("staff").get(index("qms_sign-offs")).content.decode()
    assert "tiếp nhận" not in content


def test_units_to_filter_by_are_those_of_the_list(sign_in, office):
    unit = make_unit(office.agency, "Phòng Tư pháp")
    office.issued("QT.01", owner_unit=unit)
    office.issued("QT.02")
    response = sign_in("secretary").get(index("qms_editions"), {"unit": "Phòng Tư pháp"})
    assert [row.code for row in response.context["object_list"]] == ["QT.01"]


def test_days_are_written_as_people_write_them():
    assert as_text(date(2021, 5, 27)) == "27/05/2021"
