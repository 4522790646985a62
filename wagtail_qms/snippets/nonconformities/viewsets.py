"""The screens of nonconformities."""

from django.utils.translation import gettext_lazy as _

from wagtail_qms.records.screens.viewset import RecordViewSet
from wagtail_qms.snippets.nonconformities import filters, listing, page, report_views, step_views
from wagtail_qms.snippets.nonconformities.models import Nonconformity


class NonconformityViewSet(RecordViewSet):
    """Nonconformities (sự không phù hợp)."""

    model = Nonconformity
    name = "qms_nonconformity"
    url_prefix = "qms/nonconformities"
    url_namespace = "qms_nonconformity"
    icon = "warning"
    menu_label = _("Nonconformities")
    menu_hook = "register_qms_menu_item"
    menu_order = 110
    index_view_class = listing.NonconformityIndexView
    filterset_class = filters.NonconformityFilterSet
    list_display = ["number"]
    list_export = [
        "number", "title", "get_state_display", "unit", "agency", "get_source_display", "get_grade_display",
        "found_on", "found_by_name", "requirement_text", "description", "age", "next_actor", "due_on", "overdue_text",
        "get_disposition_display", "assigned_name", "correction", "corrected_on", "paper_number",
    ]  # fmt: skip
    export_headings = {
        "number": _("number"),
        "get_state_display": _("state"),
        "get_source_display": _("found in"),
        "get_grade_display": _("grade"),
        "get_disposition_display": _("disposition"),
        "requirement_text": _("requirement"),
        "age": _("age in days"),
        "next_actor": _("waits for"),
        "due_on": _("deadline"),
        "overdue_text": _("overdue"),
    }
    export_filename = "su-khong-phu-hop"
    routes = (
        ("report/", report_views.ReportView, "add"),
        ("repeats/", report_views.RepeatsView, "repeats"),
        ("requirements/", report_views.RequirementsView, "requirements"),
        ("<int:pk>/", page.NonconformityView, "edit"),
        ("<int:pk>/amend/", report_views.AmendView, "amend"),
        ("<int:pk>/evidence/", step_views.EvidenceView, "evidence"),
        ("<int:pk>/<slug:step>/", step_views.NonconformityStepView, "step"),
    )
