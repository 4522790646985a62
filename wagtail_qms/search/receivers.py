"""What happens to the indexes when the register changes, or when somebody teaches the search a word."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from wagtail_qms import conf, signals
from wagtail_qms.search import queue, vocabulary
from wagtail_qms.search.files import FileReader
from wagtail_qms.search.indexing import drain
from wagtail_qms.search.models import Abbreviation, Synonyms

#: Seconds that whoever issues an edition waits at most for the text of its files.
FILE_SECONDS = 5


def connect():
    """Listen to the register: called once when the app is ready."""
    for signal in (
        signals.edition_issued,
        signals.edition_withdrawn,
        signals.edition_held,
        signals.edition_released,
        signals.document_restricted,
    ):
        signal.connect(_queue, dispatch_uid="wagtail_qms.search.queue")
    for model in (Abbreviation, Synonyms):
        for signal in (post_save, post_delete):
            signal.connect(vocabulary.forget, sender=model, dispatch_uid="wagtail_qms.search.vocabulary")


def _queue(sender, row, **kwargs):
    queue.put(row.document_id, row.sequence)
    if not conf.search("WORKER"):
        # ``robust``: the approval is done, whatever becomes of the index. The row stays, and is tried again.
        transaction.on_commit(partial(apply_now, row.document_id), robust=True)


def apply_now(document_id: int) -> None:
    """Take up what waits for this document. What fails stays in the queue."""
    drain(documents=[document_id], read=FileReader(FILE_SECONDS))
