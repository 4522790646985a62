"""What was approved on paper before the app came: registered as the paper says, its file kept by value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import Page

from wagtail_qms.importing.drafting import Outcome, Status
from wagtail_qms.pages.source_problems import is_of_the_paper, stored
from wagtail_qms.problems import Level, Problem, Refused, block, gettext_noop
from wagtail_qms.register import actions, files
from wagtail_qms.register.enums import SigningRole
from wagtail_qms.register.models import Edition
from wagtail_qms.word.reading import Reading
from wagtail_qms.word.signatures import SignOff
from wagtail_qms.word.titles import folded

#: How papers call the three signatures (seeds 000 to 004, corpus), without accents; the first that fits counts.
_ROLES = (
    (SigningRole.APPROVAL, ("phe duyet", "duyet")),
    (SigningRole.REVIEW, ("xem xet", "soat xet", "kiem tra", "tham dinh", "tham tra")),
    (SigningRole.DRAFTING, ("soan thao", "bien soan", "lap", "viet")),
)
_NO_NUMBER = gettext_noop("The paper does not say which edition it is, so it stays a draft.")
_NO_DATE = gettext_noop("The paper does not say when it was issued, so it stays a draft.")
_BEING_SIGNED = gettext_noop("The draft is being signed here, so nothing was registered from the paper.")


def register_paper(outcome: Outcome, person) -> Outcome:
    """Register the draft of ``outcome`` as approved on paper, recorded by ``person``.

    Nothing is done without a draft, or to a document that is issued. What the register refuses stays a draft, and
    its problems say why.
    """
    page = _draft_of(outcome)
    if page is None or page.is_issued:
        return outcome
    try:
        with transaction.atomic():
            refuse_unfinished(outcome.reading, page)
            _register(outcome, page, person)
    except Refused as refused:
        return replace(outcome, problems=(*refused.problems, *outcome.problems))
    return replace(outcome, status=Status.REGISTERED)


def _draft_of(outcome: Outcome):
    if outcome.page_id is None or outcome.status not in (Status.DRAFTED, Status.KNOWN):
        return None
    return Page.objects.get(pk=outcome.page_id).specific.get_latest_revision_as_object()


def refuse_unfinished(reading: Reading, page):
    """Refused when the paper does not tell its number or date, or the draft is on its way through the workflow."""
    found = []
    if not reading.number:
        found.append(block("import.no_number", _NO_NUMBER, "number"))
    if not reading.issued_on:
        found.append(block("import.no_issue_date", _NO_DATE, "issued_on"))
    if page.workflow_in_progress:
        found.append(block("import.being_signed", _BEING_SIGNED))
    if found:
        raise Refused(*found)


def _register(outcome: Outcome, page, person) -> Edition:
    reading, source = outcome.reading, outcome.source
    kept = files.keep(ContentFile(source.content), source.name)
    return actions.register_paper_edition(
        document=page.registered_document(make=True),
        snapshot=page.draft_snapshot(keep_files=True),
        person=person,
        number=reading.number,
        issued_on=date.fromisoformat(reading.issued_on),
        effective_on=date.fromisoformat(reading.effective_on or reading.issued_on),
        sign_offs=_evidence(reading.sign_offs, {"digest": kept.digest, "name": kept.name}, outcome.problems),
    )


def _evidence(sign_offs: tuple[SignOff, ...], source: dict, problems: tuple[Problem, ...]) -> list[dict]:
    """Who signed as the paper says, each with the file that says so.

    What stops elsewhere, and what only the paper shows, is recorded with the first.

    A paper without names gives one row without a name, so that the file is kept all the same.
    """
    rows = [
        {
            "role": role_of(signed.role),
            "name": signed.name,
            "post": signed.post,
            "source": source,
            **({"capacity": signed.capacity} if signed.capacity else {}),
        }
        for signed in sign_offs
        if signed.name
    ] or [{"role": str(SigningRole.APPROVAL), "name": "", "post": "", "source": source}]
    kept = [stored(problem) for problem in problems if problem.level == Level.BLOCK or is_of_the_paper(problem)]
    return [rows[0] | {"problems": kept}, *rows[1:]] if kept else rows


def role_of(printed: str) -> str:
    """The signature that a paper's word for it means; review for one that it alone knows."""
    words = folded(printed)
    found = (role for role, names in _ROLES if any(name in words for name in names))
    return str(next(found, SigningRole.REVIEW))
