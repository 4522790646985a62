"""Reads seed 004's procedure out of its text, so that a test can type it into the editor as an officer would."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

import bs4
import pytest

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "seeds"


def seed_text(prefix: str) -> str:
    """The text of the seed that begins with ``prefix``. In CI it has to be there."""
    found = sorted(FOLDER.glob(f"{prefix}_*.txt"))
    if not found:
        if os.environ.get("CI") == "true":
            pytest.fail(f"the seeds have to be in {FOLDER} in CI")
        pytest.skip(f"the seeds are not in {FOLDER}")
    return found[0].read_text(encoding="utf-8")


@dataclass
class Row:
    """A row of a table, its cells gathered over page breaks."""

    cells: list[str] = field(default_factory=list)

    def add(self, cells: list[str]):
        """Take in what the next page goes on with."""
        for place, text in enumerate(cells):
            if text.strip():
                self.cells[place] = f"{self.cells[place]} {text}".strip()


def without_page_headers(text: str) -> list[str]:
    """The lines of the procedure after its cover, without the header table that each page repeats."""
    lines = text.splitlines()
    starts = [place for place, line in enumerate(lines) if "Mã hiệu:" in line]
    body = lines[starts[1] :]
    header = re.compile(r"Mã hiệu:|^\t+Lần ban hành|^\t+Ngày ban hành")
    return [line for line in body if not header.search(line)]


def between(lines: list[str], start: str, end: str) -> list[str]:
    """The lines after the heading ``start`` and before the heading ``end``, without empty ones."""
    first = next(i for i, line in enumerate(lines) if line.startswith("#") and start in line)
    last = next(i for i, line in enumerate(lines) if i > first and line.startswith("#") and end in line)
    return [line for line in lines[first + 1 : last] if line.strip()]


def table(lines: list[str], columns: int) -> list[Row]:
    """The rows of the table in ``lines``, its heading row left out."""
    rows: list[Row] = []
    for line in lines:
        if "\t" not in line or line.startswith(("TT\t", "STT\t")):
            continue
        cells = (line.split("\t") + [""] * columns)[:columns]
        if cells[0].strip():
            rows.append(Row([cell.strip() for cell in cells]))
        else:
            rows[-1].add(cells)
    return rows


def plain(html: str) -> str:
    """The words of a cell on one line."""
    return " ".join(bs4.BeautifulSoup(html, "html.parser").get_text(" ").split())


def rich(html: str) -> str:
    """A cell as the rich text editor takes it: no styles, no hand-typed dashes before points."""
    if "<p" not in html and "<ul" not in html:
        html = f"<p>{html}</p>"
    soup = bs4.BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(True):
        tag.attrs = {}
    for point in soup.find_all("li"):
        first = next(iter(point.find_all(string=True)), None)
        if first:
            first.replace_with(re.sub(r"^\s*[-+]\s*", "", first))
    for loose in [node for node in soup.contents if isinstance(node, bs4.NavigableString)]:
        if loose.strip():
            loose.wrap(soup.new_tag("p"))
        else:
            loose.extract()
    return str(soup)


@dataclass
class Procedure:
    """What an officer types in from the paper."""

    title: str
    code: str
    purpose: list[str]
    scope: list[str]
    references: list[str]
    definitions: list[tuple[str, str, bool]]
    steps: list[Row]
    forms: list[Row]
    records: list[Row]


def _terms(lines: list[str]):
    abbreviation = False
    for line in lines:
        if line.startswith("#"):
            abbreviation = "tắt" in line
        elif line.startswith("- "):
            term, _colon, meaning = line[2:].partition(":")
            yield term.strip(), meaning.strip(), abbreviation


def procedure_004() -> Procedure:
    """Seed 004's procedure. Retention, merged over three rows on paper, is given to each."""
    text = seed_text("004")
    first = next(line for line in text.splitlines() if "Mã hiệu:" in line).split("\t")
    lines = without_page_headers(text)
    records = table(_tail(lines, "VII. HỒ SƠ LƯU"), 4)
    for row in records[1:]:
        row.cells[2] = row.cells[2] or records[0].cells[2]
        row.cells[3] = row.cells[3] or records[0].cells[3]
    return Procedure(
        title=plain(first[1]),
        code=first[2].partition(":")[2].strip(),
        purpose=between(lines, "I. MỤC ĐÍCH", "II. "),
        scope=between(lines, "II. PHẠM VI", "III. "),
        references=[line[2:].rstrip(";.") for line in between(lines, "III. TÀI LIỆU", "IV. ")],
        definitions=list(_terms(between(lines, "IV. ĐỊNH NGHĨA", "V. NỘI DUNG"))),
        steps=table(between(lines, "V. NỘI DUNG", "VI. BIỂU MẪU"), 5),
        forms=table(between(lines, "VI. BIỂU MẪU", "VII. "), 3),
        records=records,
    )


def _tail(lines: list[str], start: str) -> list[str]:
    first = next(i for i, line in enumerate(lines) if line.startswith("#") and start in line)
    rows: list[str] = []
    for line in lines[first + 1 :]:
        if line.startswith("**"):
            break
        rows.append(line)
    return rows
