"""The order of an answer, and when there is none: told from the tokens of what an engine found, whichever it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search.made_up import entry, passage
from wagtail_qms.search.analysis.query import Vocabulary, analyse_query
from wagtail_qms.search.interface import Candidate, Candidates, Head, Statistics
from wagtail_qms.search.ranking import CLOSELY, FIRST, OF_ONE, ranked
from wagtail_qms.search.tokenising import lexemes, tokenised

BIRTH = entry(1, passage("Người nộp hồ sơ ký tên vào sổ.", "Các bước"), title="Đăng ký khai sinh", code="QT.01")
DEATH = entry(2, passage("Người nộp hồ sơ ký tên vào sổ.", "Các bước"), title="Đăng ký khai tử", code="QT.02")
MARRIAGE = entry(
    3,
    passage("Nam từ đủ 20 tuổi, nữ từ đủ 18 tuổi.", "Điều kiện"),
    passage("BM.03.01 Tờ khai đăng ký kết hôn", "Biểu mẫu", kind="form", number="BM.03.01"),
    title="Đăng ký kết hôn",
    code="QT.03",
)
QUALITY = entry(
    4,
    passage("Sự không phù hợp: không đáp ứng một yêu cầu.", "Định nghĩa", kind="definition"),
    passage("Sự không phù hợp là việc không đáp ứng yêu cầu.", "Giải thích"),
    passage("Khi có sự không phù hợp thì mở phiếu theo dõi sự không phù hợp.", "Xử lý"),
    title="Cải tiến",
    code="QT.04",
)
ALL = (BIRTH, DEATH, MARRIAGE, QUALITY)


def candidates(*entries) -> Candidates:
    """All passages of ``entries``, in their order, with what an index would say of them."""
    found, known = [], Counter()
    for one in entries:
        head = Head(**{field.name: getattr(one, field.name) for field in fields(Head)})
        for part, tokens in zip(one.passages, tokenised(one), strict=True):
            found.append(Candidate(head, part, 1.0, tokens))
            known.update({*lexemes(tokens).head, *lexemes(tokens).text})
    length = sum(len(one.tokens.text.split()) for one in found) / max(1, len(found))
    return Candidates(tuple(found), statistics=Statistics(len(found), length, known))


def order(typed, *entries, **options):
    """The documents that answer, best first."""
    found = ranked(analyse_query(typed, **options), candidates(*(entries or ALL)))
    return list(dict.fromkeys(one.head.document_id for one in found))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("đăng ký khai sinh", 1),
        ("dang ky khai tu", 2),
        ("QT.03", 3),
        ("qt 02", 2),
        ("BM 03 01", 3),
        ("nam nữ bao nhiêu tuổi thì được kết hôn", 3),
        ("sự không phù hợp là gì", 4),
    ],
)
def test_the_document_that_was_meant_comes_first(typed, first):
    assert order(typed)[0] == first


def test_where_a_meaning_is_asked_the_passage_that_tells_it_comes_first():
    found = ranked(analyse_query("thế nào là sự không phù hợp"), candidates(QUALITY))
    assert found[0].passage.heading == "Giải thích"


def test_accents_as_typed_come_first():
    table, copy = entry(1, "bàn làm việc", title="A"), entry(2, "bản làm việc", title="A")
    assert order("bàn làm việc", copy, table) == [1, 2]
    assert order("bản làm việc", copy, table) == [2, 1]
    assert order("ban lam viec", copy, table) == [2, 1]


def test_neighbours_come_before_words_that_stand_apart():
    apart = entry(1, "chất thải rắn và số lượng lớn", title="A")
    together = entry(2, "chất lượng rắn và số lớn", title="A")
    assert order("chất lượng", apart, together)[0] == 2


def test_other_wordings_count():
    vocabulary = Vocabulary(abbreviations=(("KPH", "sự không phù hợp"),))
    assert order("xử lý KPH", vocabulary=vocabulary) == [4]
    assert order("làm đám cưới", vocabulary=Vocabulary())[0] == 3


def test_a_word_whose_meaning_is_found_needs_no_neighbour():
    assert order("báo tử chậm", vocabulary=Vocabulary()) == [2]


@pytest.mark.parametrize(
    "typed",
    [
        "giấy phép xây dựng",
        "thuế thu nhập cá nhân",
        "gia hạn bằng lái xe ô tô",
        "xyzzy",
        "QT.99",
        "999/QĐ-ABC",
        "thời tiết ngày mai",
    ],
)
def test_nothing_is_said_when_nothing_answers(typed):
    assert order(typed) == []


def test_a_word_that_stands_there_by_chance_is_no_answer():
    other = entry(1, "người nộp tiền ký nhận", title="Thu chi")
    assert order("tiền điện sinh hoạt hộ gia đình", other, *ALL) == []


def test_nothing_of_nothing():
    assert ranked(analyse_query("khai sinh"), Candidates()) == ()
    assert ranked(analyse_query(""), candidates(*ALL)) == ()


def test_a_document_has_the_score_of_its_best_passage_and_passages_come_in_order():
    found = ranked(analyse_query("sự không phù hợp"), candidates(*ALL))
    scores = [one.score for one in found if one.head.document_id == 4]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)


def test_one_document_with_many_passages_does_not_hide_the_others():
    loud = entry(1, *(["khai sinh"] * (CLOSELY + OF_ONE)), title="A")
    quiet = entry(2, "khai sinh", title="B")
    assert order("khai sinh", loud, quiet) == [1, 2]
    assert FIRST < CLOSELY


@given(st.text("aăâbcdđ khai sinhtờ.01/", max_size=40))
def test_any_query_is_answered_from_what_was_found(typed):
    given_ones = candidates(*ALL)
    for one in ranked(analyse_query(typed), given_ones):
        assert one.passage in {other.passage for other in given_ones.passages}
