"""Typing errors within one edit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_qms.search.analysis.nearness import deletes, is_near, suggestion

WORDS = st.text("abcn", max_size=6)


def edits(word):
    """Every word that is one edit away from ``word``, by definition."""
    letters = "abcn"
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    yield from (left + right[1:] for left, right in cuts if right)
    yield from (left + letter + right for left, right in cuts for letter in letters)
    yield from (left + letter + right[1:] for left, right in cuts if right for letter in letters)
    yield from (left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1)


@given(WORDS, WORDS)
def test_near_is_one_edit(one, other):
    expected = len(one) >= 3 and len(other) >= 3 and (one == other or other in set(edits(one)))
    assert is_near(one, other) == is_near(other, one) == expected


@given(WORDS, WORDS)
def test_near_words_share_a_key(one, other):
    if is_near(one, other):
        assert set(deletes(one)) & set(deletes(other))


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("trinh", "trnih", True),
        ("trinh", "trih", True),
        ("trinh", "trinhh", True),
        ("trinh", "trynh", True),
        ("trinh", "tinhh", False),
        ("an", "am", False),
        ("2015", "2016", False),
        ("", "", False),
    ],
)
def test_examples(one, other, near):
    assert is_near(one, other) == near


def test_short_words_and_numbers_have_no_keys():
    assert deletes("ab") == deletes("2015") == deletes("") == deletes("x" * 30) == ()
    assert deletes("aab") == ("aab", "ab", "aa")


def test_the_commoner_word_is_meant():
    known = {"trinh": 9, "trich": 3, "qui": 7}
    near = {"trinhx": ["trinh", "trich"]}
    assert suggestion(["qui", "trinhx"], known, near) == ("qui", "trinh")


def test_the_word_that_stands_beside_it_elsewhere_is_meant():
    known = {"trinh": 9, "trinc": 3, "qui": 7}
    near = {"trinx": ["trinh", "trinc"]}
    assert suggestion(["qui", "trinx"], known, near, {("qui", "trinc"): 2}) == ("qui", "trinc")


def test_known_words_stay():
    assert suggestion(["qui", "trinh"], {"qui": 1, "trinh": 1}, {"trinh": ["trich"]}) is None
    assert suggestion(["xyz"], {}, {}) is None
