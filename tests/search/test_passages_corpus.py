"""Passages of real papers: no word is lost on the way, and each lands on the page."""

import re

import pytest

from tests.corpus import corpus
from wagtail_qms.content.html import render
from wagtail_qms.content.labels import english
from wagtail_qms.content.text import plain
from wagtail_qms.search.cutting import PIECE
from wagtail_qms.search.passages import passages_of
from wagtail_qms.word.reading import read


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


@pytest.mark.parametrize("path", corpus(), ids=lambda path: path.stem)
def test_every_word_of_a_paper_is_in_its_passages(path):
    document = read(path).document
    passages = list(passages_of(document, english))
    said = words("\n".join(f"{passage.heading}\n{passage.number}\n{passage.text}" for passage in passages))
    assert words(plain(document)) - said == set()
    assert max(len(passage.text) for passage in passages) <= PIECE


@pytest.mark.parametrize("path", corpus(), ids=lambda path: path.stem)
def test_every_passage_of_a_paper_lands_on_its_page(path):
    document = read(path).document
    html = render(document, label=english, file_url=str)
    ids = set(re.findall(r'id="([^"]+)"', html))
    anchors = [passage.anchor for passage in passages_of(document, english)]
    assert [anchor for anchor in anchors if anchor and anchor not in ids] == []
    assert anchors.count("") <= 1
