"""Walks drafts, editions and appointments and tells what is wrong with each: for ``qms_check``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from wagtail_qms import clock
from wagtail_qms.organisation.models import Agency
from wagtail_qms.pages.drafts import Codes, drafts
from wagtail_qms.pages.problems import draft_problems, edition_problems
from wagtail_qms.problems import Problem
from wagtail_qms.register.models import Edition
from wagtail_qms.register.problems import capacity_problems


@dataclass(frozen=True, slots=True)
class Checked:
    """A record that was looked at, and its problems, the worst first.

    ``kind`` is "draft", "edition", "appointment" or a record's model; ``number`` a document's code, a record's number,
    an appointment's decision;
    ``title`` tells people which of the kind it is.
    """

    kind: str
    pk: int
    number: str
    title: str
    problems: tuple[Problem, ...]


def checked_drafts() -> Iterator[Checked]:
    """Every draft that differs from the last edition of its document, one in memory at a time."""
    codes = Codes()
    for page in drafts():
        read, document = page.read_draft(), page.registered_document()
        if document is None or not _is_issued_as_it_stands(document, read.snapshot.digest):
            found = draft_problems(page, read, document=document, agency=page.agency, codes=codes)
            title = _("%(title)s (draft)") % {"title": read.snapshot.title}
            yield Checked("draft", page.pk, read.snapshot.code, title, tuple(found))


def _is_issued_as_it_stands(document, digest: str) -> bool:
    last = document.editions.order_by("-number").values_list("content_digest", flat=True).first()
    return last == digest


def checked_editions() -> Iterator[Checked]:
    """Every edition in force today or to come, one in memory at a time."""
    today, codes = clock.today(), Codes()
    for rows in (Edition.objects.in_force(today), Edition.objects.to_come(today)):
        for edition in rows.select_related("document__agency").order_by("pk").iterator(chunk_size=20):
            title = _("%(title)s (edition %(number)s)") % {"title": edition.title, "number": edition.number_text}
            yield Checked("edition", edition.pk, edition.code, title, tuple(edition_problems(edition, codes)))


def checked_appointments() -> Iterator[Checked]:
    """Every appointment of today that is wrong."""
    for agency in Agency.objects.order_by("pk"):
        for post, problem in capacity_problems(agency, clock.today()):
            yield Checked("appointment", post.pk, post.decision_no, str(post), (problem,))


def at_least(rows: Iterator[Checked], levels) -> Iterator[Checked]:
    """``rows`` with their problems of ``levels`` alone, also those that have none."""
    for row in rows:
        yield replace(row, problems=tuple(problem for problem in row.problems if problem.level in levels))
