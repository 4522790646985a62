"""Named reads of the register. What is in force is a question of dates, answered here and nowhere else."""

from __future__ import annotations

from datetime import date

from django.apps import apps
from django.db import models
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When

from wagtail_qms.register.chain import AppendOnlyQuerySet
from wagtail_qms.register.enums import Status, Verdict


class DocumentQuerySet(models.QuerySet):
    """Documents, read by what their pages and codes say."""

    def issued(self):
        """Those with an edition."""
        return self.filter(code_key__isnull=False)

    def of_page(self, page_id: int):
        """The document whose draft is the page ``page_id``."""
        return self.filter(page_id=page_id)

    def at_or_below(self, page):
        """The issued documents whose page is ``page`` or lies below it."""
        pages = page.get_descendants(inclusive=True).values("pk")
        return self.issued().filter(page_id__in=pages)


class EditionQuerySet(AppendOnlyQuerySet):
    """Editions, read by dates."""

    def that_took_effect(self, day: date):
        """Editions in force on ``day`` or at some time before: not those withdrawn before their first day."""
        never = Q(withdrawal__withdrawn_on__lt=F("effective_on"))
        return self.filter(effective_on__lte=day).exclude(never & Q(withdrawal__isnull=False))

    def in_force(self, day: date):
        """The one edition of each document that is in force on ``day``, if any."""
        later = (
            self.model._default_manager.that_took_effect(day)
            .filter(document=OuterRef("document"), effective_on__gt=OuterRef("effective_on"))
            .order_by()
        )
        not_withdrawn = Q(withdrawal__isnull=True) | Q(withdrawal__withdrawn_on__gt=day)
        return self.that_took_effect(day).filter(~Exists(later)).filter(not_withdrawn)

    def to_come(self, day: date):
        """Editions issued whose first day is after ``day``."""
        kept = Q(withdrawal__isnull=True) | Q(withdrawal__withdrawn_on__gte=F("effective_on"))
        return self.filter(effective_on__gt=day).filter(kept)

    def with_standing(self):
        """Each edition with ``is_held`` and ``is_restricted``, so that the policy needs no further query."""
        hold = apps.get_model("wagtail_qms", "Hold")
        restriction = apps.get_model("wagtail_qms", "Restriction")
        held = hold.objects.filter(edition=OuterRef("pk"), release__isnull=True).order_by()
        restricted = restriction.objects.filter(
            document=OuterRef("document"), sequence__gt=OuterRef("sequence")
        ).order_by()
        return self.annotate(is_held=Exists(held), is_restricted=Exists(restricted))

    def with_status(self, day: date):
        """Each edition with ``status_today``: what ``status_on`` says of it on ``day``, without a query a row."""
        others = self.model._default_manager.order_by().filter(
            document=OuterRef("document"), effective_on__gt=OuterRef("effective_on")
        )
        later = others.that_took_effect(day)
        rows = self.annotate(
            _later=Exists(later),
            _later_first=Exists(later.filter(effective_on__lte=OuterRef("withdrawal__withdrawn_on"))),
        )
        status = Case(
            When(withdrawal__withdrawn_on__lt=F("effective_on"), then=Value("withdrawn")),
            When(effective_on__gt=day, then=Value("to_come")),
            When(Q(_later_first=True) | Q(_later=True, withdrawal__isnull=True), then=Value("superseded")),
            When(withdrawal__withdrawn_on__lte=day, then=Value("withdrawn")),
            default=Value("in_force"),
            output_field=CharField(),
        )
        return rows.annotate(status_today=status)

    def light(self):
        """Without the two long columns, for lists."""
        return self.defer("snapshot", "payload")

    def readable_by(self, reader):
        """Those that ``reader`` (``policy.Reader``) may read: the query beside ``policy.may_read``."""
        editions = self.with_standing()
        if reader.sees_all:
            return editions
        public = Q(confidentiality="public", is_restricted=False)
        own = Q(document__agency__in=reader.agencies)
        secret = Q(is_held=False) | Q(document__agency__in=reader.keeps)
        return editions.filter(secret).filter(public | own)


def in_force(document, day: date):
    """The edition of ``document`` in force on ``day``, or None."""
    return document.editions.in_force(day).with_standing().select_related("document__agency").first()


def status_on(edition, day: date, *, among=None) -> Status:
    """What ``edition`` is on ``day``: whichever came first, the next edition or the withdrawal, ended it for good.

    Two queries at most; one when its withdrawal is loaded; none with ``among``, all editions of the document as
    ``history`` loads them.
    """
    withdrawal = getattr(edition, "withdrawal", None)
    gone_on = withdrawal.withdrawn_on if withdrawal else date.max
    if gone_on < edition.effective_on:
        return Status.WITHDRAWN
    if day < edition.effective_on:
        return Status.TO_COME
    if _has_later(edition, min(day, gone_on), among):
        return Status.SUPERSEDED
    return Status.WITHDRAWN if gone_on <= day else Status.IN_FORCE


def _has_later(edition, day: date, among) -> bool:
    if among is not None:
        return any(other.effective_on > edition.effective_on and _took_effect(other, day) for other in among)
    others = type(edition).objects.that_took_effect(day)
    return others.filter(document=edition.document_id, effective_on__gt=edition.effective_on).exists()


def _took_effect(edition, day: date) -> bool:
    """``EditionQuerySet.that_took_effect`` for an edition in hand."""
    withdrawal = getattr(edition, "withdrawal", None)
    return edition.effective_on <= day and not (withdrawal and withdrawal.withdrawn_on < edition.effective_on)


def history(document):
    """All editions of ``document``, newest first, with what the policy asks and their withdrawals."""
    return document.editions.with_standing().light().select_related("withdrawal").order_by("-number")


def predecessor(document):
    """The edition that a new one follows: the last by effective date among those not withdrawn before it."""
    kept = Q(withdrawal__isnull=True) | Q(withdrawal__withdrawn_on__gte=F("effective_on"))
    return document.editions.filter(kept).order_by("-effective_on").first()


def last_number(document) -> int:
    """The highest edition number so far, 0 for none."""
    return document.editions.aggregate(last=models.Max("number"))["last"] or 0


def drafters_since_last_edition(document) -> set[int]:
    """Everybody who changed the draft, or submitted it, since the last edition."""
    last = document.editions.order_by("-sequence").first()
    changes = apps.get_model("wagtail_qms", "DraftChange").objects.filter(page_id=document.page_id)
    signed = document.signoffs.filter(role="drafting")
    if last:
        changes = changes.filter(changed_at__gt=last.recorded_at)
        signed = signed.filter(sequence__gt=last.sequence)
    ids = set(changes.values_list("user_id", flat=True)) | set(signed.values_list("person_id", flat=True))
    return ids - {None}


def valid_sign_offs(document, digest: str) -> dict:
    """The signatures that hold for ``digest`` since the last edition or return, by role: the latest of each."""
    rows = list(document.signoffs.order_by("sequence"))
    last = document.editions.order_by("-sequence").values_list("sequence", flat=True).first() or 0
    valid: dict = {}
    for row in rows:
        if row.sequence < last:
            continue
        if row.verdict == Verdict.RETURNED:
            valid = {}
        elif row.content_digest == digest:
            if row.role == "drafting":
                valid = {}
            valid[row.role] = row
        else:
            valid = {}
    return valid


def sign_offs_of(edition):
    """The signatures that issued ``edition``, in their order."""
    return list(edition.document.signoffs.filter(digest__in=edition.sign_off_digests).order_by("sequence"))
