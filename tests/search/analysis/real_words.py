"""Words as they occur in the papers beside the project. In CI they have to be there."""

from __future__ import annotations

import csv
import os
import re
from functools import cache
from pathlib import Path

import pytest

from wagtail_qms.search.analysis.letters import lowered
from wagtail_qms.word.reading import read

SHARED = Path(__file__).resolve().parents[4] / "shared"
_WORD = re.compile(r"[^\W\d_]+")


def folder(name: str) -> Path:
    """A folder beside the project."""
    return SHARED / name


@cache
def real_texts(name: str) -> tuple[str, ...]:
    """The texts of a folder beside the project; none where it is absent."""
    paths = sorted(path for path in folder(name).glob("*") if path.suffix in (".docx", ".txt", ".csv"))
    if not paths and os.environ.get("CI") == "true":
        pytest.fail(f"{folder(name)} has to be there in CI")
    return tuple(_text(path) for path in paths)


@cache
def real_words(name: str) -> frozenset[str]:
    """The words of the texts, in lower case."""
    return frozenset(word for text in real_texts(name) for word in _WORD.findall(lowered(text)))


def _text(path: Path) -> str:
    if path.suffix == ".docx":
        return read(path).text
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return "\n".join(f"{row['context']}\n{row['question']}" for row in csv.DictReader(file))
    return path.read_text(encoding="utf-8")
