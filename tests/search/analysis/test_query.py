"""What was typed is data: any string is taken, at a fixed cost, and means what a reader would take it for."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wagtail_qms.search.analysis.query import (
    MAX_CODES,
    MAX_PHRASES,
    MAX_TERMS,
    Expansion,
    Term,
    Vocabulary,
    analyse_query,
)

VOCABULARY = Vocabulary(
    abbreviations=(("KPH", "sự không phù hợp"), ("CA", "Công an"), ("XXLĐ", "xem xét của lãnh đạo")),
    everyday=(("ly hôn", ("ly dị", "bỏ chồng")),),
    synonyms=(("sổ đỏ", "giấy chứng nhận quyền sử dụng đất", "bìa đỏ"), ("một", ""), ("lệ phí", "lệ phí")),
)


def test_terms_have_the_accents_that_were_typed():
    assert analyse_query("Hệ thống 05").terms == (Term("he", "hệ"), Term("thong", "thống"), Term("5"))
    assert analyse_query("he thong").terms == (Term("he"), Term("thong"))
    assert analyse_query("he thống").terms == (Term("he", "he"), Term("thong", "thống"))


def test_a_repaired_word_keeps_what_was_typed():
    assert analyse_query("quy trinhf").terms == (Term("qui", "qui"), Term("trinh", "trình", ("trinhf",)))


def test_words_that_ask_weigh_little():
    weights = {term.folded: term.weight for term in analyse_query("Lệ phí là bao nhiêu?").terms}
    assert weights == {"le": 1.0, "phi": 1.0, "la": 0.3, "bao": 0.3, "nhieu": 0.3}
    assert {term.weight for term in analyse_query("đăng ký").terms} == {1.0}


def test_neighbours_are_pairs():
    assert analyse_query("quản lý quản lý").pairs == ("quan0li", "li0quan")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("qt ctcl", "qtctcl"),
        ("quy trình QT.CTCL ban hành", "qtctcl"),
        ("BM CTCL 01", "bmctcl1"),
        ("biểu mẫu bm ctcl 01", "bmctcl1"),
        ("247 BC UBND", "247bcubnd"),
        ("báo cáo 247 bc ubnd", "247bcubnd"),
        ("101/QD-BKHCN", "101qdbkhcn"),
        ("nghi dinh 123 2015 nd cp", "1232015ndcp"),
        ("qtctcl", "qtctcl"),
        ("qt ca 01", "qtca1"),
        ("iso 9001", "iso9001"),
        ("điều 5.2.1", "5d2d1"),
    ],
)
def test_codes_are_seen_in_any_spelling(typed, code):
    assert code in analyse_query(typed).codes


@pytest.mark.parametrize("typed", ["đăng ký khai sinh", "he thong quan ly chat luong", "5 ngay", "UBND", ""])
def test_words_are_no_codes(typed):
    assert [code for code in analyse_query(typed).codes if code != "ubnd"] == []


def test_abbreviations_and_synonyms_mean_each_other():
    assert analyse_query("phiếu KPH", vocabulary=VOCABULARY).expansions == (
        Expansion(("su", "khong", "phu", "hop"), 1, 2),
    )
    assert analyse_query("su khong phu hop nang", vocabulary=VOCABULARY).expansions == (Expansion(("kph",), 0, 4),)
    assert analyse_query("làm sổ đỏ", vocabulary=VOCABULARY).phrases == (
        ("giay", "chung", "nhan", "quyen", "su", "dung", "dat"),
        ("bia", "do"),
    )


def test_what_citizens_say_means_what_documents_say_and_not_the_reverse():
    assert analyse_query("ly dị", vocabulary=VOCABULARY).phrases == (("li", "hon"),)
    assert analyse_query("ly hôn", vocabulary=VOCABULARY).phrases == ()
    assert ("ket", "hon") in analyse_query("lấy chồng", vocabulary=Vocabulary()).phrases


def test_an_abbreviation_is_no_accented_word():
    assert analyse_query("nuôi cá", vocabulary=VOCABULARY).phrases == ()
    for typed in ("XXLĐ", "xxlđ", "xxld"):
        assert analyse_query(typed, vocabulary=VOCABULARY).phrases == (("xem", "xet", "cua", "lanh", "dao"),)
    assert analyse_query("trưởng CA xã", vocabulary=VOCABULARY).phrases == (("cong", "an"),)
    assert analyse_query("kph sổ đỏ").phrases == ()


@given(st.text(max_size=300) | st.text("abdeghiklmnopqrstuvxywzđươĺńŕęäýỹ123456789 ", max_size=30))
@example("Blĺ")
def test_any_text_is_taken(text):
    query = analyse_query(text, vocabulary=VOCABULARY)
    assert query.raw == text
    assert bool(query) == bool(query.words)
    assert {term.folded for term in query.terms} <= set(query.words)
    assert query.text.isprintable() or any(character in query.text for character in "\u00ad\u200b\u200c\u200d\ufeff")


@pytest.mark.parametrize(
    "typed",
    [
        "a b " * 5000,
        "a" + "\u0301\u0323" * 500_000,
        "\x00\x01" * 5000,
        "<b>'\"*^~:()" * 1000,
        "1" * 10_000,
        "AB." * 4000,
        "A1/" * 4000,
        "1." * 5000,
        "aaw" * 3000,
        "a1 " * 4000,
        "qt 1 " * 2000,
        "kph sổ đỏ " * 1000,
        "\ud800\udfff" * 5000,
        "\u00ad" * 10_000,
        "9/2015/" * 1500,
    ],
)
def test_hostile_queries_have_a_fixed_cost(typed):
    analyse_query("warm up", vocabulary=VOCABULARY)
    started = time.thread_time()
    query = analyse_query(typed, vocabulary=VOCABULARY)
    assert time.thread_time() - started < 0.25
    assert len(query.terms) <= MAX_TERMS
    assert len(query.pairs) <= MAX_TERMS
    assert len(query.codes) <= MAX_CODES
    assert len(query.phrases) <= MAX_PHRASES


def test_control_characters_are_spaces():
    assert analyse_query("quy\x00trình\n\tmới\ud800").text == "quy trình mới"
