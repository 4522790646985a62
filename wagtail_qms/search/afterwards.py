"""What a question leaves to be done once its answer has gone out: reading the files that nobody has read yet."""

from __future__ import annotations

import logging

from asgiref.local import Local
from django.db import DatabaseError, close_old_connections, connection

from wagtail_qms.search import queue
from wagtail_qms.search.files import FileReader
from wagtail_qms.search.indexing import drain

logger = logging.getLogger("wagtail_qms.search")

#: Seconds after which no further file of the document is begun.
SECONDS = 1.0

_here = Local()


def read_files_of(document_id: int) -> None:
    """When this request is over, read files of the document."""
    _here.document = document_id


def begin(**kwargs) -> None:
    """For ``request_started``: what an earlier request left is not this one's."""
    _here.document = None


def finish(**kwargs) -> None:
    """For ``request_finished``: nobody waits any more, so a file or two can be read."""
    document, _here.document = getattr(_here, "document", None), None
    if document is None:
        return
    try:
        queue.hurry(document)
        drain(documents=[document], read=FileReader(SECONDS))
    except DatabaseError:
        logger.warning("Files of document %s are left to the next question", document, exc_info=True)
    finally:
        # Django has closed the request's before this, and whoever asks within a transaction goes on with theirs.
        if not connection.in_atomic_block:
            close_old_connections()
