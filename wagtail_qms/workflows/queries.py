"""Where a draft stands on its way, and why somebody may not act on it. Asked by form, view and task alike."""

from __future__ import annotations

from django.db.models import CharField, Q
from django.db.models.functions import Cast

from wagtail_qms import clock
from wagtail_qms.organisation.models import Appointment
from wagtail_qms.organisation.queries import appointments_on, people_with
from wagtail_qms.problems import Problem
from wagtail_qms.register import actions, queries, rules
from wagtail_qms.register.enums import SigningRole
from wagtail_qms.register.models import Document
from wagtail_qms.workflows.reading_once import read_latest

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
    document = latest(page).registered_document(make=True)
    if document is None:
        return [rules.no_agency_problem()]
    return problems_of(document, read_latest(page).snapshot, role, user)


def problems_of(document, snapshot, role: str, user) -> list[Problem]:
    """The same for a draft that has been read already as ``snapshot``."""
    today = clock.today()
    case = actions.signing_case(document=document, digest=snapshot.digest, role=role, person=user, day=today)
    found = list(rules.signing_problems(case))
    if role == SigningRole.APPROVAL:
        issue = actions.issue_case(document=document, agency=document.agency, snapshot=snapshot, today=today)
        found += rules.issue_problems(issue)
    return found


def split(problems: list[Problem]) -> tuple[list[Problem], list[Problem]]:
    """``problems`` of the person, and of the draft."""
    personal = [problem for problem in problems if problem.code in PERSONAL]
    return personal, [problem for problem in problems if problem not in personal]


def eligible(page, role: str) -> list[Appointment]:
    """The appointments of today whose holders may sign ``page`` in ``role``: for notices and "waits for"."""
    document = page.registered_document()
    if document is None:
        return list(people_with(page.agency, clock.today(), **_MAY[role]).order_by("pk")) if page.agency else []
    return eligible_for(document, latest(page).draft_snapshot().digest, role)


def eligible_for(document, digest: str, role: str) -> list[Appointment]:
    """The same for a draft that has been read already; one appointment a person, the same queries for any number."""
    posts = list(people_with(document.agency_id, clock.today(), **_MAY[role]).order_by("pk"))
    drafters = frozenset(queries.drafters_since_last_edition(document))
    signed = {name: row.person_id for name, row in queries.valid_sign_offs(document, digest).items()}
    first_posts = {post.user_id: post for post in reversed(posts)}
    cases = {
        post.user_id: rules.SigningCase(
            role, post.user_id, drafters, signed, may_review=post.may_review, may_approve=post.may_approve
        )
        for post in first_posts.values()
    }
    return [post for post in reversed(first_posts.values()) if not _is_barred(cases[post.user_id])]


def _is_barred(case: rules.SigningCase) -> bool:
    return any(problem.code in PERSONAL for problem in rules.signing_problems(case))


def is_signer(user, agency) -> bool:
    """Whether ``user`` holds an appointment today that lets them review or approve at ``agency``."""
    may_sign = Q(may_review=True) | Q(may_approve=True)
    return agency is not None and appointments_on(user, agency, clock.today()).filter(may_sign).exists()


def pages_to_sign(user, role: str):
    """The pages that ``user`` might sign in ``role``: their keys as workflow states write them."""
    posts = Appointment.objects.on(clock.today()).filter(user=user, **_MAY[role])
    documents = Document.objects.filter(agency__in=posts.values("agency"), page__isnull=False)
    return documents.values_list(Cast("page_id", CharField()), flat=True)
