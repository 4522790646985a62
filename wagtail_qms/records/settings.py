"""What an agency sets for its records: number series, days of work, forms and limits."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_qms.organisation.models import Agency
from wagtail_qms.records.enums import TicketLayout
from wagtail_qms.records.remembering import once


class NumberSeries(models.Model):
    """The last number given of one kind of record in one year."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = _("number series")
        constraints = [models.UniqueConstraint(fields=["agency", "kind", "year"], name="qms_series_unique")]

    def __str__(self):
        return f"{self.kind} {self.year}: {self.last}"


class CalendarDay(models.Model):
    """A day on which this agency works, or does not, other than the public calendar says."""

    agency = models.ForeignKey(
        Agency, verbose_name=_("agency"), on_delete=models.CASCADE, related_name="calendar_days"
    )
    day = models.DateField(_("day"))
    is_working = models.BooleanField(_("a working day"), default=False)
    name = models.CharField(_("why"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("day of the calendar")
        verbose_name_plural = _("days of the calendar")
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["agency", "day"], name="qms_calendar_day_unique")]

    def __str__(self):
        return f"{self.day:%d/%m/%Y} {self.name}".strip()


class RecordSettings(models.Model):
    """How an agency's records work where its own procedure decides."""

    agency = models.OneToOneField(
        Agency, verbose_name=_("agency"), on_delete=models.CASCADE, related_name="record_settings"
    )
    recurrence_limit = models.PositiveSmallIntegerField(
        _("repeats allowed"),
        default=3,
        validators=[MinValueValidator(1)],
        help_text=_("Reports of the same content in the same unit; one more makes a ticket obligatory."),
    )
    has_new_measure_tick = models.BooleanField(
        _("the form has the tick “new measure”"),
        default=True,
        help_text=_("A check may then ask for a new measure: done, but the cause remains."),
    )
    ticket_form_code = models.CharField(_("form code of tickets"), max_length=40, default="BM.CTCL.01", blank=True)
    report_form_code = models.CharField(_("form code of nonconformity reports"), max_length=40, blank=True)
    ticket_layout = models.CharField(
        _("layout of tickets"), max_length=20, choices=TicketLayout.choices, default=TicketLayout.THREE_RESULTS
    )

    class Meta:
        verbose_name = _("settings of records")
        verbose_name_plural = _("settings of records")

    def __str__(self):
        return str(self.agency)


def settings_of(agency_id: int) -> RecordSettings:
    """The agency's settings; what is usual when it has set none. One query."""
    return once(("settings", agency_id), lambda: _read(agency_id))


def _read(agency_id: int) -> RecordSettings:
    found = RecordSettings.objects.filter(agency_id=agency_id).first()
    return found or RecordSettings(agency_id=agency_id)
