"""Named reads of tickets."""

from __future__ import annotations

from datetime import date

from django.apps import apps
from django.db.models import OuterRef, Prefetch, Q, Subquery

from wagtail_qms.records.chain import RecordNote, TransitionEntry
from wagtail_qms.records.record import RecordQuerySet
from wagtail_qms.snippets.corrective_actions.enums import OVER, NoteKind, State
from wagtail_qms.snippets.nonconformities.enums import Source

#: Which parts take the next step of a state.
_AWAITED_PARTS = {
    State.NEEDED: ("iso_secretary",),
    State.SUBMITTED: ("iso_leader",),
    State.ENDORSED: ("iso_leader",),
    State.DONE: ("top_management", "delegate"),
    State.VERIFIED: ("iso_board", "iso_leader"),
}


class TicketQuerySet(RecordQuerySet):
    """Tickets."""

    def open(self):
        """Those with something left to do, checks of the effect among it."""
        unchecked = Q(state=State.CLOSED, effect_due_on__isnull=True)
        return self.exclude(state__in=[*OVER, State.DRAFT]).exclude(unchecked)

    def awaiting(self, actor):
        """Those whose next step is for ``actor`` (``records.rules.Actor``), at the agency that the actor is of.

        Whoever was replaced as a doer may find a ticket here that the step itself refuses: only the log tells.
        """
        return self._with_plan_author().filter(self._personal(actor) | self._of_heads(actor) | self._of_parts(actor))

    def _with_plan_author(self):
        plan = apps.get_model("wagtail_qms", "Plan")
        last = plan.objects.filter(ticket=OuterRef("pk")).order_by("-version")
        return self.annotate(plan_author=Subquery(last.values("author")[:1]))

    @staticmethod
    def _personal(actor) -> Q:
        return (
            Q(state=State.DRAFT, author=actor.person)
            | Q(state=State.ANALYSING, assigned=actor.person)
            | Q(state=State.IMPLEMENTING, implementer=actor.person)
            | Q(state=State.CLOSED, effect_checker=actor.person)
        )

    @staticmethod
    def _of_heads(actor) -> Q:
        audited = Q(source=Source.AUDIT) | Q(nonconformity__source=Source.AUDIT, nonconformity__isnull=False)
        finder = Q(nonconformity__found_by=actor.person) | Q(author=actor.person, predecessor=None)
        heads = (audited & ~finder & Q(audited_unit__in=actor.heads)) | (~audited & Q(unit__in=actor.heads))
        raised = Q(follows_failure=False) & heads
        if actor.has("top_management"):
            raised |= Q(follows_failure=True)
        endorsing = Q(executing_unit__in=actor.heads) & ~(audited & finder)
        return (Q(state=State.RAISED) & raised) | (Q(state=State.PROPOSED) & endorsing)

    @staticmethod
    def _of_parts(actor) -> Q:
        states = [state for state, parts in _AWAITED_PARTS.items() if actor.has(*parts)]
        own_plan = Q(state=State.ENDORSED) & Q(plan_author=actor.person)
        doers = Q(assigned=actor.person) | Q(implementer=actor.person) | Q(plan_author=actor.person)
        return Q(state__in=states) & ~own_plan & ~(Q(state=State.DONE) & doers)

    def overdue(self, day: date):
        """Those past the date of their state."""
        return self.filter(
            Q(state=State.ANALYSING, propose_by__lt=day)
            | Q(state=State.IMPLEMENTING, complete_by__lt=day)
            | Q(state=State.CLOSED, effect_due_on__lt=day)
        )

    def of_year(self, agency_id: int, year: int):
        """The register of tickets of a year, in the order of their numbers."""
        return self.filter(agency=agency_id, year=year).order_by("serial")

    def with_boxes(self):
        """Each ticket with all that its paper shows."""
        plan = apps.get_model("wagtail_qms", "Plan")
        plans = Prefetch("plans", plan.objects.order_by("version").prefetch_related("measures"))
        units = ("unit", "audited_unit", "executing_unit")
        return self.select_related("agency", "nonconformity", "predecessor", *units).prefetch_related(
            plans, "touched__document", "coordinating_units", "successors"
        )


def current_plan(ticket):
    """The version of box 2 that counts, None before there is one. Uses what ``with_boxes`` has read."""
    return max(ticket.plans.all(), key=lambda plan: plan.version, default=None)


def measures_of(ticket) -> list:
    """The measures that count."""
    plan = current_plan(ticket)
    return list(plan.measures.all()) if plan else []


def doers_of(ticket) -> frozenset[int]:
    """Everybody who had a hand in its plans or measures, by key: they check neither result nor effect; three queries.

    Whoever was once assigned or implementing stays a doer after a reassignment, by the log.
    """
    plans = list(ticket.plans.all())
    measures = apps.get_model("wagtail_qms", "Measure").objects.filter(plan__ticket=ticket.pk)
    found = {ticket.assigned_id, ticket.implementer_id, *(plan.author_id for plan in plans)}
    found |= set(measures.values_list("owner", flat=True))
    steps = ("assign", "reassign", "approve_plan", "propose", "report_done", "revise_plan")
    for entry in TransitionEntry.objects.of(ticket).filter(name__in=steps):
        named = entry.details.get("implementer") if entry.name == "approve_plan" else entry.details.get("person")
        found.add(named["id"] if named else None)
        if entry.name in ("propose", "report_done", "revise_plan"):
            found.add(entry.recorded_by_id)
    return frozenset(found - {None})


def notes_of(ticket, *kinds: str):
    """The notes of ``kinds``, oldest first."""
    return RecordNote.objects.of(ticket).filter(kind__in=kinds)


def open_requests(ticket) -> list[RecordNote]:
    """Requests for resources that nobody has answered; one query."""
    notes = list(notes_of(ticket, NoteKind.REQUEST, NoteKind.ANSWER))
    answered = {row.answers for row in notes if row.kind == NoteKind.ANSWER}
    return [row for row in notes if row.kind == NoteKind.REQUEST and row.sequence not in answered]
