"""The addresses that a site includes: ``path("qms/", include("wagtail_qms.urls"))``."""

app_name = "wagtail_qms"
urlpatterns = []
