"""``qms_check`` lists problems of records beside those of documents."""

import json
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wagtail_qms.records.transitions import perform


def check(*options) -> list[dict]:
    out = StringIO()
    call_command("qms_check", "--json", *options, stdout=out, stderr=StringIO())
    return [json.loads(line) for line in out.getvalue().splitlines()]


def brief(*options) -> list[tuple]:
    return [(row["record"]["type"], row["record"]["number"], row["level"], row["code"]) for row in check(*options)]


def test_sound_records_have_no_problems(bureau):
    bureau.ticket("closed")
    assert brief() == brief("--records") == []


def test_what_is_late_but_not_what_was_passed_over_with_a_reason(bureau):
    ticket = bureau.ticket("implementing")
    record = bureau.report(title="Sổ cũ", description="Sổ hết chỗ", was_delivered=True, because="Chưa rõ")
    with time_machine.travel(timezone.now() + timedelta(days=60)):
        late = brief("--records")
        by_level = brief("--records", "--level", "block")
    assert record.number and late == [
        ("correctiveaction", ticket.number, "warn", "ticket.overdue"),
        ("correctiveaction", ticket.number, "warn", "progress.due"),
    ]
    assert by_level == []


def test_a_repeat_without_its_ticket_stops(bureau):
    for day in (40, 30, 20, 10):
        bureau.report(found_on=timezone.localdate() - timedelta(days=day))
    blocked = [row for row in brief("--records") if row[2] == "block"]
    assert [row[3] for row in blocked] == ["recurrence.no_ticket"] * 4


def test_another_warning_than_the_one_passed_over_is_listed(bureau):
    record = bureau.report(was_delivered=True, because="Chưa rõ hậu quả")
    bureau.report(title="Sổ cũ", description="Sổ hết chỗ")
    assert brief("--records") == []
    record.description = "Ảnh hưởng nghiêm trọng, hậu quả lớn, làm thiệt hại cho nhiều người dân"
    record.save()
    assert ("nonconformity", record.number, "warn", "grade.differs") in brief("--records")


@pytest.mark.parametrize(("state", "most"), [(None, 6), ("draft", 6), ("implementing", 8), ("closed", 7)])
def test_few_queries_a_record(bureau, state, most):
    counts = []
    for number in range(3):
        found = bureau.report(title=f"Việc {number}", description=f"Một chuyện khác hẳn, lần {number}")
        if state:
            bureau.ticket(state, nonconformity=found)
        with CaptureQueriesContext(connection) as queries:
            check("--records")
        counts.append(len(queries))
    assert counts[2] - counts[1] == counts[1] - counts[0] <= most


def test_what_is_over_costs_no_query_a_record(bureau):
    counts = []
    for _number in range(3):
        perform(bureau.corrected(), "confirm", by=bureau.head)
        with CaptureQueriesContext(connection) as queries:
            check("--records")
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2]
