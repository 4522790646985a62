"""What follows a step of a ticket in the same transaction: versions of box 2, successors, units told."""

from __future__ import annotations

from wagtail_qms import clock
from wagtail_qms.records.adding import note
from wagtail_qms.records.transitions import perform
from wagtail_qms.snippets.corrective_actions.enums import NoteKind
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction
from wagtail_qms.snippets.corrective_actions.plans import Plan
from wagtail_qms.snippets.corrective_actions.queries import current_plan

_TAKEN_OVER = (
    "agency_id",
    "kind",
    "unit_id",
    "audited_unit_id",
    "source",
    "grade",
    "title",
    "description",
    "related_documents",
    "nonconformity_id",
)
_PLAN = ("cause_kinds", "cause", "whys", "diagram", "correction", "author_id", "author_name")


def follow(ticket: CorrectiveAction, name: str, user):
    """Do what comes with the step ``name``, taken by ``user``."""
    if name == "assign":
        begin_plan(ticket)
    elif name in ("revise_plan", "require_new_measure"):
        next_version(ticket)
    elif name == "approve_plan":
        tell_units(ticket, user)
    elif name in ("verify_not_met", "deny_effect"):
        open_successor(ticket, user, follows_failure=name == "verify_not_met")


def begin_plan(ticket: CorrectiveAction) -> Plan:
    """The first version of box 2; an assignment after a return finds it there."""
    return current_plan(ticket) or Plan.objects.create(
        ticket=ticket, author=ticket.assigned, author_name=ticket.assigned_name
    )


def next_version(ticket: CorrectiveAction) -> Plan:
    """A new version of box 2, equal to the one before to begin with; the one before stays."""
    old = current_plan(ticket)
    values = {name: getattr(old, name) for name in _PLAN}
    measures = list(old.measures.order_by("place", "pk"))
    plan = Plan.objects.create(ticket=ticket, version=old.version + 1, **values)
    for measure in measures:
        measure.pk, measure.plan, measure._state.adding = None, plan, True
        measure.save()
    return plan


def tell_units(ticket: CorrectiveAction, user):
    """Note that each coordinating unit was told (QT.CTCL 5.5)."""
    for unit in ticket.coordinating_units.order_by("name"):
        note(ticket, by=user, kind=NoteKind.TOLD, text=unit.name, unit=unit.pk)


def open_successor(ticket: CorrectiveAction, user, *, follows_failure: bool) -> CorrectiveAction:
    """The ticket that takes the place of ``ticket``, raised by who checked (QT.CTCL 5.7)."""
    values = {name: getattr(ticket, name) for name in _TAKEN_OVER}
    successor = CorrectiveAction(
        opened_on=clock.today(), predecessor=ticket, follows_failure=follows_failure, **values
    )
    successor.take_requirement(ticket)
    successor.set_person("author", user)
    successor.save()
    # Nobody is asked about warnings here: they were answered when the first ticket was raised.
    perform(successor, "raise_ticket", by=user, because=ticket.number)
    return successor
