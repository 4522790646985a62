"""How wide text is on paper, from the fonts themselves: for row heights, column widths and the page header."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from PIL import ImageFont

FONTS = Path(__file__).parent / "fonts"
POINTS_PER_MM = 72 / 25.4
_UNIT = 1000
_STEP = 6.0


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line of text in points."""
    return sum(_advance(char, bold) for char in text) * size / _UNIT


def line_count(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """How many lines the text takes in a column that is ``width`` points wide; at least 1."""
    return len(wrapped(text, width, size, bold=bold)) or 1


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """The lines that the text takes in a column of ``width`` points; a word wider than it is cut."""
    lines: list[str] = []
    for line in text.split("\n"):
        lines.extend(_lines(line, width, size, bold))
    return lines


def balanced(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """As few lines as ``wrapped``, of about the same length, so that no word stands alone."""
    lines = wrapped(text, width, size, bold=bold)
    while (narrower := wrapped(text, width - _STEP, size, bold=bold)) and len(narrower) == len(lines):
        lines, width = narrower, width - _STEP
    return lines


def longest_word(text: str, size: float, *, bold: bool = False) -> float:
    """The width in points of the widest word."""
    return max((text_width(word, size, bold=bold) for word in text.split()), default=0.0)


def _lines(text: str, width: float, size: float, bold: bool) -> Iterator[str]:
    space = text_width(" ", size, bold=bold)
    line, used = "", 0.0
    for word in text.split():
        for part in _fitting(word, width, size, bold):
            wide = text_width(part, size, bold=bold)
            if line and used + space + wide > width:
                yield line
                line, used = "", 0.0
            line, used = (f"{line} {part}", used + space + wide) if line else (part, wide)
    if line:
        yield line


def _fitting(word: str, width: float, size: float, bold: bool) -> Iterator[str]:
    while len(word) > 1 and text_width(word, size, bold=bold) > width:
        length = max(int(len(word) * width / text_width(word, size, bold=bold)), 1)
        yield word[:length]
        word = word[length:]
    yield word


@cache
def _advance(char: str, bold: bool) -> float:
    return _font(bold).getlength(char)


@cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    face = "LiberationSerif-Bold.ttf" if bold else "LiberationSerif-Regular.ttf"
    return ImageFont.truetype(FONTS / face, _UNIT, layout_engine=ImageFont.Layout.BASIC)
