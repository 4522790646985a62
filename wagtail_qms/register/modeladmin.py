"""What all registers in the admin share: they are read and exported, never changed, by nobody."""

from __future__ import annotations

from collections import OrderedDict

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import label_for_field, lookup_field
from django.db.models import Case, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.helpers.search import BaseSearchHandler
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView

from wagtail_qms.organisation.exporting import OfficeExportMixin, as_text
from wagtail_qms.organisation.searching import matching
from wagtail_qms.register import access
from wagtail_qms.register.models import Edition


class ReadOnlyPermissionHelper(PermissionHelper):
    """Lists, and nothing else: not for a superuser either."""

    #: Any of these opens the list, for whoever holds a post today.
    opened_by: tuple[str, ...] = ()

    def user_can_list(self, user):
        names = self.opened_by or (f"view_{self.opts.model_name}",)
        has_permission = any(user.has_perm(f"{self.opts.app_label}.{name}") for name in names)
        return has_permission and access.is_on_staff(user)

    def _nobody(self, *args):
        return False

    user_can_create = user_can_inspect_obj = user_can_edit_obj = user_can_delete_obj = _nobody


class FoldedSearchHandler(BaseSearchHandler):
    """Finds words whatever their case, accents and punctuation: "quy trinh" finds "Quy trình"."""

    show_search_form = True

    def search_queryset(self, queryset, search_term, **kwargs):
        """The rows that have every word of ``search_term`` in one of the fields or another."""
        return matching(queryset, self.search_fields, search_term)


class RegisterIndexView(OfficeExportMixin, IndexView):
    """A register as a list: own filters alone, so that no address asks for fields that the list does not show."""

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            messages.warning(request, gettext("That filter does not exist: here is the whole list."))
            return redirect(self.index_url)

    def get_page_title(self):
        return self.model_admin.get_menu_label()

    @property
    def is_filtered(self) -> bool:
        """Whether the list is narrowed by one of its filters."""
        return any(spec.value() is not None for spec in self.filter_specs)

    def get_filters(self, request):
        specs, has_filters, _others, use_distinct = super().get_filters(request)
        return specs, has_filters, {}, use_distinct

    def get_filters_params(self, params=None):
        known = super().get_filters_params(params)
        names = self.model_admin.filter_parameters()
        return {name: value for name, value in known.items() if name in names}

    def get_heading(self, queryset, field):
        return capfirst(str(label_for_field(field, model=self.model, model_admin=self.model_admin)))

    def to_row_dict(self, item):
        return OrderedDict((name, lookup_field(name, item, self.model_admin)[2]) for name in self.list_export)


class RegisterAdmin(ModelAdmin):
    """A register. Subclasses name their columns, filters and fields to search."""

    index_view_class = RegisterIndexView
    index_template_name = "wagtail_qms/register/list.html"
    permission_helper_class = ReadOnlyPermissionHelper
    search_handler_class = FoldedSearchHandler
    history_view_enabled = False
    list_per_page = 50
    add_to_admin_menu = False
    #: Long columns that no list shows.
    deferred: tuple[str, ...] = ("payload",)
    #: What a person in front of an empty register wants to know.
    when_empty = _("Nothing has been registered here yet.")

    def register_indexing(self):
        """Rows that never change need no index of what they refer to."""

    def get_permissions_for_registration(self):
        return super().get_permissions_for_registration().filter(codename=f"view_{self.opts.model_name}")

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("document__agency").defer(*self.deferred)
        return access.own(with_names(rows, access.reader_today(request.user)), request.user)

    def filter_parameters(self) -> set[str]:
        """The names in an address that filter this list."""
        return {spec.parameter_name for spec in self.list_filter}

    @staticmethod
    def link(row, text):
        """``text`` as a link to the page of the row's document."""
        return format_html('<a href="{}">{}</a>', document_url(row.document_id), text or "–")


def document_url(document_id: int) -> str:
    """The admin's page about the document."""
    return reverse("wagtail_qms_register:document", args=[document_id])


def with_names(rows, reader):
    """Rows with ``document_code`` and ``document_title``: of the newest edition that ``reader`` may read.

    A document without editions is called by its draft.
    """
    newest = Edition.objects.filter(document=OuterRef("document")).readable_by(reader).order_by("-number")
    draft = Page.objects.filter(pk=OuterRef("document__page_id")).order_by()
    draft_title = Case(When(document__code_key__isnull=True, then=Subquery(draft.values("draft_title")[:1])))
    return rows.annotate(
        document_code=Coalesce(Subquery(newest.values("code")[:1]), Value("")),
        document_title=Coalesce(Subquery(newest.values("title")[:1]), draft_title, Value("")),
    )


def column(name: str, label, *, value=None, ordering: str = ""):
    """A column of a list: the field ``name`` or ``value(row)``, with days and moments as people write them."""

    def show(self, row):
        return as_text(value(row) if value else getattr(row, name))

    show.short_description = label
    if ordering or not value:
        show.admin_order_field = ordering or name
    return show


def data(name: str, label, value):
    """A column of an export: ``value(row)`` as it is, so that a spreadsheet gets real dates."""

    def show(self, row):
        return value(row)

    show.short_description = label
    show.__name__ = name
    return show
