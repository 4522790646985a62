"""A filled-in form as plain data: letterhead, title and boxes, as records are printed (seeds 002 to 004)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Line:
    """A label and what was written behind it; an empty one leaves dots to write on."""

    label: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """Running text under an optional label."""

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Ticks:
    """Squares to tick, side by side: the words and whether they are ticked."""

    choices: tuple[tuple[str, bool], ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: headings with their shares of the width in per cent, and rows of texts."""

    headings: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, under which words; no name leaves room to sign by hand."""

    label: str
    name: str = ""
    post: str = ""
    capacity: str = ""
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Signatures:
    """Signatures side by side, two at most."""

    pair: tuple[Signature, ...]


Part = Line | Text | Ticks | Grid | Signatures


@dataclass(frozen=True, slots=True)
class Box:
    """A ruled box of the form."""

    parts: tuple[Part, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form filled in. ``number_line`` stands under the title; ``watermark`` across each page, "" for none."""

    title: str
    boxes: tuple[Box, ...]
    agency: str = ""
    parent_body: str = ""
    place_name: str = ""
    dated_on: date | None = None
    form_code: str = ""
    number_line: str = ""
    watermark: str = ""
    language: str = "vi"
