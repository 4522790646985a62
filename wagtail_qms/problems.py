"""What is wrong with a record or a document: one type for every subject (DESIGN section 6)."""

from __future__ import annotations

from dataclasses import dataclass, field
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
    params: dict[str, str] = field(default_factory=dict)
