"""``qms_index``: keep the search's indexes in step with the register, as a worker or once."""

import signal
from contextlib import contextmanager
from threading import Event

from django.core.management.base import BaseCommand

from wagtail_qms.management.index_worker import Round, Stopped, work


class Command(BaseCommand):
    """One or several of them may run. What is interrupted stays in the queue."""

    help = (
        "Take up what the register changed into the search's indexes, build those that were lost, and bring the "
        "host's page rows and search into step after an effective date. Runs until it is stopped."
    )

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="stop when nothing is left to be done now")
        parser.add_argument("--wait", type=float, default=2.0, metavar="SECONDS", help="pause when there is nothing")

    def handle(self, *args, **options):
        stopping = Event()
        with _asked_to_stop(stopping):
            try:
                work(stopping, tell=self._tell(options["verbosity"]), once=options["once"], wait=options["wait"])
            except Stopped:
                self.stdout.write("stopped")

    def _tell(self, verbosity: int):
        def tell(done: Round):
            if verbosity and done.did_something:
                self.stdout.write(str(done))
                self.stdout.flush()
            for line in done.stuck:
                self.stderr.write(line)

        return tell


@contextmanager
def _asked_to_stop(stopping: Event):
    """SIGTERM and SIGINT end the work between two documents."""
    numbers = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(number, lambda *_args: stopping.set()) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
