"""What ``relevance.py`` asks for: documents, questions and right answers. The documents lie beside the project."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatch
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command
from serving_site import filling

from wagtail_qms.register.models import Document
from wagtail_qms.search.entries import changes
from wagtail_qms.search.interface import Entry, Passage

HERE = Path(__file__).resolve().parent
QUERIES = HERE / "relevance_queries.csv"
FIELDS = {"chung-thuc": "Chứng thực", "ho-tich": "Hộ tịch", "nuoi-con-nuoi": "Nuôi con nuôi"}


@dataclass(frozen=True)
class Question:
    """What is typed, of which kind, and the documents that answer it, by number; none when nothing does."""

    kind: str
    typed: str
    right: frozenset[int]

    @property
    def is_held_out(self) -> bool:
        """Whether it is of the half that nothing is tuned on: told by its text, so it stays there."""
        return bool(hashlib.sha256(self.typed.encode()).digest()[0] % 2)


def agency_documents(shared: Path) -> tuple[list[Entry], list[Question]]:
    """The documents in force after importing the corpus and the seeds, and the questions of the project."""
    names = _imported(shared)
    entries = [entry for change in changes(Document.objects.values_list("pk", flat=True)) for entry in change.entries]
    called = {names[entry.page_id]: entry.document_id for entry in entries}
    with QUERIES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return entries, [Question(row["kind"], row["query"], _right(row["answers"], called)) for row in rows]


def _right(patterns: str, called: dict[str, int]) -> frozenset[int]:
    found = frozenset(key for pattern in patterns.split() for name, key in called.items() if fnmatch(name, pattern))
    if patterns and not found:
        raise SystemExit(f"No document is called {patterns}.")
    return found


def _imported(shared: Path) -> dict[int, str]:
    """By page what its file is called: "ho-tich-012", and "004/QT.CTCL" for a document of a seed."""
    index, names = filling.make_site(), {}
    for start, field in FIELDS.items():
        for said in _import(sorted((shared / "corpus").glob(f"{start}-*.docx")), index, field):
            names[said["document"]] = Path(said["file"]).stem
    for path in sorted((shared / "seeds").glob("*.txt")):
        number = path.name[:3]
        for said in _import([path], index, f"Chất lượng {number}", form="text"):
            names[said["document"]] = f"{number}/{said['code']}"
    return names


def _import(paths: Sequence[Path], index, field: str, form: str = "") -> list[dict]:
    out = StringIO()
    try:
        call_command(
            "qms_import", *map(str, paths), index=str(index.pk), field=field, format=form, in_force=True,
            person=filling.SECRETARY, json=True, stdout=out, stderr=StringIO(),
        )  # fmt: skip
    except CommandError as error:
        raise SystemExit(f"{field}: {error}") from error
    return [json.loads(line) for line in out.getvalue().splitlines()]


def legal_articles(shared: Path) -> tuple[list[Entry], list[Question]]:
    """ALQAC as published studies use it: the different contexts, and the questions with their own."""
    with (shared / "relevance" / "ALQAC.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    numbers: dict[str, int] = {}
    for row in rows:
        numbers.setdefault(row["context"].strip(), len(numbers) + 1)
    questions = [Question("law", row["question"], frozenset((numbers[row["context"].strip()],))) for row in rows]
    return [_article(number, text) for text, number in numbers.items()], questions


def _article(number: int, text: str) -> Entry:
    return Entry(
        document_id=number, edition_id=number, version=1, agency_id=1, page_id=number, key=f"{number:08d}", code="",
        number=1, title="", kind="procedure", field="", unit="", year=2020, clauses=(), starts_on=date(2020, 1, 1),
        ends_on=None, is_internal=False, is_held=False, passages=(Passage("section", "", "", text),),
    )  # fmt: skip
