"""How the index is written: changes one by one, and a new generation beside the one that answers."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from django.db import connection, transaction

from wagtail_qms.search.engines.database import state, terms
from wagtail_qms.search.engines.database.rows import PLACES, Rows, tokens_of
from wagtail_qms.search.engines.database.state import Generation
from wagtail_qms.search.engines.database.stores import Store, store_of
from wagtail_qms.search.engines.database.terms import Counts
from wagtail_qms.search.interface import Change, EngineUnavailableError
from wagtail_qms.search.models import IndexedDocument, IndexedEdition, IndexedPassage

#: Passages that are written in one transaction while an index is built.
CHUNK = 1_000
#: Seconds for which the old index stays, for those who are just reading it.
GRACE = 1.0
_REMOVED_AT_ONCE = 500


def apply(changes: Iterable[Change]) -> None:
    """Take up ``changes`` into the generation that answers and into one that is being built."""
    changes = list(changes)
    if not changes:
        return
    with transaction.atomic():
        state.lock()
        state.note_change()
        for generation in filter(None, (state.answering(), state.being_built())):
            writer = _Writer(generation)
            for change in changes:
                writer.take(change, over_equal=True)
            writer.write()
            writer.counts.write(generation.number)


def rebuild(changes: Iterable[Change]) -> None:
    """A new generation of ``changes``; then it answers. EngineUnavailableError when another was begun meanwhile."""
    generation = _begun()
    writer = _Writer(generation)
    try:
        for some in _chunks(changes):
            with transaction.atomic():
                _still_ours(generation)
                for change in some:
                    writer.take(change, over_equal=False)
                writer.write()
        with transaction.atomic():
            _still_ours(generation)
            writer.counts.write(generation.number)
            writer.store.finish()
            state.change_over(generation)
    except BaseException:
        state.drop(generation)
        raise
    _tidy_up(after=GRACE)


def _begun() -> Generation:
    with transaction.atomic():
        state.lock()
        state.drop_next()
    _tidy_up()
    with transaction.atomic():
        state.lock()
        generation = state.begin()
        store_of(generation).create()
    return generation


def _still_ours(generation: Generation) -> None:
    state.lock()
    if state.being_built() != generation:
        raise EngineUnavailableError("another index is being built in place of this one")


def _chunks(changes: Iterable[Change]) -> Iterator[list[Change]]:
    chunk, passages = [], 0
    for change in changes:
        chunk.append(change)
        passages += 1 + sum(len(entry.passages) for entry in change.entries)
        if passages >= CHUNK:
            yield chunk
            chunk, passages = [], 0
    yield chunk


class _Writer:
    """Writes changes into one generation."""

    def __init__(self, generation: Generation):
        self.generation = generation
        self.store: Store = store_of(generation)
        self.counts = Counts()
        self._rows = Rows()

    def take(self, change: Change, *, over_equal: bool) -> None:
        """Take up ``change`` unless something newer (or without ``over_equal`` as new) of its document is there."""
        row, is_new = IndexedDocument.objects.get_or_create(
            generation=self.generation.number,
            document_id=change.document_id,
            defaults={"version": change.version},
        )
        if not is_new:
            if row.version > change.version or (row.version == change.version and not over_equal):
                return
            self._remove(change.document_id)
            IndexedDocument.objects.filter(pk=row.pk).update(version=change.version)
        for entry in change.entries:
            self._rows.add(entry, self.generation.number)

    def _remove(self, document_id: int) -> None:
        """The document's rows go, also those that were not written yet."""
        self.write()
        editions = list(IndexedEdition.objects.filter(generation=self.generation.number, document_id=document_id))
        passages = list(IndexedPassage.objects.filter(indexed__in=editions))
        self.store.remove(editions, passages)
        _count(self.counts, editions, passages, times=-1)
        _delete(IndexedPassage.objects.filter(indexed__in=[edition.pk for edition in editions]))
        _delete(IndexedEdition.objects.filter(pk__in=[edition.pk for edition in editions]))

    def write(self) -> None:
        """Write what was taken up so far."""
        rows, self._rows = self._rows, Rows()
        if not rows.editions:
            return
        _create(IndexedEdition, rows.editions)
        for edition, passages in groupby(rows.passages, key=attrgetter("indexed")):
            for place, passage in enumerate(passages):
                passage.indexed_id, passage.pk = edition.pk, edition.pk * PLACES + place
        _create(IndexedPassage, rows.passages)
        self.store.add(rows.editions, rows.passages)
        _count(self.counts, rows.editions, rows.passages)


def _create(model, rows: list) -> None:
    if connection.features.can_return_rows_from_bulk_insert:
        model.objects.bulk_create(rows, batch_size=_REMOVED_AT_ONCE)
        return
    for row in rows:
        row.save(force_insert=True)


def _count(counts: Counts, editions, passages, times: int = 1) -> None:
    public = {edition.pk for edition in editions if not (edition.is_internal or edition.is_held)}
    for is_public in (True, False):
        tokens = (tokens_of(passage) for passage in passages if (passage.indexed_id in public) is is_public)
        counts.add(tokens, public=is_public, times=times)


def _delete(rows) -> None:
    # Nothing else points at them: no need to load them first.
    rows._raw_delete(rows.db)


def _tidy_up(after: float = 0) -> None:
    """Remove every generation that neither answers nor is being built, bit by bit."""
    if after and not connection.in_atomic_block:
        time.sleep(after)
    kept = [generation for generation in (state.answering(), state.being_built()) if generation]
    numbers = [generation.number for generation in kept]
    for name in store_of(None).others({generation.build for generation in kept}):
        store_of(None).drop(name)
    stale = IndexedEdition.objects.exclude(generation__in=numbers)
    while some := list(stale.values_list("pk", flat=True)[:_REMOVED_AT_ONCE]):
        with transaction.atomic():
            _delete(IndexedPassage.objects.filter(indexed__in=some))
            _delete(IndexedEdition.objects.filter(pk__in=some))
    with transaction.atomic():
        _delete(IndexedDocument.objects.exclude(generation__in=numbers))
        terms.remove_all_but(numbers)
