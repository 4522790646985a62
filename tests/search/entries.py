"""Entries for engines: the register's rows behind them are real, their passages are what a test says."""

from dataclasses import replace
from datetime import date
from itertools import count

from wagtail_qms.content.nodes import Document as Body
from wagtail_qms.content.nodes import Paragraph, Run, Section
from wagtail_qms.organisation.models import Agency
from wagtail_qms.register.codes import code_key
from wagtail_qms.register.models import Document, Edition
from wagtail_qms.register.policy import Reader
from wagtail_qms.register.snapshot import Snapshot
from wagtail_qms.search.entries import change_of
from wagtail_qms.search.enums import PassageKind
from wagtail_qms.search.interface import Change, Entry, Passage, Scope

_counter = count(1)

TODAY = date(2026, 11, 20)


def make_passage(text: str, heading: str = "", kind: str = PassageKind.SECTION, **fields) -> Passage:
    """A passage that says ``text``."""
    number = next(_counter)
    return Passage(**{"kind": str(kind), "anchor": f"muc-{number}", "heading": heading, "text": text, **fields})


def body_of(*sections: tuple[str, str]) -> Body:
    """A procedure of ``sections``: title and text of each."""
    blocks = (
        Section(title, number=str(number), blocks=tuple(Paragraph((Run(line),)) for line in text.split("\n") if line))
        for number, (title, text) in enumerate(sections, 1)
    )
    return Body("procedure", tuple(blocks))


def make_edition(agency: Agency, code: str, title: str, *, body: Body | None = None, **fields) -> Edition:
    """An edition in force since January, straight into the register; ``document`` among ``fields`` continues one.

    Nobody signs: for tests that are not about signing.
    """
    document = fields.pop("document", None) or Document.objects.create(
        agency=agency,
        kind=fields.get("kind", "procedure"),
        field_of_work=fields.get("field_of_work", ""),
        code_key=code_key(code) or f"policy{next(_counter)}",
        page_id=fields.pop("page_id", None),
    )
    own = ("kind", "field_of_work", "owner_unit", "confidentiality", "summary", "clauses")
    drawn = {name: fields[name] for name in own if name in fields}
    snapshot = Snapshot(**{"kind": "procedure", "title": title, "code": code, "content": body or body_of(), **drawn})
    days = {"issued_on": date(2026, 1, 5), "effective_on": date(2026, 1, 10)}
    shared = {name: getattr(snapshot, name) for name in own[:4]}
    rest = {name: value for name, value in fields.items() if name not in own}
    return Edition.objects.create(
        document=document,
        number=document.editions.count() + 1,
        code=code,
        title=title,
        content_digest=snapshot.digest,
        snapshot=snapshot.to_text(),
        **{**shared, **days, **rest},
    )


def make_entry(agency: Agency, code: str, title: str, *passages: Passage | str, **fields) -> Entry:
    """An entry of a new document, with its own passage first and then ``passages``.

    ``fields`` are the entry's own (``is_internal=True``, ``starts_on=...``), whatever the register says.
    """
    register = {
        name: fields.pop(name) for name in ("summary", "document", "page_id", "effective_on") if name in fields
    }
    named = {"field_of_work": fields.get("field", ""), "owner_unit": fields.get("unit", "")}
    kind = fields.get("kind", "procedure")
    edition = make_edition(agency, code, title, kind=str(kind), **named, **register)
    entry = next(e for e in change_of(edition.document_id).entries if e.edition_id == edition.pk)
    made = tuple(make_passage(p) if isinstance(p, str) else p for p in passages)
    return replace(entry, **{"passages": (entry.passages[0], *made), **fields})


def change(*entries: Entry) -> Change:
    """The change that puts ``entries`` of one document into an index."""
    return Change(entries[0].document_id, max(entry.version for entry in entries), entries)


def gone(entry: Entry) -> Change:
    """The change that takes the document of ``entry`` out of an index."""
    return Change(entry.document_id, entry.version + 1)


def scope(day: date = TODAY, reader: Reader | None = None, **fields) -> Scope:
    """Anybody on a day, unless told otherwise."""
    return Scope(day, **({"reader": reader} if reader else {}), **fields)
