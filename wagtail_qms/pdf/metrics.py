"""How wide text is on paper, from the fonts themselves: for row heights, column widths and the page header."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PIL import ImageFont

FONTS = Path(__file__).parent / "fonts"
POINTS_PER_MM = 72 / 25.4
_UNIT = 1000


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line of text in points."""
    return sum(_advance(char, bold) for char in text) * size / _UNIT


def line_count(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """How many lines the text takes in a column that is ``width`` points wide; at least 1."""
    return sum(_wrapped(line, width, size, bold) for line in text.split("\n"))


def longest_word(text: str, size: float, *, bold: bool = False) -> float:
    """The width in points of the widest word."""
    return max((text_width(word, size, bold=bold) for word in text.split()), default=0.0)


def _wrapped(line: str, width: float, size: float, bold: bool) -> int:
    space = text_width(" ", size, bold=bold)
    lines, used = 1, 0.0
    for word in line.split():
        wide = text_width(word, size, bold=bold)
        if used and used + space + wide > width:
            lines, used = lines + 1, 0.0
        used += wide + (space if used else 0)
        if used > width:
            lines, used = lines + int(used // width), used % width
    return lines


@cache
def _advance(char: str, bold: bool) -> float:
    return _font(bold).getlength(char)


@cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    face = "LiberationSerif-Bold.ttf" if bold else "LiberationSerif-Regular.ttf"
    return ImageFont.truetype(FONTS / face, _UNIT, layout_engine=ImageFont.Layout.BASIC)
