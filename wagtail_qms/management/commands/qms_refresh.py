"""``qms_refresh``: bring page rows into step with the register, such as after an effective date has come."""

from django.core.management.base import BaseCommand

from wagtail_qms.pages.refreshing import refresh_page
from wagtail_qms.pages.searched import refresh_search
from wagtail_qms.register.models import Document


class Command(BaseCommand):
    """Readers see the register with or without it; the host's menus and search read the page rows."""

    help = "Bring the rows of document pages, and the host's search, into step with the register. Safe at any time."

    def handle(self, *args, **options):
        documents = Document.objects.issued().select_related("agency").order_by("pk")
        changed = 0
        for document in documents.iterator():
            changed += refresh_page(document)
            refresh_search(document)
        self.stdout.write(f"{documents.count()} documents, {changed} refreshed")
