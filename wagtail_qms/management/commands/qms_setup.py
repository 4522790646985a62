from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wagtail_qms.setup.places import INDEX_SLUG, INDEX_TITLE
from wagtail_qms.setup.provision import provision
from wagtail_qms.setup.report import SetupError


class Command(BaseCommand):
    help = "Sets up groups, permissions, the signing workflow, the agency and its document list; safe to run again."

    def add_arguments(self, parser):
        parser.add_argument("--agency", default="", help="name of the agency; made when there is none of that name")
        parser.add_argument("--site", default="", help="host name of the site; the default site when left out")
        parser.add_argument("--index-slug", default=INDEX_SLUG, help="last part of the document list's address")
        parser.add_argument("--index-title", default=INDEX_TITLE, help="title of the document list")

    def handle(self, *args, **options):
        """Provision, then tell line by line what was made and what was there."""
        names = ("agency", "site", "index_slug", "index_title")
        try:
            report = provision(**{name: options[name] for name in names}).report
        except SetupError as error:
            raise CommandError(str(error)) from error
        for line in report.lines:
            how = _("made") if line.made else _("there already")
            self.stdout.write(f"  {line.text}: {how}")
        self.stdout.write(self.style.SUCCESS(summary(report)))


def summary(report) -> str:
    """How much was done, in one sentence."""
    if not report.changes:
        return _("Everything was there already; nothing was changed.")
    return _("Ready: %(count)s things made or mended.") % {"count": report.changes}
