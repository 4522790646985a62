"""What a run of the set-up made and what was there."""

from __future__ import annotations

from dataclasses import dataclass, field


class SetupError(Exception):
    """The set-up cannot go on; the text says why and what to do next."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing looked at: ``made`` tells whether it was made or mended just now."""

    text: str
    made: bool


@dataclass
class Report:
    """Everything looked at, in its order."""

    lines: list[Line] = field(default_factory=list)

    def note(self, text, made: bool):
        """Keep that ``text`` was made, or was there."""
        self.lines.append(Line(str(text), made))

    @property
    def changes(self) -> int:
        """How many things were made or mended."""
        return sum(line.made for line in self.lines)
