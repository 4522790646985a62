"""``qms_import PATH...``: Word files become drafts, or editions that were approved on paper."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_qms import clock
from wagtail_qms.importing.batch import Done, Order, brought
from wagtail_qms.importing.drafting import Outcome, Status
from wagtail_qms.importing.facts import facts_of
from wagtail_qms.importing.places import NotFound, index_called, person_called
from wagtail_qms.importing.reading import read_source
from wagtail_qms.importing.sources import ENDINGS, files_at, refusal_text, source_at
from wagtail_qms.problems import Level
from wagtail_qms.register import rules
from wagtail_qms.register.acting import keeps_register
from wagtail_qms.word.errors import CannotRead
from wagtail_qms.words import say


class Command(BaseCommand):
    """Progress and what was noticed go to stderr, results to stdout. Exit 1 when a file could not be read."""

    help = "Brings Word files in as drafts; files that were brought in before are left as they are."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", help="Word file, or folder that is searched for them")
        parser.add_argument("--index", default="", help="document list, by number, slug or title")
        parser.add_argument("--field", default="", help="field of work of these files; made when missing")
        forms = [name for name in ENDINGS if name]
        parser.add_argument("--format", default="", choices=forms, help="what the files are")
        parser.add_argument(
            "--in-force",
            action="store_true",
            help="register what was approved on paper; --as names who answers for it",
        )
        parser.add_argument("--as", default="", dest="person", metavar="USER", help="user name of who brings them in")
        parser.add_argument("--dry-run", action="store_true", help="read and tell; write nothing")
        parser.add_argument("--json", action="store_true", help="one JSON object a line for each document")
        parser.add_argument("--text", action="store_true", help="print the text that was understood; write nothing")

    def handle(self, *args, **options):
        try:
            paths = list(files_at(options["paths"], options["format"]))
        except FileNotFoundError as error:
            raise CommandError(_("There is no file or folder “%(name)s”.") % {"name": error}) from error
        refused = self._print_texts(paths, options["format"]) if options["text"] else self._bring_in(paths, options)
        if refused:
            text = ngettext("%(count)s file could not be read.", "%(count)s files could not be read.", refused)
            raise CommandError(text % {"count": refused})

    def _print_texts(self, paths, form: str) -> int:
        refused = 0
        for path in paths:
            try:
                for part in read_source(source_at(path), form):
                    self.stdout.write(part.reading.text)
            except CannotRead as error:
                refused += 1
                self.stderr.write(f"{path}: {refusal_text(error)}")
        return refused

    def _bring_in(self, paths, options) -> int:
        try:
            order = order_of(options)
        except NotFound as error:
            raise CommandError(str(error)) from error
        refused = 0
        for done in brought(paths, order):
            self._tell(done, as_json=options["json"])
            refused += done.refusal is not None
        return refused

    def _tell(self, done: Done, *, as_json: bool):
        head = f"[{done.place}/{done.total}] {done.path}"
        if done.refusal:
            self.stderr.write(f"{head}: {refusal_text(done.refusal)}")
        for outcome in done.outcomes:
            self.stderr.write(f"{head}: {outcome_text(outcome)}", self.style.SUCCESS)
            for problem in outcome.problems:
                if not as_json and problem.level != Level.HINT:
                    self.stderr.write(f"    {problem.level}: {say(problem)}")
            if as_json:
                self.stdout.write(json.dumps(facts_of(outcome), ensure_ascii=False))


def order_of(options: dict) -> Order:
    """How the files shall be brought in, as the command line says.

    NotFound for a list or person that is not there, CommandError for one who may not register papers.
    """
    order = Order(
        index=index_called(options["index"]),
        field=options["field"].strip(),
        user=person_called(options["person"]),
        form=options["format"],
        in_force=options["in_force"],
        dry_run=options["dry_run"],
    )
    if order.in_force and not keeps_register(order.user, order.index.agency, clock.today()):
        [problem] = rules.paper_problems(is_secretary=False, is_approved_here=False)
        raise CommandError(f"{say(problem)} {_('Name one with --as.')}")
    return order


def outcome_text(outcome: Outcome) -> str:
    """What became of a document, in one line."""
    words = {
        Status.READ: _("read; nothing was written"),
        Status.DRAFTED: _("draft %(page)s made"),
        Status.KNOWN: _("there already as %(page)s; nothing was changed"),
        Status.REGISTERED: _("draft %(page)s registered as approved on paper"),
        Status.DUPLICATE: _("not made: this document is in the list already"),
    }
    return f"{outcome.wish.code} {outcome.wish.title}: {words[outcome.status] % {'page': outcome.page_id}}".strip()
