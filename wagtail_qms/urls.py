"""The addresses that a site includes: ``path("qms/", include("wagtail_qms.urls"))``."""

from django.urls import include, path

app_name = "wagtail_qms"
urlpatterns = [
    path("", include("wagtail_qms.public.urls")),
]
