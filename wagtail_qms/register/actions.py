"""The verbs of the register. Each asks its rule under a lock on the document, then adds one row to the chain.

A refusal raises ``problems.Refused``; nothing is written then.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from wagtail_qms import clock, signals
from wagtail_qms.organisation.enums import Role
from wagtail_qms.organisation.queries import appointments_on, has_role, is_staff_of, name_of, standing_on
from wagtail_qms.problems import Refused
from wagtail_qms.register import queries, rules
from wagtail_qms.register.codes import code_key
from wagtail_qms.register.enums import Provenance, SigningRole, Status, Verdict
from wagtail_qms.register.models import (
    Acknowledgement,
    Distribution,
    Document,
    DraftChange,
    Edition,
    Hold,
    Recall,
    Release,
    Restriction,
    SignOff,
    Withdrawal,
)
from wagtail_qms.register.policy import KEEPERS, is_internal
from wagtail_qms.register.snapshot import Snapshot


def locked(document: Document) -> Document:
    """``document`` read again under a row lock, until the transaction ends."""
    return Document.objects.select_for_update().select_related("agency").get(pk=document.pk)


def _refuse_if(problems):
    found = tuple(problems)
    if found:
        raise Refused(*found)


def _by(person) -> dict:
    return {"recorded_by": person, "recorded_by_name": name_of(person)}


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
    _refuse_if(rules.signing_problems(case))
    return _add_sign_off(document, digest, role, Verdict.SIGNED, person, comment)


@transaction.atomic
def return_draft(*, document: Document, digest: str, role: str, person, comment: str) -> SignOff:
    """Send the draft back with a reason: every signature on it so far is void.

    Refused when ``rules.returning_problems`` has a reason. ValueError for a role that does not exist.
    """
    document, today, role = locked(document), clock.today(), SigningRole(role)
    case = signing_case(document=document, digest=digest, role=role, person=person, day=today)
    _refuse_if(rules.returning_problems(case, comment))
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
        **_by(person),
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
        code_taken_by=str(other) if other else "",
        owner_is_withdrawn=_owner_is_withdrawn(agency, snapshot, today),
        on_paper=bool(paper),
    )


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
    _refuse_if(rules.issue_problems(case))
    _refuse_if(rules.completeness_problems({role: row.person_id for role, row in valid.items()}))
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
    _refuse_if(
        rules.paper_problems(
            is_secretary=keeps_register(person, document.agency_id, today),
            is_approved_here=document.editions.filter(provenance=Provenance.WORKFLOW).exists(),
        )
    )
    paper = {"number": number, "issued_on": issued_on, "effective_on": effective_on}
    case = issue_case(document=document, agency=document.agency, snapshot=snapshot, today=today, **paper)
    _refuse_if(rules.issue_problems(case))
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
        **_by(person),
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
        raise Refused(*rules.code_problems(replace(case, code_taken_by=str(other)))) from error


def keeps_register(person, agency, day: date) -> bool:
    """Whether ``person`` keeps the register of ``agency`` on ``day``: ISO secretary or leader of the ISO board."""
    return has_role(person, agency, day, *KEEPERS)


@transaction.atomic
def withdraw(
    *, edition: Edition, person, withdrawn_on: date, decision_no: str, decision_on: date, reason: str
) -> Withdrawal:
    """Withdraw ``edition`` from ``withdrawn_on`` on. In force it leaves none; to come it leaves its predecessor."""
    document, today = locked(edition.document), clock.today()
    case = rules.WithdrawalCase(
        today=today,
        withdrawn_on=withdrawn_on,
        decision_on=decision_on,
        effective_on=edition.effective_on,
        is_secretary=keeps_register(person, document.agency_id, today),
        is_withdrawn=Withdrawal.objects.filter(edition=edition).exists(),
        is_superseded=queries.status_on(edition, today) == Status.SUPERSEDED,
    )
    _refuse_if(
        [*rules.withdrawal_problems(case), *rules.decision_problems(decision_no), *rules.reason_problems(reason)]
    )
    row = Withdrawal.objects.create(
        document=document,
        edition=edition,
        withdrawn_on=withdrawn_on,
        decision_no=decision_no,
        decision_on=decision_on,
        reason=reason,
        **_by(person),
    )
    signals.edition_withdrawn.send(Withdrawal, row=row)
    return row


def _open_hold(edition: Edition) -> Hold | None:
    return Hold.objects.filter(edition=edition, release__isnull=True).first()


def _holding_problems(document: Document, edition: Edition, person, *, hide: bool):
    is_secretary = has_role(person, document.agency_id, clock.today(), Role.ISO_SECRETARY)
    return rules.holding_problems(is_secretary=is_secretary, is_held=bool(_open_hold(edition)), hide=hide)


@transaction.atomic
def hold(*, edition: Edition, person, reason: str) -> Hold:
    """Hide ``edition`` from everybody but its keepers, at once."""
    document = locked(edition.document)
    _refuse_if([*_holding_problems(document, edition, person, hide=True), *rules.reason_problems(reason)])
    row = Hold.objects.create(document=document, edition=edition, reason=reason, **_by(person))
    signals.edition_held.send(Hold, row=row)
    return row


@transaction.atomic
def release(*, edition: Edition, person, reason: str) -> Release:
    """Show a hidden ``edition`` again."""
    document = locked(edition.document)
    _refuse_if([*_holding_problems(document, edition, person, hide=False), *rules.reason_problems(reason)])
    row = Release.objects.create(document=document, hold=_open_hold(edition), reason=reason, **_by(person))
    signals.edition_released.send(Release, row=row)
    return row


@transaction.atomic
def restrict(*, document: Document, person, reason: str) -> Restriction:
    """Make all editions of ``document`` so far internal, at once."""
    document = locked(document)
    is_secretary = keeps_register(person, document.agency_id, clock.today())
    _refuse_if([*rules.restriction_problems(is_secretary=is_secretary), *rules.reason_problems(reason)])
    row = Restriction.objects.create(document=document, reason=reason, **_by(person))
    signals.document_restricted.send(Restriction, row=row)
    return row


@transaction.atomic
def distribute(
    *,
    edition: Edition,
    person,
    unit: str = "",
    receiver=None,
    copy_no: str = "",
    distributed_on: date,
    read_by: date | None = None,
) -> Distribution:
    """Enter a copy of ``edition`` for ``unit`` or ``receiver`` into the distribution list."""
    document, today = locked(edition.document), clock.today()
    problems = rules.distribution_problems(
        is_secretary=keeps_register(person, document.agency_id, today),
        has_receiver=bool(unit or receiver),
        is_internal=is_internal(document.editions.with_standing().get(pk=edition.pk)),
        is_staff=receiver is None or is_staff_of(receiver, document.agency_id, today),
    )
    _refuse_if(problems)
    return Distribution.objects.create(
        document=document,
        edition=edition,
        unit=unit,
        person=receiver,
        person_name=name_of(receiver) if receiver else "",
        copy_no=copy_no,
        distributed_on=distributed_on,
        read_by=read_by,
        **_by(person),
    )


@transaction.atomic
def recall(*, distribution: Distribution, person, recalled_on: date, reason: str = "") -> Recall:
    """Take a distributed copy back."""
    document = locked(distribution.document)
    _refuse_if(
        rules.recall_problems(
            is_secretary=keeps_register(person, document.agency_id, clock.today()),
            is_recalled=Recall.objects.filter(distribution=distribution).exists(),
            before_distribution=recalled_on < distribution.distributed_on,
        )
    )
    return Recall.objects.create(
        document=document, distribution=distribution, recalled_on=recalled_on, reason=reason, **_by(person)
    )


@transaction.atomic
def acknowledge(*, edition: Edition, person) -> Acknowledgement:
    """``person`` has read and understood ``edition``. Doing so twice changes nothing."""
    document, today = locked(edition.document), clock.today()
    _refuse_if(rules.acknowledgement_problems(is_staff=is_staff_of(person, document.agency_id, today)))
    known = Acknowledgement.objects.filter(edition=edition, person=person).first()
    if known:
        return known
    standing = standing_on(person, document.agency_id, today)
    return Acknowledgement.objects.create(
        document=document,
        edition=edition,
        person=person,
        name=standing.name,
        post=standing.post,
        unit=standing.unit,
        **_by(person),
    )
