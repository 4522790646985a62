"""Step times beside the time limit, case by case."""

from fractions import Fraction

import pytest

from wagtail_qms.content.durations import bare_duration, duration, shown
from wagtail_qms.content.nodes import CaseValue, Document, Section, Step, Steps, TimeLimits
from wagtail_qms.content.problems import problems

DAY = 480


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("01 ngày làm việc", DAY, DAY),
        ("½ ngày", DAY / 2, DAY / 2),
        ("1/2 ngày", DAY / 2, DAY / 2),
        ("1 ½ ngày", DAY * 1.5, DAY * 1.5),
        ("nửa ngày", DAY / 2, DAY / 2),
        ("1 ngày rưỡi", DAY * 1.5, DAY * 1.5),
        ("2,5 ngày", DAY * 2.5, DAY * 2.5),
        ("2.5 ngày", DAY * 2.5, DAY * 2.5),
        ("04 giờ", 240, 240),
        ("30 phút", 30, 30),
        ("1 giờ 30 phút", 90, 90),
        ("01 buổi", 240, 240),
        ("05 (năm) ngày làm việc", DAY * 5, DAY * 5),
        ("01 - 02 ngày", DAY, DAY * 2),
        ("từ 1 đến 2 giờ", 60, 120),
        ("từ 1 ngày đến 2 ngày", DAY, DAY * 2),
        ("Không quá 03 ngày, kể từ ngày nhận đủ hồ sơ", DAY * 3, DAY * 3),
    ],
)
def test_lengths_of_time(text, least, most):
    told = duration(text)
    assert (told.least, told.most) == (least, most)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "01",
        "Trong ngày",
        "Giờ hành chính",
        "Nhận sau 15 giờ thì 01 ngày",
        "02 tháng",
        "15 phút/bản",
        "03 ngày hoặc 05 ngày",
        "Trước cuộc họp 05 ngày",
        "Thêm 02 ngày",
        "1/0 ngày",
        "1" * 5000 + " ngày",
    ],
)
def test_what_is_no_length_of_time(text):
    assert duration(text) is None


def test_a_text_that_tells_a_length_alone():
    assert bare_duration("không quá 05 ngày làm việc.").at_most
    assert bare_duration("quá hạn 60 ngày") is None


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(DAY, "1 ngày"), (1320, "2,75 ngày"), (90, "1 giờ 30 phút"), (500, "8 giờ 20 phút"), (20, "20 phút")],
)
def test_how_they_are_shown(minutes, words):
    assert shown(Fraction(minutes)) == words


def row(number, *times, level=0, heading=False, activity="Làm"):
    values = tuple(CaseValue(value, case) for case, value in times)
    return Step(activity, str(number), "" if heading else "Văn thư", times=values, level=level, heading=heading)


def told(limits, *tables):
    """Code, level and what was found, of each problem of times."""
    rows = tuple(CaseValue(value, case) for case, value in limits)
    blocks = tuple(Steps(table) for table in tables)
    document = Document("procedure", (Section("Nội dung", "5", blocks=(TimeLimits(rows), *blocks)),))
    found = (one for one in problems(document) if one.code.startswith("times_"))
    return [(one.code, str(one.level), one.params["case"], one.params["total"], one.params["limit"]) for one in found]


FIVE = (("", "05 ngày làm việc"),)
TWO_CASES = (("", "05 ngày làm việc"), ("trường hợp phải xác minh", "không quá 10 ngày làm việc"))


@pytest.mark.parametrize(
    ("limits", "rows", "expected"),
    [
        (FIVE, [row(1, ("", "½ ngày")), row(2, ("", "4,5 ngày"))], []),
        (FIVE, [row(1, ("", "3 ngày")), row(2, ("", "24 giờ"))], [("over", "warn", "", "6 ngày", "05 ngày làm việc")]),
        (FIVE, [row(1, ("", "3 ngày"))], [("under", "warn", "", "3 ngày", "05 ngày làm việc")]),
        # A cell merged over the steps below leaves them without a time: nothing can be said.
        (FIVE, [row(1, ("", "3 ngày")), row(2)], []),
        (FIVE, [row(1, ("", "9 ngày")), row(2, ("", "Trong ngày"))], []),
        # "Not more than" may be undercut; a range reaches from its least to its most.
        (
            (("", "Không quá 05 ngày"),),
            [row(1, ("", "3 ngày"))],
            [("under", "hint", "", "3 ngày", "Không quá 05 ngày")],
        ),
        (FIVE, [row(1, ("", "3 - 5 ngày")), row(2, ("", "½ - 1 ngày"))], []),
        # Working days within plain days.
        ((("", "10 ngày"),), [row(1, ("", "7 ngày làm việc"))], [("under", "hint", "", "7 ngày", "10 ngày")]),
        # No limit, or one that cannot be read.
        ((), [row(1, ("", "3 ngày"))], []),
        ((("", "Ngay trong ngày"),), [row(1, ("", "3 ngày"))], []),
    ],
)
def test_one_case(limits, rows, expected):
    assert told(limits, tuple(rows)) == [(f"times_{code}_limit", *rest) for code, *rest in expected]


def test_each_case_has_its_limit():
    rows = (
        row(1, ("không xác minh", "1 ngày"), ("có xác minh", "2 ngày")),
        row(2, ("không xác minh", "4 ngày"), ("có xác minh", "9 ngày")),
    )
    assert told(TWO_CASES, rows) == [
        ("times_over_limit", "warn", "có xác minh", "11 ngày", "không quá 10 ngày làm việc")
    ]


def test_a_case_that_tells_its_own_limit():
    rows = (row(1, ("Xác minh: 03 ngày", "1 ngày")), row(2, ("Xác minh: 03 ngày", "1 ngày")))
    assert told((), rows) == [("times_under_limit", "warn", "Xác minh: 03 ngày", "2 ngày", "03 ngày")]


def test_a_time_without_a_case_counts_in_each():
    rows = (row(1, ("", "1 ngày")), row(2, ("thường (02 ngày)", "1 ngày"), ("khó (04 ngày)", "2 ngày")))
    assert told((), rows) == [("times_under_limit", "warn", "khó (04 ngày)", "3 ngày", "04 ngày")]


def test_nested_rows_headings_and_totals():
    rows = (
        row("1", heading=True),
        row("1.1", ("", "2 ngày"), level=1),
        row("1.2", ("", "2 ngày"), level=1),
        row("2", ("", "1 ngày")),
        row("2.1", level=1),
        row("", ("", "5 ngày"), activity="Tổng cộng"),
    )
    assert told(FIVE, rows) == []
    assert told((("", "4 ngày"),), rows) == [("times_over_limit", "warn", "", "5 ngày", "4 ngày")]


def test_two_tables_are_parts_of_one_way():
    assert told(FIVE, (row(1, ("", "1 ngày")),), (row(2, ("", "4 ngày")),)) == []


def of_cases(limits, *cases):
    """Code and level of what is wrong with the names of the cases themselves."""
    steps = Steps((row(1, *((case, "1 ngày") for case in cases)),))
    limited = TimeLimits(tuple(CaseValue(value, case) for case, value in limits))
    document = Document("procedure", (Section("Nội dung", "5", blocks=(limited, steps)),))
    found = (one for one in problems(document) if one.code.startswith("case_"))
    return [(one.code, str(one.level), one.params["case"]) for one in found]


NAMED = (("Cấp mới", "05 ngày"), ("Cấp lại", "03 ngày"))


@pytest.mark.parametrize(
    ("limits", "cases", "expected"),
    [
        (NAMED, ("cấp mới", "cấp lại"), []),
        (NAMED, ("cấp mới", "gia hạn"), [("case_without_limit", "hint", "gia hạn")]),
        # A limit for all, or for all others, is for this case too.
        ((("", "05 ngày"), ("Cấp lại", "03 ngày")), ("cấp lại", "gia hạn"), []),
        (NAMED[:1], ("gia hạn",), []),
        (NAMED, ("Gia hạn: 02 ngày",), []),
        (TWO_CASES, ("có xác minh: 10 ngày làm việc",), []),
        (TWO_CASES, ("có xác minh: 25 ngày",), [("case_other_limit", "warn", "có xác minh: 25 ngày")]),
        (TWO_CASES, ("không xác minh: 05 ngày",), []),
    ],
)
def test_the_cases_of_steps_and_limits(limits, cases, expected):
    assert of_cases(limits, *cases) == expected
