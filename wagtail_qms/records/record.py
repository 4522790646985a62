"""What every record is: numbered, driven by states, never deleted."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_qms.organisation.models import Agency
from wagtail_qms.organisation.queries import name_of
from wagtail_qms.organisation.searching import folded
from wagtail_qms.records import gate
from wagtail_qms.records.numbering import number_text
from wagtail_qms.records.people import name_column, person_key
from wagtail_qms.register.chain import AppendOnlyError, ChainConflictError

#: Columns that only ``records.transitions.perform`` and the chain change.
GUARDED = frozenset({"state", "year", "serial", "length", "head"})


class RecordQuerySet(models.QuerySet):
    """Records: added one at a time, moved through the gate, never deleted."""

    def of(self, agencies):
        """Those of the agencies with these keys."""
        return self.filter(agency__in=agencies)

    def update(self, **kwargs):
        touched = GUARDED & kwargs.keys()
        if touched:
            raise gate.StateChangeError(f"{self.model.__name__}.update({', '.join(sorted(touched))})")
        return super().update(**kwargs)

    def bulk_update(self, objs, fields, *args, **kwargs):
        if GUARDED & set(fields):
            raise gate.StateChangeError(f"{self.model.__name__}.bulk_update")
        return super().bulk_update(objs, fields, *args, **kwargs)

    def bulk_create(self, *args, **kwargs):
        raise gate.StateChangeError(f"{self.model.__name__}.bulk_create")

    def delete(self):
        raise AppendOnlyError(self.model)

    async def abulk_create(self, *args, **kwargs):
        raise gate.StateChangeError(f"{self.model.__name__}.abulk_create")

    def _raw_delete(self, using):
        raise AppendOnlyError(self.model)

    # A template must not empty a table because a view hands it a queryset.
    delete.alters_data = True
    delete.queryset_only = True


class Record(models.Model):
    """A record of an agency. ``state`` is each subject's own FSM field; its numbers come with the first step.

    Not a ``RevisionMixin``: restoring a revision would rewind the state (DESIGN section 4).
    """

    #: The series that its numbers come from.
    SERIES: str
    INITIAL = "draft"
    #: Fields that lists are searched by, beside the number and the unit's name.
    SEARCHED: tuple[str, ...] = ("title", "description")

    agency = models.ForeignKey(Agency, verbose_name=_("agency"), on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"), null=True, editable=False)
    serial = models.PositiveIntegerField(_("number in the year"), null=True, editable=False)
    author = person_key(_("author"), editable=False)
    author_name = name_column(_("author"))
    created_at = models.DateTimeField(_("entered at"), auto_now_add=True)
    length = models.PositiveIntegerField(default=0, editable=False)
    head = models.CharField(max_length=64, blank=True, editable=False)
    # Number and ``SEARCHED`` without case, accents and blanks: what the database itself can look through.
    searched = models.TextField(blank=True, editable=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db, field_names, values, **options):
        record = super().from_db(db, field_names, values, **options)
        record._known_state = record.__dict__.get("state")
        return record

    def refresh_from_db(self, *args, **kwargs):
        super().refresh_from_db(*args, **kwargs)
        self._known_state = self.__dict__.get("state")

    @property
    def number(self) -> str:
        """The number as on paper, "01/2026"; empty before the first step."""
        return number_text(self.serial, self.year) if self.serial else ""

    def set_person(self, field: str, user):
        """Put ``user`` into the person field ``field`` and the name beside it."""
        setattr(self, field, user)
        setattr(self, f"{field}_name", name_of(user) if user else "")

    def save(self, *args, **kwargs):
        if not gate.is_open(self._meta.model_name, self.pk):
            self._refuse_moves(kwargs.get("update_fields"))
        if not self._state.adding and kwargs.get("update_fields") is None:
            # This object may know an older end of the chain, and outside the gate an older state.
            kept = {"length", "head"} if gate.is_open(self._meta.model_name, self.pk) else GUARDED
            names = {f.name for f in self._meta.concrete_fields if not f.primary_key}
            kwargs["update_fields"] = names - kept
        elif kwargs.get("update_fields"):
            kwargs["update_fields"] = {*kwargs["update_fields"], "searched"}
        self.searched = self.searched_text()
        super().save(*args, **kwargs)
        self._known_state = self.__dict__.get("state")

    def searched_text(self) -> str:
        """What ``searched`` ought to be."""
        return " ".join(folded(text) for text in (self.number, *(getattr(self, name) for name in self.SEARCHED)))

    def _refuse_moves(self, update_fields):
        if GUARDED & set(update_fields or ()):
            raise gate.StateChangeError(f"{type(self).__name__}.save({', '.join(sorted(update_fields))})")
        state = self.__dict__.get("state")
        if self._state.adding:
            is_moved = state != self.INITIAL or self.serial or self.length
        else:
            is_moved = state != self._known_state
        if is_moved:
            raise gate.StateChangeError(f"{type(self).__name__}.save() in state {state}")

    def delete(self, *args, **kwargs):
        raise AppendOnlyError(type(self))

    def advance(self, row):
        """Move the end of the chain on to ``row``. Called by the chain alone."""
        rows = type(self)._base_manager.filter(pk=self.pk, length=row.sequence - 1, head=row.previous_digest)
        if not rows.update(length=row.sequence, head=row.digest):
            raise ChainConflictError(self)
