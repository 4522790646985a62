"""The boxes of a ticket as plain data: what a signature covers."""

from __future__ import annotations

from wagtail_qms.snippets.corrective_actions.queries import current_plan, measures_of

_BOX1 = (
    "kind",
    "opened_on",
    "unit_id",
    "audited_unit_id",
    "source",
    "grade",
    "title",
    "description",
    "related_documents",
    "nonconformity_id",
    "predecessor_id",
    "paper_number",
)
_PLAN = ("version", "cause_kinds", "cause", "whys", "diagram", "correction")
_MEASURE = (
    "place",
    "kind",
    "what",
    "owner_id",
    "owner_name",
    "resources",
    "due_kind",
    "due_on",
    "due_from",
    "due_words",
)
_DONE = ("place", "done_on", "evidence")
_BOX3 = ("result", "result_evidence", "verified_on")
_CLOSING = (
    "lessons",
    "risk_updates",
    "closed_on",
    "effect_due_on",
    "effect_criterion",
    "effect_checker_id",
    "effect_checker_name",
    "no_effect_check",
)
_ASSIGNED = {"box1": "assigner"}
_APPROVED = _ASSIGNED | {"box2": "approval"}
_DONE_SIGNED = _APPROVED | {"done": "implementer"}
_VERIFIED = _DONE_SIGNED | {"box3": "checker"}
_CLOSED = _VERIFIED | {"closing": "board"}
_CHECKED = _CLOSED | {"effect": "checker"}

#: Which boxes stand as they were signed, by state, and by whose signature.
SIGNED_IN = {
    "raised": {"box1": "proposer"},
    "needed": {"box1": "need"},
    "submitted": {"box1": "need"},
    "analysing": _ASSIGNED,
    "proposed": _ASSIGNED | {"box2": "doer"},
    "endorsed": _ASSIGNED | {"box2": "head"},
    "implementing": _APPROVED,
    "done": _DONE_SIGNED,
    "verified": _VERIFIED,
    "closed": _CLOSED,
    "effective": _CHECKED,
    "ineffective": _CHECKED,
    "failed": _APPROVED | {"box3": "checker"},
    "dismissed": {"box1": "proposer"},
}


def content(ticket, box: str) -> dict:
    """Box ``box`` of ``ticket`` as it stands."""
    return _CONTENT[box](ticket)


def _fields(row, names) -> dict:
    return {name: getattr(row, name) for name in names}


def _box2(ticket) -> dict:
    plan = current_plan(ticket)
    rows = [_fields(measure, _MEASURE) for measure in measures_of(ticket)]
    return {**(_fields(plan, _PLAN) if plan else {}), "measures": rows}


_CONTENT = {
    "box1": lambda ticket: _fields(ticket, _BOX1) | ticket.requirement_data(),
    "box2": _box2,
    "done": lambda ticket: {"measures": [_fields(row, _DONE) for row in measures_of(ticket)]},
    "box3": lambda ticket: _fields(ticket, _BOX3),
    "closing": lambda ticket: _fields(ticket, _CLOSING),
    "effect": lambda ticket: _fields(ticket, ("effect_evidence",)),
}
