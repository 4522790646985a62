"""What the gate asks about nonconformities."""

from __future__ import annotations

from functools import partial

from wagtail_qms import clock
from wagtail_qms.records.machine import Machine
from wagtail_qms.snippets.nonconformities import problems, rules
from wagtail_qms.snippets.nonconformities.enums import Source
from wagtail_qms.snippets.nonconformities.models import Nonconformity

_REPORT = (
    "source",
    "unit_id",
    "found_on",
    "found_by_id",
    "found_by_name",
    "grade",
    "title",
    "description",
    "evidence",
    "was_delivered",
    "consequence",
    "person_told",
    "similar_cases",
    "paper_number",
    "repeats_id",
)
_DECISION = ("disposition", "authority", "instruction", "assigned_id", "assigned_name", "due_on", "decided_on")
_CORRECTION = ("cause", "correction", "corrective_action", "corrected_on")
_BOXES = {"report": _REPORT, "decision": _DECISION, "correction": _CORRECTION}
_SIGNED = {"report": "finder"}
_DECIDED = _SIGNED | {"decision": "head"}
_SIGNED_IN = {
    "reported": _SIGNED,
    "decided": _DECIDED,
    "corrected": _DECIDED | {"correction": "doer"},
    "confirmed": _DECIDED | {"correction": "confirmer"},
    "cancelled": _SIGNED,
}


def case_of(record: Nonconformity) -> rules.Case:
    """The facts of ``record`` that the rules ask."""
    return rules.Case(
        unit=record.unit_id,
        finder=record.found_by_id,
        reporter=record.author_id,
        assigned=record.assigned_id,
        # Who corrected is who was assigned: nobody else can record it.
        corrector=record.assigned_id,
        is_audit=record.source == Source.AUDIT,
    )


class NonconformityMachine(Machine):
    """Steps and rules of nonconformities."""

    model = Nonconformity
    steps = rules.STEPS

    def judge(self, record, name):
        return partial(rules.who_problems, name, case_of(record))

    def problems(self, record, name, data, actor):
        today = clock.today()
        if name == "report":
            yield from problems.report_problems(record, today)
        elif name == "decide":
            yield from rules.authority_problems(case_of(record), actor, record.authority)
            yield from problems.decision_problems(record)
        elif name == "correct":
            yield from problems.correction_problems(record, today)
        elif name == "confirm":
            yield from problems.recurrence_problems(record)

    def acts_as(self, record, name, actor):
        if name in ("decide", "confirm", "send_back", "cancel"):
            if actor.is_head_of(record.unit_id):
                return {"role": "head_of_unit"}
            return {"role": "iso_secretary"} if actor.has("iso_secretary") else {}
        return {}

    def content(self, record, box):
        data = {name: getattr(record, name) for name in _BOXES[box]}
        return data | record.requirement_data() if box == "report" else data

    def signed_boxes(self, record):
        return _SIGNED_IN.get(record.state, {})
