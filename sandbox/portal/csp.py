"""A content security policy for the public pages (Django 6.0 and later)."""

from django.middleware.csp import ContentSecurityPolicyMiddleware
from django.urls import reverse


class PortalCSPMiddleware(ContentSecurityPolicyMiddleware):
    """Django's policy on every page but the admin's: Wagtail's editor sets inline styles of its own."""

    def process_response(self, request, response):
        """Add the header to what citizens see."""
        if request.path.startswith(reverse("wagtailadmin_home")):
            return response
        return super().process_response(request, response)
