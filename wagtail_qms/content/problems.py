"""What is wrong with a document, seen in it alone (the mistakes of seeds 001, 002 and 004).

Each ``field`` is the anchor of the place, or that of the nearest part around it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from ..problems import Level, Problem, gettext_noop
from .form_codes import broken, cited, same
from .nodes import Cell, Document, FormEntry, Image, List, Paragraph, RecordEntry, Section, Step, Table
from .outline import fold
from .passages import Passage, Passages, passages
from .problems_sources import source_problems
from .problems_terms import term_problems
from .problems_times import time_problems
from .stream_files import MissingFile
from .text import numbered

#: Words of the ministry's model documents that an agency forgot to replace.
_TEMPLATE_MARKS = (
    re.compile(r"<[A-ZĐÀ-Ỹ][^<>\n]{1,60}>"),
    re.compile(r"\[(?:tên|ghi|điền|nhập)\b[^\]\n]{0,60}\]", re.IGNORECASE),
    re.compile(r"\b(?:Nguyễn|Trần|Lê) (?:Văn|Thị) [A-Z]\b"),
    re.compile(r"\bđưa [^\n]{1,60} vào đây\b", re.IGNORECASE),
)
#: A place to be filled in by hand. In an appendix it is a blank form's, so it belongs there.
_DOTS = r"(?:\.{2,}|…)"
_BLANK = re.compile(rf"\.{{4,}}|…{{2,}}|_{{4,}}|{_DOTS}\s*/\s*{_DOTS}|\bngày\s*{_DOTS}\s*tháng\b", re.IGNORECASE)

#: So many places to be filled in are no oversight but a blank form in the midst of the text.
_FORM_BLANKS = 8
_LONGEST_TITLE = 300

_MARK_LEFT = gettext_noop("“%(mark)s” is left over from a template: put the agency's own words in its place.")
_FORM_INSIDE = gettext_noop("A blank form stands in this part: attach it as a file, or move it to an appendix.")
_BLANK_LEFT = gettext_noop("“%(mark)s” is left to be filled in: write what belongs there.")


def problems(document: Document) -> Iterator[Problem]:
    """Every problem of the document, in no particular order."""
    read = passages(document)
    return chain.from_iterable(rule(read) for rule in _RULES)


def missing_file_problem(missing: MissingFile) -> Problem:
    """What ``stream.from_stream`` told its ``on_missing``: a picture or file that is gone or not chosen yet."""
    if missing.kind == "image":
        return _block("file_missing", gettext_noop("A picture is not chosen, or is no longer there."), "body")
    return _block("file_missing", gettext_noop("The file of a form is no longer there: choose it again."), "body")


def _marks_left(read: Passages) -> Iterator[Problem]:
    found = [(code, read.place(p.path), mark) for p in read.all for code, mark in _marks_in(p.text)]
    blanks = Counter(place for code, place, _mark in found if code == "blank_left")
    blanks_belong = _places_of_appendices(read)
    for place in (place for place, count in blanks.items() if count >= _FORM_BLANKS and place not in blanks_belong):
        blanks_belong.add(place)
        yield Problem("form_inside", Level.HINT, _FORM_INSIDE, place)
    for code, place, mark in dict.fromkeys(found):
        if code == "template_mark":
            yield _block(code, _MARK_LEFT, place, mark=mark)
        elif place not in blanks_belong:
            yield _block(code, _BLANK_LEFT, place, mark=mark)


def _marks_in(text: str) -> Iterator[tuple[str, str]]:
    for pattern in _TEMPLATE_MARKS:
        yield from (("template_mark", found.group()) for found in pattern.finditer(text))
    yield from (("blank_left", found.group()[:20]) for found in _BLANK.finditer(text))


def _places_of_appendices(read: Passages) -> set[str]:
    return {read.place(passage.path) for passage in _appended(read)} - {""}


def _appended(read: Passages) -> Iterator[Passage]:
    """The passages of appendices, their titles included."""
    roots = {passage.path for passage in read.of(Section) if passage.node.role == "appendix"}
    return (p for p in read.all if roots and any(p.path[: end + 1] in roots for end in range(len(p.path))))


def _repeated_numbers(read: Passages) -> Iterator[Problem]:
    message = gettext_noop("Number %(number)s stands twice: a reference to it could mean either.")
    seen: set[tuple] = set()
    for passage in read.of(Section, Step):
        number = passage.node.number.strip(" .")
        # "5.1" is one place in the whole document; "1" and "a" only among their neighbours.
        place = number if "." in number else (passage.path[:-1], type(passage.node), number)
        if number and place in seen:
            yield _block("number_twice", message, read.place(passage.path), number=number)
        seen.add(place)


def _empty_sections(read: Passages) -> Iterator[Problem]:
    message = gettext_noop("Section “%(title)s” is empty: write it, or take it out.")
    filled = {p.path[:end] for p in read.all if _fills(p) for end in range(1, len(p.path))}
    for passage in read.of(Section):
        node = passage.node
        if not (node.documents or passage.path in filled):
            yield _block("section_empty", message, read.place(passage.path), title=numbered(node.number, node.title))


def _fills(passage: Passage) -> bool:
    """Whether it says something in the sections around it: more than a title."""
    return isinstance(passage.node, Image) or (not isinstance(passage.node, Section) and bool(passage.text.strip()))


def _row_problems(read: Passages) -> Iterator[Problem]:
    for passage in read.of(Step, RecordEntry, Image):
        node = passage.node
        for code, level, message in _faults_of(node):
            name = getattr(node, "activity", "") or getattr(node, "name", "")
            yield Problem(code, level, message, read.place(passage.path), {"name": name})


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


def _form_problems(read: Passages) -> Iterator[Problem]:
    missing = gettext_noop("Form %(code)s is cited, but is not in the table of forms.")
    parted = gettext_noop("The code “%(code)s” is broken by a space or a line.")
    listed = {same(passage.node.code) for passage in read.of(FormEntry)}
    told: set[str] = set()
    for passage in read.of(Step, RecordEntry, Paragraph, List, Table, Cell):
        for code in cited(passage.text):
            if same(code) not in listed and same(code) not in told:
                told.add(same(code))
                yield _block("form_not_listed", missing, read.place(passage.path), code=" ".join(code.split()))
            if broken(code):
                params = {"code": " ".join(code.split())}
                yield Problem("form_code_broken", Level.WARN, parted, read.place(passage.path), params)


def _blank_problems(read: Passages) -> Iterator[Problem]:
    """Forms listed without their blank: neither a file, nor printed in an appendix."""
    message = gettext_noop("Form “%(name)s” has no blank to download.")
    printed = [passage.text for passage in _appended(read)]
    codes = {same(code) for text in printed for code in cited(text)}
    titles = "-".join(fold(text) for text in printed if len(text) < _LONGEST_TITLE)
    for passage in read.of(FormEntry):
        entry = passage.node
        is_printed = same(entry.code) in codes if entry.code else bool(fold(entry.name)) and fold(entry.name) in titles
        if entry.file is None and not is_printed:
            params = {"name": entry.name, "code": entry.code}
            yield Problem("form_without_file", Level.HINT, message, read.place(passage.path), params)


_RULES = (
    _marks_left,
    _repeated_numbers,
    _empty_sections,
    _row_problems,
    term_problems,
    _form_problems,
    _blank_problems,
    time_problems,
    source_problems,
)


def _block(name: str, message: str, field: str, **params: str) -> Problem:
    return Problem(name, Level.BLOCK, message, field, params)
