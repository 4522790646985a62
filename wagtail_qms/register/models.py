"""The register: which documents there are, their editions, and everything that was signed or decided about them."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from wagtail_qms.organisation.enums import Capacity
from wagtail_qms.organisation.models import Agency
from wagtail_qms.register import queries
from wagtail_qms.register.chain import AppendOnlyError, ChainConflictError, ChainRow
from wagtail_qms.register.enums import Confidentiality, Kind, Provenance, SigningRole, Verdict
from wagtail_qms.register.paper_evidence import PaperEvidence
from wagtail_qms.register.snapshot import Snapshot

_KEY_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def make_key() -> str:
    """A short address that nobody can mistype for another: no 0, 1, I and O."""
    return "".join(secrets.choice(_KEY_LETTERS) for _place in range(8))


class Document(models.Model):
    """The identity behind a page. Fixed from the first edition on; it outlives the page."""

    IDENTITY = ("agency_id", "kind", "field_of_work", "code_key", "key")

    agency = models.ForeignKey(Agency, verbose_name=_("agency"), on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    field_of_work = models.CharField(_("field of work"), max_length=100, blank=True)
    # Null until the first edition: only issued documents have to differ.
    code_key = models.CharField(max_length=100, null=True, editable=False)
    key = models.CharField(_("short address"), max_length=8, unique=True, default=make_key, editable=False)
    page = models.ForeignKey(
        Page, null=True, editable=False, db_constraint=False, on_delete=models.DO_NOTHING, related_name="+"
    )
    length = models.PositiveIntegerField(default=0, editable=False)
    head = models.CharField(max_length=64, blank=True, editable=False)

    objects = queries.DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.UniqueConstraint(fields=["agency", "field_of_work", "code_key"], name="qms_code_unique"),
            models.UniqueConstraint(fields=["page"], name="qms_page_unique"),
        ]

    def __str__(self):
        edition = self.editions.order_by("-number").first()
        return f"{edition.code} {edition.title}" if edition else f"({self.get_kind_display()})"

    def save(self, *args, **kwargs):
        # The end of the chain is moved by ``advance`` alone: this object may know an older one.
        if not self._state.adding and kwargs.get("update_fields") is None:
            names = {f.name for f in self._meta.concrete_fields if not f.primary_key}
            kwargs["update_fields"] = names - {"length", "head"}
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        if type(self).objects.filter(pk=self.pk, length__gt=0).exists():
            raise AppendOnlyError(type(self))
        return super().delete(*args, **kwargs)

    @property
    def is_issued(self) -> bool:
        """Whether an edition was ever issued."""
        return self.code_key is not None

    def identity(self) -> dict:
        """What is fixed from the first edition on."""
        return {name: getattr(self, name) for name in self.IDENTITY}

    def advance(self, row: ChainRow):
        """Move the end of the chain on to ``row``. Called by the chain alone."""
        at_the_end = type(self).objects.filter(pk=self.pk, length=row.sequence - 1, head=row.previous_digest)
        if not at_the_end.update(length=row.sequence, head=row.digest):
            raise ChainConflictError(self)


class SignOff(ChainRow):
    """A signature, or its refusal, on one digest, with the person as they stood on the day."""

    content_digest = models.CharField(_("digest signed"), max_length=64, db_index=True)
    role = models.CharField(_("signature"), max_length=10, choices=SigningRole.choices)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices, default=Verdict.SIGNED)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, db_constraint=False, on_delete=models.DO_NOTHING, related_name="+"
    )
    name = models.CharField(_("name"), max_length=255)
    post = models.CharField(_("post"), max_length=255, blank=True)
    capacity = models.CharField(_("signs as"), max_length=5, choices=Capacity.choices, blank=True)
    unit = models.CharField(_("unit"), max_length=255, blank=True)
    signed_at = models.DateTimeField(_("signed at"))
    comment = models.TextField(_("comment"), blank=True)

    class Meta(ChainRow.Meta):
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")

    def __str__(self):
        return f"{self.get_role_display()}: {self.name}"


class Edition(PaperEvidence, ChainRow):
    """One issue of a document (lần ban hành): everything the public sees is drawn from here."""

    left_out = ("snapshot",)

    number = models.PositiveIntegerField(_("edition"))
    code = models.CharField(_("code"), max_length=100, blank=True)
    title = models.CharField(_("title"), max_length=255)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    field_of_work = models.CharField(_("field of work"), max_length=100, blank=True)
    owner_unit = models.CharField(_("owner unit"), max_length=255, blank=True)
    confidentiality = models.CharField(_("confidentiality"), max_length=10, choices=Confidentiality.choices)
    issued_on = models.DateField(_("issued on"))
    effective_on = models.DateField(_("in force from"))
    decision_no = models.CharField(_("decision number"), max_length=100, blank=True)
    reason = models.TextField(_("reason for the change"), blank=True)
    provenance = models.CharField(
        _("approved"), max_length=10, choices=Provenance.choices, default=Provenance.WORKFLOW
    )
    # What the paper says of who signed, for provenance "paper" (``PaperEvidence``).
    paper_sign_offs = models.JSONField(default=list, blank=True, encoder=DjangoJSONEncoder)
    # Digests of the sign-offs that issued it, in their order.
    sign_off_digests = models.JSONField(default=list)
    content_digest = models.CharField(max_length=64, db_index=True)
    snapshot = models.TextField(editable=False)

    objects = queries.EditionQuerySet.as_manager()

    class Meta(ChainRow.Meta):
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["code", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="qms_edition_number_unique"),
        ]
        indexes = [models.Index(fields=["effective_on"], name="qms_edition_effective")]

    def __str__(self):
        return f"{self.code} {self.title} ({self.number_text})".strip()

    def beside(self, document) -> dict:
        return {"identity": document.identity()}

    @property
    def number_text(self) -> str:
        """The number as on paper: "02"."""
        return f"{self.number:02}"

    @cached_property
    def parsed(self) -> Snapshot:
        """What was signed, as data."""
        return Snapshot.from_text(self.snapshot)

    @property
    def content(self):
        """The body (``content.nodes.Document``)."""
        return self.parsed.content


class Withdrawal(ChainRow):
    """An edition ceases to be in force by a decision (bãi bỏ)."""

    edition = models.OneToOneField(
        Edition, verbose_name=_("edition"), on_delete=models.PROTECT, related_name="withdrawal"
    )
    withdrawn_on = models.DateField(
        _("withdrawn from"), help_text=_("The first day on which it is no longer in force.")
    )
    decision_no = models.CharField(_("decision number"), max_length=100)
    decision_on = models.DateField(_("decision date"))
    reason = models.TextField(_("reason"))

    class Meta(ChainRow.Meta):
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")


class Hold(ChainRow):
    """An edition hidden at once, such as when personal data leaked. It stays in force."""

    edition = models.ForeignKey(Edition, verbose_name=_("edition"), on_delete=models.PROTECT, related_name="holds")
    reason = models.TextField(_("reason"))

    class Meta(ChainRow.Meta):
        verbose_name = _("hidden edition")
        verbose_name_plural = _("hidden editions")


class Release(ChainRow):
    """The end of a hold."""

    hold = models.OneToOneField(
        Hold, verbose_name=_("hidden edition"), on_delete=models.PROTECT, related_name="release"
    )
    reason = models.TextField(_("reason"))

    class Meta(ChainRow.Meta):
        verbose_name = _("end of hiding")
        verbose_name_plural = _("ends of hiding")


class Restriction(ChainRow):
    """The document's editions so far are internal from now on. Only a later edition relaxes it."""

    reason = models.TextField(_("reason"))

    class Meta(ChainRow.Meta):
        verbose_name = _("restriction")
        verbose_name_plural = _("restrictions")


class Distribution(ChainRow):
    """A copy handed to a unit or a person, perhaps to be read by a date (ISO 9001, 7.5.3.2)."""

    edition = models.ForeignKey(
        Edition, verbose_name=_("edition"), on_delete=models.PROTECT, related_name="distributions"
    )
    unit = models.CharField(_("unit"), max_length=255, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        db_constraint=False,
        on_delete=models.DO_NOTHING,
        related_name="+",
    )
    person_name = models.CharField(_("person"), max_length=255, blank=True)
    copy_no = models.CharField(_("copy number"), max_length=40, blank=True)
    distributed_on = models.DateField(_("distributed on"))
    read_by = models.DateField(_("to be read by"), null=True, blank=True)

    class Meta(ChainRow.Meta):
        verbose_name = _("distributed copy")
        verbose_name_plural = _("distributed copies")

    def __str__(self):
        return f"{self.person_name or self.unit} {self.copy_no}".strip()


class Recall(ChainRow):
    """A distributed copy taken back (thu hồi)."""

    distribution = models.OneToOneField(
        Distribution, verbose_name=_("distributed copy"), on_delete=models.PROTECT, related_name="recall"
    )
    recalled_on = models.DateField(_("recalled on"))
    reason = models.TextField(_("reason"), blank=True)

    class Meta(ChainRow.Meta):
        verbose_name = _("recall")
        verbose_name_plural = _("recalls")


class Acknowledgement(ChainRow):
    """A person has read and understood an edition."""

    edition = models.ForeignKey(
        Edition, verbose_name=_("edition"), on_delete=models.PROTECT, related_name="acknowledgements"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, db_constraint=False, on_delete=models.DO_NOTHING, related_name="+"
    )
    name = models.CharField(_("name"), max_length=255)
    post = models.CharField(_("post"), max_length=255, blank=True)
    unit = models.CharField(_("unit"), max_length=255, blank=True)

    class Meta(ChainRow.Meta):
        verbose_name = _("acknowledgement")
        verbose_name_plural = _("acknowledgements")
        constraints = [models.UniqueConstraint(fields=["edition", "person"], name="qms_acknowledged_once")]


#: Every table of a document's chain.
CHAIN = (SignOff, Edition, Withdrawal, Hold, Release, Restriction, Distribution, Recall, Acknowledgement)
