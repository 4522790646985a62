"""Words that the index does not know are looked for as they may have been meant."""

from __future__ import annotations

from wagtail_qms.search.analysis.query import Expansion, Term, analyse_query
from wagtail_qms.search.correcting import MOST_WORDS, corrected

NEAR = {"snih": (("sinh", 9), ("sanh", 1)), "khaii": (("khai", 5),)}


def near(words):
    """The words of an index that are near."""
    return {word: NEAR[word] for word in words if word in NEAR}


def test_a_typing_error_is_looked_for_in_its_spellings_too():
    query = analyse_query("khai snih")
    meant = corrected(query, {"khai": 5}, near)
    assert meant.terms == (Term("khai"), Term("snih", alternatives=("sinh", "sanh")))
    assert meant.pairs == ("khai0snih", "khai0sinh", "khai0sanh")
    assert meant.words == query.words


def test_what_is_known_stays():
    assert corrected(analyse_query("khai sinh"), {"khai": 5, "sinh": 9}, near) is None
    assert corrected(analyse_query("QT.01 2015"), {"qt": 1}, near) is None


def test_what_nobody_knows_stays():
    assert corrected(analyse_query("xyzzy"), {}, near) is None


def test_words_typed_without_a_space_are_taken_apart():
    meant = corrected(analyse_query("giấy khaisinh"), {"giay": 1}, near)
    assert meant.expansions == (Expansion(("khai", "sinh"), 1, 2),)


def test_a_code_that_is_not_there_means_no_other():
    assert corrected(analyse_query("BM.KHAISINH.07"), {}, near) is None


def test_who_types_only_errors_is_not_corrected():
    words = " ".join(["khaii", "snih", *(f"zq{letter}" for letter in "bcdghklmn")])
    assert len(analyse_query(words).terms) > MOST_WORDS
    assert corrected(analyse_query(words), {}, near) is None
