"""Wiring into Wagtail's admin: nothing is decided here."""

from wagtail import hooks

from wagtail_qms.organisation.viewsets import organisation_group
from wagtail_qms.pages.underline import register_underline
from wagtail_qms.register.menu import quality_management_item

hooks.register("register_rich_text_features", register_underline)
hooks.register("register_admin_menu_item", quality_management_item)
hooks.register("register_admin_viewset", lambda: organisation_group)
