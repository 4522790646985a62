"""What requirement is missed: a clause of which standard, or a section of which document's edition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from wagtail_qms.problems import Level, Problem, block, gettext_noop
from wagtail_qms.standards import iso9001

_NUMBER = re.compile(r"(?<![\w.,/-])\d{1,2}(?:\.\d{1,2}){1,4}(?![\w/-])")


@dataclass(frozen=True, slots=True)
class Requirement:
    """What was missed. ``sections`` are the numbers that the edition has; None when no edition is named."""

    standard: str = ""
    clause: str = ""
    edition: int | None = None
    section: str = ""
    words: str = ""
    sections: frozenset[str] | None = field(default=None)

    @property
    def key(self) -> str:
        """The same for the same requirement, "" when it is told in words alone."""
        if self.edition and self.section:
            return f"edition:{self.edition}:{self.section}"
        return f"{self.standard}:{self.clause}" if self.standard and self.clause else ""


def requirement_problems(missed: Requirement) -> Iterator[Problem]:
    """What is wrong with how the requirement is told (seed 003: "5.2" of nothing)."""
    if not (missed.clause or missed.section or missed.edition or missed.words.strip()):
        message = gettext_noop("Say which requirement is missed: a clause of a standard or a section of a document.")
        yield block("requirement.missing", message, "clause")
        return
    yield from _clause_problems(missed)
    yield from _section_problems(missed)
    if not missed.key and not missed.edition:
        yield from _words_problems(missed)


def _clause_problems(missed: Requirement) -> Iterator[Problem]:
    if not missed.clause:
        return
    if missed.standard not in iso9001.STANDARDS:
        yield _of_what(missed.clause, "standard")
        return
    try:
        iso9001.clause(missed.clause, missed.standard)
    except KeyError:
        message = gettext_noop("%(standard)s has no clause %(clause)s.")
        yield block("requirement.no_such_clause", message, "clause", standard=missed.standard, clause=missed.clause)


def _section_problems(missed: Requirement) -> Iterator[Problem]:
    if not missed.section:
        return
    if missed.edition is None:
        yield _of_what(missed.section, "edition")
    elif missed.sections is not None and missed.section not in missed.sections:
        message = gettext_noop("That edition has no section %(number)s.")
        params = {"number": missed.section}
        yield Problem("requirement.no_such_section", Level.WARN, message, "section", params)


def _words_problems(missed: Requirement) -> Iterator[Problem]:
    """A number in the words, but of what?"""
    found = _NUMBER.search(missed.words)
    if found:
        yield _of_what(found[0], "clause")


def _of_what(number: str, field_name: str) -> Problem:
    message = gettext_noop("“%(number)s” of what? Name the standard, or the document and its edition.")
    return Problem("requirement.of_what", Level.WARN, message, field_name, {"number": number})
