"""The portal's search, with Wagtail's own means."""

from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from wagtail.models import Page

RESULTS_PER_PAGE = 10


def search(request):
    """Show the live public pages that match ``query``."""
    query = request.GET.get("query", "").strip()
    found = Page.objects.live().public().specific().search(query) if query else Page.objects.none()
    results = Paginator(found, RESULTS_PER_PAGE).get_page(request.GET.get("page"))
    return TemplateResponse(request, "portal/search.html", {"query": query, "results": results})
