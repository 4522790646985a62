"""Signing and issuing. Each asks its rule under a lock on the document, then adds one row to the chain.

A refusal raises ``problems.Refused``; nothing is written then.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from wagtail_qms import clock, signals
from wagtail_qms.organisation.queries import appointments_on, name_of, standing_on
from wagtail_qms.problems import Refused
from wagtail_qms.register import queries, rules
from wagtail_qms.register.acting import keeps_register, locked, recorded_by, refuse_if
from wagtail_qms.register.codes import code_key
from wagtail_qms.register.enums import Provenance, SigningRole, Verdict
from wagtail_qms.register.evidence import DraftChange
from wagtail_qms.register.models import Document, Edition, SignOff
from wagtail_qms.register.snapshot import Snapshot


def document_of_page(*, page_id: int, agency, kind: str, field_of_work: str) -> Document:
    """The document behind the page ``page_id``, made when there is none; its field follows the draft until issued."""
    document, made = Document.objects.get_or_create(
        page_id=page_id, defaults={"agency": agency, "kind": kind, "field_of_work": field_of_work}
    )
    if not made and not document.is_issued and (document.agency, document.field_of_work) != (agency, field_of_work):
        document.agency, document.field_of_work = agency, field_of_work
        document.save(update_fields=["agency", "field_of_work"])
    return document


def note_change(*, page_id: int, user, digest: str) -> DraftChange | None:
    """Keep that ``user`` made the draft what ``digest`` says. Nothing when the draft did not change."""
    last = DraftChange.objects.filter(page_id=page_id).order_by("-pk").first()
    if last and last.digest == digest:
        return None
    name = name_of(user) if user else ""
    return DraftChange.objects.create(page_id=page_id, user=user, user_name=name, digest=digest)


def signing_case(*, document: Document, digest: str, role: str, person, day: date) -> rules.SigningCase:
    """The facts of a signature by ``person``, read afresh."""
    posts = list(appointments_on(person, document.agency_id, day))
    valid = queries.valid_sign_offs(document, digest)
    return rules.SigningCase(
        role=role,
        person=person.pk,
        drafters=frozenset(queries.drafters_since_last_edition(document)),
        signed={name: row.person_id for name, row in valid.items()},
        may_review=any(post.may_review for post in posts),
        may_approve=any(post.may_approve for post in posts),
    )


_PREFERRED = {SigningRole.REVIEW: {"may_review": True}, SigningRole.APPROVAL: {"may_approve": True}}


@transaction.atomic
def sign(*, document: Document, digest: str, role: str, person, comment: str = "") -> SignOff:
    """Sign ``digest`` in ``role`` as ``person`` stands today. Refused when ``rules.signing_problems`` has a reason.

    ValueError for a role that does not exist.
    """
    document, today, role = locked(document), clock.today(), SigningRole(role)
    case = signing_case(document=document, digest=digest, role=role, person=person, day=today)
    refuse_if(rules.signing_problems(case))
    return _add_sign_off(document, digest, role, Verdict.SIGNED, person, comment)


@transaction.atomic
def return_draft(*, document: Document, digest: str, role: str, person, comment: str) -> SignOff:
    """Send the draft back with a reason: every signature on it so far is void.

    Refused when ``rules.returning_problems`` has a reason. ValueError for a role that does not exist.
    """
    document, today, role = locked(document), clock.today(), SigningRole(role)
    case = signing_case(document=document, digest=digest, role=role, person=person, day=today)
    refuse_if(rules.returning_problems(case, comment))
    return _add_sign_off(document, digest, role, Verdict.RETURNED, person, comment)


def _add_sign_off(document, digest, role, verdict, person, comment) -> SignOff:
    now = timezone.now()
    day = clock.day_of(now)
    standing = standing_on(person, document.agency_id, day, **_PREFERRED.get(role, {}))
    return SignOff.objects.create(
        document=document,
        content_digest=digest,
        role=role,
        verdict=verdict,
        person=person,
        name=standing.name,
        post=standing.post,
        capacity=standing.capacity,
        unit=standing.unit,
        signed_at=now,
        recorded_at=now,
        comment=comment,
        **recorded_by(person),
    )


def issue_case(*, document: Document | None, agency, snapshot: Snapshot, today: date, **paper) -> rules.IssueCase:
    """The facts of an issue of ``snapshot``; ``paper`` gives number and dates of what was approved on paper."""
    key = code_key(snapshot.code)
    other = holder_of_code(agency, snapshot.field_of_work, key, document)
    before = queries.predecessor(document) if document else None
    last = queries.last_number(document) if document else 0
    return rules.IssueCase(
        kind=snapshot.kind,
        title=snapshot.title,
        code=snapshot.code,
        code_key=key,
        today=today,
        issued_on=paper.get("issued_on", today),
        planned_on=paper.get("effective_on", snapshot.planned_on),
        number=paper.get("number", last + 1),
        last_number=last,
        predecessor_effective_on=before.effective_on if before else None,
        predecessor_withdrawn_on=before.withdrawal.withdrawn_on if hasattr(before, "withdrawal") else None,
        issued_code_key=document.code_key if document else None,
        code_taken_by=_address(other) if other else "",
        owner_is_withdrawn=_owner_is_withdrawn(agency, snapshot, today),
        on_paper=bool(paper),
        agency_is_valid=agency.is_valid_on(paper.get("issued_on", today)),
    )


def _address(document: Document) -> str:
    return f"{document} ({reverse('wagtail_qms:document', args=[document.key])})"


def holder_of_code(agency, field_of_work: str, key: str, document: Document | None = None) -> Document | None:
    """The issued document of this agency and field, other than ``document``, that has the code ``key``."""
    if not key:
        return None
    others = Document.objects.filter(agency=agency, field_of_work=field_of_work, code_key=key)
    return others.exclude(pk=document.pk if document else None).first()


def _owner_is_withdrawn(agency, snapshot: Snapshot, today: date) -> bool:
    key = code_key(snapshot.owner_code)
    if not key:
        return False
    owners = Document.objects.filter(agency=agency, code_key=key)
    editions = Edition.objects.filter(document__in=owners)
    return owners.exists() and not editions.in_force(today).exists() and not editions.to_come(today).exists()


@transaction.atomic
def issue(*, document: Document, snapshot: Snapshot, person) -> Edition:
    """Issue ``snapshot`` as the next edition; its three signatures must hold. The last signer is ``person``."""
    document, today = locked(document), clock.today()
    valid = queries.valid_sign_offs(document, snapshot.digest)
    case = issue_case(document=document, agency=document.agency, snapshot=snapshot, today=today)
    refuse_if(rules.issue_problems(case))
    refuse_if(rules.completeness_problems({role: row.person_id for role, row in valid.items()}))
    rows = sorted(valid.values(), key=lambda row: row.sequence)
    return _register(document, snapshot, case, person, sign_off_digests=[row.digest for row in rows])


@transaction.atomic
def register_paper_edition(
    *,
    document: Document,
    snapshot: Snapshot,
    person,
    number: int,
    issued_on: date,
    effective_on: date,
    sign_offs: list,
) -> Edition:
    """Register what was approved on paper before the app came; ``sign_offs`` are the names on the paper."""
    document, today = locked(document), clock.today()
    refuse_if(
        rules.paper_problems(
            is_secretary=keeps_register(person, document.agency_id, today),
            is_approved_here=document.editions.filter(provenance=Provenance.WORKFLOW).exists(),
        )
    )
    paper = {"number": number, "issued_on": issued_on, "effective_on": effective_on}
    case = issue_case(document=document, agency=document.agency, snapshot=snapshot, today=today, **paper)
    refuse_if(rules.issue_problems(case))
    return _register(document, snapshot, case, person, provenance=Provenance.PAPER, paper_sign_offs=sign_offs)


def _register(document, snapshot: Snapshot, case: rules.IssueCase, person, **origin) -> Edition:
    if not document.is_issued:
        _fix_identity(document, case)
    edition = Edition.objects.create(
        document=document,
        number=case.number,
        code=snapshot.code,
        title=snapshot.title,
        kind=snapshot.kind,
        field_of_work=snapshot.field_of_work,
        owner_unit=snapshot.owner_unit,
        confidentiality=snapshot.confidentiality,
        issued_on=case.issued_on,
        effective_on=case.effective_on,
        decision_no=snapshot.decision_no,
        reason=snapshot.reason,
        content_digest=snapshot.digest,
        snapshot=snapshot.to_text(),
        **origin,
        **recorded_by(person),
    )
    signals.edition_issued.send(Edition, row=edition)
    return edition


def _fix_identity(document: Document, case: rules.IssueCase):
    document.code_key = case.code_key or f"policy{document.pk}"
    try:
        with transaction.atomic():
            document.save(update_fields=["code_key"])
    except IntegrityError as error:
        # Somebody issued the same code between the rule's question and this answer.
        other = holder_of_code(document.agency, document.field_of_work, document.code_key, document)
        if other is None:
            raise
        raise Refused(*rules.code_problems(replace(case, code_taken_by=_address(other)))) from error
