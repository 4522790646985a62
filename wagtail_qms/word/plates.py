"""What labels say on a paper: its code, edition and days, in a header table, a page's ends or the lines of a cover."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .dates import is_blank_date
from .flow import Box, Grid
from .titles import folded

_OF = r"(?:\s*(?:tài\s*liệu|quy\s*trình|văn\s*bản|hiệu|số))*"
_LABEL_END = r"\s*(?:số|thứ)?\s*[:：]?\s*"
_CODE = re.compile(rf"(?:mã|(?:số\s*)?ký\s*hiệu|số\s*hiệu){_OF}\s*[:：]?(?!\w)\s*(?P<value>.*)", re.I | re.S)
_EDITION = re.compile(
    r"(?:lần\s*(?:ban\s*hành|BH)|ban\s*hành\s*lần)(?:\s*/\s*(?:lần\s*)?(?:sửa\s*đổi|soát\s*xét))?"
    rf"{_LABEL_END}(?P<value>[^\n|]*)",
    re.I,
)
#: What counts where no edition is told.
_REVISION = re.compile(
    rf"(?:lần\s*(?:sửa\s*đổi|soát\s*xét|SĐ)|phiên\s*bản|bản\s*sửa\s*đổi){_LABEL_END}(?P<value>[^\n|]*)", re.I
)
_ISSUED = re.compile(r"(?:ngày\s*(?:ban\s*hành|BH)|ban\s*hành\s*(?:từ\s*)?ngày)\s*[:：]?\s*(?P<value>[^\n|]*)", re.I)
_APPROVED = re.compile(r"ngày\s*(?:phê\s*duyệt|duyệt|ký)\s*[:：]?\s*(?P<value>[^\n|]*)", re.I)
_EFFECTIVE = re.compile(
    r"(?:(?:ngày\s*)?(?:có\s*)?hiệu\s*lực(?:\s*thi\s*hành)?(?:\s*(?:kể\s*)?từ)?(?:\s*ngày)?|ngày\s*áp\s*dụng)"
    r"\s*[:：]?\s*(?P<value>[^\n|]*)",
    re.I,
)
_TITLE = re.compile(r"tên\s*(?:quy\s*trình|tài\s*liệu|hướng\s*dẫn|biểu\s*mẫu)\s*[:：]\s*(?P<value>[^\n|_]*)", re.I)
#: Every label that a face has.
LABELS = (_CODE, _EDITION, _REVISION, _ISSUED, _APPROVED, _EFFECTIVE)
_NEXT = re.compile(
    r"\s*(?:lần\s*(?:ban|BH|sửa|soát)|ban\s*hành\s*(?:lần|ngày)|phiên\s*bản"
    r"|ngày\s*(?:ban|BH|hiệu|có|phê|duyệt|áp)|(?:có\s*)?hiệu\s*lực|trang\s*(?:số)?\s*[:\d]|số\s*trang)",
    re.I,
)
_PAGE = re.compile(r"(?:số\s*)?trang\s*(?:số)?\s*[:：]?\s*[\d/…. ]*", re.I)
KIND_LINE = re.compile(
    r"(?:quy trinh|so tay( chat luong)?|huong dan( cong viec)?|bieu mau|chinh sach( chat luong)?"
    r"|tai lieu|quy dinh|thu tuc)"
)
_LOGO = re.compile(r"\W*(logo|quoc huy|bieu tuong)( co quan| don vi)?\W*")


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
    #: Said in the lines of a cover, not in a table.
    is_cover: bool = False

    @property
    def blanks(self) -> list[str]:
        """Which of its dates and numbers are dots."""
        dated = [name for name in ("issued_on", "effective_on") if is_blank_date(getattr(self, name))]
        return dated + (["number"] if is_blank_date(f"{self.number}..") and not _figures(self.number) else [])


def plate_of(text: str) -> Plate:
    """What labelled lines say: a header table's right column, a page header or footer."""
    said = Plate()
    for name, pattern in (
        ("code", _CODE),
        ("number", _EDITION),
        ("number", _REVISION),
        ("issued_on", _ISSUED),
        ("issued_on", _APPROVED),
        ("effective_on", _EFFECTIVE),
        ("title", _TITLE),
    ):
        found = next(filter(_is_label, pattern.finditer(text)), None)
        if found and not getattr(said, name):
            value = _NEXT.split(found["value"], maxsplit=1)[0]
            setattr(said, name, value.strip(" \n_;"))
    return said


def _is_label(found: re.Match) -> bool:
    # "Quét mã hoặc mở địa chỉ …" labels nothing: a label begins a line, or ends with a colon.
    before, label = found.string[: found.start()], found.string[found.start() : found.start("value")]
    return ":" in label or "：" in label or not before.strip(" ") or before.rstrip(" ")[-1] in "\n\t|;,"


def is_plate(grid: Grid) -> bool:
    """Whether a grid is a header table: it labels a code and an issue, and is small."""
    lines = grid.text.split("\n") if len(grid.rows) <= 6 else []
    coded = any(_CODE.match(line) for line in lines)
    dated = (_EDITION, _REVISION, _ISSUED, _APPROVED, _EFFECTIVE)
    return coded and any(pattern.match(line) for line in lines for pattern in dated)


def read_plate(grid: Grid) -> Plate:
    """A header table: agency, kind and title in its boxes, what it labels wherever that stands."""
    labelled, free = _labelled_and_free(grid)
    said = plate_of("\n".join(labelled))
    left = [box for box in free if box.column == 0]
    middle = [box for box in free if box.column > 0]
    if not left or not middle:
        # The emblem has the left to itself, or all stands below one another: the agency is named first.
        left, middle = _agency_first(free)
    said.agency = " ".join(box.flat for box in left)
    lines = [line for box in middle for line in box.text.split("\n") if line.strip()]
    said.kind, title = _kind_and_title(lines)
    said.title = said.title or title
    return said


def _agency_first(boxes: list[Box]) -> tuple[list[Box], list[Box]]:
    opened = [Box((line,)) for box in boxes for line in box.lines if line.text]
    kinds = [place for place, box in enumerate(opened) if KIND_LINE.match(folded(box.flat))]
    if kinds and kinds[0]:
        return opened[: kinds[0]], opened[kinds[0] :]
    named = not kinds and (len(boxes) > 1 or any(box.column == 0 for box in boxes))
    return (boxes[:1], boxes[1:]) if named else ([], boxes)


def _labelled_and_free(grid: Grid) -> tuple[list[str], list[Box]]:
    labelled: list[str] = []
    free: list[Box] = []
    above: dict[int, int] = {}
    for row in grid.rows:
        waiting = False
        below: dict[int, int] = {}
        for box in row:
            if _is_labelled(box):
                labelled.append(box.text)
                if _is_bare(box):
                    below[box.column] = len(labelled) - 1
            elif not box.text or _LOGO.fullmatch(folded(box.text)):
                continue
            elif waiting:
                # The label and its value stand in two cells.
                labelled[-1] += f" {box.flat}"
                below.pop(max(below, default=-1), None)
            elif box.column in above:
                labelled[above[box.column]] += f" {box.flat}"
            else:
                free.append(box)
            waiting = _is_labelled(box) and _is_bare(box)
        above = below if len(below) > 1 else {}
    return labelled, free


def _is_bare(box: Box) -> bool:
    """Whether a box holds a label alone: what it says stands beside or below it."""
    text = box.lines[-1].text if box.lines else ""
    found = next(filter(None, (pattern.match(text) for pattern in LABELS)), None)
    return bool(found) and not found["value"].strip()


def is_page(line: str) -> bool:
    """Whether a line only counts pages."""
    return bool(_PAGE.fullmatch(line))


def _is_labelled(box: Box) -> bool:
    return any(pattern.match(line.text) for line in box.lines for pattern in LABELS) or (
        bool(box.flat) and bool(_PAGE.fullmatch(box.flat))
    )


def _kind_and_title(lines: list[str]) -> tuple[str, str]:
    kind = lines[0] if lines and KIND_LINE.fullmatch(folded(lines[0])) else ""
    title = " ".join(" ".join(lines[1:] if kind and len(lines) > 1 else lines).split())
    return kind or title, title


def _figures(text: str) -> str:
    return "".join(re.findall(r"\d", text))
