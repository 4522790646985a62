"""The queue: written with the register, taken by one at a time, never losing what came meanwhile."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from tests.register.desk import make_desk
from tests.search.entries import make_edition
from wagtail_qms import clock
from wagtail_qms.register import keeping
from wagtail_qms.search import queue
from wagtail_qms.search.models import IndexChange


@pytest.fixture
def desk(db):
    return make_desk()


@pytest.fixture
def row(agency) -> IndexChange:
    """A row that waits for the database's index."""
    document = make_edition(agency, "QT.01", "Quy trình").document
    queue.put(document.pk, 3)
    return IndexChange.objects.get()


def waiting() -> list[tuple[str, int, int]]:
    """The rows of the queue."""
    return list(IndexChange.objects.order_by("pk").values_list("engine", "document", "version"))


@pytest.mark.parametrize("verb", ["issue", "withdraw", "hold", "release", "restrict"])
def test_each_verb_of_the_register_writes_into_the_queue(desk, verb):
    edition = desk.issue()
    verbs = {
        "issue": lambda: desk.issue(planned_on=clock.today() + timedelta(days=3)),
        "withdraw": lambda: desk.withdraw(edition, clock.today()),
        "hold": lambda: keeping.hold(edition=edition, person=desk.secretary, reason="Lộ thông tin"),
        "release": lambda: keeping.release(edition=edition, person=desk.secretary, reason="Đã che"),
        "restrict": lambda: keeping.restrict(document=desk.document, person=desk.secretary, reason="Nội bộ"),
    }
    if verb == "release":
        verbs["hold"]()
    IndexChange.objects.all().delete()
    row = verbs[verb]()
    assert waiting() == [("database", desk.document.pk, row.sequence)]


def test_what_is_rolled_back_leaves_nothing_in_the_queue(desk):
    edition = desk.issue()
    IndexChange.objects.all().delete()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        desk.withdraw(edition, clock.today())
        raise ZeroDivisionError
    assert waiting() == []


def test_a_row_for_each_index_that_is_kept(agency, settings):
    settings.WAGTAIL_QMS = settings.WAGTAIL_QMS | {"SEARCH": {"ENGINE": "elasticsearch", "WORKER": True}}
    document = make_edition(agency, "QT.01", "Quy trình").document
    queue.put(document.pk, 1)
    queue.put(document.pk, 2)
    assert waiting() == [("database", document.pk, 2), ("elasticsearch", document.pk, 2)]


def test_one_takes_a_row_and_another_does_not(row):
    again = IndexChange.objects.get()
    assert queue.take(row)
    assert not queue.take(again)
    assert list(queue.due()) == []


def test_a_row_of_somebody_who_died_is_taken_by_another(row):
    queue.take(row)
    with time_machine.travel(timezone.now() + queue.LEASE + timedelta(seconds=1)):
        (found,) = queue.due()
        assert queue.take(found)


def test_what_came_meanwhile_is_not_lost_when_a_row_is_settled(row):
    queue.take(row)
    queue.put(row.document_id, 4)
    assert list(queue.due()) == []
    queue.settle(row)
    (newer,) = queue.due()
    assert newer.version == 4
    queue.take(newer)
    queue.settle(newer)
    assert waiting() == []


def test_a_failure_waits_longer_each_time_and_a_new_version_not_at_all(row):
    waits = []
    for _time in range(4):
        row.refresh_from_db()
        queue.fail(row, ValueError("kaputt"))
        row.refresh_from_db()
        waits.append(round((row.try_after - timezone.now()).total_seconds()))
    assert waits == [2, 4, 8, 16]
    assert (row.attempts, row.error) == (4, "ValueError: kaputt")
    assert list(queue.stuck()) == [row]
    queue.put(row.document_id, 9)
    (fresh,) = queue.due()
    assert (fresh.attempts, fresh.error, fresh.version) == (0, "", 9)


def test_waits_have_an_end(row):
    row.attempts = 5000
    queue.fail(row, ValueError("kaputt"))
    row.refresh_from_db()
    assert row.try_after <= timezone.now() + timedelta(minutes=30)


@pytest.mark.parametrize("count", [1, 3])
def test_a_change_costs_the_same_however_long_the_queue(agency, django_assert_num_queries, count):
    for number in range(count):
        document = make_edition(agency, f"QT.{number}", "Quy trình").document
        queue.put(document.pk, 1)
    with django_assert_num_queries(1):
        queue.put(document.pk, 2)
