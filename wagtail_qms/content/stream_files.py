"""The files that a stream names by primary key, and what happens when one is gone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from .nodes import FileRef


class Files(Protocol):
    """Where pictures and documents of the editor come from, by their primary keys."""

    def image(self, pk: int) -> FileRef | None: ...

    def image_size(self, pk: int) -> tuple[int, int]: ...

    def document(self, pk: int) -> FileRef | None: ...

    def image_pk(self, file: FileRef) -> int | None: ...

    def document_pk(self, file: FileRef) -> int | None: ...


class MissingFile(ValueError):
    """A picture or document that is named but is not there; ``kind`` is "image" or "document"."""

    def __init__(self, kind: str, name: str, path: str):
        super().__init__(f"{path}: {kind} {name} is missing")
        self.kind = kind
        self.name = name
        self.path = path


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a stream: where its files are, and who is told of those that are gone."""

    files: Files
    on_missing: Callable[[MissingFile], None] | None

    def missing(self, kind: str, pk: int | None, path: str) -> None:
        problem = MissingFile(kind, "" if pk is None else str(pk), path)
        if self.on_missing is None:
            raise problem
        self.on_missing(problem)
