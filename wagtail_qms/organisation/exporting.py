"""Listings as spreadsheets that an office program opens as they are meant."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from wagtail_qms.words import show_date

# A cell that begins so is run as a formula by office programs.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_DAY, _MOMENT = "dd/mm/yyyy", "dd/mm/yyyy hh:mm"


def harmless(value):
    """``value`` so that no office program takes it for a formula."""
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value


def as_text(value):
    """``value`` as people here write it: 27/05/2021, 27/05/2021 14:05."""
    if isinstance(value, datetime):
        return _here(value).strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return show_date(value)
    if isinstance(value, bool):
        return gettext("Yes") if value else ""
    return "" if value is None else str(value)


def _here(moment: datetime) -> datetime:
    # The agency's time, wherever the person at the screen says they are.
    return timezone.localtime(moment, timezone.get_default_timezone())


class OfficeExportMixin(SpreadsheetExportMixin):
    """CSV with the mark by which Excel knows UTF-8, dates as people write them, no formulas; XLSX with real dates."""

    def stream_csv(self, queryset):
        yield "\ufeff".encode()
        yield from super().stream_csv(queryset)

    def preprocess_field_value(self, field, value, export_format):
        if export_format == self.FORMAT_CSV:
            return harmless(as_text(value))
        if isinstance(value, datetime):
            return _here(value).replace(microsecond=0, tzinfo=None)
        is_data = isinstance(value, date | int) and not isinstance(value, bool)
        return value if is_data else harmless(as_text(value))

    def generate_xlsx_row(self, worksheet, row_dict, date_format=None):
        for cell, value in zip(super().generate_xlsx_row(worksheet, row_dict), row_dict.values(), strict=True):
            if isinstance(value, date):
                cell.number_format = _MOMENT if isinstance(value, datetime) else _DAY
            yield cell
