"""Where an agency sets what its records go by: forms, limits, and the days on which it works."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSetGroup

from wagtail_qms.organisation import forms, views
from wagtail_qms.organisation.viewsets import OrganisationViewSet
from wagtail_qms.records.settings import CalendarDay, RecordSettings
from wagtail_qms.words import show_date


class SettingsIndexView(views.NamedIndexView):
    """The settings of the agencies that the person keeps."""

    name_field = "agency__name"
    related = ("agency",)

    def order_by_name(self, queryset):
        return queryset.order_by("agency__name")


class DayIndexView(SettingsIndexView):
    """Days, the latest first."""

    def order_by_name(self, queryset):
        return queryset.order_by("-day", "pk")


class RecordSettingsViewSet(OrganisationViewSet):
    """Settings of records, one row an agency."""

    model = RecordSettings
    name = "qms_record_settings"
    url_prefix = "qms/record-settings"
    icon = "cogs"
    index_view_class = SettingsIndexView
    list_display = [
        "__str__",
        Column("ticket_form_code", label=_("form code of tickets"), sort_key="ticket_form_code"),
        Column("recurrence_limit", label=_("repeats allowed"), sort_key="recurrence_limit"),
    ]
    list_export = ["agency", "ticket_form_code", "report_form_code", "recurrence_limit", "has_new_measure_tick"]
    export_filename = "record-settings"
    edit_handler = ObjectList(
        [
            FieldPanel("agency"),
            MultiFieldPanel([FieldPanel("recurrence_limit"), FieldPanel("has_new_measure_tick")], heading=_("Rules")),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("ticket_form_code"), FieldPanel("report_form_code")]),
                    FieldPanel("ticket_layout"),
                ],
                heading=_("Paper forms"),
            ),
        ],
        base_form_class=forms.KeptForm,
    )


class CalendarDayViewSet(OrganisationViewSet):
    """Days that differ from the public calendar."""

    model = CalendarDay
    name = "qms_calendar_day"
    url_prefix = "qms/calendar-days"
    icon = "calendar-alt"
    index_view_class = DayIndexView
    list_display = [
        Column("day", label=_("Day"), accessor=lambda row: show_date(row.day), sort_key="day"),
        "name",
        Column("is_working", label=_("a working day"), accessor=lambda row: _("Yes") if row.is_working else _("No")),
        Column("agency", label=_("Agency"), sort_key="agency__name"),
    ]
    list_export = ["day", "is_working", "name", "agency"]
    export_filename = "calendar-days"
    edit_handler = ObjectList(
        [
            FieldPanel("agency"),
            FieldRowPanel([FieldPanel("day"), FieldPanel("is_working")]),
            FieldPanel("name"),
        ],
        base_form_class=forms.KeptForm,
    )


class RecordSettingsGroup(ViewSetGroup):
    """Both as one entry of the menu "Quality management"."""

    items = (RecordSettingsViewSet, CalendarDayViewSet)
    menu_label = _("Settings of records")
    menu_name = "qms-record-settings"
    menu_icon = "cogs"
    menu_hook = "register_qms_menu_item"
    menu_order = 910


record_settings_group = RecordSettingsGroup()
