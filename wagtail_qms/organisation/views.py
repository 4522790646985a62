"""The organisation's screens, where they differ from Wagtail's."""

from __future__ import annotations

from django.db.models import Case, IntegerField, Value, When
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic

from wagtail_qms.organisation.exporting import OfficeExportMixin
from wagtail_qms.organisation.sorting import by_name, in_order, person_key
from wagtail_qms.organisation.trees import indented, walk
from wagtail_qms.organisation.uses import uses_of
from wagtail_qms.words import show_date


class DayColumn(Column):
    """A date as people here write it; an open end is empty."""

    def get_value(self, instance):
        return show_date(super().get_value(instance))


class YesColumn(Column):
    """A mark where something holds, nothing where it does not."""

    def get_value(self, instance):
        return _("Yes") if super().get_value(instance) else ""


class NamedIndexView(OfficeExportMixin, generic.IndexView):
    """A listing in the order of Vietnamese names, unless somebody sorts by another column."""

    name_field = "name"
    name_key = None
    related = ()

    def get_base_queryset(self):
        rows = super().get_base_queryset()
        return rows.select_related(*self.related) if self.related else rows

    def order_queryset(self, queryset):
        if self.is_explicitly_ordered and self.ordering:
            return super().order_queryset(queryset)
        return self.order_by_name(queryset)

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


class DeleteUnusedView(generic.DeleteView):
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
