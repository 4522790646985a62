"""Who may not, although their part would let them: auditors, doers, authors; what failure and recurrence change."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.factories import make_person
from tests.register.desk import codes
from wagtail_qms import clock
from wagtail_qms.organisation.enums import Role
from wagtail_qms.organisation.models import Appointment
from wagtail_qms.problems import Refused
from wagtail_qms.records.settings import RecordSettings
from wagtail_qms.records.transitions import offers, perform
from wagtail_qms.snippets.corrective_actions import actions as tickets
from wagtail_qms.snippets.corrective_actions.queries import current_plan


def refusal(act, *args, **kwargs) -> list[str]:
    """Why it was refused, "done" when it was not."""
    try:
        act(*args, **kwargs)
    except Refused as refused:
        return codes(refused.problems)
    return ["done"]


def also(user, bureau, role, unit=None):
    """Another post of ``user``."""
    Appointment.objects.create(user=user, agency=bureau.agency, unit=unit, post="Kiêm nhiệm", role=role)


@pytest.fixture
def audit(bureau):
    """A raised ticket of an auditor, who holds every part."""
    for role, unit in [
        (Role.HEAD_OF_UNIT, bureau.unit),
        (Role.HEAD_OF_UNIT, bureau.other_unit),
        (Role.ISO_LEADER, None),
    ]:
        also(bureau.staff, bureau, role, unit)
    found = bureau.report(source="audit")
    return tickets.raise_from(found, by=bureau.staff)


def test_an_auditor_does_not_sign_for_the_unit(bureau, audit):
    def press(name, **data):
        return refusal(perform, audit, name, by=bureau.staff, **data)

    assert press("confirm_need", grounds=["grave"]) == ["record.auditor_signs"]
    assert press("dismiss", comment="Thôi") == ["record.auditor_signs"]
    for name in ("confirm_need", "submit", "assign"):
        perform(audit, name, by=bureau.taker(name), **bureau.data(name))
    bureau.plan(audit)
    perform(audit, "propose", by=bureau.analyst)
    assert press("endorse") == ["record.auditor_signs"]
    assert press("return_plan", comment="Thiếu") == ["record.auditor_signs"]
    perform(audit, "endorse", by=bureau.other_head)
    assert press("approve_plan", **bureau.data("approve_plan")) == ["record.auditor_signs"]
    data = bureau.data("approve_plan") | {"implementer": bureau.staff}
    assert refusal(perform, audit, "approve_plan", by=bureau.leader, **data) == ["record.auditor_signs"]


def test_an_auditor_is_not_assigned_and_owns_no_measure(bureau, audit):
    for name in ("confirm_need", "submit"):
        perform(audit, name, by=bureau.taker(name), **bureau.data(name))
    data = bureau.data("assign")
    assert refusal(perform, audit, "assign", by=bureau.leader, **data | {"person": bureau.staff}) == [
        "record.auditor_signs"
    ]
    perform(audit, "assign", by=bureau.leader, **data)
    bureau.plan(audit)
    measure = {"what": "Làm lại", "owner": bureau.staff, "deadline": current_plan(audit).measures.first().deadline}
    bureau.plan(audit, measures=[measure])
    assert refusal(perform, audit, "propose", by=bureau.analyst) == ["record.auditor_signs"]


def test_an_auditors_ticket_is_confirmed_by_the_audited_unit_and_dismissed_by_the_leader(bureau):
    found = bureau.report(source="audit")
    ticket = tickets.raise_from(found, by=bureau.staff, unit=bureau.other_unit)
    assert ticket.audited_unit == bureau.unit
    assert refusal(perform, ticket, "confirm_need", by=bureau.other_head, grounds=["grave"]) == [
        "ticket.confirm_need.who"
    ]
    assert refusal(perform, ticket, "dismiss", by=bureau.head, comment="Thôi") == ["ticket.dismiss.who"]
    perform(ticket, "dismiss", by=bureau.leader, comment="Đã có phiếu khác")
    assert ticket.state == "dismissed"


def test_calling_an_audits_ticket_by_another_source_changes_nothing(bureau):
    ticket = tickets.raise_from(
        bureau.report(source="audit"), by=bureau.author, source="daily_work", audited_unit=bureau.unit
    )
    assert refusal(perform, ticket, "dismiss", by=bureau.head, comment="Thôi") == ["ticket.dismiss.who"]


def test_the_head_may_confirm_their_own_ticket(bureau):
    ticket = tickets.raise_from(bureau.report(), by=bureau.head)
    perform(ticket, "confirm_need", by=bureau.head, grounds=["grave"])
    assert ticket.state == "needed"


def test_a_leader_who_wrote_the_plan_does_not_approve_it(bureau):
    ticket = bureau.ticket("submitted")
    perform(ticket, "assign", by=bureau.leader, **bureau.data("assign") | {"person": bureau.leader})
    bureau.plan(ticket)
    perform(ticket, "propose", by=bureau.leader)
    perform(ticket, "endorse", by=bureau.other_head)
    data = bureau.data("approve_plan")
    assert refusal(perform, ticket, "approve_plan", by=bureau.leader, **data) == ["ticket.approve_plan.who"]


@pytest.mark.parametrize("who", ["analyst", "doer"])
def test_doers_check_nothing(bureau, who):
    doer = bureau.people[who]
    also(doer, bureau, Role.TOP_MANAGEMENT)
    ticket = bureau.ticket("done")
    for name in ("verify_met", "require_new_measure", "verify_not_met"):
        assert refusal(perform, ticket, name, by=doer, evidence="Xong") == ["ticket.is_doer"]
    perform(ticket, "verify_met", by=bureau.top, evidence="Xong")
    data = bureau.data("close") | {"checker": doer}
    assert refusal(perform, ticket, "close", by=bureau.board, **data) == ["ticket.is_doer"]


def test_who_was_once_assigned_stays_a_doer(bureau):
    also(bureau.analyst, bureau, Role.TOP_MANAGEMENT)
    ticket = bureau.ticket("analysing")
    perform(ticket, "reassign", by=bureau.leader, comment="Nghỉ phép", person=bureau.spare)
    bureau.plan(ticket)
    for name, who in [("propose", "spare"), ("endorse", "other_head"), ("approve_plan", "leader")]:
        perform(ticket, name, by=bureau.people[who], **bureau.data(name))
    bureau.finish(ticket)
    perform(ticket, "report_done", by=bureau.doer)
    assert refusal(perform, ticket, "verify_met", by=bureau.analyst, evidence="Xong") == ["ticket.is_doer"]


def test_an_unfinished_ticket_fails_past_its_completion_date_alone(bureau):
    ticket = bureau.ticket("implementing")
    late = {"by": bureau.top, "evidence": "Chưa xong"}
    assert refusal(perform, ticket, "verify_not_met", **late) == ["ticket.not_past_due"]
    with time_machine.travel(timezone.now() + timedelta(days=60)):
        perform(ticket, "verify_not_met", **late)
    assert ticket.state == "failed"


def test_what_follows_a_failure_is_decided_by_top_management(bureau):
    failed = bureau.ticket("failed")
    successor = failed.successors.get()
    assert (successor.state, successor.author, successor.nonconformity) == ("raised", bureau.top, failed.nonconformity)
    assert successor.number == f"02/{successor.year}"
    assert refusal(perform, successor, "confirm_need", by=bureau.head, grounds=["grave"]) == [
        "ticket.confirm_need.who"
    ]
    assert refusal(perform, successor, "dismiss", by=bureau.leader, comment="Thôi") == ["ticket.dismiss.who"]
    perform(successor, "confirm_need", by=bureau.top, grounds=["grave"])
    assert successor.state == "needed"


def test_what_follows_an_ineffective_ticket_is_decided_by_its_unit(bureau):
    successor = bureau.ticket("ineffective").successors.get()
    assert (successor.state, successor.author) == ("raised", bureau.checker)
    perform(successor, "confirm_need", by=bureau.head, grounds=["repeating"])
    assert successor.state == "needed"


def test_a_new_measure_is_a_new_version_of_the_plan(bureau):
    ticket = bureau.ticket("done")
    old = current_plan(ticket)
    perform(ticket, "require_new_measure", by=bureau.top, evidence="Nguyên nhân còn đó")
    new = current_plan(ticket)
    assert (ticket.state, old.version, new.version) == ("analysing", 1, 2)
    assert [row.done_on for row in new.measures.all()] == [clock.today()]
    assert refusal(perform, ticket, "propose", by=bureau.analyst) == ["plan.no_new_measure"]


def test_agencies_whose_form_has_no_tick_for_it_ask_for_no_new_measure(bureau):
    RecordSettings.objects.create(agency=bureau.agency, has_new_measure_tick=False)
    ticket = bureau.ticket("done")
    answer = refusal(perform, ticket, "require_new_measure", by=bureau.top, evidence="Nguyên nhân còn đó")
    assert answer == ["ticket.no_new_measure_tick"]


def test_the_old_version_of_a_revised_plan_is_kept(bureau):
    ticket = bureau.ticket("implementing")
    old = current_plan(ticket)
    perform(ticket, "revise_plan", by=bureau.doer, comment="Thiếu người")
    bureau.plan(ticket, cause="Thiếu người thay vì hai người cùng nghỉ")
    assert [plan.cause for plan in ticket.plans.all()] == [old.cause, "Thiếu người thay vì hai người cùng nghỉ"]
    old.cause = "Sửa lại chuyện cũ"
    with pytest.raises(TypeError):
        old.save()


def test_a_ticket_that_recurrence_demands_is_dismissed_by_the_leader(bureau):
    found = [bureau.report(found_on=clock.today() - timedelta(days=day)) for day in (40, 30, 20, 10)]
    ticket = tickets.raise_from(found[-1], by=bureau.author)
    assert refusal(perform, ticket, "dismiss", by=bureau.head, comment="Thôi") == ["ticket.dismiss.who"]
    perform(ticket, "dismiss", by=bureau.leader, comment="Đã có quy định mới")
    assert ticket.state == "dismissed"


def test_a_recurring_nonconformity_is_not_confirmed_without_a_ticket(bureau):
    days = [clock.today() - timedelta(days=day) for day in (40, 30, 20)]
    for day in days:
        bureau.report(found_on=day)
    last = bureau.corrected()
    assert refusal(perform, last, "confirm", by=bureau.head) == ["recurrence.no_ticket"]
    tickets.raise_from(last, by=bureau.author)
    perform(last, "confirm", by=bureau.head)
    assert last.state == "confirmed"


def test_the_agency_sets_how_often_is_too_often(bureau):
    RecordSettings.objects.create(agency=bureau.agency, recurrence_limit=1)
    bureau.report(found_on=clock.today() - timedelta(days=20))
    assert refusal(perform, bureau.corrected(), "confirm", by=bureau.head) == ["recurrence.no_ticket"]


def test_other_units_and_other_contents_do_not_count(bureau):
    for day in (50, 40, 30):
        bureau.report(found_on=clock.today() - timedelta(days=day), unit=bureau.other_unit)
        bureau.report(
            found_on=clock.today() - timedelta(days=day),
            clause="7.5.3",
            title="Sổ cũ",
            description="Sổ theo dõi hết chỗ",
        )
    record = bureau.corrected()
    perform(record, "confirm", by=bureau.head)
    assert record.state == "confirmed"


def test_the_person_who_found_it_decides_within_their_own_authority(bureau):
    record = bureau.report()
    data = bureau.decision(authority="head_of_unit")
    assert refusal(perform, record, "decide", by=bureau.staff, **data) == ["nonconformity.authority"]
    perform(record, "decide", by=bureau.staff, **data | {"authority": "finder"})
    assert record.state == "decided"


def test_a_head_decides_in_their_own_name_alone(bureau):
    record = bureau.report()
    data = bureau.decision(authority="finder")
    assert refusal(perform, record, "decide", by=bureau.head, **data) == ["nonconformity.authority"]


def test_who_corrected_confirms_nothing(bureau):
    record = bureau.report()
    perform(record, "decide", by=bureau.head, **bureau.decision(person=bureau.head))
    perform(record, "correct", by=bureau.head, correction="Đã sửa", corrected_on=clock.today())
    assert refusal(perform, record, "confirm", by=bureau.head) == ["nonconformity.confirm.who"]
    perform(record, "confirm", by=bureau.secretary)
    assert record.state == "confirmed"


def test_a_superuser_with_a_post_is_not_exempt(bureau):
    boss = make_person(bureau.agency, superuser=True, role=Role.ISO_LEADER)
    ticket = bureau.ticket("raised")
    assert refusal(perform, ticket, "confirm_need", by=boss, grounds=["grave"]) == ["ticket.confirm_need.who"]


def test_a_post_that_has_ended_counts_no_more(bureau):
    Appointment.objects.filter(user=bureau.head).update(valid_until=clock.today() - timedelta(days=1))
    ticket = bureau.ticket("raised")
    assert refusal(perform, ticket, "confirm_need", by=bureau.head, grounds=["grave"]) == ["record.not_on_staff"]


def test_the_head_of_the_successor_answers_for_an_ended_unit(bureau):
    ticket = bureau.ticket("raised")
    bureau.unit.valid_until, bureau.unit.successor = clock.today() - timedelta(days=1), bureau.other_unit
    bureau.unit.save()
    perform(ticket, "confirm_need", by=bureau.other_head, grounds=["grave"])
    assert ticket.state == "needed"


def test_people_and_units_of_another_agency_are_refused(bureau):
    ticket = bureau.ticket("submitted")
    stranger, data = make_person(), bureau.data("assign")
    assert refusal(perform, ticket, "assign", by=bureau.leader, **data | {"person": stranger}) == [
        "record.other_agency"
    ]


def test_a_step_says_what_it_needs(bureau):
    ticket = bureau.ticket("submitted")
    with pytest.raises(Refused) as refused:
        perform(ticket, "assign", by=bureau.leader)
    assert [problem.field for problem in refused.value.problems] == ["unit", "person", "due_on"]
    assert refusal(perform, ticket, "send_back", by=bureau.leader, comment="  ") == ["record.no_reason"]
    with pytest.raises(TypeError):
        perform(ticket, "assign", by=bureau.leader, nonsense=1, **bureau.data("assign"))
    with pytest.raises(LookupError):
        perform(ticket, "save", by=bureau.leader)


def test_offers_say_why_not(bureau):
    ticket = bureau.ticket("raised")
    shown = {offer.name: codes(offer.problems) for offer in offers(ticket, bureau.staff)}
    assert shown == {"confirm_need": ["ticket.confirm_need.who"], "dismiss": ["ticket.dismiss.who"]}
    assert [offer.name for offer in offers(ticket, bureau.head) if not offer.problems] == ["confirm_need", "dismiss"]
