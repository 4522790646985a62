"""Walks the records and tells what is wrong with each: for ``qms_check``."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail_qms.pages.checking import Checked
from wagtail_qms.problems import Level
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction
from wagtail_qms.snippets.corrective_actions.problems import problems as ticket_problems
from wagtail_qms.snippets.nonconformities.models import Nonconformity
from wagtail_qms.snippets.nonconformities.problems import problems as nonconformity_problems

_ORDER = {Level.BLOCK: 0, Level.WARN: 1, Level.HINT: 2}
_CHUNK = 50


def checked_records() -> Iterator[Checked]:
    """Every nonconformity and every ticket, a few in memory at a time."""
    found = Nonconformity.objects.select_related("agency", "unit", "edition").order_by("pk")
    for record in found.iterator(chunk_size=_CHUNK):
        yield _checked(record, nonconformity_problems(record))
    relations = ("agency", "unit", "audited_unit", "nonconformity", "predecessor", "edition")
    tickets = CorrectiveAction.objects.select_related(*relations).prefetch_related("plans__measures").order_by("pk")
    for ticket in tickets.iterator(chunk_size=_CHUNK):
        yield _checked(ticket, ticket_problems(ticket))


def _checked(record, problems) -> Checked:
    found = tuple(sorted(problems, key=lambda problem: _ORDER[problem.level]))
    return Checked(record._meta.model_name, record.pk, record.number, record.title, found)
