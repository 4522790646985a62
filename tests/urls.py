"""The test site's addresses, in the order in which a portal would have them."""

from django.conf import settings
from django.contrib import admin as django_admin
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from tests.portal.api import api_router
from tests.portal.views import search

urlpatterns = [
    path("django-admin/", django_admin.site.urls),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("sitemap.xml", sitemap),
    path("api/v2/", api_router.urls),
    path("search/", search, name="portal_search"),
    path("qms/", include("wagtail_qms.urls")),
    path("", include(wagtail_urls)),
]

if settings.HAS_API_V3:
    urlpatterns.insert(-1, path("api/v3/", include("tests.portal.api_v3")))
