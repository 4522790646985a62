"""How much of Word files is understood: words kept in order, fields against hand-made facts, seconds a file.

    python benchmarks/importing.py FOLDER [--missing] [--slowest SECONDS] [--least SHARE]

FOLDER holds .docx files (.doc where LibreOffice is installed, .txt as OCR gives them). The words of a source are
taken from its XML without any of the reader's own code: every ``w:t`` that is shown, in the order of the file. A file
that has facts under ``tests/word/expected`` is compared with them field by field.

"moved" are words of the source that are in the result, but not in their order (numbers in a step's cell, say): of the
words that are not in order, those that the rest of the result has. "lost" are in neither. The goal for words is
99.5 % in order and none moved. A .doc has two times: LibreOffice starts anew for each file, which is most of it, and
is told apart from what the project's own code takes; the goal of a second is for the whole of a .docx, and for ours
of a .doc. Every file is read once before, so that no file pays for imports. Ends with 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import difflib
import io
import re
import sys
import time
import unicodedata
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.word.fields import EXPECTED, differences, expected
from wagtail_qms.word.errors import CannotRead
from wagtail_qms.word.office import to_docx
from wagtail_qms.word.reading import Reading, read
from wagtail_qms.word.text import read_text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
HIDDEN = {f"{W}del", f"{W}moveFrom", FALLBACK}
#: Marks of direction and joints without width, which nobody sees inside a word.
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
WORD = re.compile(r"[^\W_]+")


@dataclass
class Result:
    """What one file came to."""

    name: str
    seconds: float
    words: int
    kept: int
    missing: list[str]
    moved: int = 0
    office: float = 0.0
    fields: int = 0
    wrong: int = 0

    @property
    def share(self) -> float:
        """The share of the source's words that stand in the result in order."""
        return self.kept / self.words if self.words else 1.0


def source_words(source: Path | bytes) -> list[str]:
    """The words of a file as it shows them."""
    if isinstance(source, Path) and source.suffix == ".txt":
        return words(re.sub(r"<[^<>]*>", " ", source.read_text(encoding="utf-8")))
    with zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return words("".join(_shown(root)))


def _shown(node):
    if node.tag in HIDDEN:
        return
    if node.tag == f"{W}t":
        yield node.text or ""
    elif node.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
        yield " "
    for child in node:
        yield from _shown(child)
    if node.tag == f"{W}p":
        yield "\n"


def words(text: str) -> list[str]:
    """Lower-case words; a day in words or figures is written one way, without leading noughts."""
    text = unicodedata.normalize("NFC", UNSEEN.sub("", text)).lower()
    text = re.sub(r"ngày\s+(\d+)\s+tháng\s+(\d+)\s+năm\s+(\d{4})", r"ngày \1/\2/\3", text)
    return [word.lstrip("0") or "0" if word.isdecimal() else word for word in WORD.findall(text)]


def in_order(source: list[str], result: list[str]) -> tuple[int, list[str]]:
    """How many of the source's words are in the result in the same order, and those that are not."""
    blocks = difflib.SequenceMatcher(None, source, result, autojunk=False).get_matching_blocks()
    kept: set[int] = set()
    for block in blocks:
        kept.update(range(block.a, block.a + block.size))
    return len(kept), [word for place, word in enumerate(source) if place not in kept]


def moved_of(missing: list[str], source: list[str], result: list[str]) -> int:
    """How many of the words that are not in order the result has elsewhere."""
    spare = Counter(result) - (Counter(source) - Counter(missing))
    return (Counter(missing) & spare).total()


def measured(path: Path) -> Result:
    """One file read and compared."""
    office, content = 0.0, b""
    if path.suffix == ".doc":
        start = time.perf_counter()
        content = to_docx(path.read_bytes())
        office = time.perf_counter() - start
    start = time.perf_counter()
    readings: tuple[Reading, ...]
    if path.suffix == ".txt":
        readings = read_text(path.read_text(encoding="utf-8"))
    else:
        readings = (read(io.BytesIO(content) if content else path),)
    seconds = time.perf_counter() - start
    source = source_words(content or path)
    result = words("\n".join(reading.text for reading in readings))
    kept, missing = in_order(source, result)
    found = Result(path.name, seconds, len(source), kept, missing, moved_of(missing, source, result), office)
    if (EXPECTED / f"{path.stem}.json").is_file():
        found.fields = len(expected(path.stem))
        found.wrong = len(differences(readings[0], path.stem))
    return found


def main() -> int:
    """Measures every file of a folder and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--missing", action="store_true", help="print the words that are not found")
    parser.add_argument("--slowest", type=float, default=1.0)
    parser.add_argument("--least", type=float, default=0.995)
    options = parser.parse_args()
    results = []
    paths = sorted(p for p in options.folder.iterdir() if p.suffix in (".docx", ".doc", ".txt"))
    for path in [path for path in paths if path.suffix == ".docx"][:1]:
        read(path)
    for path in paths:
        try:
            results.append(measured(path))
        except CannotRead as error:
            print(f"{path.name:<34} not read: {error}")
            continue
        _print(results[-1], options.missing)
    return _summed(results, options)


def _print(result: Result, missing: bool) -> None:
    facts = f"{result.fields - result.wrong}/{result.fields}" if result.fields else "-"
    office = f"  + {result.office:.2f} s LibreOffice" if result.office else ""
    print(
        f"{result.name:<34} {result.words:>7} words {result.share:>8.2%} in order {result.moved:>3} moved "
        f"{len(result.missing) - result.moved:>3} lost {facts:>7} fields {result.seconds:>6.2f} s{office}"
    )
    if missing and result.missing:
        print("    " + " ".join(result.missing))


def _summed(results: list[Result], options: argparse.Namespace) -> int:
    total, kept = sum(r.words for r in results), sum(r.kept for r in results)
    moved, missing = sum(r.moved for r in results), sum(len(r.missing) for r in results)
    fields, wrong = sum(r.fields for r in results), sum(r.wrong for r in results)
    slowest = max((r.seconds for r in results), default=0.0)
    lowest = min((r.share for r in results), default=1.0)
    print(
        f"\n{len(results)} files, {total} words: {kept / max(total, 1):.3%} in order (lowest {lowest:.2%}), "
        f"{moved} moved, {missing - moved} lost; fields {fields - wrong}/{fields}; slowest {slowest:.2f} s"
    )
    old = [r.office for r in results if r.office]
    if old:
        print(
            f"LibreOffice before that for {len(old)} .doc: {sum(old) / len(old):.2f} s each, slowest {max(old):.2f} s"
        )
    return int(lowest < options.least or moved > 0 or wrong > 0 or slowest > options.slowest)


if __name__ == "__main__":
    sys.exit(main())
