"""The append-only chain of a document or a record: each row's digest covers its data and the row before it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_qms.register.snapshot import digest_of


class AppendOnlyError(TypeError):
    """Somebody tried to change or delete what is registered."""

    def __init__(self, model):
        super().__init__(f"{model.__name__} is append-only: register a new row instead of changing one.")


class ChainConflictError(RuntimeError):
    """The chain moved on while a row was being added, on a database that has no row locks."""

    def __init__(self, owner):
        super().__init__(f"The chain of {owner._meta.model_name} {owner.pk} has moved on: register the row again.")


class AppendOnlyQuerySet(models.QuerySet):
    """Rows that are read and added, never changed. Bulk creation would leave the chain out."""

    def _refuse(self, *args, **kwargs):
        raise AppendOnlyError(self.model)

    update = delete = bulk_create = bulk_update = update_or_create = _refuse
    _raw_delete = _update = _refuse
    for _name in ("update", "delete", "bulk_create", "bulk_update"):
        locals()[f"a{_name}"] = _refuse
    del _name


class AppendOnly(models.Model):
    """A row that stays as it was written."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnlyError(type(self))
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnlyError(type(self))


def plain(value):
    """``value`` of a field as JSON knows it; moments in UTC to the microsecond."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    return value


class Chained(AppendOnly):
    """A row in a chain: the chain of a document, or of a record. People are kept by name: accounts may go."""

    #: Fields that the payload leaves out because another field carries their digest.
    left_out: tuple[str, ...] = ()

    sequence = models.PositiveIntegerField(_("place in the chain"), editable=False)
    recorded_at = models.DateTimeField(_("recorded at"), editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        db_constraint=False,
        on_delete=models.DO_NOTHING,
        related_name="+",
    )
    recorded_by_name = models.CharField(_("recorded by"), max_length=255, blank=True, editable=False)
    payload = models.TextField(editable=False)
    previous_digest = models.CharField(max_length=64, blank=True, editable=False)
    digest = models.CharField(_("digest"), max_length=64, unique=True, editable=False)

    class Meta:
        abstract = True

    def locked_owner(self):
        """What the chain is of, read under a row lock: it has ``length``, ``head`` and ``advance(row)``."""
        raise NotImplementedError

    def data(self) -> dict:
        """The row's own fields as plain data, by column name: what the payload holds."""
        skipped = {"id", "payload", "previous_digest", "digest", *self.left_out}
        columns = (f for f in self._meta.concrete_fields if f.name not in skipped)
        return {f.attname: plain(getattr(self, f.attname)) for f in columns}

    def beside(self, owner) -> dict:
        """Facts of the locked ``owner`` that the payload keeps as well, by names that no column has."""
        return {}

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnlyError(type(self))
        with transaction.atomic():
            owner = self.locked_owner()
            self.sequence, self.previous_digest = owner.length + 1, owner.head
            self.recorded_at = self.recorded_at or timezone.now()
            self._take_database_types()
            data = self.data() | self.beside(owner)
            self.payload = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            self.digest = digest_of(f"{self._meta.model_name}\n{self.previous_digest}\n{self.payload}")
            super().save(*args, **kwargs)
            owner.advance(self)

    def _take_database_types(self):
        # The payload has to say what the database will give back: a date for "2026-01-31", a number for "2".
        for column in self._meta.concrete_fields:
            setattr(self, column.attname, column.to_python(getattr(self, column.attname)))


class ChainRow(Chained):
    """A row in the chain of one document."""

    document = models.ForeignKey(
        "wagtail_qms.Document", verbose_name=_("document"), on_delete=models.PROTECT, related_name="%(class)ss"
    )

    class Meta:
        abstract = True
        ordering = ["document", "sequence"]

    def locked_owner(self):
        return type(self.document).objects.select_for_update().get(pk=self.document_id)
