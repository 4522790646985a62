"""The text of the files that an edition carries: read once, in a process of its own, and kept beside the files."""

from __future__ import annotations

import logging
import os
import tempfile
import time
from pathlib import Path

from wagtail_qms import conf
from wagtail_qms.content.nodes import FileRef
from wagtail_qms.content.tidy import tidy_text
from wagtail_qms.register import files
from wagtail_qms.word import package
from wagtail_qms.word.apart import answer_of
from wagtail_qms.word.errors import CannotRead
from wagtail_qms.word.office import to_docx

logger = logging.getLogger("wagtail_qms.search")

#: Bytes of a file that is read, seconds and megabytes that reading may take, letters that are kept of it.
MAX_FILE = 20 << 20
SECONDS = 8
MEGABYTES = 768
MAX_TEXT = 60_000
#: How a file was read: texts that were read otherwise are read again.
VERSION = 1

_FORMS = {".docx": "docx", ".doc": "docx", ".pdf": "pdf"}


class FileReader:
    """Reads files until its time is up; what it has no time for stays without text, and ``is_complete`` says so.

    ``seconds`` None: without an end. A file that was read before costs no time. Without ``old`` files of the format
    before .docx are left: LibreOffice takes its time.
    """

    def __init__(self, seconds: float | None = None, *, old: bool = True):
        self._old = old
        self._until = None if seconds is None else time.monotonic() + seconds
        self.is_complete = True

    def __call__(self, file: FileRef) -> str:
        form = _FORMS.get(Path(file.name).suffix.lower(), "")
        if not form or file.size > MAX_FILE:
            return ""
        kept = _kept(file.digest)
        if kept is not None:
            return kept
        if self._is_left(file):
            self.is_complete = False
            return ""
        text = _read(file, form)
        if text is not None:
            _keep(file.digest, text)
        return text or ""

    def _is_left(self, file: FileRef) -> bool:
        is_late = self._until is not None and time.monotonic() >= self._until
        return is_late or not (self._old or file.name.lower().endswith((".docx", ".pdf")))


def _read(file: FileRef, form: str) -> str | None:
    """The text of ``file``, "" for what nobody can read; None when something is missing here. The log says which."""
    try:
        content = _readable(file)
    except (OSError, CannotRead) as error:
        logger.warning("No text of the file %s (%s): %s", file.name, file.digest, error)
        return None
    module = "wagtail_qms.search.files_worker"
    answer = answer_of(module, form, content=content, seconds=SECONDS, megabytes=MEGABYTES)
    lines = tidy_text((answer or b"").decode("utf-8", "replace")).split("\n")
    text = "\n".join(filter(None, map(str.strip, lines)))[:MAX_TEXT]
    if not text:
        why = "it holds none" if answer is not None else "it is damaged, or takes too much to read"
        logger.warning("No text of the file %s (%s): %s", file.name, file.digest, why)
    return text


def _readable(file: FileRef) -> bytes:
    """The bytes of ``file``, of an old Word file those of a new one. OSError, CannotRead."""
    if package.docx is None and not file.name.lower().endswith(".pdf"):
        raise CannotRead("no_reader", package.NO_READER)
    content = files.read(file.digest)
    return to_docx(content) if package.is_old_word(content) else content


def _place(digest: str) -> Path:
    return conf.private_root() / "texts" / digest[:2] / f"{digest}.{VERSION}.txt"


def _kept(digest: str) -> str | None:
    try:
        return _place(digest).read_text("utf-8")
    except FileNotFoundError:
        return None


def _keep(digest: str, text: str) -> None:
    place = _place(digest)
    place.parent.mkdir(parents=True, exist_ok=True)
    # Whole or not at all: another process may read it at this moment.
    handle, temporary = tempfile.mkstemp(dir=place.parent, prefix="new-")
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
    os.replace(temporary, place)
