"""What is wrong with a draft: in its content, its code and its dates."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail_qms import clock
from wagtail_qms.content.problems import missing_file_problem
from wagtail_qms.content.problems import problems as content_problems
from wagtail_qms.pages.snapshots import missing_files
from wagtail_qms.problems import Level, Problem, gettext_noop
from wagtail_qms.register import actions, rules
from wagtail_qms.register.snapshot import Snapshot


def draft_problems(page, snapshot: Snapshot, *, document, agency) -> list[Problem]:
    """Every problem of the draft ``page``, read as ``snapshot``, the worst first.

    ``document`` is None when nothing was submitted yet.
    """
    found = [*content_problems(snapshot.content), *map(missing_file_problem, missing_files(page))]
    if agency is None:
        found.append(rules.no_agency_problem())
    else:
        case = actions.issue_case(document=document, agency=agency, snapshot=snapshot, today=clock.today())
        found += rules.issue_problems(case)
        found += _carried_over(snapshot, document)
    order = {Level.BLOCK: 0, Level.WARN: 1, Level.HINT: 2}
    return sorted(found, key=lambda problem: order[problem.level])


def _carried_over(snapshot: Snapshot, document) -> Iterator[Problem]:
    """The last edition's reason and amended parts stay in the draft until somebody writes the new ones."""
    last = document.editions.order_by("-number").first() if document and document.is_issued else None
    if last is None or last.content_digest == snapshot.digest:
        return
    if snapshot.amendments and snapshot.amendments == last.parsed.amendments:
        message = gettext_noop("The amended parts are still those of the edition before. Write what this one changes.")
        yield Problem("draft.old_amendments", Level.WARN, message, "amendments")
    if snapshot.reason and snapshot.reason == last.reason:
        message = gettext_noop("The reason for the change is still that of the edition before.")
        yield Problem("draft.old_reason", Level.WARN, message, "change_reason")
    elif not snapshot.reason and not snapshot.amendments:
        message = gettext_noop("A new edition says why it changes: enter the reason or the amended parts.")
        yield Problem("draft.no_reason", Level.WARN, message, "change_reason")
