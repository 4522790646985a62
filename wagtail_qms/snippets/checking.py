"""Walks the records and tells what is wrong with each: for ``qms_check``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from wagtail_qms.pages.checking import Checked
from wagtail_qms.problems import Level
from wagtail_qms.records.chain import TransitionEntry
from wagtail_qms.records.remembering import remembering
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction
from wagtail_qms.snippets.corrective_actions.problems import problems as ticket_problems
from wagtail_qms.snippets.nonconformities.models import Nonconformity
from wagtail_qms.snippets.nonconformities.problems import problems as nonconformity_problems

_ORDER = {Level.BLOCK: 0, Level.WARN: 1, Level.HINT: 2}
_CHUNK = 50


def checked_records() -> Iterator[Checked]:
    """Every nonconformity and every ticket, a few in memory at a time; what an agency has set is asked once.

    Warnings that were passed over with a reason are left out: the log keeps them.
    """
    known: dict = {}
    for records, problems in (_nonconformities(), nonconformity_problems), (_tickets(), ticket_problems):
        for some in _chunks(records.order_by("pk").iterator(chunk_size=_CHUNK)):
            passed_over = _passed_over(some)
            for record in some:
                with remembering(known):
                    found = list(problems(record))
                yield _checked(record, found, passed_over[record.pk])


def _nonconformities():
    return Nonconformity.objects.select_related("agency", "unit", "repeats", "edition__document")


def _tickets():
    relations = ("agency", "unit", "audited_unit", "nonconformity", "predecessor", "edition__document")
    return CorrectiveAction.objects.select_related(*relations).prefetch_related("plans__measures")


def _chunks(records: Iterator) -> Iterator[list]:
    while some := list(islice(records, _CHUNK)):
        yield some


def _passed_over(records: list) -> dict[int, set[str]]:
    """By record the codes of the warnings that its log says were passed over; one query."""
    keys = {"record_type": records[0]._meta.model_name, "record_id__in": [record.pk for record in records]}
    codes: dict[int, set[str]] = defaultdict(set)
    rows = TransitionEntry.objects.filter(details__has_key="warnings", **keys).order_by()
    for key, warnings in rows.values_list("record_id", "details__warnings"):
        codes[key].update(warnings)
    return codes


def _checked(record, problems: list, passed_over: set[str]) -> Checked:
    listed = (found for found in problems if found.level != Level.WARN or found.code not in passed_over)
    ordered = tuple(sorted(listed, key=lambda problem: _ORDER[problem.level]))
    return Checked(record._meta.model_name, record.pk, record.number, record.title, ordered)
