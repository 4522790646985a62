"""``qms_reindex``: build the search's indexes anew, beside those that answer."""

from django.core.management.base import BaseCommand, CommandError

from wagtail_qms.management.search_engines import add_engine_argument, named_engines
from wagtail_qms.search import choosing
from wagtail_qms.search.building import rebuild


class Command(BaseCommand):
    """The new index takes the place of the old one in one moment: nobody gets an empty answer meanwhile."""

    help = "Build the search's indexes anew. The old ones answer until the new ones are whole."

    def add_arguments(self, parser):
        add_engine_argument(parser, "only the index of this engine; without it, of all that are kept")

    def handle(self, *args, **options):
        for name in named_engines(options["engine"]):
            try:
                done = rebuild(name, progress=self._progress(name, options["verbosity"]))
            except choosing.UNUSABLE as error:
                raise CommandError(f"{name}: {error}") from error
            self.stdout.write(f"{name}: {done} documents")

    def _progress(self, name: str, verbosity: int):
        def tell(done: int, total: int):
            if verbosity and total:
                self.stdout.write(f"{name}: {done}/{total} ({100 * done // total} %)")
                self.stdout.flush()

        return tell
