"""A batch of files, one after the other: each stands or falls alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from wagtail_qms.importing.drafting import Outcome, bring_in, look_at, wish_of
from wagtail_qms.importing.papers import register_paper
from wagtail_qms.importing.reading import read_source
from wagtail_qms.importing.sources import source_at
from wagtail_qms.pages.models import DocumentIndexPage
from wagtail_qms.word.errors import CannotRead


@dataclass(frozen=True, slots=True)
class Order:
    """How the files of a batch are brought in."""

    index: DocumentIndexPage
    field: str = ""
    user: object = None
    form: str = ""
    in_force: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one file: its documents, or why it was refused."""

    path: Path
    place: int
    total: int
    outcomes: tuple[Outcome, ...] = field(default=())
    refusal: CannotRead | None = None


def brought(paths: list[Path], order: Order) -> Iterator[Done]:
    """Bring in each file of ``paths``, in whole or not at all, and tell of it before the next is read."""
    for place, path in enumerate(paths, 1):
        try:
            with transaction.atomic():
                outcomes = tuple(_outcomes(path, order))
        except CannotRead as refusal:
            yield Done(path, place, len(paths), refusal=refusal)
        else:
            yield Done(path, place, len(paths), outcomes)


def _outcomes(path: Path, order: Order) -> Iterator[Outcome]:
    source = source_at(path)
    for part in read_source(source, order.form):
        wish = wish_of(source, part.reading, order.field)
        if order.dry_run:
            yield look_at(source, part.reading, order.index, wish, part.place)
        else:
            outcome = bring_in(source, part.reading, order.index, wish, user=order.user, part=part.place)
            yield register_paper(outcome, order.user) if order.in_force else outcome
