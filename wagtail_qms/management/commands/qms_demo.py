from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from wagtail_qms.setup.demo.build import build_demo
from wagtail_qms.setup.demo.people import PASSWORD, PEOPLE, identifier
from wagtail_qms.setup.report import SetupError


class Command(BaseCommand):
    help = "Builds a demo agency with people and a document set; safe to run again. Only for trying out."

    def add_arguments(self, parser):
        parser.add_argument("--agency", default="", help="name of the agency to build in; made when there is none")
        parser.add_argument("--site", default="", help="host name of the site; the default site when left out")
        parser.add_argument("--force", action="store_true", help="build although DEBUG is off")

    def handle(self, *args, **options):
        """Build what is missing, then print the sign-ins."""
        if not (settings.DEBUG or options["force"]):
            raise CommandError(
                _("The demo makes accounts with a known password. On a site that nobody else reaches: --force")
            )
        try:
            report = build_demo(agency=options["agency"], site=options["site"], tell=self._tell)
        except SetupError as error:
            raise CommandError(str(error)) from error
        there = _("The demo is there already; nothing was changed.")
        self.stdout.write(self.style.SUCCESS(_("The demo is ready.") if report.changes else there))
        self._print_sign_ins()

    def _tell(self, line: str):
        self.stdout.write(f"  + {line}")
        self.stdout.flush()

    def _print_sign_ins(self):
        self.stdout.write(_("Sign-ins, all with the password “%(password)s”:") % {"password": PASSWORD})
        for person in PEOPLE:
            self.stdout.write(f"  {identifier(person):<12} {person.name}, {person.post}")
