"""The report of what was searched for and not found: what to write next, or which words to teach the search."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Max, Sum
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from wagtail_qms import clock
from wagtail_qms.organisation.exporting import OfficeExportMixin
from wagtail_qms.organisation.models import Agency
from wagtail_qms.register import access
from wagtail_qms.search.models import SearchedQuery
from wagtail_qms.search.viewsets import search_url
from wagtail_qms.words import show_date

_PERIODS = [("7", _("Last 7 days")), ("30", _("Last 30 days")), ("90", _("Last 90 days"))]


def may_read_log(user) -> bool:
    """Whether ``user`` keeps an agency's register, and so reads what was searched for there."""
    reader = access.reader_today(user)
    return reader.sees_all or bool(reader.keeps)


def _kept_agencies(request):
    return access.kept(Agency.objects.all(), request.user, "pk")


class SearchedFilterSet(WagtailFilterSet):
    """By period, agency, and whether something was found."""

    period = django_filters.ChoiceFilter(
        label=_("Period"), choices=_PERIODS, method="by_period", widget=forms.RadioSelect, empty_label=_("All")
    )
    show = django_filters.ChoiceFilter(
        label=_("Show"),
        choices=[("all", _("Everything searched for"))],
        method="by_found",
        widget=forms.RadioSelect,
        empty_label=_("What found nothing"),
    )
    agency = django_filters.ModelChoiceFilter(label=_("Agency"), queryset=_kept_agencies, widget=forms.RadioSelect)

    class Meta:
        model = SearchedQuery
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.request and _kept_agencies(self.request).count() < 2:
            del self.filters["agency"]

    def by_period(self, queryset, _name, value):
        """Days from so many before today on."""
        return queryset.filter(day__gt=clock.today() - timedelta(days=int(value)))

    def by_found(self, queryset, _name, _value):
        """Everything: what found nothing alone is shown where nothing was chosen (``SearchedView``)."""
        return queryset


class _QueryColumn(TitleColumn):
    """What was searched for, with the way to the answer of today."""

    def get_link_url(self, instance, parent_context):
        return search_url(instance["agency"], urlencode({"q": instance["query"]})) if instance["agency"] else None


class SearchedView(OfficeExportMixin, ReportView):
    """What was searched for, and how often, by agencies that the person keeps."""

    page_title = _("Searches that found nothing")
    header_icon = "search"
    index_url_name = "wagtail_qms_searched"
    index_results_url_name = "wagtail_qms_searched_results"
    filterset_class = SearchedFilterSet
    default_ordering = "-asked"
    export_filename = "tim-khong-thay"
    is_searchable = True
    search_fields = ["query"]
    list_export = ["query", "asked", "last", "found_last", "agency__name"]
    export_headings = {
        "query": _("Searched for"),
        "asked": _("Times"),
        "last": _("Last on"),
        "found_last": _("Documents found"),
        "agency__name": _("Agency"),
    }

    def dispatch(self, request, *args, **kwargs):
        if not may_read_log(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def columns(self):
        columns = [
            _QueryColumn("query", label=_("Searched for"), sort_key="query"),
            NumberColumn("asked", label=_("Times"), sort_key="asked"),
            Column("last", label=_("Last on"), accessor=lambda row: show_date(row["last"]), sort_key="last"),
        ]
        if self.shows_all:
            columns.append(NumberColumn("found_last", label=_("Documents found"), sort_key="found_last"))
        if _kept_agencies(self.request).count() > 1:
            columns.append(Column("agency__name", label=_("Agency"), sort_key="agency__name"))
        return columns

    @property
    def no_results_message(self):
        """Why the list is empty."""
        return _("Nobody searched in vain in this time, as far as the log goes back.")

    @property
    def shows_all(self) -> bool:
        """Whether what found something is shown too."""
        return self.request.GET.get("show") == "all"

    def get_base_queryset(self):
        rows = access.kept(SearchedQuery.objects.all(), self.request.user, "agency")
        if not self.shows_all:
            rows = rows.filter(found=0)
        groups = rows.order_by().values("agency", "agency__name", "query")
        return groups.annotate(asked=Sum("times"), last=Max("day"), found_last=Max("found"))

    def get_filterset_kwargs(self):
        return {**super().get_filterset_kwargs(), "queryset": self.get_base_queryset()}


def admin_urls():
    """For the hook ``register_admin_urls``."""
    results = SearchedView.as_view(results_only=True)
    return [
        path("reports/qms-searched/", SearchedView.as_view(), name="wagtail_qms_searched"),
        path("reports/qms-searched/results/", results, name="wagtail_qms_searched_results"),
    ]


class _KeepersMenuItem(MenuItem):
    def is_shown(self, request):
        return may_read_log(request.user)


def report_item() -> MenuItem:
    """The entry in the menu "Reports"."""
    url = reverse("wagtail_qms_searched")
    return _KeepersMenuItem(_("Searches that found nothing"), url, name="qms-searched", icon_name="search", order=1300)
