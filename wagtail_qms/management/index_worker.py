"""The rounds of the index worker: build what was lost, take up the queue, follow the calendar."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

from django.db import DatabaseError, close_old_connections, connection

from wagtail_qms import clock
from wagtail_qms.pages.following import follow_calendar
from wagtail_qms.search import building, choosing, log, queue
from wagtail_qms.search.entries import BATCH
from wagtail_qms.search.files import FileReader
from wagtail_qms.search.indexing import drain

logger = logging.getLogger("wagtail_qms.search")

#: Seconds after which it is looked again whether an index was lost, and whether a new day has come.
_LOOK_AFTER = 30


class Stopped(Exception):
    """Somebody asked the worker to stop."""


@dataclass
class Round:
    """What one round did."""

    built: list[str] = field(default_factory=list)
    applied: int = 0
    failed: int = 0
    postponed: int = 0
    pages: int = 0
    #: Documents that cannot be indexed, with the reason.
    stuck: list[str] = field(default_factory=list)

    @property
    def did_something(self) -> bool:
        """Whether there is something to be told."""
        return bool(self.built or self.applied or self.failed or self.postponed or self.pages)

    def __str__(self):
        built = f"built {', '.join(self.built)}; " if self.built else ""
        counts = f"{self.applied} applied, {self.failed} failed, {self.postponed} postponed"
        return f"{built}{counts}" + (f", {self.pages} pages refreshed" if self.pages else "")


def work(stopping: Event, *, tell: Callable[[Round], None], once: bool = False, wait: float = 2.0) -> None:
    """Round after round until ``stopping`` is set, or with ``once`` until nothing is left to be done now.

    Stopped is raised when it was asked to stop while an index is built. What is not done stays in the queue.
    """
    looked_after = None
    while not stopping.is_set():
        is_time = looked_after is None or time.monotonic() - looked_after >= _LOOK_AFTER
        try:
            done = _round(stopping, look_after=is_time)
        except DatabaseError:
            if once:
                raise
            # The database is away for a moment, such as for a restart: the worker outlives it.
            logger.exception("The index worker tries again")
            connection.close()
            done = Round()
        else:
            looked_after = time.monotonic() if is_time else looked_after
        tell(done)
        if not done.applied:
            if once:
                return
            close_old_connections()
            stopping.wait(wait)


def _round(stopping: Event, *, look_after: bool) -> Round:
    done = Round()
    if look_after:
        done.built = [name for name in choosing.kept_names() if building.mend(name, progress=_until(stopping))]
        done.pages = follow_calendar()
        log.purge(clock.today())
    taken = drain(limit=BATCH, read=FileReader())
    done.applied, done.failed, done.postponed = taken.applied, taken.failed, taken.postponed
    if taken.failed or look_after:
        done.stuck = [f"{row.document} ({row.engine}): {row.error}" for row in queue.stuck()]
    return done


def _until(stopping: Event) -> building.Progress:
    def check(done: int, total: int):
        if stopping.is_set():
            raise Stopped

    return check
