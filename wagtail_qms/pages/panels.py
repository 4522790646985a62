"""Panels of the document editor."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel


class SigningPanel(Panel):
    """Who has signed, who is next and since when, what is wrong, and what changed since the last edition."""

    def __init__(self, **kwargs):
        kwargs.setdefault("heading", _("Signatures"))
        super().__init__(**kwargs)

    def clone_kwargs(self):
        return {**super().clone_kwargs()}

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_qms/admin/signing_panel.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            return context
