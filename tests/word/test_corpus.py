"""Real papers, where they are at hand: every word in order, every transcribed field right."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from benchmarks.importing import in_order, source_words, words
from tests.word.fields import EXPECTED, differences, facts_of
from wagtail_qms.content.canonical import from_data, normalised, to_data
from wagtail_qms.word.errors import CannotRead
from wagtail_qms.word.reading import read
from wagtail_qms.word.text import read_text

SHARED = Path(__file__).resolve().parents[3] / "shared"
LEAST = 0.995


def files(folder: str, pattern: str) -> list[Path]:
    """The files of a folder beside the project. In CI they have to be there."""
    found = sorted((SHARED / folder).glob(pattern))
    if not found and os.environ.get("CI") == "true":
        pytest.fail(f"{folder} has to be in {SHARED} in CI")
    return found


@pytest.mark.parametrize("path", files("corpus", "*.docx"), ids=lambda path: path.stem)
def test_every_word_is_kept_in_order(path):
    reading = read(path)
    source = source_words(path)
    kept, _missing = in_order(source, words(reading.text))
    assert kept / len(source) >= LEAST
    assert reading.words_kept / reading.words >= LEAST
    assert from_data(to_data(reading.document)) == normalised(reading.document) == reading.document


@pytest.mark.parametrize("path", files("corpus", "*.docx"), ids=lambda path: path.stem)
def test_it_has_the_sections_of_a_procedure(path):
    roles = [block.role for block in read(path).document.blocks if getattr(block, "role", "") != "appendix"]
    assert roles == ["purpose", "scope", "references", "definitions", "content", "forms", "records"]


@pytest.mark.parametrize("name", sorted(path.stem for path in EXPECTED.glob("*.json")))
def test_every_field_is_as_transcribed(name):
    for path in files("corpus", f"{name}.docx"):
        assert differences(read(path), name) == {}


def test_as_many_disagree_with_their_pages_as_do():
    found = [{problem.code for problem in read(path).problems} for path in files("corpus", "*.docx")]
    if found:
        assert sum("number_disagrees" in codes for codes in found) == 11
        assert sum(bool({"date_disagrees", "dates_out_of_order"} & codes) for codes in found) == 14


def seed(prefix: str):
    """The documents of a seed's text."""
    return [read_text(path.read_text(encoding="utf-8")) for path in files("seeds", f"{prefix}_*.txt")]


@pytest.mark.parametrize("prefix", ["000", "001", "002", "004"])
def test_the_words_of_a_text_are_kept(prefix):
    for readings in seed(prefix):
        assert sum(r.words_kept for r in readings) / sum(r.words for r in readings) >= LEAST


def test_seed_000_holds_a_policy_objectives_and_a_manual():
    for readings in seed("000"):
        assert [reading.document.kind for reading in readings][0::3] == ["policy", "manual"]
        manual = readings[-1]
        assert (manual.code, manual.number, manual.issued_on) == ("STCL", 1, "2021-05-27")


def test_seed_001_mixes_its_edition_into_its_code():
    for (reading,) in seed("001"):
        codes = {problem.code for problem in reading.problems}
        assert (reading.document.kind, reading.number) == ("manual", 2)
        assert {"number_in_code", "no_issue_date", "template_mark", "section_empty"} <= codes


def test_seed_002_has_dots_for_dates():
    for (reading,) in seed("002"):
        codes = {problem.code for problem in reading.problems}
        assert (reading.code, reading.number, reading.issued_on) == ("QT.CTCL", 1, "")
        assert {"dots_for_date", "no_issue_date", "number_twice", "no_retention"} <= codes


def test_seed_004_nests_its_steps():
    for (reading,) in seed("004"):
        steps = next(b for s in reading.document.blocks if s.role == "content" for b in s.blocks).rows
        assert [(step.number, step.level) for step in steps if step.heading] == [
            ("5.1", 0), ("5.2", 0), ("5.8.1", 1), ("5.8.2", 1)
        ]  # fmt: skip
        assert len(steps) == 19
        assert {"no_amendments", "form_code_broken", "no_retention"} <= {p.code for p in reading.problems}


@pytest.mark.parametrize("path", files("corpus", "*.doc"), ids=lambda path: path.stem)
def test_an_old_file_says_what_the_new_one_says(path):
    if not shutil.which("soffice"):
        with pytest.raises(CannotRead):
            read(path)
        return
    old, new = read(path), read(path.with_suffix(".docx"))
    assert facts_of(old) == facts_of(new)
    assert old.words_kept / old.words >= LEAST
