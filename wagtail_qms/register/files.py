"""The private store of edition files: bytes named by their digest, below ``conf.private_root()``."""

from __future__ import annotations

import hashlib
import mimetypes
import os
import tempfile
from pathlib import Path, PurePath

from django.core.files.base import File

from wagtail_qms import conf
from wagtail_qms.content.nodes import FileRef
from wagtail_qms.register.models import StoredFile

_CHUNK = 1 << 20


def path_of(digest: str) -> Path:
    """Where the bytes of ``digest`` lie. ValueError for what is not a SHA-256."""
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        raise ValueError("That is not a digest.")
    return conf.private_root() / "files" / digest[:2] / digest


def reference(file: File, name: str) -> FileRef:
    """``file`` by value, without keeping it: its digest, size and type."""
    hasher, size = hashlib.sha256(), 0
    file.open("rb")
    for chunk in file.chunks(_CHUNK):
        hasher.update(chunk)
        size += len(chunk)
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return FileRef(hasher.hexdigest(), PurePath(name).name, media_type, size)


def keep(file: File, name: str) -> FileRef:
    """Put ``file`` into the store and return it by value. Keeping the same bytes twice changes nothing."""
    known = reference(file, name)
    target = path_of(known.digest)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        file.open("rb")
        _write(target, file.chunks(_CHUNK))
    StoredFile.objects.get_or_create(
        digest=known.digest, defaults={"size": known.size, "media_type": known.media_type}
    )
    return known


def _write(target: Path, chunks):
    handle, temporary = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "wb") as out:
        for chunk in chunks:
            out.write(chunk)
    os.replace(temporary, target)


def read(digest: str) -> bytes:
    """The bytes of ``digest``. FileNotFoundError when the store has lost them."""
    return path_of(digest).read_bytes()
