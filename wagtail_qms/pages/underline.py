"""Underlining in rich text, which Wagtail leaves out. Imported by hooks only: it needs loaded models."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.admin.rich_text.editors.draftail.features import InlineStyleFeature


def register_underline(features) -> None:
    """Adds the rich text feature ``underline`` (a ``register_rich_text_features`` hook)."""
    plugin = InlineStyleFeature({"type": "UNDERLINE", "label": "U̲", "description": _("Underline")})
    features.register_editor_plugin("draftail", "underline", plugin)
    rule = {
        "from_database_format": {"u": InlineStyleElementHandler("UNDERLINE")},
        "to_database_format": {"style_map": {"UNDERLINE": "u"}},
    }
    features.register_converter_rule("contentstate", "underline", rule)
