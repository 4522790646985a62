"""The private store of edition files: bytes named by their digest, below ``conf.private_root()``."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from django.core.files.base import File

from wagtail_qms import conf
from wagtail_qms.content.nodes import FileRef
from wagtail_qms.register.evidence import StoredFile

_CHUNK = 1 << 20
_NAME_LENGTH = 150

# A table of our own: what Python and the machine know differs from one to the next, and a digest must not.
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
_MEDIA_TYPES = {
    ".avif": "image/avif",
    ".bmp": "image/bmp",
    ".csv": "text/csv",
    ".doc": "application/msword",
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".ods": f"{_OPEN}.spreadsheet",
    ".odt": f"{_OPEN}.text",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".ppt": "application/vnd.ms-powerpoint",
    ".pptx": f"{_OFFICE}.presentationml.presentation",
    ".rar": "application/vnd.rar",
    ".rtf": "application/rtf",
    ".svg": "image/svg+xml",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".txt": "text/plain",
    ".webp": "image/webp",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    ".zip": "application/zip",
}


def path_of(digest: str) -> Path:
    """Where the bytes of ``digest`` lie. ValueError for what is not a SHA-256."""
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        raise ValueError("That is not a digest.")
    return conf.private_root() / "files" / digest[:2] / digest


def reference(file: File, name: str) -> FileRef:
    """``file`` by value, without keeping it: its digest, size and type."""
    hasher, size = hashlib.sha256(), 0
    for chunk in _chunks(file):
        hasher.update(chunk)
        size += len(chunk)
    name = clean_name(name)
    return FileRef(hasher.hexdigest(), name, media_type(name), size)


def keep(file: File, name: str) -> FileRef:
    """Put ``file`` into the store and return it by value. Keeping the same bytes twice changes nothing."""
    known = reference(file, name)
    if not _is_whole(known):
        known = _copy(file, name)
    StoredFile.objects.get_or_create(
        digest=known.digest, defaults={"size": known.size, "media_type": known.media_type}
    )
    return known


def read(digest: str) -> bytes:
    """The bytes of ``digest``. FileNotFoundError when the store has lost them."""
    return path_of(digest).read_bytes()


def clean_name(name: str) -> str:
    """The name of a file without folders, control characters and excess; its suffix stays."""
    plain = "".join(c for c in name.replace("\\", "/") if c.isprintable())
    last = PurePosixPath(plain).name.strip(". ")
    stem, dot, suffix = last.rpartition(".")
    if len(last) <= _NAME_LENGTH:
        return last or "file"
    suffix = f"{dot}{suffix}" if stem and len(suffix) <= 10 else ""
    return last[: _NAME_LENGTH - len(suffix)] + suffix


def media_type(name: str) -> str:
    """The media type that the suffix of ``name`` tells, the same on every machine."""
    return _MEDIA_TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")


def _chunks(file: File) -> Iterator[bytes]:
    file.open("rb")
    return file.chunks(_CHUNK)


def _is_whole(known: FileRef) -> bool:
    path = path_of(known.digest)
    return path.exists() and path.stat().st_size == known.size


def _copy(file: File, name: str) -> FileRef:
    # Read and digested in one go: were the file replaced in between, its digest would name other bytes.
    with _temporary() as (temporary, out):
        hasher = hashlib.sha256()
        for chunk in _chunks(file):
            hasher.update(chunk)
            out.write(chunk)
        size = out.tell()
        out.flush()
        os.fsync(out.fileno())
        target = path_of(hasher.hexdigest())
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(temporary, target)
    name = clean_name(name)
    return FileRef(target.name, name, media_type(name), size)


@contextmanager
def _temporary():
    folder = conf.private_root() / "files"
    folder.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=folder, prefix="new-")
    try:
        with os.fdopen(handle, "wb") as out:
            yield temporary, out
    finally:
        Path(temporary).unlink(missing_ok=True)
