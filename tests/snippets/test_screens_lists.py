"""What the lists filter, find, sort and export."""

import csv
import io
from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone
from openpyxl import load_workbook

from tests.factories import make_person
from tests.factories.records import make_bureau
from tests.snippets.screens import admit
from wagtail_qms import clock

TICKETS = "/admin/qms/tickets/"
REPORTS = "/admin/qms/nonconformities/"


def titles(client, address: str) -> list[str]:
    return [record.title for record in client.get(address).context["page_obj"]]


@pytest.fixture
def office(client, bureau):
    """The leader at a list with one ticket assigned, one to be assigned, one dismissed."""
    bureau.ticket("analysing", title="Đang phân tích")
    bureau.ticket("submitted", title="Chờ phân công")
    bureau.ticket("dismissed", title="Thôi")
    client.force_login(admit(bureau.leader))
    return client


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?shown=mine", ["Chờ phân công"]),
        ("?shown=open", ["Chờ phân công", "Đang phân tích"]),
        ("?shown=by_me", []),
        ("?state=analysing&state=dismissed", ["Thôi", "Đang phân tích"]),
        ("?kind=improvement", []),
        ("?grade=minor", ["Thôi", "Chờ phân công", "Đang phân tích"]),
        ("?q=dang+phan+tich", ["Đang phân tích"]),
        (f"?q=02/{clock.today().year}", ["Chờ phân công"]),
        ("?q=02/1999", []),
        ("?q=khong-co-gi", []),
        ("?overdue=yes", []),
        ("?ordering=number", ["Đang phân tích", "Chờ phân công", "Thôi"]),
        ("?ordering=-due", ["Đang phân tích"]),
        ("?ordering=nothing&state=x&year=99&p=77", None),
    ],
)
def test_tickets_by_filter_search_and_order(office, query, found):
    shown = titles(office, TICKETS + query)
    if "due" in query.partition("ordering")[2]:
        assert set(found) <= set(shown) and len(shown) == 3
    elif found is not None:
        assert shown == found


def test_what_is_past_its_date_says_so(client, bureau):
    ticket = bureau.ticket("analysing", title="Trễ")
    client.force_login(admit(bureau.leader))
    with time_machine.travel(timezone.now() + timedelta(days=60), tick=False):
        client.force_login(bureau.leader)
        assert titles(client, f"{TICKETS}?overdue=yes") == ["Trễ"]
        page = client.get(TICKETS).content.decode()
    assert "qms-chip--late" in page
    assert f"{ticket.propose_by:%d/%m/%Y}" in page


def rows(response) -> list[list[str]]:
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_exports_say_what_the_list_says_and_run_no_formula(client, bureau):
    ticket = bureau.ticket("analysing", title="=1+1")
    make_bureau("Ủy ban nhân dân xã Bên Cạnh").ticket("raised")
    client.force_login(admit(bureau.leader))
    heading, *found = rows(client.get(f"{TICKETS}?export=csv"))
    assert len(found) == 1
    row = dict(zip(heading, found[0], strict=True))
    assert {ticket.number, "'=1+1", f"{ticket.propose_by:%d/%m/%Y}", "Lê Văn Phân"} <= set(row.values())
    response = client.get(f"{TICKETS}?export=xlsx")
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    values = [cell.value for cell in sheet[2]]
    assert ticket.number in values and "'=1+1" in values
    assert f"{clock.today():%d/%m/%Y}" in {f"{value:%d/%m/%Y}" for value in values if isinstance(value, date)}


def test_a_report_is_found_by_who_found_it_and_by_its_unit(client, bureau):
    bureau.report(title="Của đơn vị một")
    bureau.report(title="Của đơn vị hai", unit=bureau.other_unit, description="Sổ theo dõi ghi thiếu ngày nhận")
    client.force_login(admit(bureau.secretary))
    assert titles(client, f"{REPORTS}?unit={bureau.other_unit.pk}") == ["Của đơn vị hai"]
    assert len(titles(client, f"{REPORTS}?q=van+nhan")) == 2
    client.force_login(admit(bureau.head))
    assert titles(client, f"{REPORTS}?shown=mine") == ["Của đơn vị một"]


def test_units_of_other_agencies_are_no_filter(client, bureau):
    other = make_bureau("Ủy ban nhân dân xã Bên Cạnh")
    client.force_login(admit(bureau.head))
    page = client.get(REPORTS)
    keys = set(page.context["filters"].form.fields["unit"].queryset.values_list("pk", flat=True))
    assert keys == {bureau.unit.pk, bureau.other_unit.pk}
    client.force_login(admit(make_person(superuser=True)))
    page = client.get(REPORTS)
    assert other.unit in page.context["filters"].form.fields["unit"].queryset
