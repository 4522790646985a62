"""Walk every chain and say what is broken: for ``qms_verify`` and for an inspector."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from wagtail_qms.register import files, triggers
from wagtail_qms.register.chain import ChainRow
from wagtail_qms.register.enums import Provenance, Verdict
from wagtail_qms.register.models import CHAIN, Document, Edition, SignOff, StoredFile
from wagtail_qms.register.snapshot import digest_of


@dataclass(frozen=True, slots=True)
class Fault:
    """One broken row: its table, its key (0 for the table itself), and what is wrong."""

    table: str
    id: int
    problem: str


@dataclass
class Report:
    """What a walk counted and found."""

    counts: Counter = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)


def verify() -> Report:
    """Check triggers, every chain, every edition's signatures, and every stored file."""
    report = Report()
    report.faults += [Fault(name.rsplit("_no_", 1)[0], 0, f"trigger {name} is missing") for name in sorted(triggers.missing())]
    for document in Document.objects.order_by("pk").iterator():
        report.counts["documents"] += 1
        rows = _rows(document)
        report.counts.update(row._meta.model_name for row in rows)
        report.faults += _chain_faults(document, rows)
        report.faults += _edition_faults(document, rows)
    for stored in StoredFile.objects.order_by("pk").iterator():
        report.counts["stored files"] += 1
        report.faults += _file_faults(stored)
    return report


def _rows(document: Document) -> list[ChainRow]:
    rows = [row for model in CHAIN for row in model.objects.filter(document=document)]
    return sorted(rows, key=lambda row: row.sequence)


def _fault(row, problem: str) -> Fault:
    return Fault(row._meta.db_table, row.pk, problem)


def _chain_faults(document: Document, rows: list[ChainRow]) -> Iterator[Fault]:
    head = ""
    for place, row in enumerate(rows, start=1):
        if row.sequence != place:
            yield _fault(row, f"place {row.sequence} in the chain, expected {place}: a row is missing or was added")
        if row.previous_digest != head:
            yield _fault(row, "does not follow the row before it")
        yield from _row_faults(row)
        head = row.digest
    if (document.length, document.head) != (len(rows), head):
        yield _fault(document, "the chain does not end where the document says")


def _row_faults(row: ChainRow) -> Iterator[Fault]:
    if digest_of(f"{row._meta.model_name}\n{row.previous_digest}\n{row.payload}") != row.digest:
        yield _fault(row, "the digest does not fit the data")
        return
    stored, now = json.loads(row.payload), row.data()
    changed = sorted(name for name, value in stored.items() if name in now and now[name] != value)
    if changed:
        yield _fault(row, f"changed after it was written: {', '.join(changed)}")


def _edition_faults(document: Document, rows: list[ChainRow]) -> Iterator[Fault]:
    signatures = {row.digest: row for row in rows if isinstance(row, SignOff)}
    number, editions = 0, [row for row in rows if isinstance(row, Edition)]
    for edition in editions:
        if digest_of(edition.snapshot) != edition.content_digest:
            yield _fault(edition, "the content does not fit its digest")
        if number and edition.number != number + 1:
            yield _fault(edition, f"number {edition.number} does not follow {number}")
        number = edition.number
        if edition.provenance == Provenance.WORKFLOW:
            yield from _signature_faults(edition, [signatures.get(digest) for digest in edition.sign_off_digests])
    if editions and not document.code_key:
        yield _fault(document, "issued without a code")


def _signature_faults(edition: Edition, signed: list) -> Iterator[Fault]:
    if None in signed or [row.role for row in signed] != ["drafting", "review", "approval"]:
        yield _fault(edition, "its three signatures are not in the register")
        return
    if any(row.content_digest != edition.content_digest or row.verdict != Verdict.SIGNED for row in signed):
        yield _fault(edition, "a signature was given on something else")
    if len({row.person_id for row in signed}) != 3:
        yield _fault(edition, "one person signed twice")


def _file_faults(stored: StoredFile) -> Iterator[Fault]:
    path = files.path_of(stored.digest)
    if not path.exists():
        yield _fault(stored, "the file is gone")
        return
    with path.open("rb") as handle:
        if hashlib.file_digest(handle, "sha256").hexdigest() != stored.digest:
            yield _fault(stored, "the file was changed")
