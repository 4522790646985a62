"""Running text as pieces of HTML for paper: escaped, marks kept, long paragraphs cut, lists with typed dashes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape

from wagtail_qms.content.links import is_internal, safe_href
from wagtail_qms.content.nodes import Item, List, Paragraph, Prose, Run

#: xhtml2pdf lays out one paragraph in a time that grows with its square.
LONGEST = 6000

_TAGS = {"bold": "b", "italic": "i", "underline": "u", "superscript": "sup", "subscript": "sub"}
_BULLETS = ("-", "+", "•")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ROOM = re.compile(r'<pdf:spacer height="(\d+)pt">')
# A first row of WHOLE lines with its headings, under two headings of its own.
_MOST_ROOM = 400


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or a part of one: its HTML, its bare text, how deep in a list, whether it goes on from the last."""

    html: str
    text: str
    depth: int = -1
    follows: bool = False


def text_html(text: str) -> str:
    """Plain text as HTML: escaped, line breaks kept."""
    return escape(_CONTROLS.sub("", text)).replace("\n", "<br/>")


def room(points: int = 100) -> str:
    """Begins a new page unless so much room is left, so that a heading does not stand alone at a page's end.

    Keeping a heading with a table after it would move the table as a whole.
    """
    return f"{space(points)}{space(-points)}"


def room_above(html: str) -> str:
    """Room for a heading and for what the HTML below it asks first."""
    asked = _ROOM.match(html)
    return room(min(int(asked[1]) + 35, _MOST_ROOM) if asked else 100)


def space(points: int) -> str:
    """Empty height, or a step back when it is negative."""
    return f'<pdf:spacer height="{points}pt"></pdf:spacer>'


def text_pieces(text: str, *, bold: bool = False) -> list[Piece]:
    """A field of plain text as pieces, a line each."""
    marks = ("bold",) if bold else ()
    lines = [line for line in text.split("\n") if line.strip(" \t\r")]
    return [piece for line in lines for piece in _cut((Run(line, marks),))]


def pieces(prose: Prose) -> list[Piece]:
    """Running text as pieces in reading order."""
    return [piece for block in prose for piece in _block(block)]


def _block(block: Paragraph | List) -> Iterator[Piece]:
    if isinstance(block, List):
        yield from _list(block, 0)
    else:
        yield from _cut(block.runs)


def _list(block: List, depth: int) -> Iterator[Piece]:
    for position, item in enumerate(block.items):
        yield from _item(item, _marker(block.ordered, depth, position), depth)


def _item(item: Item, marker: str, depth: int) -> Iterator[Piece]:
    yield from _cut((Run(f"{marker} "), *item.runs), depth)
    for nested in item.lists:
        yield from _list(nested, depth + 1)


def _marker(ordered: bool, depth: int, position: int) -> str:
    if not ordered:
        return _BULLETS[min(depth, len(_BULLETS) - 1)]
    if depth % 2 and position < 26:
        return f"{chr(ord('a') + position)})"
    return f"{position + 1}."


def _cut(runs: tuple[Run, ...], depth: int = -1) -> Iterator[Piece]:
    for position, part in enumerate(_parts(runs)):
        text = "".join(run.text for run in part)
        yield Piece("".join(_run(run) for run in part), text, depth, follows=position > 0)


def _parts(runs: tuple[Run, ...]) -> Iterator[list[Run]]:
    part: list[Run] = []
    room = LONGEST
    for run in runs:
        while len(run.text) > room:
            head, run = _broken(run, room)
            yield [*part, head]
            part, room = [], LONGEST
        part.append(run)
        room -= len(run.text)
    yield part


def _broken(run: Run, room: int) -> tuple[Run, Run]:
    # At the end of a line or a sentence if there is one in the last third, else between words, else anywhere.
    least = room * 2 // 3
    ends = [run.text.rfind(mark, least, room) for mark in ("\n", ". ", "; ", " ")]
    at = next((end + 1 for end in ends if end >= 0), room)
    return replace(run, text=run.text[:at]), replace(run, text=run.text[at:])


def _run(run: Run) -> str:
    html = text_html(run.text)
    for mark in reversed(run.marks):
        html = f"<{_TAGS[mark]}>{html}</{_TAGS[mark]}>"
    href = safe_href(run.href) if run.href else ""
    # A relative address leads nowhere from paper, and a fragment must not point at our own anchors.
    if not href or is_internal(href) or ":" not in href:
        return html
    return f'<a class="out" href="{escape(href)}">{html}</a>'
