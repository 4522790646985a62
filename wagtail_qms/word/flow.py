"""A paper as it runs from top to bottom, before anything is understood: lines, grids, pictures.

Word files and texts become the same flow, so that what follows knows neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..content.nodes import FileRef, Run


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. ``number`` is the number that Word shows before it, ``bullet`` says that it shows a mark."""

    runs: tuple[Run, ...] = ()
    number: str = ""
    level: int = 0
    bullet: bool = False
    heading: int = 0
    #: Whether Word made it for a list of contents.
    listed: bool = False

    @property
    def text(self) -> str:
        """The words, blanks at the ends gone."""
        return "".join(run.text for run in self.runs).strip()

    @property
    def bold(self) -> bool:
        """Whether every word is bold."""
        spoken = [run for run in self.runs if run.text.strip()]
        return bool(spoken) and all("bold" in run.marks for run in spoken)

    @property
    def starts_bold(self) -> bool:
        """Whether the first words are bold."""
        spoken = [run for run in self.runs if run.text.strip()]
        return bool(spoken) and "bold" in spoken[0].marks

    @property
    def capitals(self) -> bool:
        """Whether the words are in capital letters."""
        text = self.text
        return text.upper() == text and text.lower() != text


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture where it stands; sizes in pixels."""

    file: FileRef
    alt: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a grid; ``column`` counts from 0 and is that of its first column."""

    items: tuple[Item, ...] = ()
    column: int = 0
    colspan: int = 1
    rowspan: int = 1

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its lines and those of the grids in it."""
        return tuple(lines_of(self.items))

    @property
    def text(self) -> str:
        """Its words, a line each."""
        return "\n".join(line.text for line in self.lines if line.text)

    @property
    def flat(self) -> str:
        """Its words on one line."""
        return " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; boxes covered by a span are absent from their rows."""

    rows: tuple[tuple[Box, ...], ...] = ()

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max((box.column + box.colspan for row in self.rows for box in row), default=0)

    def filled(self) -> list[list[Box | None]]:
        """The boxes by row and column, each repeated where its span covers."""
        width = self.width
        table: list[list[Box | None]] = [[None] * width for _ in self.rows]
        for top, row in enumerate(self.rows):
            for box in row:
                for line in table[top : top + box.rowspan]:
                    line[box.column : box.column + box.colspan] = [box] * box.colspan
        return table

    @property
    def text(self) -> str:
        """Its words, row by row."""
        return "\n".join(box.text for row in self.rows for box in row if box.text)


Item = Line | Grid | Picture


def lines_of(items: Iterable[Item]) -> Iterator[Line]:
    """Every line, those inside grids included, from top to bottom."""
    for item in items:
        if isinstance(item, Line):
            yield item
        elif isinstance(item, Grid):
            for row in item.rows:
                for box in row:
                    yield from lines_of(box.items)


def pictures_of(items: Iterable[Item]) -> Iterator[Picture]:
    """Every picture, those inside grids included."""
    for item in items:
        if isinstance(item, Picture):
            yield item
        elif isinstance(item, Grid):
            for row in item.rows:
                for box in row:
                    yield from pictures_of(box.items)
