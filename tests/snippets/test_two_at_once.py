"""Two people press at one moment, in threads of their own: one wins, the other is told."""

import threading

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from tests.factories import make_person
from tests.factories.records import make_bureau
from tests.register.desk import codes
from wagtail_qms.organisation.enums import Role
from wagtail_qms.problems import Refused
from wagtail_qms.records.adding import note
from wagtail_qms.records.chain import RecordNote, TransitionEntry
from wagtail_qms.records.transitions import perform
from wagtail_qms.records.verify import verify_records
from wagtail_qms.register.verify import Report
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction
from wagtail_qms.snippets.nonconformities.models import Nonconformity

pytestmark = pytest.mark.django_db(transaction=True)


def faults() -> list:
    report = Report()
    verify_records(report)
    return report.faults


def at_once(*acts) -> list:
    """Run ``acts`` at one moment; what each returned or was refused with."""
    start, results = threading.Barrier(len(acts)), [None] * len(acts)

    def work(place, act):
        try:
            start.wait()
            results[place] = act()
        except Refused as refused:
            results[place] = codes(refused.problems)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def pressing(ticket, name, user, **data):
    """The step, as one person's request takes it."""

    def act():
        mine = CorrectiveAction.objects.get(pk=ticket.pk)
        return perform(mine, name, by=get_user_model().objects.get(pk=user.pk), **data).to_state

    return act


def test_two_leaders_decide_differently():
    bureau = make_bureau()
    other = make_person(bureau.agency, role=Role.ISO_LEADER)
    ticket = bureau.ticket("submitted")
    before = TransitionEntry.objects.of(ticket).count()
    results = at_once(
        pressing(ticket, "assign", bureau.leader, **bureau.data("assign")),
        pressing(ticket, "dismiss", other, comment="Không cần"),
    )
    assert ["record.state"] in results
    ticket.refresh_from_db()
    assert ticket.state in results
    assert TransitionEntry.objects.of(ticket).count() == before + 1
    assert faults() == []


def test_one_person_presses_twice():
    bureau = make_bureau()
    ticket = bureau.ticket("needed")
    results = at_once(*[pressing(ticket, "submit", bureau.secretary)] * 4)
    assert sorted(results, key=str) == [["record.state"]] * 3 + ["submitted"]
    assert faults() == []


def test_numbers_are_given_once():
    bureau = make_bureau()
    people = [bureau.staff, bureau.author, bureau.head, bureau.other_head]
    results = at_once(*(lambda user=user: bureau.report(by=user).serial for user in people * 2))
    assert sorted(results) == list(range(1, 9))
    assert sorted(Nonconformity.objects.values_list("serial", flat=True)) == list(range(1, 9))
    assert faults() == []


def test_notes_and_steps_stand_in_one_chain():
    bureau = make_bureau()
    ticket = bureau.ticket("implementing")
    notes = [lambda n=n: note(ticket, by=bureau.doer, kind="progress", text=f"Lần {n}").pk for n in range(4)]
    reassign = pressing(ticket, "reassign", bureau.leader, **bureau.data("reassign"))
    assert "implementing" in at_once(*notes, reassign)
    assert RecordNote.objects.of(ticket).count() == 4
    assert faults() == []
