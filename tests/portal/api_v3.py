"""The host's read and write API of Wagtail 8; included only there."""

from django.urls import path
from wagtail.api.v3.urls import api

urlpatterns = [path("", api.urls)]
