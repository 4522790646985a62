"""A document as plain, immutable data: what an edition stores and every output reads.

Nothing here knows Django, Wagtail, HTML or Word. All text is NFC. A node never changes once
built; two equal documents have equal bytes and one digest (``content.canonical``).

Adding a field to a node: give it a default. Fields that equal their default are left out of the
stored form, so the digest of an old edition does not move. Changing what a field means is a new
``VERSION`` and an upgrade in ``content.canonical``.
"""

from __future__ import annotations

from dataclasses import dataclass

VERSION = 1


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file by value: the SHA-256 of its bytes names it, whatever became of its source."""

    digest: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one set of marks (in the order of ``vocabulary.MARKS``) and perhaps a link."""

    text: str
    marks: tuple[str, ...] = ()
    href: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs of text; a line break inside it is ``\\n`` in a run."""

    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One point of a list with the lists nested under it."""

    runs: tuple[Run, ...] = ()
    lists: tuple[List, ...] = ()


@dataclass(frozen=True, slots=True)
class List:
    """A bulleted or numbered list."""

    items: tuple[Item, ...] = ()
    ordered: bool = False


Prose = tuple[Paragraph | List, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; cells covered by a span are absent from their rows, as in HTML."""

    blocks: Prose = ()
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A free table. ``header_rows`` and ``header_columns`` count from the top and the left."""

    rows: tuple[tuple[Cell, ...], ...] = ()
    caption: str = ""
    header_rows: int = 1
    header_columns: int = 0


@dataclass(frozen=True, slots=True)
class Image:
    """A picture with its text alternative; ``width`` and ``height`` in pixels."""

    file: FileRef
    alt: str = ""
    caption: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class CaseValue:
    """A value for a case, "" for the only one: step times, time limits (10 of 27 in corpus have several)."""

    value: str
    case: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A row of a step table (seed 004 V: TT, Hoạt động, Trách nhiệm, Yêu cầu, Biểu mẫu; corpus 5.l).

    ``level`` 0 is a top row, 1 is nested under the last row of level 0, and so on. A heading row
    groups the rows under it and needs nobody responsible.
    """

    activity: str
    number: str = ""
    responsible: str = ""
    requirement: Prose = ()
    forms: str = ""
    times: tuple[CaseValue, ...] = ()
    level: int = 0
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Steps:
    """A step table."""

    rows: tuple[Step, ...] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True)
class FormEntry:
    """A form that the document uses (seed 004 VI: Ký hiệu biểu mẫu, Tên biểu mẫu), its blank as a file."""

    name: str
    code: str = ""
    file: FileRef | None = None


@dataclass(frozen=True, slots=True)
class Forms:
    """The table of forms."""

    rows: tuple[FormEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """A record kept (seed 004 VII: Tên hồ sơ, Trách nhiệm lưu, Thời gian lưu; corpus 7: Nơi lưu)."""

    name: str
    keeper: str = ""
    place: str = ""
    retention: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Records:
    """The table of records kept."""

    rows: tuple[RecordEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A source by value: a legal basis or a document referred to. ``issued_on`` is ISO 8601 or ""."""

    title: str
    kind: str = "other"
    number: str = ""
    year: str = ""
    issued_on: str = ""
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class Sources:
    """Sources; ``legal`` ones are the legal bases of an administrative procedure (corpus 5.k)."""

    rows: tuple[Source, ...] = ()
    legal: bool = False
    number: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and its meaning, or an abbreviation and what it stands for."""

    term: str
    meaning: str
    abbreviation: bool = False


@dataclass(frozen=True, slots=True)
class Definitions:
    """Terms or abbreviations."""

    rows: tuple[Definition, ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """What an applicant brings (thành phần hồ sơ), and how many sets of it (số lượng hồ sơ)."""

    blocks: Prose = ()
    sets: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class TimeLimits:
    """How long a procedure takes (thời hạn giải quyết), by case."""

    rows: tuple[CaseValue, ...] = ()
    number: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One labelled part of an administrative procedure that is running text."""

    kind: str
    blocks: Prose = ()
    number: str = ""


@dataclass(frozen=True, slots=True)
class ClauseMet:
    """A clause of the standard, how the agency meets it, and the documents that say so (seed 001, part 2)."""

    clause: str
    how: Prose = ()
    documents: str = ""


@dataclass(frozen=True, slots=True)
class Clauses:
    """How the clauses are met, row by row."""

    rows: tuple[ClauseMet, ...] = ()


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A clause that does not apply, and why (ISO 9001, 4.3)."""

    clause: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Exclusions:
    """The clauses that do not apply."""

    rows: tuple[Exclusion, ...] = ()


@dataclass(frozen=True, slots=True)
class Motto:
    """The motto of a quality policy (phương châm)."""

    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section. ``number`` is as typed ("I", "5.1", "PHẦN 2"), "" for none; ``clauses`` are ISO 9001's."""

    title: str
    number: str = ""
    role: str = ""
    clauses: tuple[str, ...] = ()
    documents: str = ""
    blocks: tuple[Block, ...] = ()


Block = (
    Paragraph
    | List
    | Table
    | Image
    | Steps
    | Forms
    | Records
    | Sources
    | Definitions
    | Dossier
    | TimeLimits
    | Fact
    | Clauses
    | Exclusions
    | Motto
    | Section
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document's body. Its title, code and dates are the edition's, not the content's."""

    kind: str
    blocks: tuple[Block, ...] = ()
    version: int = VERSION
