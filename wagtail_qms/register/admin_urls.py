"""Addresses of the register in the admin."""

from django.urls import include, path

from wagtail_qms.register import admin_views
from wagtail_qms.register.source_views import SourceView

_patterns = [
    path("documents/<int:pk>/", admin_views.DocumentView.as_view(), name="document"),
    path("documents/<int:pk>/source/<int:row>/", SourceView.as_view(), name="source"),
    path("documents/<int:pk>/<slug:verb>/", admin_views.VerbView.as_view(), name="verb"),
    path("documents/<int:pk>/<slug:verb>/<int:row>/", admin_views.VerbView.as_view(), name="verb"),
    path("pages/<int:page_pk>/register/", admin_views.register_of_page, name="page"),
    path("reading/", admin_views.ReadingListView.as_view(), name="reading"),
]


def admin_urls():
    """For the hook ``register_admin_urls``."""
    return [path("qms/", include((_patterns, "wagtail_qms_register")))]
