"""Panels of the document editor."""

from django import forms
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from wagtail_qms.pages.addresses import compare_url
from wagtail_qms.pages.signing import board_of
from wagtail_qms.workflows.reading_once import read_latest

CHANGES_SHOWN = 5


class SigningPanel(Panel):
    """Who has signed, who is next and since when, what is wrong, and what changed since the last edition."""

    def __init__(self, **kwargs):
        kwargs.setdefault("heading", _("Signatures"))
        super().__init__(**kwargs)

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_qms/admin/signing_panel.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            if self.instance.pk is None:
                return context
            read = read_latest(self.instance) if _shows_latest(self.request) else None
            board = board_of(self.instance, self.request.user, read)
            comparison = board.comparison()
            return context | {
                "board": board,
                "boxes": board.boxes(),
                "actions": board.actions(),
                "reasons": board.reasons(),
                "groups": board.problem_groups(),
                "comparison": comparison,
                "editions": board.edition_rows(),
                "compare_url": compare_url(self.instance.pk),
                "first_changes": comparison.lines[:CHANGES_SHOWN] if comparison else (),
            }

        @property
        def media(self):
            return forms.Media(css={"all": [static("wagtail_qms/editor.css")]})


def _shows_latest(request) -> bool:
    """Whether the editor shows the latest revision, which its menu has read: nothing typed anew, no older one."""
    match = request.resolver_match
    return request.method == "GET" and match is not None and match.url_name == "edit"
