"""What is wrong with a draft: in its content, its code and its dates."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail_qms import clock
from wagtail_qms.content.problems import missing_file_problem
from wagtail_qms.content.problems import problems as content_problems
from wagtail_qms.pages.drafts import draft_codes
from wagtail_qms.pages.snapshots import missing_files
from wagtail_qms.problems import Level, Problem, gettext_noop
from wagtail_qms.register import actions, rules
from wagtail_qms.register.codes import code_key
from wagtail_qms.register.problems import document_problems, signed_capacity_problems, with_forms_elsewhere
from wagtail_qms.register.snapshot import Snapshot

_ORDER = {Level.BLOCK: 0, Level.WARN: 1, Level.HINT: 2}


def draft_problems(page, snapshot: Snapshot, *, document, agency) -> list[Problem]:
    """Every problem of the draft ``page``, read as ``snapshot``, the worst first.

    ``document`` is None when nothing was submitted yet.
    """
    found = [*content_problems(snapshot.content), *map(missing_file_problem, missing_files(page))]
    if agency is None:
        found.append(rules.no_agency_problem())
    else:
        found += _problems_at(agency, page, snapshot, document)
        found = with_forms_elsewhere(found, agency, clock.today())
    return worst_first(found)


def edition_problems(edition) -> list[Problem]:
    """What is wrong with an edition as it was issued, the worst first."""
    agency, today, snapshot = edition.document.agency, clock.today(), edition.parsed
    codes = draft_codes(agency)
    found = list(content_problems(snapshot.content))
    found += document_problems(
        snapshot, agency=agency, document=edition.document, today=today, drafts=frozenset(codes.values())
    )
    found += signed_capacity_problems(edition)
    return worst_first(with_forms_elsewhere(found, agency, today))


def worst_first(found) -> list[Problem]:
    """Problems by level."""
    return sorted(found, key=lambda problem: _ORDER[problem.level])


def _problems_at(agency, page, snapshot: Snapshot, document) -> Iterator[Problem]:
    today = clock.today()
    yield from rules.issue_problems(
        actions.issue_case(document=document, agency=agency, snapshot=snapshot, today=today)
    )
    codes = draft_codes(agency)
    drafts = frozenset(key for pk, key in codes.items() if pk != page.pk)
    yield from document_problems(snapshot, agency=agency, document=document, today=today, drafts=drafts)
    if code_key(snapshot.code) in drafts and not (document and document.is_issued):
        message = gettext_noop("Another draft has the code %(code)s too: only one of the two can be issued with it.")
        yield Problem("code.two_drafts", Level.WARN, message, "code", {"code": snapshot.code})
    yield from _carried_over(snapshot, document)


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
