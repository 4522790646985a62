"""The process that renders and nothing else: ``python -m wagtail_qms.pdf.worker MEGABYTES``.

It reads jobs from its standard input and answers on its standard output. Nothing here knows Django.
"""

from __future__ import annotations

import base64
import json
import os
import resource
import sys

from .engine import to_pdf
from .header import Header
from .messages import DONE, FAILED, read, write


def main(megabytes: int) -> None:
    """A job, its answer, until the input ends. The process gets no more than ``megabytes`` of memory."""
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1024 * 1024,) * 2)
    # Answers go where nothing else can print.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while True:
        try:
            _kind, job = read(sys.stdin.buffer)
        except EOFError:
            return
        write(answers, *_answer(job))


def _answer(job: bytes) -> tuple[bytes, bytes]:
    # The border of the process: whatever went wrong is told to the one who asked, who raises it.
    try:
        return DONE, _rendered(json.loads(job))
    except Exception as error:
        return FAILED, f"{type(error).__name__}: {error}".encode("utf-8", "replace")[:2000]


def _rendered(job: dict) -> bytes:
    files = {digest: base64.b64decode(data) for digest, data in job["files"].items()}
    header = Header(**job["header"]) if job["header"] else None
    return to_pdf(job["html"], files, header, seconds=job["seconds"])


if __name__ == "__main__":
    main(int(sys.argv[1]))
