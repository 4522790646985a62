"""Withdrawing, hiding and handing out editions. Each asks its rule under a lock on the document, then adds one row.

A refusal raises ``problems.Refused``; nothing is written then.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wagtail_qms import clock, signals
from wagtail_qms.organisation.enums import Role
from wagtail_qms.organisation.queries import has_role, is_staff_of, name_of, standing_on
from wagtail_qms.register import keeping_rules, queries
from wagtail_qms.register.acting import keeps_register, locked, recorded_by, refuse_if
from wagtail_qms.register.enums import Status
from wagtail_qms.register.models import (
    Acknowledgement,
    Distribution,
    Document,
    Edition,
    Hold,
    Recall,
    Release,
    Restriction,
    Withdrawal,
)
from wagtail_qms.register.policy import is_internal


@transaction.atomic
def withdraw(
    *, edition: Edition, person, withdrawn_on: date, decision_no: str, decision_on: date, reason: str
) -> Withdrawal:
    """Withdraw ``edition`` from ``withdrawn_on`` on. In force it leaves none; to come it leaves its predecessor."""
    document, today = locked(edition.document), clock.today()
    case = keeping_rules.WithdrawalCase(
        today=today,
        withdrawn_on=withdrawn_on,
        decision_on=decision_on,
        effective_on=edition.effective_on,
        is_secretary=keeps_register(person, document.agency_id, today),
        is_withdrawn=Withdrawal.objects.filter(edition=edition).exists(),
        is_superseded=queries.status_on(edition, today) == Status.SUPERSEDED,
    )
    refuse_if(
        [
            *keeping_rules.withdrawal_problems(case),
            *keeping_rules.decision_problems(decision_no),
            *keeping_rules.reason_problems(reason),
        ]
    )
    row = Withdrawal.objects.create(
        document=document,
        edition=edition,
        withdrawn_on=withdrawn_on,
        decision_no=decision_no,
        decision_on=decision_on,
        reason=reason,
        **recorded_by(person),
    )
    signals.edition_withdrawn.send(Withdrawal, row=row)
    return row


def _open_hold(edition: Edition) -> Hold | None:
    return Hold.objects.filter(edition=edition, release__isnull=True).first()


def _holding_problems(document: Document, edition: Edition, person, *, hide: bool):
    is_secretary = has_role(person, document.agency_id, clock.today(), Role.ISO_SECRETARY)
    return keeping_rules.holding_problems(is_secretary=is_secretary, is_held=bool(_open_hold(edition)), hide=hide)


@transaction.atomic
def hold(*, edition: Edition, person, reason: str) -> Hold:
    """Hide ``edition`` from everybody but its keepers, at once."""
    document = locked(edition.document)
    refuse_if([*_holding_problems(document, edition, person, hide=True), *keeping_rules.reason_problems(reason)])
    row = Hold.objects.create(document=document, edition=edition, reason=reason, **recorded_by(person))
    signals.edition_held.send(Hold, row=row)
    return row


@transaction.atomic
def release(*, edition: Edition, person, reason: str) -> Release:
    """Show a hidden ``edition`` again."""
    document = locked(edition.document)
    refuse_if([*_holding_problems(document, edition, person, hide=False), *keeping_rules.reason_problems(reason)])
    row = Release.objects.create(document=document, hold=_open_hold(edition), reason=reason, **recorded_by(person))
    signals.edition_released.send(Release, row=row)
    return row


@transaction.atomic
def restrict(*, document: Document, person, reason: str) -> Restriction:
    """Make all editions of ``document`` so far internal, at once."""
    document = locked(document)
    is_secretary = keeps_register(person, document.agency_id, clock.today())
    refuse_if([*keeping_rules.restriction_problems(is_secretary=is_secretary), *keeping_rules.reason_problems(reason)])
    row = Restriction.objects.create(document=document, reason=reason, **recorded_by(person))
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
    problems = keeping_rules.distribution_problems(
        is_secretary=keeps_register(person, document.agency_id, today),
        has_receiver=bool(unit or receiver),
        is_internal=is_internal(document.editions.with_standing().get(pk=edition.pk)),
        is_staff=receiver is None or is_staff_of(receiver, document.agency_id, today),
    )
    days = keeping_rules.copy_problems(today=today, distributed_on=distributed_on, read_by=read_by)
    refuse_if([*problems, *days])
    return Distribution.objects.create(
        document=document,
        edition=edition,
        unit=unit,
        person=receiver,
        person_name=name_of(receiver) if receiver else "",
        copy_no=copy_no,
        distributed_on=distributed_on,
        read_by=read_by,
        **recorded_by(person),
    )


@transaction.atomic
def recall(*, distribution: Distribution, person, recalled_on: date, reason: str = "") -> Recall:
    """Take a distributed copy back."""
    document, today = locked(distribution.document), clock.today()
    problems = keeping_rules.recall_problems(
        is_secretary=keeps_register(person, document.agency_id, today),
        is_recalled=Recall.objects.filter(distribution=distribution).exists(),
        before_distribution=recalled_on < distribution.distributed_on,
    )
    refuse_if([*problems, *keeping_rules.recall_day_problems(today=today, recalled_on=recalled_on)])
    return Recall.objects.create(
        document=document, distribution=distribution, recalled_on=recalled_on, reason=reason, **recorded_by(person)
    )


@transaction.atomic
def acknowledge(*, edition: Edition, person) -> Acknowledgement:
    """``person`` has read and understood ``edition``. Doing so twice changes nothing."""
    document, today = locked(edition.document), clock.today()
    refuse_if(keeping_rules.acknowledgement_problems(is_staff=is_staff_of(person, document.agency_id, today)))
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
        **recorded_by(person),
    )
