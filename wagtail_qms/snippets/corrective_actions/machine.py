"""What the gate asks about tickets, and what follows their steps."""

from __future__ import annotations

from functools import partial

from wagtail_qms import clock
from wagtail_qms.records.machine import Machine
from wagtail_qms.records.settings import settings_of
from wagtail_qms.snippets.corrective_actions import boxes, following, rules
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction
from wagtail_qms.snippets.corrective_actions.problems import step_problems
from wagtail_qms.snippets.corrective_actions.queries import current_plan, doers_of
from wagtail_qms.snippets.nonconformities.problems import recurrence_of

_ROLES = {
    "confirm_need": ("head_of_unit", "top_management"),
    "dismiss": ("iso_leader", "head_of_unit", "top_management"),
    "submit": ("iso_secretary",),
    "endorse": ("head_of_unit",),
    "return_plan": ("head_of_unit", "iso_leader"),
    "close": ("iso_leader", "iso_board"),
}
_LEADER = dict.fromkeys(("assign", "send_back", "approve_plan", "reassign"), ("iso_leader",))
_TOP = dict.fromkeys(("verify_met", "require_new_measure", "verify_not_met"), ("top_management", "delegate"))


def case_of(ticket: CorrectiveAction, name: str = "") -> rules.Case:
    """The facts of ``ticket`` that the rules ask for the step ``name``; no query for most."""
    plan = current_plan(ticket) if name == "approve_plan" else None
    is_check = name in rules.CHECKS
    return rules.Case(
        state=ticket.state,
        author=ticket.author_id,
        unit=ticket.unit_id,
        audited_unit=ticket.audited_unit_id,
        executing_unit=ticket.executing_unit_id,
        assigned=ticket.assigned_id,
        implementer=ticket.implementer_id,
        plan_author=(plan.author_id if plan else None) or ticket.assigned_id,
        checker=ticket.effect_checker_id,
        doers=doers_of(ticket) if is_check else frozenset(),
        auditors=ticket.auditors,
        follows_failure=ticket.follows_failure,
        is_obligatory=name == "dismiss" and is_obligatory(ticket),
        is_audit=ticket.is_from_audit,
        complete_by=ticket.complete_by,
        today=clock.today(),
        has_new_measure_tick=name != "require_new_measure" or settings_of(ticket.agency_id).has_new_measure_tick,
    )


def is_obligatory(ticket: CorrectiveAction) -> bool:
    """Whether recurrence demands the ticket."""
    return ticket.nonconformity_id is not None and recurrence_of(ticket.nonconformity).is_obligatory


class TicketMachine(Machine):
    """Steps and rules of tickets."""

    model = CorrectiveAction
    steps = rules.STEPS

    def judge(self, record, name):
        return partial(rules.who_problems, name, case_of(record, name))

    def problems(self, record, name, data, actor):
        return step_problems(record, name, data, clock.today())

    def effect(self, record, name, entry, user, data):
        following.follow(record, name, user)

    def acts_as(self, record, name, actor):
        wanted = (_ROLES | _LEADER | _TOP).get(name, ())
        role = next((role for role in wanted if actor.has(role)), None)
        return {"role": role} if role else {}

    def content(self, record, box):
        return boxes.content(record, box)

    def signed_boxes(self, record):
        return boxes.SIGNED_IN.get(record.state, {})
