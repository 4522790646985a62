"""The organisation's screens, where they differ from Wagtail's."""

from __future__ import annotations

from django.db.models import Case, IntegerField, Value, When
from django.utils.functional import cached_property
from django.utils.translation import gettext
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic

from wagtail_qms import clock
from wagtail_qms.organisation.exporting import OfficeExportMixin
from wagtail_qms.organisation.models import Agency
from wagtail_qms.organisation.queries import agencies_kept_by
from wagtail_qms.organisation.searching import matching
from wagtail_qms.organisation.sorting import by_name, in_order, person_key
from wagtail_qms.organisation.trees import indented, walk
from wagtail_qms.organisation.uses import uses_of
from wagtail_qms.words import show_date


class PeriodColumn(Column):
    """From when until when a row holds, in one place."""

    def get_value(self, instance):
        begins, ends = show_date(instance.valid_from), show_date(instance.valid_until)
        if begins and ends:
            return f"{begins} – {ends}"
        if begins:
            return gettext("from %(day)s") % {"day": begins}
        return gettext("until %(day)s") % {"day": ends} if ends else ""


class SigningColumn(Column):
    """Which signatures an appointment lets its holder give."""

    def get_value(self, instance):
        given = [(instance.may_review, gettext("Review")), (instance.may_approve, gettext("Approval"))]
        return ", ".join(word for may, word in given if may)


def kept(rows, user):
    """Those of ``rows`` that ``user`` may see and change: a secretary appoints nobody at another agency."""
    agencies = agencies_kept_by(user, clock.today())
    return rows.filter(pk__in=agencies) if rows.model is Agency else rows.filter(agency__in=agencies)


class KeptMixin:
    """A view of one row, among those that the person keeps."""

    def get_queryset(self):
        return kept(super().get_queryset(), self.request.user)


class KeptEditView(KeptMixin, generic.EditView):
    """Changes a row of an agency that the person keeps."""


class NamedIndexView(OfficeExportMixin, generic.IndexView):
    """A listing in the order of Vietnamese names, unless somebody sorts by another column."""

    name_field = "name"
    name_key = None
    related = ()

    def get_base_queryset(self):
        rows = kept(super().get_base_queryset(), self.request.user)
        return rows.select_related(*self.related) if self.related else rows

    @cached_property
    def columns(self):
        # One agency needs no column: it would say the same in each row.
        has_many = Agency.objects.count() > 1
        return [column for column in super().columns if has_many or column.name != "agency"]

    def order_queryset(self, queryset):
        if self.is_explicitly_ordered and self.ordering:
            return super().order_queryset(queryset)
        return self.order_by_name(queryset)

    def search_queryset(self, queryset):
        return matching(queryset, self.search_fields, self.search_query) if self.is_searching else queryset

    def order_by_name(self, queryset):
        """The listing's own order."""
        return by_name(queryset, self.name_field)


class PersonIndexView(NamedIndexView):
    """A listing of people: by given name."""

    name_field = "person_name"
    related = ("agency", "unit")

    def order_by_name(self, queryset):
        return by_name(queryset, self.name_field, person_key)


class FieldIndexView(NamedIndexView):
    """Fields of work with their agencies."""

    related = ("agency",)


class UnitIndexView(NamedIndexView):
    """Units as a tree: each below the one that it is part of."""

    related = ("agency", "parent", "successor")

    @cached_property
    def tree(self) -> dict[int, int]:
        """The depth of each unit, in the order of the tree."""
        return {unit.pk: depth for unit, depth in walk(list(super().get_base_queryset()))}

    def get_base_queryset(self):
        depths = [When(pk=key, then=Value(depth)) for key, depth in self.tree.items() if depth]
        depth = Case(*depths, default=0, output_field=IntegerField()) if depths else Value(0)
        return super().get_base_queryset().annotate(depth=depth)

    def order_by_name(self, queryset):
        return in_order(queryset, self.tree)

    @cached_property
    def columns(self):
        columns = super().columns
        columns[0].accessor = _unit_in_tree
        return columns


def _unit_in_tree(unit) -> str:
    return indented(unit.name, unit.depth)


class DeleteUnusedView(KeptMixin, generic.DeleteView):
    """Deletes what nothing points at; else says what does, and the way on."""

    template_name = "wagtail_qms/organisation/confirm_delete.html"

    @cached_property
    def uses(self):
        """Everything that points at the row."""
        return uses_of(self.object)

    def get_context_data(self, **kwargs):
        has_period = any(field.name == "valid_until" for field in self.object._meta.fields)
        return super().get_context_data(uses=self.uses, has_period=has_period, **kwargs)

    def form_valid(self, form):
        if self.uses:
            return self.render_to_response(self.get_context_data(form=form))
        return super().form_valid(form)
