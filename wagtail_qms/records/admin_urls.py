"""Addresses of records in the admin."""

from django.urls import include, path

from wagtail_qms.records import views


def admin_urls():
    """For the hook ``register_admin_urls``."""
    return [
        path(
            "qms/records/",
            include(([path("evidence/<int:pk>/", views.evidence, name="evidence")], "wagtail_qms_records")),
        )
    ]
