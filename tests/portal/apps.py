"""The host site of the tests."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "tests.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"
