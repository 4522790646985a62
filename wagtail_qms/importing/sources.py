"""The files that somebody brings: found, and held by value."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.utils.translation import gettext

from wagtail_qms.word.errors import CannotRead
from wagtail_qms.word.package import content_of

#: The endings of the files that a folder is searched for, by the name of the format.
ENDINGS = {"docx": (".docx",), "doc": (".doc",), "text": (".txt", ".md"), "": (".docx", ".doc")}


@dataclass(frozen=True)
class Source:
    """A file as it was brought: its name as given and its bytes."""

    name: str
    content: bytes

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the bytes: by it the same file is known again, whatever its name."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def stem(self) -> str:
        """The name without folders and ending."""
        return Path(self.name).stem


def files_at(paths: Iterable[str], form: str = "") -> Iterator[Path]:
    """The files that ``paths`` name, folders walked in the order of names; each file once.

    A folder gives the files of the format ``form`` alone, without Word's own lock files; a file that is named is
    taken whatever its ending. FileNotFoundError for a path that does not exist.
    """
    seen = set()
    for given in paths:
        path = Path(given)
        if not path.exists():
            raise FileNotFoundError(given)
        for found in sorted(_below(path, ENDINGS[form])) if path.is_dir() else [path]:
            if found.resolve() not in seen:
                seen.add(found.resolve())
                yield found


def _below(folder: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.suffix.lower() in endings and not path.name.startswith(("~$", ".")) and path.is_file():
            yield path


def source_at(path: Path) -> Source:
    """The file at ``path`` by value. CannotRead when it is too large or may not be opened."""
    try:
        return Source(str(path), content_of(path))
    except OSError as error:
        raise CannotRead("no_access", "%(reason)s", reason=error.strerror or str(error)) from error


def refusal_text(error: CannotRead) -> str:
    """Why a file could not be read, in the active language."""
    return gettext(error.message) % error.params if error.params else gettext(error.message)
