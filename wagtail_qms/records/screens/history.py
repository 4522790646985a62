"""What happened to a record, line by line, and the signatures that stand on its boxes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext

from wagtail_qms.records.chain import Attachment, RecordNote, RecordSignOff, TransitionEntry
from wagtail_qms.records.machine import machine_of
from wagtail_qms.records.transitions import canonical
from wagtail_qms.register.snapshot import digest_of
from wagtail_qms.words import show_date


@dataclass(frozen=True)
class Event:
    """One line: what was done, by whom, with what said."""

    row: object
    headline: str
    text: str = ""
    details: tuple[tuple[str, str], ...] = ()
    url_of: object = None


@dataclass
class History:
    """All that hangs on a record; four queries, however long it is."""

    record: object
    #: By the name of a step's datum: its label, and what shows a value.
    labels: Mapping[str, tuple] = field(default_factory=dict)
    notes_words: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self):
        self.entries = list(TransitionEntry.objects.of(self.record))
        self.marks = list(RecordSignOff.objects.of(self.record))
        self.files = list(Attachment.objects.of(self.record))
        self.notes = list(RecordNote.objects.of(self.record))

    @property
    def since(self):
        """Since when it waits for its next step."""
        moved = [entry for entry in self.entries if entry.from_state != entry.to_state]
        return moved[-1].recorded_at if moved else self.record.created_at

    def events(self) -> list[Event]:
        """Everything, the newest first."""
        rows = [*self.entries, *self.files, *self.notes]
        rows.sort(key=lambda row: row.sequence, reverse=True)
        return [_MAKE[type(row)](self, row) for row in rows]

    def evidence(self) -> dict[str, list[Attachment]]:
        """The files of each part; those of none under "record"."""
        found: dict[str, list] = {}
        for row in self.files:
            found.setdefault(row.part or "record", []).append(row)
        return found

    def standing(self) -> dict[str, list[RecordSignOff]]:
        """By box, the signatures on what it says now, the last of each kind, in their order."""
        machine, digests, last = machine_of(self.record), {}, {}
        for mark in self.marks:
            if mark.box not in digests:
                digests[mark.box] = digest_of(canonical(machine.content(self.record, mark.box)))
            if mark.content_digest == digests[mark.box]:
                last[mark.box, mark.role] = mark
        boxes: dict[str, list] = {}
        for (box, _role), mark in sorted(last.items(), key=lambda item: item[1].sequence):
            boxes.setdefault(box, []).append(mark)
        return boxes

    def _moved(self, row) -> Event:
        steps = machine_of(self.record).steps
        label = gettext(steps[row.name].label) if row.name in steps else row.name
        return Event(row, label, row.comment, tuple(self._details(row.details)))

    def _details(self, details: Mapping):
        for name, value in details.items():
            if name == "because":
                yield gettext("Went on all the same, because"), str(value)
            elif name in self.labels:
                label, show = self.labels[name]
                yield str(label), shown(value, show)

    def _noted(self, row) -> Event:
        word = str(self.notes_words.get(row.kind, row.kind))
        granted = row.details.get("granted")
        if granted is not None:
            word = f"{word}: {gettext('granted') if granted else gettext('not granted')}"
        return Event(row, word, row.text)

    def _attached(self, row) -> Event:
        return Event(row, gettext("Evidence"), row.caption or row.name, url_of=row)


_MAKE = {
    TransitionEntry: lambda history, row: history._moved(row),
    RecordNote: lambda history, row: history._noted(row),
    Attachment: lambda history, row: history._attached(row),
}


def shown(value, show=None) -> str:
    """A datum of the log as people read it."""
    if isinstance(value, Mapping):
        return str(value.get("name", ""))
    if isinstance(value, list):
        return ", ".join(shown(item, show) for item in value)
    if show is not None:
        return str(show(value))
    try:
        return show_date(date.fromisoformat(value))
    except (TypeError, ValueError):
        return str(value)
