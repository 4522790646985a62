"""For whom a nonconformity waits."""

from __future__ import annotations

from wagtail_qms.organisation.enums import Role
from wagtail_qms.snippets.nonconformities.enums import State

#: The step that it waits for, by state.
NEXT = {State.REPORTED: "decide", State.DECIDED: "correct", State.CORRECTED: "confirm"}


def next_actor(record) -> str:
    """For whom it waits, in words for a list; empty when nothing is to be done. No query with its unit read."""
    if record.state == State.DECIDED:
        return record.assigned_name
    if record.state in (State.REPORTED, State.CORRECTED):
        return f"{Role.HEAD_OF_UNIT.label}: {record.unit.name}"
    return ""
