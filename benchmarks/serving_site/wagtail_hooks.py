from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from serving_site.models import PlainTicket


class PlainTicketViewSet(SnippetViewSet):
    """Wagtail's own list, as long as a page of the list of tickets."""

    model = PlainTicket
    list_display = ["title", "state"]
    list_filter = ["state"]
    search_fields = ["title", "description"]
    list_per_page = 50


register_snippet(PlainTicketViewSet)
