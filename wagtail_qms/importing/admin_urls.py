"""The addresses of bringing Word files in, below the admin's."""

from django.urls import path

from wagtail_qms.importing.preview_views import PictureView, PreviewView
from wagtail_qms.importing.review_views import DoneView, ReviewView
from wagtail_qms.importing.views import DONE, REVIEW, UPLOAD, UploadView


def admin_urls():
    """Hook: the addresses of these pages below the admin's."""
    base = "qms/import/"
    return [
        path(base, UploadView.as_view(), name=UPLOAD),
        path(f"{base}review/", ReviewView.as_view(), name=REVIEW),
        path(f"{base}done/", DoneView.as_view(), name=DONE),
        path(f"{base}<slug:digest>/<int:place>/", PreviewView.as_view(), name="wagtail_qms_import_preview"),
        path(f"{base}<slug:digest>/picture/<slug:picture>", PictureView.as_view(), name="wagtail_qms_import_picture"),
    ]
