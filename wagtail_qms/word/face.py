"""The face of the paper: header table, sign-offs, amendments, contents, page headers and footers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import takewhile

from .flow import Box, Grid, Item, Line
from .plates import KIND_LINE, LABELS, Plate, is_plate, plate_of, read_plate
from .signatures import SignOff, sign_offs_of
from .titles import folded, numbered, role_of

#: A cover is in the first items of a paper; its title takes a few lines.
_COVER, _TITLE_LINES = 30, 4
_MOTTO = re.compile(r"cong hoa xa hoi chu nghia viet nam|doc lap ?- ?tu do ?- ?hanh phuc")
#: A line longer than this is running text, not a cover or contents.
_RUNNING = 120


@dataclass(frozen=True, slots=True)
class Amendment:
    """A row of the amendment table: what, on which basis, number of the amendment as typed."""

    what: str
    basis: str = ""
    number: str = ""


@dataclass(slots=True)
class Face:
    """The face as it is found, and where each of its parts stood in the flow (indexes)."""

    plates: list[Plate] = field(default_factory=list)
    sign_offs: tuple[SignOff, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    consumed: dict[int, str] = field(default_factory=dict)


def read_face(items: list[Item], pages: Iterable[Plate] = ()) -> Face:
    """Finds the face in the flow; what is consumed is told by index and part. ``pages`` is what their ends say."""
    face = Face()
    body = _body_start(items)
    known = {_bare(page.code) for page in pages if page.code}
    for index, item in enumerate(items):
        if isinstance(item, Grid) and is_plate(item):
            plate = read_plate(item)
            if index > body and known and _bare(plate.code) not in known:
                # An appended form has a header table of its own.
                continue
            known |= {_bare(plate.code)} - {""}
            face.plates.append(plate)
            face.consumed[index] = "header"
        elif isinstance(item, Grid) and index < body:
            _read_table(face, item, index)
    _read_lines(face, items, body)
    read_cover(face, items[:body])
    return face


def _bare(code: str) -> str:
    return re.sub(r"\W+", "", folded(code))


def _body_start(items: list[Item]) -> int:
    # The contents list the titles first, so the body starts at the last line that says the first title before any
    # other table, or, when nothing is listed, at its only one.
    typed = [(i, item) for i, item in enumerate(items) if isinstance(item, Line) and not item.listed]
    said = [(i, _opens(line)) for i, line in typed if _opens(line)]
    starts = [i for i, role in said if role == said[0][1]]
    tables = [
        i for i, item in enumerate(items) if isinstance(item, Grid) and not is_plate(item) and not _is_face(item)
    ]
    before = [start for start in starts if not tables or start < tables[0]]
    running = (i for i, item in enumerate(items) if isinstance(item, Line) and len(item.text) > _RUNNING)
    return (before or starts or [next(running, _below_face(items))])[-1]


def _below_face(items: list[Item]) -> int:
    return max((i + 1 for i, item in enumerate(items) if isinstance(item, Grid) and _is_face(item)), default=0)


def _opens(line: Line) -> str:
    said = numbered(f"{line.number} {line.text}" if line.number else line.text)
    role = role_of(said.rest, is_numbered=bool(said.number))
    return role if role in ("purpose", "scope", "references") else ""


def _is_face(grid: Grid) -> bool:
    return bool(sign_offs_of(grid)) or _is_amendments(grid)


def _read_table(face: Face, grid: Grid, index: int) -> None:
    sign_offs = sign_offs_of(grid)
    if sign_offs and not face.sign_offs:
        face.sign_offs = sign_offs
        face.consumed[index] = "sign_offs"
    elif _is_amendments(grid):
        face.amendments += _amendments(grid)
        face.consumed[index] = "amendments"


def _read_lines(face: Face, items: list[Item], body: int) -> None:
    listed: set[str] | None = None
    for index, item in enumerate(items[:body]):
        words = _entry(item.text) if isinstance(item, Line) else ""
        if isinstance(item, Line) and item.listed:
            face.consumed[index] = "contents"
        elif isinstance(item, Grid) and listed is not None and _lists_pages(item):
            listed |= {_entry(row[0].flat) for row in item.rows if row}
            face.consumed[index] = "contents"
        elif not words:
            # Contents end where a table begins; the header table of a new page stands among them.
            listed = listed if isinstance(item, Line) or face.consumed.get(index) == "header" else None
        elif words in ("muc luc", "noi dung trang"):
            listed = set()
            face.consumed[index] = "contents"
        elif listed is not None and words not in listed:
            listed.add(words)
            face.consumed[index] = "contents"
        else:
            # A title that the contents have listed is the section itself.
            listed = None
            _read_single(face, item, index, words)


def _read_single(face: Face, line: Line, index: int, words: str) -> None:
    if any(pattern.match(line.text) for pattern in LABELS):
        _read_label(face, line, index)
    elif "sua doi" in words and len(words) < 80 and not numbered(line.text).number:
        face.consumed[index] = "amendments"


def _entry(text: str) -> str:
    return re.sub(r"[ .…]*[0-9]*$", "", folded(text))


def _lists_pages(grid: Grid) -> bool:
    pages = [row[-1].flat for row in grid.rows if len(row) > 1]
    return grid.width == 2 and all(not page or page.isdecimal() for page in pages)


def _read_label(face: Face, line: Line, index: int) -> None:
    # A cover says in lines what the header table says in boxes.
    said = plate_of(line.text)
    cover = _cover(face)
    for name in ("code", "number", "issued_on", "effective_on"):
        setattr(cover, name, getattr(cover, name) or getattr(said, name))
    face.consumed[index] = "cover"


def _cover(face: Face) -> Plate:
    cover = next((plate for plate in face.plates if plate.is_cover), None)
    if cover is None:
        cover = Plate(is_cover=True)
        face.plates.append(cover)
    return cover


def read_cover(face: Face, items: list[Item]) -> None:
    """A cover in lines: bodies in capitals, what the paper is, and its title below."""
    lines = [
        (index, item)
        for index, item in enumerate(items[:_COVER])
        if isinstance(item, Line) and item.text and index not in face.consumed
    ]
    place = next((at for at, (_, line) in enumerate(lines) if _names_kind(line)), -1)
    if place < 0:
        return
    above = list(takewhile(lambda pair: pair[1].capitals, reversed(lines[:place])))[::-1]
    below = list(takewhile(lambda pair: _is_title(pair[1]), lines[place + 1 :]))[:_TITLE_LINES]
    cover = _cover(face)
    named = [line.text for _, line in above if not _MOTTO.search(folded(line.text))]
    kind = " ".join(lines[place][1].text.split())
    cover.agency = cover.agency or (named[-1] if named else "")
    cover.kind = cover.kind or kind
    cover.title = cover.title or " ".join(" ".join(line.text for _, line in below).split()) or kind
    face.consumed.update({index: "cover" for index, _ in (*above, lines[place], *below)})


def _names_kind(line: Line) -> bool:
    words = folded(line.text)
    return line.capitals and bool(KIND_LINE.fullmatch(words) or KIND_LINE.match(words) and line.bold)


def _is_title(line: Line) -> bool:
    labelled = any(pattern.match(line.text) for pattern in LABELS)
    return (line.capitals or line.bold) and not labelled and not numbered(line.text).number


def _is_amendments(grid: Grid) -> bool:
    heading = [folded(box.flat) for box in (grid.rows[0] if grid.rows else ())]
    return len(heading) >= 3 and sum("sua doi" in cell or "thay doi" in cell for cell in heading) >= 2


def _amendments(grid: Grid) -> tuple[Amendment, ...]:
    heading = [folded(box.flat) if box else "" for box in grid.filled()[0]]
    columns = {
        "number": _column(heading, r"lan (sua|ban|thay)|^lan\b"),
        "basis": _column(heading, r"co so|can cu|ly do|phap ly"),
        "what": _column(heading, r"noi dung|tom luoc|mo ta|muc sua|trang"),
    }
    rows = ({k: _text(row, c) for k, c in columns.items()} for row in grid.filled()[1:])
    return tuple(Amendment(**row) for row in rows if row["what"] or row["basis"])


def _column(heading: list[str], pattern: str) -> int:
    return next((i for i, cell in enumerate(heading) if re.search(pattern, cell)), -1)


def _text(row: list[Box | None], column: int) -> str:
    box = row[column] if 0 <= column < len(row) else None
    return box.flat if box else ""
