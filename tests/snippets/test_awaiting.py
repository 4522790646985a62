"""For whom a record waits: the list, the words and the rule agree."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.factories import make_person
from tests.factories.records import WAY
from wagtail_qms import clock
from wagtail_qms.organisation.enums import Role
from wagtail_qms.records.actors import actor_of
from wagtail_qms.records.transitions import offers, perform, takers
from wagtail_qms.snippets.corrective_actions import actions as tickets
from wagtail_qms.snippets.corrective_actions import waiting as ticket_waiting
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction
from wagtail_qms.snippets.nonconformities import waiting as nonconformity_waiting
from wagtail_qms.snippets.nonconformities.models import Nonconformity


def listed_for(bureau, model, key) -> set[int]:
    actor = actor_of(bureau.people[key], bureau.agency.pk, clock.today())
    return set(model.objects.awaiting(actor).values_list("pk", flat=True))


def may_take(record, name, user) -> bool:
    return any(offer.name == name and not offer.problems for offer in offers(record, user))


def agree(bureau, model, records, steps):
    """The list, the rule and the takers say the same of each person and each record."""
    for key, user in bureau.people.items():
        may = {record.pk for record in records if may_take(record, steps.get(record.state), user)}
        assert (key, listed_for(bureau, model, key)) == (key, may)
    for record in records:
        name = steps.get(record.state)
        if name:
            expected = {user.pk for user in bureau.people.values() if may_take(record, name, user)}
            assert {user.pk for user in takers(record, name)} == expected


def test_tickets(bureau):
    bureau.author.qms_appointments.create(agency=bureau.agency, unit=bureau.unit, role=Role.HEAD_OF_UNIT, post="Phó")
    bureau.analyst.qms_appointments.create(agency=bureau.agency, role=Role.ISO_LEADER, post="Phó ban")
    for state in WAY:
        bureau.ticket(state)
    tickets.raise_from(bureau.report(source="audit"), by=bureau.author, audited_unit=bureau.other_unit)
    agree(bureau, CorrectiveAction, list(CorrectiveAction.objects.all()), ticket_waiting.NEXT)


def test_nonconformities(bureau):
    bureau.doer.qms_appointments.create(agency=bureau.agency, role=Role.ISO_SECRETARY, post="Thư ký hai")
    bureau.checker.qms_appointments.create(agency=bureau.agency, unit=bureau.unit, role=Role.HEAD_OF_UNIT, post="Phó")
    for make in (bureau.report, bureau.decided, bureau.corrected):
        make()
        make(source="audit", by=bureau.checker)
    agree(bureau, Nonconformity, list(Nonconformity.objects.all()), nonconformity_waiting.NEXT)


@pytest.mark.parametrize("state", WAY)
def test_words(bureau, state):
    shown = ticket_waiting.next_actor(bureau.ticket(state))
    assert bool(shown) == (state in ticket_waiting.NEXT)


def test_words_for_nonconformities(bureau):
    assert bureau.unit.name in nonconformity_waiting.next_actor(bureau.report())
    assert nonconformity_waiting.next_actor(bureau.decided()) == bureau.doer.get_full_name()
    record = bureau.corrected()
    perform(record, "confirm", by=bureau.head)
    assert nonconformity_waiting.next_actor(record) == ""


def test_takers_cost_the_same_however_many_people_there_are(bureau):
    ticket = bureau.ticket("done")
    takers(ticket, "verify_met")
    counts = []
    for _round in range(3):
        with CaptureQueriesContext(connection) as queries:
            takers(ticket, "verify_met")
        counts.append(len(queries))
        make_person(bureau.agency, role=Role.DELEGATE)
    assert counts[0] == counts[1] == counts[2] <= 6


def test_an_earlier_version_of_a_plan_is_frozen(bureau):
    ticket = bureau.ticket("implementing")
    perform(ticket, "revise_plan", by=bureau.doer, comment="Thiếu người")
    old, new = ticket.plans.all()
    new.save()
    new.measures.update(what="Cách khác")
    for act in (
        lambda: type(old).objects.filter(pk=old.pk).update(cause="Khác"),
        lambda: old.measures.update(what="Khác"),
        lambda: old.measures.all().delete(),
        lambda: type(old)._base_manager.filter(pk=new.pk)._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act()
