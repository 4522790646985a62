"""The face of the paper: header table, sign-offs, amendments, contents, page headers and footers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .dates import first_date, is_blank_date
from .flow import Box, Grid, Item, Line, pictures_of
from .titles import folded, numbered, role_of

_CODE = re.compile(r"(?:mã\s*hiệu|mã\s*số|ký\s*hiệu|số\s*hiệu|mã\s*tài\s*liệu)\s*[:：]?\s*(?P<value>.*)", re.I | re.S)
_EDITION = re.compile(
    r"(?:lần\s*(?:ban\s*hành|BH|soát\s*xét)|ban\s*hành\s*lần)(?:\s*/\s*sửa\s*đổi)?\s*[:：]?\s*(?P<value>[^\n|]*)", re.I
)
_ISSUED = re.compile(r"ngày\s*(?:ban\s*hành|BH)\s*[:：]?\s*(?P<value>[^\n|]*)", re.I)
_EFFECTIVE = re.compile(
    r"(?:ngày\s*(?:có\s*)?hiệu\s*lực|hiệu\s*lực\s*từ(?:\s*ngày)?)\s*[:：]?\s*(?P<value>[^\n|]*)", re.I
)
_TITLE = re.compile(r"tên\s*(?:quy\s*trình|tài\s*liệu|hướng\s*dẫn|biểu\s*mẫu)\s*[:：]\s*(?P<value>[^\n|_]*)", re.I)
_NEXT = re.compile(r"\s*(?:lần\s*(?:ban|BH)|ngày\s*(?:ban|BH|hiệu|có)|trang\s*(?:số)?\s*[:\d]|số\s*trang)", re.I)
_PAGE = re.compile(r"(?:số\s*)?trang\s*(?:số)?\s*[:：]?\s*[\d/…. ]*", re.I)
_KIND_LINE = re.compile(
    r"(?:quy trinh|so tay( chat luong)?|huong dan( cong viec)?|bieu mau|chinh sach( chat luong)?"
    r"|tai lieu|quy dinh|thu tuc)"
)
_ROLE = re.compile(
    r"^(nguoi )?(soan thao|bien soan|lap|viet|xem xet|soat xet|kiem tra|tham dinh|tham tra|phe duyet)\b"
)
#: A table with more rows is none of the face's.
_FACE_ROWS = 12
#: A line longer than this is running text, not a cover or contents.
_RUNNING = 120
_NAME = re.compile(r"^ho( va)?[ ,]*(chu dem[, ]*)?ten|^ten$")
_POST = re.compile(r"^chuc (vu|danh)")


@dataclass(frozen=True, slots=True)
class SignOff:
    """Who signed as what: role as printed, name and post as typed."""

    role: str
    name: str
    post: str = ""


@dataclass(frozen=True, slots=True)
class Amendment:
    """A row of the amendment table: what, on which basis, number of the amendment as typed."""

    what: str
    basis: str = ""
    number: str = ""


@dataclass(slots=True)
class Plate:
    """What one header table, page header or footer says; "" where it says nothing, as typed."""

    agency: str = ""
    title: str = ""
    kind: str = ""
    code: str = ""
    number: str = ""
    issued_on: str = ""
    effective_on: str = ""

    @property
    def blanks(self) -> list[str]:
        """Which of its dates and numbers are dots."""
        dated = [name for name in ("issued_on", "effective_on") if is_blank_date(getattr(self, name))]
        return dated + (["number"] if is_blank_date(f"{self.number}..") and not _figures(self.number) else [])


@dataclass(slots=True)
class Face:
    """The face as it is found, and where each of its parts stood in the flow (indexes)."""

    plates: list[Plate] = field(default_factory=list)
    sign_offs: tuple[SignOff, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    consumed: dict[int, str] = field(default_factory=dict)


def plate_of(text: str) -> Plate:
    """What labelled lines say: a header table's right column, a page header or footer."""
    said = Plate()
    for name, pattern in (
        ("code", _CODE),
        ("number", _EDITION),
        ("issued_on", _ISSUED),
        ("effective_on", _EFFECTIVE),
        ("title", _TITLE),
    ):
        found = pattern.search(text)
        if found:
            value = _NEXT.split(found["value"], maxsplit=1)[0]
            setattr(said, name, value.strip(" \n_;"))
    return said


def is_plate(grid: Grid) -> bool:
    """Whether a grid is a header table: it labels a code and an issue, and is small."""
    lines = grid.text.split("\n") if len(grid.rows) <= 6 else []
    coded = any(_CODE.match(line) for line in lines)
    return coded and any(_EDITION.match(line) or _ISSUED.match(line) for line in lines)


def read_plate(grid: Grid) -> Plate:
    """A header table: the agency at the left, kind and title in the middle, labels at the right."""
    labelled, free = _labelled_and_free(grid)
    said = plate_of("\n".join(labelled))
    left = min((box.column for box in free), default=0)
    said.agency = " ".join(box.flat for box in free if box.column == left and left == 0)
    middle = "\n".join(box.text for box in free if box.column > 0)
    said.kind, title = _kind_and_title([line for line in middle.split("\n") if line.strip()])
    said.title = said.title or title
    return said


def _labelled_and_free(grid: Grid) -> tuple[list[str], list[Box]]:
    labelled: list[str] = []
    free: list[Box] = []
    for row in grid.rows:
        waiting = False
        for box in row:
            if _is_labelled(box):
                labelled.append(box.text)
            elif waiting:
                # The label and its value stand in two cells.
                labelled[-1] += f" {box.flat}"
            elif box.text:
                free.append(box)
            waiting = _is_labelled(box) and box.text.endswith(":")
    return labelled, free


def read_face(items: list[Item]) -> Face:
    """Finds the face in the flow; what is consumed is told by index and part."""
    face = Face()
    body = _body_start(items)
    for index, item in enumerate(items):
        if isinstance(item, Grid) and is_plate(item):
            face.plates.append(read_plate(item))
            face.consumed[index] = "header"
        elif isinstance(item, Grid) and index < body:
            _read_table(face, item, index)
    _read_lines(face, items, body)
    return face


def _body_start(items: list[Item]) -> int:
    # The contents list the titles first, so the body starts at the last "purpose" before any other table,
    # or, when nothing is listed, at its only one.
    starts = [i for i, item in enumerate(items) if isinstance(item, Line) and _opens(item)]
    tables = [
        i for i, item in enumerate(items) if isinstance(item, Grid) and not is_plate(item) and not _is_face(item)
    ]
    before = [start for start in starts if not tables or start < tables[0]]
    running = (i for i, item in enumerate(items) if isinstance(item, Line) and len(item.text) > _RUNNING)
    return (before or starts or [next(running, 0)])[-1]


def _opens(line: Line) -> bool:
    return role_of(numbered(line.text).rest) == "purpose"


def _is_face(grid: Grid) -> bool:
    return bool(_sign_offs(grid)) or _is_amendments(grid)


def _read_table(face: Face, grid: Grid, index: int) -> None:
    sign_offs = _sign_offs(grid)
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
        if isinstance(item, Grid) and listed is not None and _lists_pages(item):
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
    if any(pattern.match(line.text) for pattern in (_CODE, _EDITION, _ISSUED, _EFFECTIVE)):
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
    cover = next((plate for plate in face.plates if plate.kind == "cover"), None)
    if cover is None:
        cover = Plate(kind="cover")
        face.plates.append(cover)
    for name in ("code", "number", "issued_on", "effective_on"):
        setattr(cover, name, getattr(cover, name) or getattr(said, name))
    face.consumed[index] = "cover"


def _is_labelled(box: Box) -> bool:
    return any(
        pattern.match(line.text) for line in box.lines for pattern in (_CODE, _EDITION, _ISSUED, _EFFECTIVE)
    ) or (bool(box.flat) and bool(_PAGE.fullmatch(box.flat)))


def _kind_and_title(lines: list[str]) -> tuple[str, str]:
    kind = lines[0] if lines and _KIND_LINE.fullmatch(folded(lines[0])) else ""
    title = " ".join(" ".join(lines[1:] if kind and len(lines) > 1 else lines).split())
    return kind or title, title


def _sign_offs(grid: Grid) -> tuple[SignOff, ...]:
    if len(grid.rows) > _FACE_ROWS:
        return ()
    table = [[box.flat if box else "" for box in row] for row in grid.filled()]
    return _by_columns(table) or _by_columns([list(row) for row in zip(*table, strict=True)])


def _by_columns(table: list[list[str]]) -> tuple[SignOff, ...]:
    roles = next((row for row in table if sum(bool(_ROLE.match(folded(cell))) for cell in row) >= 2), None)
    names = next((row for row in table if row and _NAME.match(folded(row[0]))), None)
    posts = next((row for row in table if row and _POST.match(folded(row[0]))), None)
    if roles is None or names is None:
        return ()
    columns = [column for column, cell in enumerate(roles) if _ROLE.match(folded(cell))]
    return tuple(SignOff(roles[c], names[c], posts[c] if posts else "") for c in columns)


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


def _figures(text: str) -> str:
    return "".join(re.findall(r"\d", text))


def iso_date(text: str) -> str:
    """A date of the face in ISO 8601, "" when it is none."""
    return first_date(text)


def signature_pictures(items: list[Item], face: Face) -> int:
    """How many pictures stand in the face (scanned signatures, emblems): they are no part of the content."""
    return sum(1 for index in face.consumed for _ in pictures_of([items[index]]))
