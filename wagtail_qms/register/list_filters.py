"""Filters of the registers."""

from __future__ import annotations

from django.contrib.admin import SimpleListFilter
from django.utils.translation import gettext_lazy as _

from wagtail_qms.organisation.models import Agency
from wagtail_qms.organisation.sorting import collation_key
from wagtail_qms.register import access
from wagtail_qms.register.enums import Confidentiality, Kind, SigningRole, Status, Verdict


class RegisterFilter(SimpleListFilter):
    """A filter by one field, with fixed choices. An unknown choice filters nothing."""

    field = ""
    choices_of: type | None = None

    def lookups(self, request, model_admin):
        return self.choices_of.choices

    def queryset(self, request, queryset):
        chosen = self.value()
        if chosen is None or chosen not in {str(key) for key, _label in self.lookup_choices}:
            return queryset
        return self.narrowed(queryset, chosen)

    def narrowed(self, queryset, chosen: str):
        """The rows that fit ``chosen``."""
        return queryset.filter(**{self.field: chosen})


class StatusFilter(RegisterFilter):
    """By what an edition is today."""

    title, parameter_name, field, choices_of = _("status today"), "status", "status_today", Status


class KindFilter(RegisterFilter):
    """By sort of document."""

    title, parameter_name, field, choices_of = _("kind"), "kind", "kind", Kind


class ConfidentialityFilter(RegisterFilter):
    """By who may read."""

    title, parameter_name, field, choices_of = (
        _("confidentiality"),
        "confidentiality",
        "confidentiality",
        Confidentiality,
    )


class SigningRoleFilter(RegisterFilter):
    """By which of the three signatures."""

    title, parameter_name, field, choices_of = _("signature"), "role", "role", SigningRole


class VerdictFilter(RegisterFilter):
    """By what was done: signed or returned."""

    title, parameter_name, field, choices_of = _("verdict"), "verdict", "verdict", Verdict


class AgencyFilter(RegisterFilter):
    """By agency, where a person sees several."""

    title, parameter_name, field = _("agency"), "agency", "document__agency"

    def lookups(self, request, model_admin):
        agencies = access.own(Agency.objects.all(), request.user, "pk")
        return sorted(agencies.values_list("pk", "name"), key=lambda row: collation_key(row[1]))

    def has_output(self):
        return len(self.lookup_choices) > 1


class UnitFilter(RegisterFilter):
    """By the unit that owns the document, as it was called then."""

    title, parameter_name, field = _("owner unit"), "unit", "owner_unit"

    def lookups(self, request, model_admin):
        rows = model_admin.get_queryset(request).order_by().exclude(owner_unit="")
        names = rows.values_list("owner_unit", flat=True).distinct()
        return [(name, name) for name in sorted(names, key=collation_key)]


class OpenFilter(RegisterFilter):
    """By whether what a row began has been ended by another row."""

    parameter_name = "open"

    def lookups(self, request, model_admin):
        return [("yes", self.open_label), ("no", self.ended_label)]

    def narrowed(self, queryset, chosen):
        return queryset.filter(**{f"{self.field}__isnull": chosen == "yes"})


class RecallFilter(OpenFilter):
    """Copies still out, or recalled."""

    title, field, open_label, ended_label = _("recall"), "recall", _("Still out"), _("Recalled")


class ReleaseFilter(OpenFilter):
    """Editions still hidden, or shown again."""

    title, field, open_label, ended_label = _("hiding"), "release", _("Still hidden"), _("Shown again")
