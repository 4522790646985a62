from django.core.management.base import BaseCommand
from wagtail.models import Page

from serving_site import filling
from wagtail_qms.pages.models import DocumentIndexPage


class Command(BaseCommand):
    """Makes the site when there is none, then adds documents and plain pages."""

    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("first", type=int)
        parser.add_argument("end", type=int)

    def handle(self, first, end, **options):
        index = DocumentIndexPage.objects.first()
        filling.add(index or filling.make_site(), Page.objects.get(slug="trang"), range(first, end))
