"""The screens of agencies, units, fields of work and appointments in the Wagtail admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from wagtail_qms.organisation import filters, forms, views
from wagtail_qms.organisation.models import Agency, Appointment, FieldOfWork, Unit

_PERIOD = FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")], heading=_("Valid"))
_VALID = views.PeriodColumn("valid_from", label=_("Valid"), sort_key="valid_from", width="14%")


class OrganisationViewSet(ModelViewSet):
    """What the four screens share."""

    copy_view_enabled = False
    add_to_admin_menu = False
    delete_view_class = views.DeleteUnusedView
    edit_view_class = views.KeptEditView
    index_view_class = views.NamedIndexView
    search_backend_name = None
    list_per_page = 50


class AgencyViewSet(OrganisationViewSet):
    """Agencies (cơ quan)."""

    model = Agency
    name = "qms_agency"
    url_prefix = "qms/agencies"
    icon = "home"
    filterset_class = filters.AgencyFilterSet
    search_fields = ["name", "parent_body", "place_name"]
    list_display = ["name", "parent_body", "place_name", _VALID]
    list_export = ["name", "parent_body", "place_name", "get_standard_display", "valid_from", "valid_until"]
    export_headings = {"get_standard_display": _("standard")}
    export_filename = "agencies"
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("name"),
                    FieldRowPanel([FieldPanel("parent_body"), FieldPanel("place_name")]),
                    FieldRowPanel([FieldPanel("standard"), FieldPanel("logo")]),
                ],
                heading=_("Agency"),
            ),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel(f"{role}_label") for role in ("drafting", "review", "approval")])],
                heading=_("Words for the three signatures"),
                help_text=_("Left empty: Drafting, Review, Approval."),
            ),
            MultiFieldPanel([_PERIOD, FieldPanel("predecessors")], heading=_("Period and predecessors")),
        ],
        base_form_class=forms.AgencyForm,
    )


class UnitViewSet(OrganisationViewSet):
    """Units (đơn vị), as a tree."""

    model = Unit
    name = "qms_unit"
    url_prefix = "qms/units"
    icon = "list-ul"
    index_view_class = views.UnitIndexView
    filterset_class = filters.UnitFilterSet
    search_fields = ["name", "code"]
    list_display = [
        "name",
        Column("code", label=_("Code"), sort_key="code"),
        Column("agency", label=_("Agency"), sort_key="agency__name"),
        Column("successor", label=_("Successor"), accessor=lambda unit: unit.successor or ""),
        _VALID,
    ]
    list_export = ["name", "code", "agency", "parent", "valid_from", "valid_until", "successor"]
    export_filename = "units"
    edit_handler = ObjectList(
        [
            FieldPanel("agency"),
            FieldRowPanel([FieldPanel("name"), FieldPanel("code")]),
            FieldPanel("parent"),
            _PERIOD,
            FieldPanel("successor"),
        ],
        base_form_class=forms.UnitForm,
    )


class FieldOfWorkViewSet(OrganisationViewSet):
    """Fields of work (lĩnh vực)."""

    model = FieldOfWork
    name = "qms_field"
    url_prefix = "qms/fields"
    icon = "tag"
    index_view_class = views.FieldIndexView
    filterset_class = filters.FieldFilterSet
    search_fields = ["name"]
    list_display = ["name", Column("agency", label=_("Agency"), sort_key="agency__name")]
    list_export = ["name", "agency"]
    export_filename = "fields-of-work"
    edit_handler = ObjectList([FieldPanel("agency"), FieldPanel("name")], base_form_class=forms.FieldOfWorkForm)


class AppointmentViewSet(OrganisationViewSet):
    """Appointments: who holds which post, from when until when."""

    model = Appointment
    name = "qms_appointment"
    url_prefix = "qms/appointments"
    icon = "user"
    index_view_class = views.PersonIndexView
    filterset_class = filters.AppointmentFilterSet
    search_fields = ["person_name", "post", "decision_no", "unit__name"]
    list_display = [
        "person_name",
        Column("post", label=_("Post"), sort_key="post"),
        Column("unit", label=_("Unit"), accessor=lambda row: row.unit or "", sort_key="unit__name"),
        Column("agency", label=_("Agency"), sort_key="agency__name"),
        Column("role", label=_("Part in the system"), accessor="get_role_display", sort_key="role"),
        Column("capacity", label=_("Signs as"), sort_key="capacity"),
        views.SigningColumn("may_sign", label=_("May sign as")),
        _VALID,
    ]
    list_export = [
        "person_name", "post", "unit", "agency", "get_role_display", "capacity", "may_review", "may_approve",
        "decision_no", "decision_on", "valid_from", "valid_until",
    ]  # fmt: skip
    export_headings = {"get_role_display": _("part in the system")}
    export_filename = "appointments"
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("user"),
                    FieldRowPanel([FieldPanel("agency"), FieldPanel("unit")]),
                    FieldRowPanel([FieldPanel("post"), FieldPanel("role")]),
                ],
                heading=_("Person and post"),
            ),
            MultiFieldPanel(
                [FieldPanel("capacity"), FieldRowPanel([FieldPanel("may_review"), FieldPanel("may_approve")])],
                heading=_("Signing"),
            ),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("decision_no"), FieldPanel("decision_on")]), _PERIOD],
                heading=_("Decision and period"),
            ),
        ],
        base_form_class=forms.AppointmentForm,
    )


class OrganisationGroup(ViewSetGroup):
    """The four screens as one entry of the menu "Quality management"."""

    items = (AppointmentViewSet, UnitViewSet, FieldOfWorkViewSet, AgencyViewSet)
    menu_label = _("Organisation")
    menu_name = "qms-organisation"
    menu_icon = "group"
    menu_hook = "register_qms_menu_item"
    menu_order = 900


organisation_group = OrganisationGroup()
