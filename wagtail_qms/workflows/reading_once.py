"""The latest draft of a page, read once while one request is answered.

The menu, the step, the way back and the board of one editor all ask for it, each with a page object of its own; to
read it is to digest every file that it points at.
"""

from __future__ import annotations

import json
from contextvars import ContextVar

from django.core.signals import request_finished, request_started

_reads: ContextVar[dict | None] = ContextVar("wagtail_qms_reads", default=None)


def read_latest(page):
    """What the latest revision of ``page`` says and what is missing in it; outside of a request read each time."""
    revision, reads = page.get_latest_revision(), _reads.get()
    if revision is None:
        return page.read_draft()
    if reads is None:
        return revision.as_object().read_draft()
    # Its words are part of the key: a revision may be rewritten in place.
    key = (revision.pk, json.dumps(revision.content, default=str))
    if key not in reads:
        reads[key] = revision.as_object().read_draft()
    return reads[key]


def _begin(**_kwargs):
    _reads.set({})


def _end(**_kwargs):
    _reads.set(None)


def connect():
    """Remember from the beginning of each request to its end."""
    request_started.connect(_begin, dispatch_uid="wagtail_qms_reads_begin")
    request_finished.connect(_end, dispatch_uid="wagtail_qms_reads_end")
