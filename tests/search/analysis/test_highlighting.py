"""What is marked is what was found, in the words of the text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_qms.search.analysis.highlighting import snippet, spans
from wagtail_qms.search.analysis.letters import composed
from wagtail_qms.search.analysis.query import Vocabulary, analyse_query

TEXT = "Phiếu BM.CTCL.01 ghi sự không phù hợp. Thời hạn giải quyết là 03 ngày làm việc."
TEXTS = st.text("quản lýhồsơ BM.01\n\u0301", max_size=80)


def marked(text, typed, **options):
    """The marked stretches of a text."""
    query = analyse_query(typed, **options)
    return [composed(text)[start:end] for start, end in spans(text, query)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("thoi han", ["Thời hạn"]),
        ("thời hạn", ["Thời hạn"]),
        ("bm ctcl 1", ["BM.CTCL.01"]),
        ("3 ngày", ["03 ngày"]),
        ("phiếu phù hợp", ["Phiếu", "phù hợp"]),
        ("không có gì", ["không"]),
        ("xyz", []),
        ("", []),
    ],
)
def test_words_and_codes_are_marked(typed, found):
    assert marked(TEXT, typed) == found


def test_decomposed_text_is_marked_in_its_composed_form():
    assert marked(unicodedata.normalize("NFD", TEXT), "giải quyết") == ["giải quyết"]


def test_the_accents_that_were_typed_come_first():
    assert marked("bản sao, bàn giao, ban hành", "bàn") == ["bàn"]
    assert marked("bản sao, ban hành", "bàn") == ["bản", "ban"]
    assert marked("bản sao, bàn giao", "ban") == ["bản", "bàn"]


def test_other_wordings_are_marked():
    vocabulary = Vocabulary(abbreviations=(("KPH", "sự không phù hợp"),))
    assert marked(TEXT, "KPH", vocabulary=vocabulary) == ["sự không phù hợp"]


def test_the_best_window_is_shown():
    text = "Hồ sơ gồm tờ khai. " * 30 + "Lệ phí hồ sơ là 8.000 đồng. " + "Hồ sơ gồm tờ khai. " * 30
    pieces = snippet(text, analyse_query("lệ phí hồ sơ"), length=80)
    assert [piece.text for piece in pieces if piece.marked][:1] == ["Lệ phí hồ sơ"]
    assert pieces[0].text == "… "
    assert pieces[-1].text == " …"
    assert len("".join(piece.text for piece in pieces)) <= 90


def test_nothing_found_shows_the_beginning():
    pieces = snippet("Mục đích của quy trình này là thống nhất cách làm.", analyse_query("xyz"), length=20)
    assert "".join(piece.text for piece in pieces) == "Mục đích của quy …"


@given(TEXTS, TEXTS, st.integers(5, 60))
def test_pieces_are_the_text(text, typed, length):
    pieces = snippet(text, analyse_query(typed), length=length)
    shown = "".join(piece.text for piece in pieces).removeprefix("… ").removesuffix(" …")
    assert shown in composed(text)
    assert all(piece.text for piece in pieces)


@given(st.text(max_size=80), st.text(max_size=30))
def test_any_text_is_taken(text, typed):
    query = analyse_query(typed)
    found = spans(text, query)
    assert all(0 <= start < end <= len(composed(text)) for start, end in found)
    assert all(before[1] <= after[0] for before, after in zip(found, found[1:]))
    snippet(text, query)
