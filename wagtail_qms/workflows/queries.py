"""Where a draft stands on its way, and why somebody may not act on it. Asked by form, view and task alike."""

from __future__ import annotations

from django.utils import timezone

from wagtail_qms.organisation.queries import people_with
from wagtail_qms.problems import Problem
from wagtail_qms.register import actions, rules
from wagtail_qms.register.enums import SigningRole

#: Problems of the person rather than of the draft: whoever has one takes no part in this step at all.
PERSONAL = {"signing.is_drafter", "signing.is_reviewer", "signing.may_not_review", "signing.may_not_approve"}

_MAY = {SigningRole.REVIEW: {"may_review": True}, SigningRole.APPROVAL: {"may_approve": True}}


def is_document(page) -> bool:
    """Whether ``page`` is a controlled document: the tasks do nothing on other pages."""
    return hasattr(page, "draft_snapshot")


def latest(page):
    """The draft of ``page`` as it stands in its latest revision."""
    return page.get_latest_revision_as_object()


def problems_for(page, role: str, user) -> list[Problem]:
    """Everything that keeps ``user`` from signing ``page`` in ``role`` today."""
    draft = latest(page)
    document = draft.registered_document(make=True)
    if document is None:
        return [rules.no_agency_problem()]
    snapshot, today = draft.draft_snapshot(), timezone.localdate()
    case = actions.signing_case(
        document=document, digest=snapshot.digest, role=role, person=user, day=today
    )
    found = list(rules.signing_problems(case))
    if role == SigningRole.APPROVAL:
        issue = actions.issue_case(document=document, agency=document.agency, snapshot=snapshot, today=today)
        found += rules.issue_problems(issue)
    return found


def split(problems: list[Problem]) -> tuple[list[Problem], list[Problem]]:
    """``problems`` of the person, and of the draft."""
    personal = [problem for problem in problems if problem.code in PERSONAL]
    return personal, [problem for problem in problems if problem not in personal]


def eligible(page, role: str):
    """The appointments of today whose holders may sign ``page`` in ``role``: for notices and "waits for"."""
    document = page.registered_document()
    agency = page.agency
    if agency is None:
        return []
    posts = people_with(agency, timezone.localdate(), **_MAY[role]).order_by("pk")
    if document is None:
        return list(posts)
    digest = latest(page).draft_snapshot().digest
    return [
        post
        for post in posts
        if not _is_barred(actions.signing_case(document=document, digest=digest, role=role, person=post.user, day=timezone.localdate()))
    ]


def _is_barred(case: rules.SigningCase) -> bool:
    return any(problem.code in PERSONAL for problem in rules.signing_problems(case))
