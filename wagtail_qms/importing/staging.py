"""Uploaded files between the upload and their acceptance: a private folder for each person, emptied after a day."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from wagtail_qms import conf
from wagtail_qms.importing.sources import Source
from wagtail_qms.register.files import clean_name

#: Bytes of one file and of all that a person may have lying here, and how many files.
MAX_FILE = 20 * 1024 * 1024
MAX_WHOLE = 100 * 1024 * 1024
MAX_COUNT = 30
_SECONDS = 24 * 60 * 60


def stage(user, name: str, content: bytes) -> Source:
    """Keep an uploaded file for ``user``; the same bytes are kept once."""
    source, folder = Source(clean_name(name), content), _folder(user)
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / f"{source.digest}.name", source.name.encode())
    _write(folder / source.digest, content)
    return source


def staged(user) -> list[Source]:
    """What ``user`` has uploaded and neither accepted nor put away, in the order of names."""
    sources = [Source(path.with_suffix(".name").read_text(), path.read_bytes()) for path in _contents(user)]
    return sorted(sources, key=lambda source: source.name)


def staged_file(user, digest: str) -> Source | None:
    """The uploaded file of that digest, None when it is not there."""
    return next((source for source in staged(user) if source.digest == digest), None)


def size_of(user) -> tuple[int, int]:
    """How many files of ``user`` lie here, and their bytes."""
    sizes = [path.stat().st_size for path in _contents(user)]
    return len(sizes), sum(sizes)


def put_away(user, digest: str):
    """Take an uploaded file out again."""
    for path in _contents(user):
        if path.name == digest:
            path.unlink(missing_ok=True)
            path.with_suffix(".name").unlink(missing_ok=True)


def forget_old():
    """Empty every folder of what nobody accepted in a day."""
    for path in (conf.private_root() / "incoming").glob("*/*"):
        if time.time() - path.stat().st_mtime > _SECONDS:
            path.unlink(missing_ok=True)


def _contents(user) -> Iterator[Path]:
    folder = _folder(user)
    if folder.is_dir():
        yield from (path for path in folder.iterdir() if not path.suffix and path.with_suffix(".name").exists())


def _folder(user) -> Path:
    return conf.private_root() / "incoming" / str(user.pk)


def _write(path: Path, content: bytes):
    # In whole or not at all: a run that is cut off leaves no half file under its digest.
    new = path.with_suffix(".new")
    new.write_bytes(content)
    os.replace(new, path)
