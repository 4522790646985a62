"""The screens of tickets."""

from django.utils.translation import gettext_lazy as _

from wagtail_qms.records.screens.viewset import RecordViewSet
from wagtail_qms.snippets.corrective_actions import (
    box1_views,
    box2_views,
    filters,
    listing,
    page,
    step_views,
    work_views,
)
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction


class TicketViewSet(RecordViewSet):
    """Tickets (phiếu yêu cầu hành động khắc phục/cải tiến)."""

    model = CorrectiveAction
    name = "qms_ticket"
    url_prefix = "qms/tickets"
    url_namespace = "qms_ticket"
    icon = "clipboard-list"
    menu_label = _("Corrective action tickets")
    menu_hook = "register_qms_menu_item"
    menu_order = 120
    index_view_class = listing.TicketIndexView
    filterset_class = filters.TicketFilterSet
    list_display = ["number"]
    list_export = [
        "number", "title", "get_kind_display", "get_state_display", "unit", "agency", "get_source_display",
        "get_grade_display", "opened_on", "author_name", "requirement_text", "description", "age", "next_actor",
        "due_on", "overdue_text", "executing_unit", "assigned_name", "implementer_name", "complete_by",
        "get_result_display", "verified_on", "closed_on", "paper_number",
    ]  # fmt: skip
    export_headings = {
        "number": _("number"),
        "get_kind_display": _("kind"),
        "get_state_display": _("state"),
        "get_source_display": _("found in"),
        "get_grade_display": _("grade"),
        "get_result_display": _("result"),
        "requirement_text": _("requirement"),
        "age": _("age in days"),
        "next_actor": _("waits for"),
        "due_on": _("deadline"),
        "overdue_text": _("overdue"),
    }
    export_filename = "phieu-khac-phuc-cai-tien"
    routes = (
        ("add/", box1_views.AddView, "add"),
        ("<int:pk>/", page.TicketView, "edit"),
        ("<int:pk>/box1/", box1_views.Box1View, "box1"),
        ("<int:pk>/box2/", box2_views.Box2View, "box2"),
        ("<int:pk>/measures/<int:measure>/", work_views.MeasureView, "measure"),
        ("<int:pk>/progress/", work_views.ProgressView, "progress"),
        ("<int:pk>/request/", work_views.RequestView, "request"),
        ("<int:pk>/answer/<int:sequence>/", work_views.AnswerView, "answer"),
        ("<int:pk>/documents/", work_views.TouchView, "touch"),
        ("<int:pk>/documents/<int:touched>/", work_views.ExcuseView, "excuse"),
        ("<int:pk>/evidence/", work_views.EvidenceView, "evidence"),
        ("<int:pk>/<slug:step>/", step_views.TicketStepView, "step"),
    )
