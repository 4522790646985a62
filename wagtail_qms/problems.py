"""What is wrong with a record or a document: one type for every subject (DESIGN section 6)."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as default
from enum import StrEnum


class Level(StrEnum):
    """How much a problem matters: ``block`` stops, ``warn`` wants a reason, ``hint`` only tells."""

    BLOCK = "block"
    WARN = "warn"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem: a stable code, its level, a sentence for the person who mends it, and the field it sits in.

    ``message`` is an English source sentence with ``%(name)s`` places filled from ``params`` when it
    is shown, so that it can be translated then.
    """

    code: str
    level: Level
    message: str
    field: str = ""
    params: dict[str, str] = default(default_factory=dict)


def block(code: str, message: str, field: str = "", /, **params: str) -> Problem:
    """A problem that stops."""
    return Problem(code, Level.BLOCK, message, field, params)


class Refused(Exception):
    """A verb of the business was refused; ``problems`` say why, in words for the person who asked."""

    def __init__(self, *problems: Problem):
        super().__init__("; ".join(problem.code for problem in problems))
        self.problems = problems


def gettext_noop(text: str) -> str:
    """Mark ``text`` for translation where Django may not be imported."""
    return text
