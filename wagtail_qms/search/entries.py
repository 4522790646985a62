"""What the register says of documents, as entries for an index: editions in force or to come, with their dates.

An entry answers on exactly those days on which ``EditionQuerySet.in_force`` names its edition, so nothing has to run
at midnight; who may read it is told by ``is_internal`` and ``is_held``, as ``register.policy`` asks them.

Whoever changes which passages a document has raises ``analysis.indexing.VERSION``: the indexes are built anew then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice, zip_longest

from django.conf import settings
from django.utils.translation import gettext, override

from wagtail_qms import clock
from wagtail_qms.content.labels import english
from wagtail_qms.content.nodes import Document as Body
from wagtail_qms.content.nodes import FileRef, FormEntry, Section
from wagtail_qms.content.outline import anchors
from wagtail_qms.content.walk import walk
from wagtail_qms.register.models import Document, Edition
from wagtail_qms.register.policy import is_internal
from wagtail_qms.register.snapshot import Snapshot
from wagtail_qms.search.cutting import cut
from wagtail_qms.search.enums import PassageKind
from wagtail_qms.search.interface import Change, Entry, Passage
from wagtail_qms.search.passages import BELOW, NUMBER, abbreviations_of, passages_of
from wagtail_qms.standards import iso9001

#: Documents read from the register at a time.
BATCH = 20

#: Gives the text of an attached file, "" when it has none.
Reader = Callable[[FileRef], str]


@dataclass(frozen=True, slots=True)
class Span:
    """The days on which an edition is in force: from ``starts_on`` until the day before ``ends_on``."""

    starts_on: date
    ends_on: date | None

    def reaches(self, day: date) -> bool:
        """Whether one of the days is ``day`` or later."""
        return self.ends_on is None or self.ends_on > max(day, self.starts_on)


def no_file(file: FileRef) -> str:
    """A reader of files that reads none."""
    return ""


def changes(documents: Iterable[int], read: Reader = no_file) -> Iterator[Change]:
    """For each of ``documents`` (keys) all its entries as of today, two or three queries for each ``BATCH``."""
    keys = iter(documents)
    while batch := list(islice(keys, BATCH)):
        # The length first: whatever is registered while this runs is of a later version, and comes again.
        known = {document.pk: document for document in Document.objects.filter(pk__in=batch)}
        found = _entries(known, read)
        yield from (Change(key, known[key].length, tuple(found[key])) for key in batch if key in known)


def change_of(document_id: int, read: Reader = no_file) -> Change | None:
    """All entries of one document, None when there is no such document."""
    return next(changes([document_id], read), None)


def _entries(documents: dict[int, Document], read: Reader) -> dict[int, list[Entry]]:
    today, found = clock.today(), defaultdict(list)
    rows = Edition.objects.filter(document__in=documents).with_standing().light().select_related("withdrawal")
    editions = defaultdict(list)
    for edition in rows.order_by("document", "effective_on"):
        editions[edition.document_id].append(edition)
    spans = {edition.pk: span for group in editions.values() for edition, span in spans_of(group)}
    kept = [pk for pk, span in spans.items() if span.reaches(today)]
    snapshots = dict(Edition.objects.filter(pk__in=kept).values_list("pk", "snapshot")) if kept else {}
    with override(settings.LANGUAGE_CODE):
        for edition in (edition for group in editions.values() for edition in group if edition.pk in snapshots):
            document, span = documents[edition.document_id], spans[edition.pk]
            snapshot = Snapshot.from_text(snapshots[edition.pk])
            found[document.pk].append(entry_of(document, edition, snapshot, span, read))
    return found


def spans_of(editions: list[Edition]) -> Iterator[tuple[Edition, Span]]:
    """When each edition of one document is in force; none for those withdrawn before their first day.

    ``editions`` are all of the document's, ordered by ``effective_on``, with their withdrawals.
    """
    began = [edition for edition in editions if not _never_begins(edition)]
    for edition, follower in zip_longest(began, began[1:]):
        ends = [day for day in (follower and follower.effective_on, _withdrawn_on(edition)) if day]
        yield edition, Span(edition.effective_on, min(ends, default=None))


def _withdrawn_on(edition: Edition) -> date | None:
    withdrawal = getattr(edition, "withdrawal", None)
    return withdrawal.withdrawn_on if withdrawal else None


def _never_begins(edition: Edition) -> bool:
    gone_on = _withdrawn_on(edition)
    return gone_on is not None and gone_on < edition.effective_on


def entry_of(document: Document, edition: Edition, snapshot: Snapshot, span: Span, read: Reader = no_file) -> Entry:
    """``edition`` (from ``with_standing``) as an entry, in the language that is active."""
    return Entry(
        document_id=document.pk,
        edition_id=edition.pk,
        version=document.length,
        agency_id=document.agency_id,
        page_id=document.page_id,
        key=document.key,
        code=edition.code,
        number=edition.number,
        title=edition.title,
        kind=edition.kind,
        field=edition.field_of_work,
        unit=edition.owner_unit,
        year=edition.issued_on.year,
        clauses=_clauses(snapshot),
        starts_on=span.starts_on,
        ends_on=span.ends_on,
        is_internal=is_internal(edition),
        is_held=edition.is_held,
        abbreviations=abbreviations_of(snapshot.content),
        passages=(_whole(snapshot), *passages_of(snapshot.content, label), *_files(snapshot.content, read)),
    )


def label(key: str) -> str:
    """The words of a key of ``content.labels``, "iso.7.5" the clause's number and title, in the active language."""
    kind, _dot, number = key.partition(".")
    if kind == "iso":
        return dict(iso9001.clause_choices(settings.LANGUAGE_CODE)).get(number, number)
    return gettext(english(key))


def _clauses(snapshot: Snapshot) -> tuple[str, ...]:
    """The clauses that the document serves, as a whole or with a section."""
    sections = (node.clauses for _path, node, _depth in walk(snapshot.content) if isinstance(node, Section))
    return tuple(dict.fromkeys((*snapshot.clauses, *(clause for clauses in sections for clause in clauses))))


def _whole(snapshot: Snapshot) -> Passage:
    """The document itself: its code, its title, and what it says it is about."""
    about = (f"{snapshot.code} {snapshot.title}".strip(), snapshot.summary)
    return Passage(PassageKind.DOCUMENT.value, "", "", "\n".join(filter(None, about)), snapshot.code)


def _files(content: Body, read: Reader) -> Iterator[Passage]:
    """The text of attached forms, below the line that names the form."""
    known = anchors(content)
    for path, node, _depth in walk(content):
        if isinstance(node, FormEntry) and node.file is not None:
            heading = BELOW.join(filter(None, (label("forms.caption"), f"{node.code} {node.name}".strip())))
            found = (PassageKind.FILE.value, known.get(path, ""), heading)
            yield from (Passage(*found, piece, node.code[:NUMBER]) for piece in cut(read(node.file)) if piece)
