"""What people do with nonconformities besides moving them (``records.transitions.perform``)."""

from __future__ import annotations

from django.db import transaction

from wagtail_qms import clock
from wagtail_qms.problems import Level, block, gettext_noop
from wagtail_qms.records.actors import actor_of, standing_columns
from wagtail_qms.records.rules import staff_problems
from wagtail_qms.records.transitions import perform, sign
from wagtail_qms.register.acting import refuse_if
from wagtail_qms.snippets.nonconformities import problems
from wagtail_qms.snippets.nonconformities.enums import State
from wagtail_qms.snippets.nonconformities.models import Nonconformity

#: What a report is made of.
REPORT = frozenset(
    {
        *("source", "unit", "found_on", "found_by_name", "grade", "title", "description", "evidence"),
        *("was_delivered", "consequence", "person_told", "similar_cases", "paper_number", "repeats"),
        *("standard", "clause", "edition", "section", "requirement_words"),
    }
)


def _known(fields: dict):
    unknown = sorted(fields.keys() - REPORT)
    if unknown:
        raise TypeError(f"unknown field {unknown[0]!r}")


@transaction.atomic
def report(*, agency, by, because: str = "", comment: str = "", found_by=None, **fields) -> Nonconformity:
    """Report a nonconformity: it is entered, numbered and signed in one go.

    ``found_by`` is ``by`` when left out; ``found_by_name`` alone names who has no account. TypeError for a field that
    no report has.
    """
    _known(fields)
    refuse_if(staff_problems(actor_of(by, agency.pk, clock.today())))
    record = Nonconformity(agency=agency, **{"found_on": clock.today(), **fields})
    record.set_person("author", by)
    if found_by or not record.found_by_name:
        record.set_person("found_by", found_by or by)
    record.save()
    perform(record, "report", by=by, because=because, comment=comment)
    return record


@transaction.atomic
def amend_report(record: Nonconformity, *, by, **fields) -> Nonconformity:
    """Mend what was reported, before anybody has decided upon it; whoever reported it signs it again."""
    _known(fields)
    row = Nonconformity.objects.select_for_update().get(pk=record.pk)
    today = clock.today()
    refuse_if(staff_problems(actor_of(by, row.agency_id, today)))
    if row.state != State.REPORTED or by.pk != row.author_id:
        message = gettext_noop("A report is mended by who wrote it, until it is decided upon.")
        refuse_if([block("nonconformity.amend", message)])
    for name, value in fields.items():
        setattr(row, name, value)
    refuse_if(found for found in problems.report_problems(row, today) if found.level == Level.BLOCK)
    row.save()
    sign(row, "report", "finder", standing=standing_columns(by, row.agency_id, today))
    record.refresh_from_db()
    return row
