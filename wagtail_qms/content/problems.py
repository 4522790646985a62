"""What is wrong with a document, seen in it alone (the mistakes of seeds 001, 002 and 004).

Each ``field`` is the anchor of the place, or that of the nearest part around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from ..problems import Level, Problem, gettext_noop
from .form_codes import broken, cited, same
from .nodes import (
    Cell,
    Definition,
    Document,
    FormEntry,
    Image,
    List,
    Paragraph,
    RecordEntry,
    Section,
    Step,
    Steps,
    Table,
)
from .outline import anchors, nearest
from .stream_files import MissingFile
from .text import numbered, plain
from .walk import WITH_ROWS, Path, walk

#: Words of the ministry's model documents that an agency forgot to replace.
_TEMPLATE_MARKS = (
    re.compile(r"<[A-ZĐÀ-Ỹ][^<>\n]{1,60}>"),
    re.compile(r"\[(?:tên|ghi|điền|nhập)\b[^\]\n]{0,60}\]", re.IGNORECASE),
    re.compile(r"\b(?:Nguyễn|Trần|Lê) (?:Văn|Thị) [A-Z]\b"),
    re.compile(r"\bđưa [^\n]{1,60} vào đây\b", re.IGNORECASE),
)
#: A place to be filled in by hand. In an appendix it is a blank form's, so it belongs there.
_BLANK = re.compile(r"\.{4,}|…{2,}|\.\.\.\s*/\s*\.\.\.")

_MARK_LEFT = gettext_noop("“%(mark)s” is left over from a template: put the agency's own words in its place.")
_BLANK_LEFT = gettext_noop("“%(mark)s” is left to be filled in: write what belongs there.")


def problems(document: Document) -> Iterator[Problem]:
    """Every problem of the document, in no particular order."""
    return chain(
        _marks_left(document),
        _repeated_numbers(document),
        _empty_sections(document),
        _row_problems(document),
        _repeated_terms(document),
        _form_problems(document),
    )


def missing_file_problem(missing: MissingFile) -> Problem:
    """What ``stream.from_stream`` told its ``on_missing``: a picture or file that is gone or not chosen yet."""
    if missing.kind == "image":
        return _block("file_missing", gettext_noop("A picture is not chosen, or is no longer there."), "body")
    return _block("file_missing", gettext_noop("The file of a form is no longer there: choose it again."), "body")


def _marks_left(document: Document) -> Iterator[Problem]:
    known = anchors(document)
    found = ((code, nearest(known, path), mark) for path, text in _texts(document) for code, mark in _marks_in(text))
    blanks_belong = _places_of_appendices(document, known)
    for code, place, mark in dict.fromkeys(found):
        if code == "template_mark":
            yield _block(code, _MARK_LEFT, place, mark=mark)
        elif place not in blanks_belong:
            yield _block(code, _BLANK_LEFT, place, mark=mark)


def _marks_in(text: str) -> Iterator[tuple[str, str]]:
    for pattern in _TEMPLATE_MARKS:
        yield from (("template_mark", found.group()) for found in pattern.finditer(text))
    yield from (("blank_left", found.group()[:20]) for found in _BLANK.finditer(text))


def _places_of_appendices(document: Document, known: dict[Path, str]) -> set[str]:
    roots = [path for path, node, _ in walk(document) if isinstance(node, Section) and node.role == "appendix"]
    return {anchor for path, anchor in known.items() if any(path[: len(root)] == root for root in roots)}


def _texts(document: Document) -> Iterator[tuple[Path, str]]:
    for path, node, _depth in walk(document):
        if isinstance(node, Section):
            yield path, numbered(node.number, node.title)
        elif isinstance(node, Steps):
            yield path, node.caption
        elif not isinstance(node, WITH_ROWS):
            yield path, plain(node)


def _repeated_numbers(document: Document) -> Iterator[Problem]:
    message = gettext_noop("Number %(number)s stands twice: a reference to it could mean either.")
    known = anchors(document)
    seen: set[tuple] = set()
    for path, node, _depth in walk(document):
        number = node.number.strip(" .") if isinstance(node, Section | Step) else ""
        # "5.1" is one place in the whole document; "1" and "a" only among their neighbours.
        place = number if "." in number else (path[:-1], type(node), number)
        if number and place in seen:
            yield _block("number_twice", message, known[path], number=number)
        seen.add(place)


def _empty_sections(document: Document) -> Iterator[Problem]:
    message = gettext_noop("Section “%(title)s” is empty: write it, or take it out.")
    known = anchors(document)
    for path, node, _depth in walk(document):
        if isinstance(node, Section) and not (node.documents or _says_something(node)):
            yield _block("section_empty", message, known[path], title=numbered(node.number, node.title))


def _says_something(section: Section) -> bool:
    nodes = (node for _path, node, _depth in walk(Document("manual", section.blocks)))
    return any(isinstance(node, Image) or (not isinstance(node, Section) and plain(node)) for node in nodes)


def _row_problems(document: Document) -> Iterator[Problem]:
    known = anchors(document)
    for path, node, _depth in walk(document):
        for code, level, message in _faults_of(node):
            name = getattr(node, "activity", "") or getattr(node, "name", "")
            yield Problem(code, level, message, nearest(known, path), {"name": name})


def _faults_of(node: object) -> Iterator[tuple[str, Level, str]]:
    if isinstance(node, Step) and not node.heading and not node.responsible:
        yield "nobody_responsible", Level.BLOCK, gettext_noop("Nobody is responsible for “%(name)s”.")
    if isinstance(node, Step) and not node.activity:
        yield "step_without_activity", Level.BLOCK, gettext_noop("A step does not say what is done.")
    if isinstance(node, RecordEntry) and not node.retention:
        yield "no_retention", Level.BLOCK, gettext_noop("It is not said how long “%(name)s” is kept.")
    if isinstance(node, RecordEntry) and not (node.keeper or node.place):
        yield "no_keeper", Level.WARN, gettext_noop("It is not said who keeps “%(name)s”, or where.")
    if isinstance(node, Image) and not node.alt:
        yield "no_alt", Level.WARN, gettext_noop("A picture has no words for those who cannot see it.")
    if isinstance(node, FormEntry) and node.file is None:
        yield "form_without_file", Level.HINT, gettext_noop("Form “%(name)s” has no blank to download.")


def _repeated_terms(document: Document) -> Iterator[Problem]:
    message = gettext_noop("“%(term)s” is explained twice.")
    known = anchors(document)
    seen: set[str] = set()
    for path, node, _depth in walk(document):
        if not isinstance(node, Definition):
            continue
        if node.term in seen:
            yield Problem("term_twice", Level.WARN, message, known[path], {"term": node.term})
        seen.add(node.term)


def _form_problems(document: Document) -> Iterator[Problem]:
    missing = gettext_noop("Form %(code)s is cited, but is not in the table of forms.")
    parted = gettext_noop("The code “%(code)s” is broken by a space or a line.")
    known = anchors(document)
    listed = {same(node.code) for _, node, _ in walk(document) if isinstance(node, FormEntry)}
    told: set[str] = set()
    for path, text in _citing_texts(document):
        for code in cited(text):
            if same(code) not in listed | told:
                told.add(same(code))
                yield _block("form_not_listed", missing, nearest(known, path), code=" ".join(code.split()))
            if broken(code):
                params = {"code": " ".join(code.split())}
                yield Problem("form_code_broken", Level.WARN, parted, nearest(known, path), params)


def _citing_texts(document: Document) -> Iterator[tuple[Path, str]]:
    for path, node, _depth in walk(document):
        if isinstance(node, Step | RecordEntry | Paragraph | List | Table | Cell):
            yield path, plain(node)


def _block(name: str, message: str, field: str, **params: str) -> Problem:
    return Problem(name, Level.BLOCK, message, field, params)
