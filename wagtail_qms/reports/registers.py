"""Registers of records, read-only: nonconformities, tickets, and every step that was taken."""

from __future__ import annotations

from django.db.models import BooleanField, Case, Exists, OuterRef, Subquery, Value, When
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.options import ModelAdminGroup

from wagtail_qms.records.chain import TransitionEntry
from wagtail_qms.records.numbering import number_text
from wagtail_qms.records.screens.listing import found
from wagtail_qms.register import access
from wagtail_qms.register.modeladmin import (
    FoldedSearchHandler,
    ReadOnlyPermissionHelper,
    RegisterAdmin,
    column,
    data,
)
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction
from wagtail_qms.snippets.corrective_actions.rules import STEPS as TICKET_STEPS
from wagtail_qms.snippets.nonconformities.models import Nonconformity
from wagtail_qms.snippets.nonconformities.rules import STEPS as REPORT_STEPS

_SUBJECTS = {model._meta.model_name: model for model in (Nonconformity, CorrectiveAction)}
_PAGES = {Nonconformity._meta.model_name: "qms_nonconformity", CorrectiveAction._meta.model_name: "qms_ticket"}
_STEPS = {Nonconformity._meta.model_name: REPORT_STEPS, CorrectiveAction._meta.model_name: TICKET_STEPS}


class _StaffHelper(ReadOnlyPermissionHelper):
    """Records are for the whole staff of their agency."""

    def user_can_list(self, user):
        return access.is_on_staff(user)


class _Search(FoldedSearchHandler):
    """By what records keep for it."""

    def search_queryset(self, queryset, search_term, **kwargs):
        return found(queryset, search_term)


class RecordRegisterAdmin(RegisterAdmin):
    """A register of records."""

    permission_helper_class = _StaffHelper
    search_handler_class = _Search
    deferred = ()
    ordering = ("-year", "-serial")
    number = column("number", _("Number"), ordering="serial")
    shown_unit = column("unit", _("Unit"), value=lambda row: row.unit.name, ordering="unit__name")
    state = column("state", _("State"), value=lambda row: row.get_state_display())
    agency_name = data("agency_name", _("Agency"), lambda row: row.agency.name)

    def get_queryset(self, request):
        rows = self.model._default_manager.exclude(year=None).select_related("agency", "unit")
        return access.own(rows, request.user, "agency").order_by(*self.ordering)


class NonconformityRegister(RecordRegisterAdmin):
    """The register of nonconformities."""

    model = Nonconformity
    base_url_path = "qms/register-of-nonconformities"
    menu_label = _("Register of nonconformities")
    menu_icon = "warning"
    export_filename = "so-theo-doi-su-khong-phu-hop"
    when_empty = _("No nonconformity has been reported yet.")
    list_display = ("number", "shown_found", "shown_unit", "shown_title", "grade", "state", "shown_corrected")
    list_export = (
        "number", "found_on", "agency_name", "shown_unit", "title", "grade", "source", "state", "corrected_on",
    )  # fmt: skip
    shown_found = column("found_on", _("Found on"))
    shown_title = column("title", _("Content"))
    shown_corrected = column("corrected_on", _("Corrected on"))
    grade = column("grade", _("Grade"), value=lambda row: row.get_grade_display())
    source = column("source", _("Found in"), value=lambda row: row.get_source_display())


class TicketRegister(RecordRegisterAdmin):
    """The register of tickets."""

    model = CorrectiveAction
    base_url_path = "qms/register-of-tickets"
    menu_label = _("Register of corrective action tickets")
    menu_icon = "clipboard-list"
    export_filename = "so-theo-doi-phieu-khac-phuc"
    when_empty = _("No ticket has been raised yet.")
    list_display = ("number", "shown_opened", "shown_unit", "shown_title", "state", "shown_doer", "shown_complete")
    list_export = (
        "number", "opened_on", "agency_name", "shown_unit", "title", "state", "shown_doer", "complete_by",
        "verified_on", "closed_on",
    )  # fmt: skip
    shown_opened = column("opened_on", _("Date"))
    shown_title = column("title", _("Content"))
    shown_complete = column("complete_by", _("Completion date"))
    # Not "implementer": that is the account, of which a list would ask for each row.
    shown_doer = column(
        "implementer_name", _("Implementer"), value=lambda row: row.implementer_name or row.assigned_name
    )


def _with_numbers(rows):
    """Steps with ``serial`` and ``year``, those of their records today."""
    of = {
        (name, field): Subquery(model._base_manager.filter(pk=OuterRef("record_id")).values(field)[:1])
        for name, model in _SUBJECTS.items()
        for field in ("serial", "year")
    }
    told = {
        f"record_{field}": Case(*(When(record_type=name, then=of[name, field]) for name in _SUBJECTS))
        for field in ("serial", "year")
    }
    return rows.annotate(**told)


def _number(row) -> str:
    return number_text(row.record_serial, row.record_year) if row.record_serial else "–"


def _step_words(row) -> str:
    steps = _STEPS.get(row.record_type, {})
    return gettext(steps[row.name].label) if row.name in steps else row.name


def _state_words(row, state: str) -> str:
    model = _SUBJECTS.get(row.record_type)
    words = dict(model._meta.get_field("state").flatchoices) if model else {}
    return str(words.get(state, state))


class StepRegister(RegisterAdmin):
    """The log: who took which step of which record when."""

    model = TransitionEntry
    base_url_path = "qms/register-of-steps"
    menu_label = _("Log of records")
    menu_icon = "history"
    export_filename = "nhat-ky-ho-so"
    permission_helper_class = _StaffHelper
    when_empty = _("No step has been taken yet.")
    list_display = (
        "recorded",
        "shown_record",
        "step",
        "from_words",
        "to_words",
        "recorded_by_name",
        "post",
        "comment",
    )
    list_export = (
        "recorded_at", "record_kind", "record_number", "step", "from_words", "to_words", "recorded_by_name", "post",
        "unit", "comment",
    )  # fmt: skip
    search_fields = ("recorded_by_name", "post", "unit", "comment")
    ordering = ("-recorded_at", "-pk")
    recorded = column("recorded_at", _("Recorded"))
    record_kind = data("record_kind", _("Record"), lambda row: capfirst(_SUBJECTS[row.record_type]._meta.verbose_name))
    record_number = data("record_number", _("Number"), lambda row: _number(row))
    step = column("name", _("Step"), value=_step_words)
    from_words = column("from_state", _("From"), value=lambda row: _state_words(row, row.from_state))
    to_words = column("to_state", _("To"), value=lambda row: _state_words(row, row.to_state))

    def get_queryset(self, request):
        rows = self.model._default_manager.defer("payload", "details").order_by(*self.ordering)
        return _with_numbers(rows.filter(_of_own_records(request.user)))

    def shown_record(self, row):
        url = reverse(f"{_PAGES[row.record_type]}:edit", args=[row.record_id])
        kind = capfirst(_SUBJECTS[row.record_type]._meta.verbose_name)
        return format_html('<a href="{}">{} {}</a>', url, kind, _number(row))

    shown_record.short_description = _("Record")


def _of_own_records(user) -> Case:
    """Whether a line is about a record that ``user`` may see, asked line by line from the log's end."""
    cases = []
    for name, model in _SUBJECTS.items():
        records = access.own(model._default_manager.order_by(), user, "agency")
        cases.append(When(record_type=name, then=Exists(records.filter(pk=OuterRef("record_id")))))
    return Case(*cases, default=Value(False), output_field=BooleanField())


class RecordRegistersGroup(ModelAdminGroup):
    """The registers of records as one entry of the menu "Quality management"."""

    menu_label = _("Registers of records")
    menu_item_name = "qms-record-registers"
    menu_icon = "list-ul"
    menu_order = 210
    add_to_admin_menu = False
    items = (NonconformityRegister, TicketRegister, StepRegister)


record_registers_group = RecordRegistersGroup()
