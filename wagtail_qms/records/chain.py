"""What is added to a record and never changed: its log, its signatures, its files, its notes. One chain a record."""

from __future__ import annotations

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_qms.organisation.enums import Capacity
from wagtail_qms.records import gate
from wagtail_qms.register.chain import AppendOnlyQuerySet, Chained
from wagtail_qms.register.enums import Verdict


class RecordRowQuerySet(AppendOnlyQuerySet):
    """Rows of records."""

    def of(self, record):
        """The rows of ``record``, in their order."""
        return self.filter(record_type=record._meta.model_name, record_id=record.pk).order_by("sequence")


class RecordRow(Chained):
    """A row in the chain of one record, by a person as they stood on the day (``recorded_by``)."""

    record_type = models.CharField(_("kind of record"), max_length=40, editable=False)
    record_id = models.PositiveBigIntegerField(_("record"), editable=False)
    post = models.CharField(_("post"), max_length=255, blank=True)
    capacity = models.CharField(_("signs as"), max_length=5, choices=Capacity.choices, blank=True)
    unit = models.CharField(_("unit"), max_length=255, blank=True)

    objects = RecordRowQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["record_type", "record_id", "sequence"]

    @property
    def record_model(self):
        """The class of the record."""
        return apps.get_model("wagtail_qms", self.record_type)

    def locked_owner(self):
        return self.record_model._base_manager.select_for_update().get(pk=self.record_id)

    def beside(self, owner) -> dict:
        return {"number": owner.number}


class TransitionEntry(RecordRow):
    """One line of the log: who moved the record from which state to which, and why."""

    name = models.CharField(_("step"), max_length=40)
    from_state = models.CharField(_("from"), max_length=20)
    to_state = models.CharField(_("to"), max_length=20)
    comment = models.TextField(_("comment"), blank=True)
    # What was decided with it, and warnings that were passed over with their reason.
    details = models.JSONField(_("details"), default=dict, blank=True, encoder=DjangoJSONEncoder)

    class Meta(RecordRow.Meta):
        verbose_name = _("step of a record")
        verbose_name_plural = _("steps of records")
        constraints = [
            models.UniqueConstraint(fields=["record_type", "record_id", "sequence"], name="qms_step_place_unique")
        ]
        # The log of all records is read from its end.
        indexes = [models.Index(fields=["-recorded_at", "-id"], name="qms_step_newest")]

    def __str__(self):
        return f"{self.name}: {self.from_state} → {self.to_state}"

    def save(self, *args, **kwargs):
        if not gate.is_open(self.record_type, self.record_id):
            raise gate.StateChangeError("TransitionEntry.save()")
        super().save(*args, **kwargs)


class RecordSignOff(RecordRow):
    """A signature on a box of a record, on what the box said at that moment."""

    left_out = ("content",)

    box = models.CharField(_("part signed"), max_length=20)
    role = models.CharField(_("signature"), max_length=20)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices, default=Verdict.SIGNED)
    content = models.TextField(editable=False)
    content_digest = models.CharField(_("digest signed"), max_length=64)

    class Meta(RecordRow.Meta):
        verbose_name = _("signature on a record")
        verbose_name_plural = _("signatures on records")
        constraints = [
            models.UniqueConstraint(fields=["record_type", "record_id", "sequence"], name="qms_mark_place_unique")
        ]

    def __str__(self):
        return f"{self.role}: {self.recorded_by_name}"


class Attachment(RecordRow):
    """A file of evidence, kept by value in the private store (``register.files``)."""

    file_digest = models.CharField(_("digest"), max_length=64, db_index=True)
    name = models.CharField(_("file name"), max_length=255)
    media_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size"))
    caption = models.CharField(_("what it shows"), max_length=255, blank=True)
    # What in the record it belongs to: "box1", "measure:12"; empty: the record.
    part = models.CharField(_("belongs to"), max_length=40, blank=True)

    class Meta(RecordRow.Meta):
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints = [
            models.UniqueConstraint(fields=["record_type", "record_id", "sequence"], name="qms_file_place_unique")
        ]

    def __str__(self):
        return self.caption or self.name


class RecordNote(RecordRow):
    """What somebody noted about a record: progress, a request for resources, its answer, who was told."""

    kind = models.CharField(_("kind"), max_length=20)
    text = models.TextField(_("text"))
    # The place in the chain of the note that this one answers.
    answers = models.PositiveIntegerField(null=True, blank=True, editable=False)
    details = models.JSONField(_("details"), default=dict, blank=True, encoder=DjangoJSONEncoder)

    class Meta(RecordRow.Meta):
        verbose_name = _("note on a record")
        verbose_name_plural = _("notes on records")
        constraints = [
            models.UniqueConstraint(fields=["record_type", "record_id", "sequence"], name="qms_note_place_unique")
        ]

    def __str__(self):
        return self.text[:80]


#: Every table of a record's chain.
RECORD_CHAIN = (TransitionEntry, RecordSignOff, Attachment, RecordNote)
