"""The host's own search: Wagtail's page search, as the project template writes it."""

from django.template.response import TemplateResponse
from wagtail.models import Page


def search(request):
    """Show the live public pages that match ``query``."""
    query = request.GET.get("query", "")
    pages = Page.objects.live().public().search(query) if query else Page.objects.none()
    return TemplateResponse(request, "portal/search.html", {"query": query, "pages": pages})
