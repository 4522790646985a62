"""What of a question is its matter."""

from __future__ import annotations

import pytest

from wagtail_qms.search.analysis.query import analyse_query


def matter(typed):
    """The words that count in full."""
    query = analyse_query(typed)
    return " ".join(word for word, weight in zip(query.words, query.weights) if weight == 1)


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("lệ phí là bao nhiêu?", "le phi"),
        ("Theo Luật Hộ tịch 2014, khai tử được quy định như thế nào?", "khai tu"),
        ("Mô tả quyền của người giám hộ", "quyen nguoi giam ho"),
        ("hồ sơ bao gồm những gì", "ho so"),
        ("thế nào là sự không phù hợp", "su phu hop"),
        ("luật hộ tịch năm 2014", "luat ho tich nam 2014"),
        ("là gì", "la gi"),
        ("đăng ký", "dang ki"),
        ("", ""),
    ],
)
def test_the_frame_counts_little(typed, left):
    assert matter(typed) == left


@pytest.mark.parametrize(
    ("typed", "defined"),
    [
        ("KPH là gì", ("kph",)),
        ("định nghĩa của quan hệ lao động", ("quan", "he", "lao", "dong")),
        ("Thế nào là hồ sơ?", ("ho", "so")),
        ("Theo Bộ luật Dân sự 2015, lợi tức được hiểu như thế nào?", ("loi", "tuc")),
        ("lệ phí bao nhiêu", ()),
        ("", ()),
    ],
)
def test_it_is_seen_when_a_meaning_is_asked(typed, defined):
    assert analyse_query(typed).defined == defined
