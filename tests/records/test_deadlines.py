"""Deadlines as plans write them, and the days on which an agency works."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.register.desk import codes
from wagtail_qms.records.calendar import Calendar, calendar_of
from wagtail_qms.records.deadlines import Deadline, deadline_problems, read_deadline
from wagtail_qms.records.numbering import parse_number
from wagtail_qms.records.settings import CalendarDay

PLAIN = Calendar()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("01/01/2021", Deadline("date", date(2021, 1, 1), words="01/01/2021")),
        (" ngày 5.6.2026 ", Deadline("date", date(2026, 6, 5), words="ngày 5.6.2026")),
        ("trước ngày 31/12/2026", Deadline("date", date(2026, 12, 31), words="trước ngày 31/12/2026")),
        ("Quý IV/2026", Deadline("period", date(2026, 12, 31), date(2026, 10, 1), "Quý IV/2026")),
        ("quý 1 năm 2027", Deadline("period", date(2027, 3, 31), date(2027, 1, 1), "quý 1 năm 2027")),
        ("Tháng 2/2028", Deadline("period", date(2028, 2, 29), date(2028, 2, 1), "Tháng 2/2028")),
        ("năm 2026", Deadline("period", date(2026, 12, 31), date(2026, 1, 1), "năm 2026")),
        (
            "từ 01/03/2026 đến 15/03/2026",
            Deadline("period", date(2026, 3, 15), date(2026, 3, 1), "từ 01/03/2026 đến 15/03/2026"),
        ),
        ("Thường xuyên", Deadline("words", words="Thường xuyên")),
        ("30/02/2026", Deadline("words", words="30/02/2026")),
        ("Tháng 13/2026", Deadline("words", words="Tháng 13/2026")),
        ("", Deadline("words", words="")),
    ],
)
def test_reading(text, expected):
    assert read_deadline(text) == expected


def test_counts_of_days_begin_somewhere():
    friday = date(2026, 8, 28)
    counted = read_deadline("3 ngày làm việc", start=friday, calendar=PLAIN)
    # 31 August is off for 22 August, 1 and 2 September are the national day.
    assert counted == Deadline("date", date(2026, 9, 7), words="3 ngày làm việc")
    assert read_deadline("3 ngày", start=friday, calendar=PLAIN).on == date(2026, 8, 31)
    assert read_deadline("3 ngày làm việc").kind == "words"


@given(st.text(max_size=40))
def test_any_text_is_a_deadline_in_some_way(text):
    assert read_deadline(text, start=date(2026, 1, 5), calendar=PLAIN).kind in ("date", "period", "words")


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        (Deadline("date", date(2021, 1, 1)), ["deadline.before_start", "deadline.holiday"]),
        (Deadline("date", date(2021, 11, 27)), ["deadline.day_off"]),
        (Deadline("date", date(2021, 11, 22)), []),
        (Deadline("date"), ["deadline.missing"]),
        (Deadline("words"), ["deadline.missing"]),
        (Deadline("words", words="Thường xuyên"), []),
        (Deadline("period", date(2021, 12, 31)), ["deadline.missing"]),
        (Deadline("period", date(2021, 12, 1), date(2021, 12, 15)), ["deadline.backwards"]),
    ],
)
def test_problems(deadline, expected):
    assert codes(deadline_problems(deadline, start=date(2021, 11, 22), calendar=PLAIN)) == expected


def test_only_dates_are_overdue():
    day = date(2026, 1, 5)
    assert Deadline("date", day).is_overdue(date(2026, 1, 6))
    assert not Deadline("date", day).is_overdue(day)
    assert not Deadline("period", day, day).is_overdue(date(2027, 1, 1))
    assert not Deadline("words", words="Thường xuyên").is_overdue(date(2027, 1, 1))


def test_an_agency_adds_and_moves_days(bureau):
    saturday, monday = date(2026, 11, 28), date(2026, 11, 30)
    assert [PLAIN.is_working(saturday), PLAIN.is_working(monday)] == [False, True]
    CalendarDay.objects.create(agency=bureau.agency, day=saturday, is_working=True, name="Làm bù")
    CalendarDay.objects.create(agency=bureau.agency, day=monday, is_working=False, name="Nghỉ bù")
    own = calendar_of(bureau.agency.pk)
    assert [own.is_working(saturday), own.is_working(monday)] == [True, False]
    assert [own.holiday(saturday), own.holiday(monday)] == ["", "Nghỉ bù"]
    assert own.after(date(2026, 11, 27), 2) == date(2026, 12, 1)
    assert own.next_working(monday) == date(2026, 12, 1)


def test_the_lunar_new_year_is_known():
    assert PLAIN.holiday(date(2026, 2, 17)) != ""
    assert PLAIN.between(date(2026, 2, 13), date(2026, 2, 23)) == 1
    assert PLAIN.between(date(2026, 2, 23), date(2026, 2, 13)) == -1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("01", (1, None)),
        ("12/2026", (12, 2026)),
        ("QT 12", None),
        ("0", None),
        ("", None),
        ("1/26", None),
        ("01 / 2026", (1, 2026)),
    ],
)
def test_numbers(text, expected):
    assert parse_number(text) == expected
