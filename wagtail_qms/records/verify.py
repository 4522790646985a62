"""Walk the chains of records and say what is broken: the log, the signatures, the files (for ``qms_verify``)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from heapq import merge
from itertools import groupby

from wagtail_qms.records import triggers
from wagtail_qms.records.chain import RECORD_CHAIN, Attachment, RecordRow, RecordSignOff, TransitionEntry
from wagtail_qms.records.machine import Machine, machines
from wagtail_qms.records.transitions import canonical
from wagtail_qms.register import triggers as register_triggers
from wagtail_qms.register.evidence import StoredFile
from wagtail_qms.register.snapshot import digest_of
from wagtail_qms.register.verify import Fault, Report, chain_faults

_CHUNK = 500


def verify_records(report: Report):
    """Add to ``report`` what the records have: each read once, a few at a time."""
    for name in sorted(register_triggers.missing(expected=triggers.names())):
        report.faults.append(Fault(name.rsplit("_no_", 1)[0], 0, f"trigger {name} is missing"))
    for machine in machines():
        rows = _rows_by_record(machine)
        waiting = next(rows, None)
        for record in machine.model._base_manager.order_by("pk").iterator(chunk_size=_CHUNK):
            while waiting and waiting[0] < record.pk:
                report.faults += _orphans(waiting[1])
                waiting = next(rows, None)
            chain = []
            if waiting and waiting[0] == record.pk:
                chain, waiting = waiting[1], next(rows, None)
            report.counts.update(row._meta.db_table for row in (record, *chain))
            report.faults += record_faults(machine, record, chain)
        while waiting:
            report.faults += _orphans(waiting[1])
            waiting = next(rows, None)


def record_faults(machine: Machine, record, chain: list[RecordRow]) -> Iterator[Fault]:
    """Everything that is broken about one record, with the rows of its chain in their order."""
    yield from chain_faults(record, chain)
    yield from _log_faults(machine, record, [row for row in chain if isinstance(row, TransitionEntry)])
    yield from _signature_faults(machine, record, [row for row in chain if isinstance(row, RecordSignOff)])
    yield from _file_faults([row for row in chain if isinstance(row, Attachment)])


def _rows_by_record(machine: Machine) -> Iterator[tuple[int, list[RecordRow]]]:
    name = machine.model._meta.model_name
    tables = [
        model.objects.filter(record_type=name).order_by("record_id", "sequence").iterator(chunk_size=_CHUNK)
        for model in RECORD_CHAIN
    ]
    rows = merge(*tables, key=lambda row: (row.record_id, row.sequence))
    for key, chain in groupby(rows, key=lambda row: row.record_id):
        yield key, list(chain)


def _fault(row, problem: str) -> Fault:
    return Fault(row._meta.db_table, row.pk, problem)


def _orphans(chain: list[RecordRow]) -> Iterator[Fault]:
    for row in chain:
        yield _fault(row, "its record is gone")


def _log_faults(machine: Machine, record, log: list[TransitionEntry]) -> Iterator[Fault]:
    state = record.INITIAL
    for entry in log:
        step = machine.steps.get(entry.name)
        if entry.from_state != state:
            yield _fault(entry, f"begins in {entry.from_state}, but the step before ended in {state}")
        if step is None or entry.from_state not in step.source:
            yield _fault(entry, f"{entry.name} is no step from {entry.from_state}")
        elif entry.to_state != (step.target or entry.from_state):
            yield _fault(entry, f"{entry.name} does not lead to {entry.to_state}")
        state = entry.to_state
        if _number_in(entry) not in ("", record.number):
            yield _fault(record, "its number was changed")
    if record.state != state:
        yield _fault(record, f"it is {record.state}, but its log ends in {state}")


def _number_in(entry: TransitionEntry) -> str:
    """The number that the record had after the line was written; what cannot be read is named elsewhere."""
    try:
        return entry.details.get("number") or json.loads(entry.payload).get("number", "")
    except (ValueError, AttributeError):
        return ""


def _signature_faults(machine: Machine, record, signatures: list[RecordSignOff]) -> Iterator[Fault]:
    last = {(row.box, row.role): row for row in signatures}
    for row in signatures:
        if digest_of(row.content) != row.content_digest:
            yield _fault(row, "the content does not fit its digest")
    for box, role in machine.signed_boxes(record).items():
        row = last.get((box, role))
        if row is None:
            yield _fault(record, f"the signature {role} on {box} is missing")
        elif _differs(_content(row), json.loads(canonical(machine.content(record, box)))):
            yield _fault(record, f"{box} was changed after {role} signed it")


def _content(row: RecordSignOff):
    """What was signed; what cannot be read does not fit its digest either."""
    try:
        return json.loads(row.content)
    except ValueError:
        return None


def _differs(signed, now) -> bool:
    """Whether ``now`` says otherwise than what was ``signed``. A field that models have gained since counts not."""
    if isinstance(signed, dict) and isinstance(now, dict):
        return any(_differs(value, now[name]) for name, value in signed.items() if name in now)
    if isinstance(signed, list) and isinstance(now, list):
        return len(signed) != len(now) or any(map(_differs, signed, now))
    return signed != now


def _file_faults(files: list[Attachment]) -> Iterator[Fault]:
    digests = {row.file_digest for row in files}
    kept = set(StoredFile.objects.filter(digest__in=digests).values_list("digest", flat=True)) if digests else set()
    for row in files:
        if row.file_digest not in kept:
            yield _fault(row, f"its file {row.name} ({row.file_digest}) is not in the register")
