"""Which column of a table means what, by its heading; headings over several rows are read as one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .flow import Box, Grid
from .titles import folded

#: In this order, since "Biểu mẫu/hồ sơ" of a step table and "Thời gian lưu" of a records table share words.
STEP_COLUMNS = (
    ("number", r"s?tt|s tt|so tt|so thu tu|thu tu|buoc( so)?|no"),
    ("times", r".*\b(thoi gian|thoi han|tien do|thoi luong)\b.*"),
    (
        "responsible",
        r".*\b(trach nhiem|nguoi thuc hien|don vi|bo phan|chu tri|nguoi chiu|ca nhan|phu trach|thuc hien boi"
        r"|chuc danh|can bo|cong chuc|nguoi lam|phan cong|co quan thuc hien|chu the)\b.*|thuc hien|nguoi",
    ),
    ("forms", r".*\b(bieu mau|mau|ho so|tai lieu|ket qua|san pham|dau ra)\b.*"),
    ("requirement", r".*\b(yeu cau|mo ta|cach thuc|dien giai|noi dung chi tiet|chi tiet|huong dan|ghi chu)\b.*"),
    ("activity", r".*\b(trinh tu|hoat dong|noi dung|buoc|cong viec|cac buoc|luu do|cong doan)\b.*"),
)
RECORD_COLUMNS = (
    ("number", r"s?tt|so tt|so thu tu|s tt"),
    ("retention", r".*\b(thoi gian|thoi han)\b.*"),
    ("keeper", r".*\b(nguoi|trach nhiem|bo phan|don vi)\b.*"),
    ("place", r".*\b(noi luu|noi|dia diem|vi tri)\b.*"),
    ("basis", r".*\b(can cu|co so)\b.*"),
    ("code", r".*\b(ma|ky hieu|so hieu)\b.*"),
    ("name", r".*\b(ten|ho so|tai lieu|bieu mau|loai)\b.*"),
)
FORM_COLUMNS = (
    ("number", r"s?tt|so tt|so thu tu|s tt"),
    ("code", r".*\b(ma|ky hieu|so hieu|ma hieu|ma so)\b.*"),
    ("name", r".*\b(ten|bieu mau|mau|noi dung)\b.*"),
)
TERM_COLUMNS = (
    ("number", r"s?tt|so tt|so thu tu|s tt"),
    ("meaning", r".*\b(nghia|giai thich|dinh nghia|noi dung|day du|dien giai)\b.*"),
    ("term", r".*\b(tu|thuat ngu|viet tat|ky hieu|chu)\b.*"),
)

_NUMBER = re.compile(r"((buoc|b|stt) ?)?(\d{1,2}([.\-]\d{1,2}){0,3}|[ivx]{1,5})")


def header_rows(grid: Grid) -> int:
    """How many rows the headings take: as many as the tallest box of the first row covers."""
    first = grid.rows[0] if grid.rows else ()
    return max((box.rowspan for box in first), default=0)


def meanings(grid: Grid, names: tuple[tuple[str, str], ...]) -> list[str]:
    """What each column means, "" where no heading says it. Only "times" may come twice."""
    found: list[str] = []
    for heading in headings(grid):
        if not found and names is STEP_COLUMNS and _counts(grid):
            found.append("number")
            continue
        top = folded(heading[0]) if heading else ""
        matched = (name for name, pattern in names if re.fullmatch(pattern, top))
        found.append(next((name for name in matched if name == "times" or name not in found), ""))
    return found


def _counts(grid: Grid) -> bool:
    # "Các bước" over "1", "2", "Bước 3" is a column of numbers, whatever it is called.
    below = [row[0].flat for row in grid.rows[header_rows(grid) :] if row and row[0].column == 0 and row[0].text]
    return len(below) > 1 and all(_NUMBER.fullmatch(folded(text)) for text in below)


def headings(grid: Grid) -> list[list[str]]:
    """For each column its headings from top to bottom, each once."""
    filled = Grid(grid.rows[: header_rows(grid)]).filled()
    columns = ([row[column] if column < len(row) else None for row in filled] for column in range(grid.width))
    return [[box.flat for box in _distinct(column) if box.flat] for column in columns]


def heading_text(grid: Grid) -> str:
    """The words of the headings as they stand."""
    return " ".join(box.flat for row in grid.rows[: header_rows(grid)] for box in row if box.flat)


def _distinct(column: list[Box | None]) -> Iterator[Box]:
    last = None
    for box in column:
        if box is not None and box is not last:
            yield box
        last = box
