"""What is wrong with a draft: in its content, its code and its dates."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail_qms import clock
from wagtail_qms.content.problems import missing_file_problem
from wagtail_qms.content.problems import problems as content_problems
from wagtail_qms.content.problems_code import code_problems
from wagtail_qms.pages.drafts import Codes
from wagtail_qms.pages.snapshots import DraftRead
from wagtail_qms.pages.source_problems import source_problems
from wagtail_qms.problems import Level, Problem, gettext_noop
from wagtail_qms.register import actions, rules
from wagtail_qms.register.codes import code_key
from wagtail_qms.register.problems import document_problems, signed_capacity_problems, with_forms_elsewhere
from wagtail_qms.register.snapshot import Snapshot

_ORDER = {Level.BLOCK: 0, Level.WARN: 1, Level.HINT: 2}


def draft_problems(page, read: DraftRead, *, document, agency, codes: Codes | None = None) -> list[Problem]:
    """Every problem of the draft ``page``, which has been ``read``, the worst first.

    ``document`` is None when nothing was submitted yet; ``codes`` knows the codes of other drafts, for whoever asks
    about many.
    """
    snapshot, found = read.snapshot, list(map(missing_file_problem, read.missing))
    if agency is None:
        return _worst_first([*found, *content_problems(snapshot.content), rules.no_agency_problem()])
    drafts = (codes or Codes()).beside(agency, page.pk)
    case = actions.issue_case(document=document, agency=agency, snapshot=snapshot, today=clock.today())
    found += rules.issue_problems(case)
    found += _among_others(snapshot, agency, document, drafts)
    found += _two_drafts(snapshot, document, drafts)
    found += _without_blank(page, snapshot)
    last = document.editions.order_by("-number").first() if document and document.is_issued else None
    found += _carried_over(snapshot, last)
    found += source_problems(page, last.recorded_at if last else None)
    return _worst_first(found)


def edition_problems(edition, codes: Codes | None = None) -> list[Problem]:
    """What is wrong with an edition as it was issued, the worst first."""
    agency = edition.document.agency
    drafts = (codes or Codes()).beside(agency)
    found = _among_others(edition.parsed, agency, edition.document, drafts)
    # What is seen in the content still is not told a second time as recorded.
    seen = {problem.code for problem in found}
    found += (problem for problem in edition.paper_problems if problem.code not in seen)
    return _worst_first([*found, *signed_capacity_problems(edition)])


def _among_others(snapshot: Snapshot, agency, document, drafts: frozenset[str]) -> list[Problem]:
    """What is wrong in the content, alone and beside the agency's other documents."""
    around = {"agency": agency, "document": document, "today": clock.today(), "drafts": drafts}
    alone = with_forms_elsewhere(list(content_problems(snapshot.content)), **around)
    return [*alone, *code_problems(snapshot.code), *document_problems(snapshot, **around)]


def _worst_first(found) -> list[Problem]:
    return sorted(found, key=lambda problem: _ORDER[problem.level])


def _two_drafts(snapshot: Snapshot, document, drafts: frozenset[str]) -> Iterator[Problem]:
    """Two drafts with one code: only one can be issued with it, or they are of two fields of work."""
    is_issued = document is not None and document.is_issued
    if not is_issued and code_key(snapshot.code) in drafts - {""}:
        message = gettext_noop("Another draft has the code %(code)s too: give one of them another code.")
        yield Problem("code.two_drafts", Level.WARN, message, "code", {"code": snapshot.code})


def _without_blank(page, snapshot: Snapshot) -> Iterator[Problem]:
    """A form's page is there for its blank: as a file, at least as text (seed 004: BM.CTCL.03 has neither)."""
    if getattr(page, "blank_id", 0) is not None:
        return
    if snapshot.content.blocks:
        message = gettext_noop("The blank form is not attached as a file, so nobody can fill it in: attach it.")
        yield Problem("form_page_without_file", Level.HINT, message, "blank")
    else:
        message = gettext_noop("This form is empty: attach the blank as a file, or write it.")
        yield Problem("form_page_empty", Level.BLOCK, message, "blank")


def _carried_over(snapshot: Snapshot, last) -> Iterator[Problem]:
    """The last edition's reason and amended parts stay in the draft until somebody writes the new ones."""
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
