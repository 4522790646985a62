"""The lists of nonconformities and tickets: whose rows, what they say, filters, search, order, exports, cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_person
from tests.factories.records import make_bureau
from tests.snippets.screens import admit

LISTS = ("qms_nonconformity", "qms_ticket")


def index(name: str) -> str:
    return reverse(f"{name}:list")


def fill(bureau, count: int = 1):
    """So many records in each list."""
    for place in range(count):
        bureau.ticket("raised", title=f"Phiếu {place}")


def rows_of(response) -> list:
    return list(response.context["page_obj"])


@pytest.mark.parametrize("name", LISTS)
def test_a_list_shows_the_records_of_ones_own_agency(client, bureau, name):
    fill(bureau)
    fill(make_bureau("Ủy ban nhân dân xã Bên Cạnh"), 2)
    seen = {}
    for key, user in {**bureau.people, "superuser": make_person(superuser=True)}.items():
        client.force_login(admit(user))
        seen[key] = len(rows_of(client.get(index(name))))
    assert seen.pop("superuser") == 3
    assert set(seen.values()) == {1}


@pytest.mark.parametrize("name", LISTS)
def test_nobody_else_opens_a_list(client, bureau, name):
    assert client.get(index(name)).url.startswith(reverse("wagtailadmin_login"))
    client.force_login(admit(make_person()))
    assert client.get(index(name)).status_code == 302


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    "suffix", ["", "results/", "?export=csv", "?export=xlsx", "?q=phieu", "?shown=mine&overdue=yes"]
)
def test_a_list_costs_the_same_for_one_and_many(client, bureau, name, suffix):
    client.force_login(admit(bureau.head))
    costs = []
    for more in (1, 2):
        fill(bureau, more)
        client.get(index(name) + suffix)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(index(name) + suffix)
            b"".join(response.streaming_content) if response.streaming else response.content
        costs.append(len(queries))
    assert len(set(costs)) == 1
