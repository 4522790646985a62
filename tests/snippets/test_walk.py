"""Records walk to every state by their real steps, and are found sound."""

import pytest

from tests.factories.records import WAY
from wagtail_qms.records.transitions import perform
from wagtail_qms.records.verify import verify_records
from wagtail_qms.register.verify import Report
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction


def faults():
    report = Report()
    verify_records(report)
    return report.faults


@pytest.mark.parametrize("state", WAY)
def test_a_ticket_walks_to(bureau, state):
    ticket = bureau.ticket(state)
    assert CorrectiveAction.objects.get(pk=ticket.pk).state == state
    assert ticket.number == ("" if state in ("draft", "cancelled") else f"01/{ticket.year}")
    assert faults() == []


def test_a_nonconformity_walks_to_its_confirmation(bureau):
    record = bureau.corrected()
    perform(record, "confirm", by=bureau.head)
    assert (record.state, record.number) == ("confirmed", f"01/{record.year}")
    assert faults() == []
