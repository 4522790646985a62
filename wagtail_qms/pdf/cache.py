"""Rendered papers kept by what they are made of: an edition never changes, so its PDF is made once."""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from wagtail_qms import conf
from wagtail_qms.content.canonical import digest
from wagtail_qms.content.nodes import Document

from .face import Face
from .render import ReadFile, render

_log = logging.getLogger(__name__)

#: Raise it when the same input gives another paper, so that kept ones are made again.
RENDERER = 3


def get_or_render(face: Face, document: Document, read_file: ReadFile) -> bytes:
    """The kept PDF of this face and content, or a new one that is kept from now on. RenderFailed as ``render``."""
    return get_or_make(f"{face.key()}:{digest(document)}", lambda: render(face, document, read_file))


def get_or_make(key: str, make: Callable[[], bytes]) -> bytes:
    """The bytes kept under the key, or those that ``make`` gives. Two at once both make; one complete file stays.

    When the disk takes nothing, the reader has them all the same and the log says so.
    """
    path = path_of(key)
    try:
        return path.read_bytes()
    except OSError:
        data = make()
    try:
        _write(path, data)
    except OSError:
        _log.exception("A paper could not be kept at %s", path)
    return data


def path_of(key: str) -> Path:
    """Where the PDF of the key is kept, below PRIVATE_ROOT."""
    name = hashlib.sha256(f"{RENDERER}:{key}".encode()).hexdigest()
    return conf.private_root() / "pdf" / name[:2] / f"{name}.pdf"


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
