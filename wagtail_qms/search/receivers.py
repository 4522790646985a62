"""What happens to the indexes when the register changes, or when somebody teaches the search a word."""

from __future__ import annotations

from functools import partial

from django.core.signals import request_finished, request_started
from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.db.models.signals import post_delete, post_save

from wagtail_qms import conf, signals
from wagtail_qms.register.models import Document
from wagtail_qms.search import afterwards, choosing, queue, vocabulary
from wagtail_qms.search.building import mend, mend_afterwards, mend_in_between
from wagtail_qms.search.files import FileReader
from wagtail_qms.search.indexing import drain
from wagtail_qms.search.models import Abbreviation, IndexChange, IndexedPassage, IndexState, Synonyms
from wagtail_qms.search.patience import patient

#: Seconds that whoever issues an edition waits at most for the text of its files.
FILE_SECONDS = 5


def connect():
    """Listen to the register: called once when the app is ready."""
    for signal in signals.STANDING_CHANGED:
        signal.connect(_queue, dispatch_uid="wagtail_qms.search.queue")
    request_finished.connect(mend_afterwards, dispatch_uid="wagtail_qms.search.mend_afterwards")
    request_started.connect(afterwards.begin, dispatch_uid="wagtail_qms.search.afterwards.begin")
    request_finished.connect(afterwards.finish, dispatch_uid="wagtail_qms.search.afterwards.finish")
    for model in (Abbreviation, Synonyms):
        for signal in (post_save, post_delete):
            signal.connect(vocabulary.forget, sender=model, dispatch_uid="wagtail_qms.search.vocabulary")


def after_migrate(sender, using=DEFAULT_DB_ALIAS, **kwargs):
    """The database's index is built where there is none, or where a release reads text otherwise than the one before.

    Where a worker runs it does so itself.
    """
    if using != DEFAULT_DB_ALIAS or conf.search("WORKER") or not _tables_are_there():
        return
    mend(choosing.DATABASE)


def _tables_are_there() -> bool:
    # Migrating may as well have gone back to a release without them.
    needed = {model._meta.db_table for model in (Document, IndexState, IndexChange, IndexedPassage)}
    return needed <= set(connection.introspection.table_names())


def _queue(sender, row, **kwargs):
    queue.put(row.document_id, row.sequence)
    if not conf.search("WORKER"):
        # ``robust``: the approval is done, whatever becomes of the index. The row stays, and is tried again.
        transaction.on_commit(partial(apply_now, row.document_id), robust=True)


def apply_now(document_id: int) -> None:
    """Take up what waits for this document. What fails stays in the queue."""
    done = patient(drain)(documents=[document_id], read=FileReader(FILE_SECONDS, old=False))
    for name in choosing.kept_names():
        if name not in done.down:
            mend_in_between(name)
