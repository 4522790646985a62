"""The agency, its units, and who holds which post from when until when."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string

from wagtail_qms import clock
from wagtail_qms.organisation.enums import Capacity, Role
from wagtail_qms.standards import iso9001


class PeriodQuerySet(models.QuerySet):
    """Rows that hold from ``valid_from`` to ``valid_until``, both days included."""

    def on(self, day):
        """Those valid on ``day``."""
        started = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
        not_ended = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
        return self.filter(started & not_ended)


class Period(models.Model):
    """A row that is true for a time; an empty date is an open end."""

    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValidationError({"valid_until": _("The end lies before the beginning.")})

    def is_valid_on(self, day) -> bool:
        """Whether ``day`` lies within the period."""
        return (not self.valid_from or self.valid_from <= day) and (not self.valid_until or day <= self.valid_until)


class Agency(Period):
    """A state agency with one quality management system. Agencies merge (seed 001): see ``predecessors``."""

    name = models.CharField(_("name"), max_length=255)
    parent_body = models.CharField(_("parent body"), max_length=255, blank=True)
    place_name = models.CharField(
        _("place name"), max_length=100, blank=True, help_text=_("As in the line of place and date on paper.")
    )
    standard = models.CharField(
        _("standard"),
        max_length=40,
        choices=iso9001.choices,
        default=iso9001.DEFAULT,
        help_text=_("What the system follows."),
    )
    logo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    predecessors = models.ManyToManyField(
        "self", verbose_name=_("predecessors"), symmetrical=False, blank=True, related_name="successors"
    )
    drafting_label = models.CharField(_("word for drafting"), max_length=50, blank=True)
    review_label = models.CharField(_("word for review"), max_length=50, blank=True)
    approval_label = models.CharField(_("word for approval"), max_length=50, blank=True)

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def label(self, role: str) -> str:
        """The agency's own word for the signature ``role`` (000: Soát xét; 001, 002, 004: Xem xét)."""
        default = {"drafting": gettext("Drafting"), "review": gettext("Review"), "approval": gettext("Approval")}
        return getattr(self, f"{role}_label") or default[role]


class FieldOfWork(models.Model):
    """A field of work (lĩnh vực), within which codes are unique: "Hộ tịch", "Chứng thực"."""

    agency = models.ForeignKey(
        Agency, verbose_name=_("agency"), on_delete=models.CASCADE, related_name="fields_of_work"
    )
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        verbose_name = _("field of work")
        verbose_name_plural = _("fields of work")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="qms_field_unique")]

    def __str__(self):
        return self.name


class Unit(Period):
    """A unit of an agency."""

    agency = models.ForeignKey(Agency, verbose_name=_("agency"), on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey(
        "self", verbose_name=_("part of"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    name = models.CharField(_("name"), max_length=255)
    code = models.CharField(_("code"), max_length=40, blank=True)
    successor = models.ForeignKey(
        "self",
        verbose_name=_("successor"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="predecessors",
    )

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if self.parent_id and self.parent.agency_id != self.agency_id:
            raise ValidationError({"parent": _("That unit belongs to another agency.")})
        if self.pk and self.parent_id and self._is_above(self.parent):
            raise ValidationError({"parent": _("A unit cannot be part of itself.")})

    def _is_above(self, unit) -> bool:
        seen = set()
        while unit is not None and unit.pk not in seen:
            if unit.pk == self.pk:
                return True
            seen.add(unit.pk)
            unit = unit.parent
        return False


class Appointment(Period):
    """Who holds which post and part, in which capacity, from when until when.

    Every rule asks the appointments of the day; groups only open screens.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="qms_appointments",
    )
    person_name = models.CharField(_("name"), max_length=255, blank=True, editable=False)
    agency = models.ForeignKey(Agency, verbose_name=_("agency"), on_delete=models.PROTECT, related_name="appointments")
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), null=True, blank=True, on_delete=models.PROTECT, related_name="appointments"
    )
    post = models.CharField(_("post"), max_length=255, help_text=_("As it stands under a signature."))
    capacity = models.CharField(
        _("signs as"), max_length=5, choices=Capacity.choices, default=Capacity.OWN, blank=True
    )
    role = models.CharField(_("part in the system"), max_length=20, choices=Role.choices, default=Role.STAFF)
    may_review = models.BooleanField(_("may review documents"), default=False)
    may_approve = models.BooleanField(_("may approve documents"), default=False)
    decision_no = models.CharField(_("decision number"), max_length=100, blank=True)
    decision_on = models.DateField(_("decision date"), null=True, blank=True)

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["-valid_from", "pk"]

    def __str__(self):
        return f"{self.person_name}, {self.post}"

    def clean(self):
        super().clean()
        if self.unit_id and self.unit.agency_id != self.agency_id:
            raise ValidationError({"unit": _("That unit belongs to another agency.")})
        if self.decision_on and self.decision_on > clock.today():
            raise ValidationError({"decision_on": _("The decision's date lies in the future.")})

    def save(self, *args, **kwargs):
        # Kept by value: the appointment outlives the account.
        if self.user_id:
            self.person_name = (self.user.get_full_name() or self.user.get_username())[:255]
        super().save(*args, **kwargs)
