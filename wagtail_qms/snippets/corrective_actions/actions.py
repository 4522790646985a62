"""What people do with tickets besides moving them (``records.transitions.perform``)."""

from __future__ import annotations

from django.db import transaction

from wagtail_qms import clock
from wagtail_qms.organisation.queries import is_staff_of, name_of
from wagtail_qms.problems import Level, block, gettext_noop
from wagtail_qms.records.actors import actor_of, standing_columns
from wagtail_qms.records.adding import note
from wagtail_qms.records.rules import staff_problems, stranger_problem
from wagtail_qms.records.transitions import perform, sign
from wagtail_qms.register.acting import refuse_if
from wagtail_qms.register.queries import last_number
from wagtail_qms.snippets.corrective_actions import rules
from wagtail_qms.snippets.corrective_actions.enums import Kind, NoteKind, State
from wagtail_qms.snippets.corrective_actions.machine import case_of
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction
from wagtail_qms.snippets.corrective_actions.plans import Measure, Plan, TouchedDocument
from wagtail_qms.snippets.corrective_actions.problems import box1_problems
from wagtail_qms.snippets.corrective_actions.queries import current_plan

#: What box 1 is made of.
BOX1 = frozenset(
    {
        *("kind", "opened_on", "unit", "audited_unit", "source", "grade", "title", "description"),
        *("related_documents", "nonconformity", "paper_number"),
        *("standard", "clause", "edition", "section", "requirement_words"),
    }
)
_PLAN = frozenset(["cause_kinds", "cause", "whys", "diagram", "correction"])
_MEASURE = frozenset(["kind", "what", "owner", "owner_name", "resources", "deadline"])


def _known(fields: dict, allowed: frozenset[str]):
    unknown = sorted(fields.keys() - allowed)
    if unknown:
        raise TypeError(f"unknown field {unknown[0]!r}")


def _locked(ticket, by):
    """The row under a lock, and who acts on it. Refused for who holds no post at the agency."""
    row = CorrectiveAction.objects.select_for_update().get(pk=ticket.pk)
    actor = actor_of(by, row.agency_id, clock.today())
    refuse_if(staff_problems(actor))
    return row, actor


def _refuse_unless(may: bool, code: str, message: str):
    if not may:
        refuse_if([block(code, message)])


@transaction.atomic
def open_ticket(*, agency, by, nonconformity=None, **fields) -> CorrectiveAction:
    """A draft of a ticket; with ``nonconformity`` it takes over what was found, where ``fields`` say nothing else."""
    refuse_if(staff_problems(actor_of(by, agency.pk, clock.today())))
    _known(fields, BOX1)
    ticket = CorrectiveAction(agency=agency, nonconformity=nonconformity)
    ticket.set_person("author", by)
    if nonconformity is not None:
        _take_over(ticket, nonconformity)
    for name, value in fields.items():
        setattr(ticket, name, value)
    ticket.save()
    return ticket


def _take_over(ticket: CorrectiveAction, found):
    ticket.kind = Kind.CORRECTIVE
    for name in ("unit", "source", "grade", "title", "description"):
        setattr(ticket, name, getattr(found, name))
    ticket.audited_unit = found.unit if ticket.is_audit else None
    ticket.take_requirement(found)


def raise_from(nonconformity, *, by, because: str = "", **fields) -> CorrectiveAction:
    """A ticket for ``nonconformity``, raised at once."""
    with transaction.atomic():
        ticket = open_ticket(agency=nonconformity.agency, by=by, nonconformity=nonconformity, **fields)
        perform(ticket, "raise_ticket", by=by, because=because)
    return ticket


@transaction.atomic
def write_box1(ticket, *, by, **fields) -> CorrectiveAction:
    """Change box 1 of a draft, or of a ticket that is raised; there, its author signs it again."""
    _known(fields, BOX1)
    row, actor = _locked(ticket, by)
    message = gettext_noop("Box 1 is written by the ticket's author, until its need is confirmed.")
    _refuse_unless(rules.may_write_box1(case_of(row), actor), "ticket.box1.who", message)
    for name, value in fields.items():
        setattr(row, name, value)
    if row.state == State.RAISED:
        refuse_if(found for found in box1_problems(row, clock.today()) if found.level == Level.BLOCK)
    row.save()
    if row.state == State.RAISED:
        sign(row, "box1", "proposer", standing=standing_columns(by, row.agency_id, clock.today()))
    ticket.refresh_from_db()
    return row


@transaction.atomic
def write_plan(ticket, *, by, measures: list[dict] | None = None, coordinating_units=None, **fields) -> Plan:
    """Write box 2. ``measures`` are all rows in their order, each of: kind, what, owner, owner_name, resources,
    deadline (``Deadline``), and ``id`` for a row that is there already. A row left out goes, unless it is done.
    """
    _known(fields, _PLAN)
    row, actor = _locked(ticket, by)
    message = gettext_noop("Box 2 is written by the person assigned, while the ticket is being analysed.")
    _refuse_unless(rules.may_write_plan(case_of(row), actor), "ticket.box2.who", message)
    plan = current_plan(row)
    for name, value in fields.items():
        setattr(plan, name, value)
    plan.author, plan.author_name = by, name_of(by)
    plan.save()
    if measures is not None:
        _write_measures(row, plan, measures)
    if coordinating_units is not None:
        strange = [unit for unit in coordinating_units if unit.agency_id != row.agency_id]
        refuse_if(stranger_problem("coordinating_units", unit.name) for unit in strange)
        row.coordinating_units.set(coordinating_units)
    ticket.refresh_from_db()
    return plan


def _write_measures(ticket, plan: Plan, rows: list[dict]):
    known = {measure.pk: measure for measure in plan.measures.all()}
    kept = set()
    for place, values in enumerate(rows, 1):
        values = dict(values)
        measure = known.get(values.pop("id", None)) or Measure(plan=plan)
        _known(values, _MEASURE)
        measure.place = place
        for name, value in values.items():
            setattr(measure, name, value)
        owner = values.get("owner")
        if owner is not None:
            measure.owner_name = name_of(owner)
            if not is_staff_of(owner, ticket.agency_id, clock.today()):
                refuse_if([stranger_problem(f"measure:{place}", name_of(owner))])
        measure.save()
        kept.add(measure.pk)
    plan.measures.exclude(pk__in=kept).filter(done_on__isnull=True).delete()


@transaction.atomic
def report_measure(measure: Measure, *, by, done_on, evidence: str = "") -> Measure:
    """Say that a measure was done, and what proves it. Files of evidence: ``records.adding.attach``."""
    row, actor = _locked(measure.plan.ticket, by)
    message = gettext_noop("The implementer says what is done, or the person whose measure it is.")
    may = rules.may_report_measures(case_of(row), actor, measure.owner_id)
    is_current = measure.plan_id == current_plan(row).pk
    _refuse_unless(may and is_current, "measure.who", message)
    measure.done_on, measure.evidence = done_on, evidence
    measure.save(update_fields=["done_on", "evidence"])
    return measure


@transaction.atomic
def note_progress(ticket, *, by, text: str):
    """What was reached so far (QT.CTCL 5.5: every month when the work is prolonged)."""
    row, actor = _locked(ticket, by)
    owners = frozenset(Measure.objects.filter(plan__ticket=row).values_list("owner", flat=True)) - {None}
    may = row.state == State.IMPLEMENTING and actor.is_one_of(owners | {row.implementer_id})
    _refuse_unless(may, "progress.who", gettext_noop("Who carries the ticket out reports its progress."))
    return note(row, by=by, kind=NoteKind.PROGRESS, text=text)


@transaction.atomic
def request_resources(ticket, *, by, text: str):
    """Ask the ISO board for what is lacking."""
    row, actor = _locked(ticket, by)
    may = row.state == State.IMPLEMENTING and actor.is_one_of({row.implementer_id})
    _refuse_unless(may, "request.who", gettext_noop("The implementer asks the ISO board for resources."))
    return note(row, by=by, kind=NoteKind.REQUEST, text=text)


@transaction.atomic
def answer_request(ticket, *, by, request, text: str, granted: bool):
    """The board's answer to the note ``request``."""
    row, actor = _locked(ticket, by)
    _refuse_unless(
        rules.may_answer_requests(case_of(row), actor), "answer.who", gettext_noop("The ISO board answers requests.")
    )
    is_its_own = (request.record_type, request.record_id) == (row._meta.model_name, row.pk)
    _refuse_unless(is_its_own and request.kind == NoteKind.REQUEST, "answer.what", gettext_noop("That is no request."))
    return note(row, by=by, kind=NoteKind.ANSWER, text=text, answers=request, granted=granted)


_WORKED_ON = (State.ANALYSING, State.PROPOSED, State.ENDORSED, State.IMPLEMENTING, State.DONE, State.VERIFIED)


@transaction.atomic
def touch_document(ticket, *, by, document) -> TouchedDocument:
    """Name a document that the ticket changes."""
    row, actor = _locked(ticket, by)
    may = actor.is_one_of({row.assigned_id, row.implementer_id}) or actor.has(
        "iso_board", "iso_leader", "iso_secretary"
    )
    message = gettext_noop("Documents are named while the ticket is worked on, by who works on it or the ISO board.")
    _refuse_unless(may and row.state in _WORKED_ON, "touched.who", message)
    if document.agency_id != row.agency_id:
        refuse_if([stranger_problem("document", str(document))])
    known = last_number(document)
    return TouchedDocument.objects.get_or_create(ticket=row, document=document, defaults={"known_number": known})[0]


@transaction.atomic
def excuse_document(touched: TouchedDocument, *, by, why: str) -> TouchedDocument:
    """The board says why a document touched needs no new edition."""
    row, actor = _locked(touched.ticket, by)
    message = gettext_noop("Only the ISO board says that no new edition is needed.")
    may = actor.has("iso_board", "iso_leader") and row.state in _WORKED_ON
    _refuse_unless(may, "touched.excuse.who", message)
    _refuse_unless(bool(why.strip()), "record.missing", gettext_noop("Fill this in."))
    touched.none_needed, touched.none_needed_by, touched.none_needed_by_name = why.strip(), by, name_of(by)
    touched.save()
    return touched
