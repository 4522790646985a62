"""What changed from one edition to another, or to the draft, in the words of the screen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail_qms.content.compare import Change, compare
from wagtail_qms.content.compare_words import Segment, segments
from wagtail_qms.pages.labels import label
from wagtail_qms.register.enums import Confidentiality
from wagtail_qms.register.snapshot import Snapshot
from wagtail_qms.words import show_date

DRAFT = "draft"

_KINDS = {"added": _("Added"), "removed": _("Removed"), "changed": _("Changed"), "moved": _("Moved")}

_WHAT = {
    "section": _("Section"),
    "paragraph": _("Paragraph"),
    "list": _("List"),
    "image": _("Picture"),
    "table": _("Table"),
    "steps": _("Step table"),
    "step": _("Step"),
    "fact": _("Part"),
    "dossier": _("What to bring"),
    "time_limits": _("Time limit"),
    "case_value": _("Time limit"),
    "forms": _("Table of forms"),
    "form_entry": _("Form"),
    "records": _("Table of records"),
    "record_entry": _("Record"),
    "definitions": _("Terms and abbreviations"),
    "definition": _("Term or abbreviation"),
    "sources": _("References"),
    "source": _("Reference"),
    "clause_met": _("Clause met"),
    "exclusion": _("Clause that does not apply"),
    "motto": _("Motto"),
}


@dataclass(frozen=True)
class Side:
    """One of the two that are compared: its key in the address, its name, what it says."""

    key: str
    name: str
    snapshot: Snapshot


@dataclass(frozen=True)
class Part:
    """A part that differs, under its name, word by word."""

    name: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Line:
    """One block or row that differs."""

    kind: str
    kind_word: str
    what: str
    where: str
    parts: tuple[Part, ...]


class Comparison:
    """Two sides and what lies between them."""

    def __init__(self, left: Side, right: Side):
        self.left, self.right = left, right

    @cached_property
    def facts(self) -> tuple[Part, ...]:
        """What differs outside the body: title, code, dates."""
        pairs = zip(_facts(self.left.snapshot), _facts(self.right.snapshot), strict=True)
        return tuple(Part(str(name), segments(old, new)) for (name, old), (_name, new) in pairs if old != new)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """What differs in the body, in the order of the right side."""
        return tuple(_line(change) for change in compare(self.left.snapshot.content, self.right.snapshot.content))

    @property
    def is_empty(self) -> bool:
        """Whether both say the same."""
        return self.left.snapshot.digest == self.right.snapshot.digest or not (self.facts or self.lines)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many blocks were changed, added, removed and moved."""
        found = Counter(line.kind for line in self.lines)
        return [(str(_KINDS[kind]), found[kind]) for kind in ("changed", "added", "removed", "moved") if found[kind]]


def _line(change: Change) -> Line:
    what = str(_WHAT.get(change.what, _("Text")))
    return Line(
        kind=change.kind,
        kind_word=str(_KINDS[change.kind]),
        what=f"{what} {change.number}".strip(),
        where=" › ".join(change.where),
        parts=tuple(Part(label(part.key) if part.key else "", part.segments) for part in change.parts),
    )


def _facts(snapshot: Snapshot) -> list[tuple[str, str]]:
    amended = "; ".join(f"{a.what} ({a.basis})" if a.basis else a.what for a in snapshot.amendments)
    return [
        (_("Title"), snapshot.title),
        (_("Code"), snapshot.code),
        (_("Field of work"), snapshot.field_of_work),
        (_("Owner unit"), snapshot.owner_unit),
        (_("Confidentiality"), str(Confidentiality(snapshot.confidentiality).label)),
        (_("Planned to be in force from"), show_date(snapshot.planned_on)),
        (_("Decision number"), snapshot.decision_no),
        (_("Description for search engines"), snapshot.summary),
        (_("Clauses of the standard"), ", ".join(snapshot.clauses)),
        (_("Belongs to"), snapshot.owner_code),
        (_("Amended parts"), amended),
    ]


def edition_side(edition) -> Side:
    """An edition as a side."""
    return Side(str(edition.number), gettext("Edition %(number)s") % {"number": edition.number_text}, edition.parsed)


def draft_side(snapshot: Snapshot) -> Side:
    """The draft as a side."""
    return Side(DRAFT, gettext("Draft"), snapshot)
