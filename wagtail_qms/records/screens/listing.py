"""Lists of records: number, state, age, for whom each waits, until when."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, TitleColumn
from wagtail.snippets.views.snippets import IndexView

from wagtail_qms import clock
from wagtail_qms.organisation.exporting import OfficeExportMixin
from wagtail_qms.organisation.models import Agency, Unit
from wagtail_qms.organisation.searching import folded
from wagtail_qms.records.policy import visible
from wagtail_qms.records.screens.access import StaffPolicy
from wagtail_qms.words import show_date


class RowColumn(Column):
    """A column that says ``tell(row)``."""

    def __init__(self, name, label, tell, **options):
        super().__init__(name, label=label, **options)
        self.tell = tell

    def get_value(self, instance):
        return self.tell(instance)


def found(records, term: str):
    """Those of ``records`` that have every word of ``term``, with or without accents; one more query, of the units."""
    words = [word for word in map(folded, term.split()) if word]
    if not words:
        return records
    units = [(pk, folded(name)) for pk, name in Unit.objects.values_list("pk", "name")]
    for word in words:
        named = [pk for pk, name in units if word in name]
        records = records.filter(Q(searched__contains=word) | Q(unit__in=named))
    return records


class Row:
    """What lists and exports say about a record. Each subject has its own."""

    def __init__(self, record):
        self.record = record

    @property
    def is_open(self) -> bool:
        """Whether something is left to do."""
        raise NotImplementedError

    @property
    def due_on(self):
        """The date that it has now, if any."""
        raise NotImplementedError

    @property
    def next_actor(self) -> str:
        """For whom it waits."""
        raise NotImplementedError

    @property
    def age(self) -> int | None:
        """Days since its own date, while it is open."""
        return (clock.today() - self.record.dated_on).days if self.is_open else None

    @property
    def is_overdue(self) -> bool:
        """Whether its date has passed."""
        return bool(self.due_on) and self.is_open and self.due_on < clock.today()

    @property
    def overdue_text(self) -> str:
        """The same in a word, for a spreadsheet."""
        return gettext("overdue") if self.is_overdue else ""


def state_chip(record):
    """The state as a chip."""
    return format_html(
        '<span class="qms-chip qms-state qms-state--{}">{}</span>', record.state, record.get_state_display()
    )


def age_text(row: Row) -> str:
    """The age as a list says it."""
    return "" if row.age is None else gettext("%(count)s days") % {"count": row.age}


def due_text(row: Row):
    """The deadline; one that has passed says so in words."""
    if row.is_overdue:
        text = "{} <span class='qms-chip qms-chip--late'>{}</span>"
        return format_html(text, show_date(row.due_on), row.overdue_text)
    return show_date(row.due_on)


class RecordIndexView(OfficeExportMixin, IndexView):
    """A list of records: of one's own agencies alone."""

    row_class = Row
    related: tuple[str, ...] = ()
    search_fields = ("title", "description")
    has_bulk = False
    #: What a column is sorted by, by its sort key.
    orderings = {"number": ("year", "serial")}

    @cached_property
    def permission_policy(self):
        """Appointments decide, not the permissions of groups."""
        return StaffPolicy(self.model)

    def get_base_queryset(self):
        rows = visible(super().get_base_queryset(), self.request.user)
        return rows.select_related("agency", "unit", *self.related)

    @cached_property
    def columns(self):
        has_many = Agency.objects.count() > 1
        ticks = [BulkActionsCheckboxColumn("bulk_actions", obj_type="snippet")] if self.has_bulk else []
        return [*ticks, *(column for column in self.record_columns() if has_many or column.name != "agency")]

    def record_columns(self) -> list[Column]:
        """The columns."""
        row = self.row_class
        return [
            TitleColumn("number", label=_("Number"), accessor=number_text, get_url=self.page_url, sort_key="number"),
            TitleColumn("title", label=_("In short"), get_url=self.page_url, sort_key="title"),
            RowColumn("state", _("State"), state_chip, sort_key="state"),
            Column("unit", label=_("Unit"), sort_key="unit__name"),
            Column("agency", label=_("Agency"), sort_key="agency__name"),
            RowColumn("age", _("Age"), lambda record: age_text(row(record)), sort_key="age"),
            RowColumn("next", _("Waits for"), lambda record: row(record).next_actor),
            RowColumn("due", _("Deadline"), lambda record: due_text(row(record)), sort_key="due"),
        ]

    def page_url(self, record) -> str:
        """The page of the record."""
        return reverse(self.edit_url_name, args=[record.pk])

    def order_queryset(self, queryset):
        wanted = self.ordering if isinstance(self.ordering, str) else ""
        name = wanted.removeprefix("-")
        if name not in self.orderings:
            return super().order_queryset(queryset)
        sign = "-" if wanted.startswith("-") else ""
        return queryset.order_by(*(f"{sign}{field}" for field in self.orderings[name]), f"{sign}pk")

    def search_queryset(self, queryset):
        return found(queryset, self.search_query) if self.is_searching else queryset

    def to_row_dict(self, item):
        row = self.row_class(item)
        return {name: self.exported(row, name) for name in self.list_export}

    @staticmethod
    def exported(row: Row, name: str):
        """What the column ``name`` of an export says: of the row, else of its record."""
        value = getattr(row, name) if hasattr(type(row), name) else getattr(row.record, name)
        return value() if callable(value) else value

    def get_list_buttons(self, instance):
        return []


def number_text(record) -> str:
    """The number, or that there is none yet."""
    return record.number or gettext("no number yet")
