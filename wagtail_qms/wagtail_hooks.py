"""Wiring into Wagtail's admin: nothing is decided here."""

from wagtail import hooks

from wagtail_qms.pages.underline import register_underline

hooks.register("register_rich_text_features", register_underline)
