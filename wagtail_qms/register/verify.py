"""Walk every chain and say what is broken: for ``qms_verify`` and for an inspector."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from wagtail_qms.content.nodes import FileRef
from wagtail_qms.register import files, triggers
from wagtail_qms.register.chain import Chained, ChainRow
from wagtail_qms.register.enums import Provenance, Verdict
from wagtail_qms.register.evidence import DraftChange, StoredFile
from wagtail_qms.register.models import CHAIN, Document, Edition, SignOff, Withdrawal
from wagtail_qms.register.snapshot import Snapshot, digest_of


@dataclass(frozen=True, slots=True)
class Fault:
    """One broken row: its table, its key (0 for the table itself), and what is wrong."""

    table: str
    id: int
    problem: str


@dataclass
class Report:
    """What a walk counted, by table, and found."""

    counts: Counter = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)


def verify() -> Report:
    """Check triggers, every chain, every edition's signatures and dates, and every stored file."""
    report = Report()
    report.faults += _table_faults()
    for document in Document.objects.order_by("pk").iterator():
        _walk(document, report)
    for stored in StoredFile.objects.order_by("pk").iterator():
        report.counts[stored._meta.db_table] += 1
        report.faults += _file_faults(stored)
    report.counts.update({DraftChange._meta.db_table: DraftChange.objects.count()})
    return report


def _table_faults() -> Iterator[Fault]:
    for name in sorted(triggers.missing()):
        yield Fault(name.rsplit("_no_", 1)[0], 0, f"trigger {name} is missing")
    for model in CHAIN:
        documents = Document.objects.filter(pk=OuterRef("document_id"))
        for row in model.objects.filter(~Exists(documents)).order_by("pk"):
            yield _fault(row, "its document is gone")


def verify_document(document: Document) -> Report:
    """Check the chain of ``document`` alone; stored files and triggers are the business of ``verify``."""
    report = Report()
    _walk(document, report)
    return report


def _walk(document: Document, report: Report):
    rows = _rows(document)
    report.counts.update(row._meta.db_table for row in (document, *rows))
    report.faults += chain_faults(document, rows)
    report.faults += _document_faults(document, [row for row in rows if isinstance(row, Edition)])
    report.faults += _edition_faults(rows)


def _rows(document: Document) -> list[ChainRow]:
    rows = [row for model in CHAIN for row in model.objects.filter(document=document)]
    return sorted(rows, key=lambda row: row.sequence)


def _fault(row, problem: str) -> Fault:
    return Fault(row._meta.db_table, row.pk, problem)


def chain_faults(owner, rows: Iterable[Chained]) -> Iterator[Fault]:
    """What is broken in the chain ``rows`` of ``owner``, a document or a record, in their order."""
    place, head = 0, ""
    for row in rows:
        if row.sequence != place + 1:
            yield _fault(
                row, f"place {row.sequence} in the chain follows place {place}: a row is missing or was added"
            )
        if row.previous_digest != head:
            yield _fault(row, "does not follow the row before it")
        yield from _row_faults(row)
        place, head = row.sequence, row.digest
    if (owner.length, owner.head) != (place, head):
        yield _fault(owner, f"the chain does not end where the {owner._meta.model_name} says")


def _row_faults(row: Chained) -> Iterator[Fault]:
    if digest_of(f"{row._meta.model_name}\n{row.previous_digest}\n{row.payload}") != row.digest:
        yield _fault(row, "the digest does not fit the data")
    stored, now = _payload(row), row.data()
    changed = sorted(name for name, value in stored.items() if name in now and now[name] != value)
    if changed:
        yield _fault(row, f"changed after it was written: {', '.join(changed)}")


def _payload(row: Chained) -> dict:
    """What was written, empty when it cannot be read: its digest tells then."""
    try:
        data = json.loads(row.payload)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def _document_faults(document: Document, editions: list[Edition]) -> Iterator[Fault]:
    if editions and not document.code_key:
        yield _fault(document, "issued without a code")
    for edition in editions:
        was, now = _payload(edition).get("identity", {}), document.identity()
        changed = sorted(name for name, value in was.items() if now.get(name) != value)
        if changed:
            yield _fault(document, f"changed since edition {edition.number_text}: {', '.join(changed)}")
            return


def _edition_faults(rows: list[ChainRow]) -> Iterator[Fault]:
    signatures: dict[str, SignOff] = {}
    before: list[Edition] = []
    gone: dict[int, date] = {}
    for row in rows:
        if isinstance(row, SignOff):
            signatures[row.digest] = row
        elif isinstance(row, Withdrawal):
            gone[row.edition_id] = row.withdrawn_on
        elif isinstance(row, Edition):
            yield from _order_faults(row, before, gone)
            yield from _content_faults(row)
            if row.provenance == Provenance.WORKFLOW:
                yield from _signature_faults(row, [signatures.get(digest) for digest in row.sign_off_digests])
            before.append(row)


def _order_faults(edition: Edition, before: list[Edition], gone: dict[int, date]) -> Iterator[Fault]:
    """``before`` are the editions issued before this one, ``gone`` the withdrawals decided by then."""
    last = before[-1].number if before else 0
    may_start_late = not before and edition.provenance == Provenance.PAPER
    if edition.number != last + 1 and not may_start_late:
        yield _fault(edition, f"number {edition.number} does not follow {last}")
    counted = [e.effective_on for e in before if gone.get(e.pk, date.max) >= e.effective_on]
    # A paper of former days may say that it was in force before its issue; it is recorded as it says.
    began_early = edition.effective_on < edition.issued_on and edition.provenance != Provenance.PAPER
    if began_early or any(edition.effective_on <= day for day in counted):
        yield _fault(edition, "its dates do not follow the edition before")


def _content_faults(edition: Edition) -> Iterator[Fault]:
    if digest_of(edition.snapshot) != edition.content_digest:
        yield _fault(edition, "the content does not fit its digest")
    try:
        snapshot = Snapshot.from_text(edition.snapshot)
    except (ValueError, TypeError, KeyError):
        yield _fault(edition, "the content cannot be read")
        return
    digests = {ref.digest: ref.name for ref in _files_in(snapshot.content)}
    kept = set(StoredFile.objects.filter(digest__in=digests).values_list("digest", flat=True))
    for digest in sorted(set(digests) - kept):
        yield _fault(edition, f"its file {digests[digest]} ({digest}) is not in the register")


def _files_in(node) -> Iterator[FileRef]:
    if isinstance(node, FileRef):
        yield node
    elif isinstance(node, tuple):
        for item in node:
            yield from _files_in(item)
    elif is_dataclass(node):
        for part in fields(node):
            yield from _files_in(getattr(node, part.name))


def _signature_faults(edition: Edition, signed: list) -> Iterator[Fault]:
    if None in signed or [row.role for row in signed] != ["drafting", "review", "approval"]:
        yield _fault(edition, "its three signatures are not in the register before it")
        return
    if any(row.content_digest != edition.content_digest or row.verdict != Verdict.SIGNED for row in signed):
        yield _fault(edition, "a signature was given on something else")
    people = {row.person_id for row in signed}
    if None in people:
        yield _fault(edition, "nobody stands behind a signature")
    elif len(people) != 3:
        yield _fault(edition, "one person signed twice")


def _file_faults(stored: StoredFile) -> Iterator[Fault]:
    try:
        path = files.path_of(stored.digest)
    except ValueError:
        yield _fault(stored, "its digest is none")
        return
    if not path.exists():
        yield _fault(stored, "the file is gone")
        return
    with path.open("rb") as handle:
        if hashlib.file_digest(handle, "sha256").hexdigest() != stored.digest:
            yield _fault(stored, "the file was changed")
    if path.stat().st_size != stored.size:
        yield _fault(stored, "the file is of another size")
