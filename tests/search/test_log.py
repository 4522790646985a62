"""The log of queries: counted by the day, bounded, without anything that points at a person."""

from datetime import date

import pytest

from tests.factories import make_agency
from wagtail_qms.search import log
from wagtail_qms.search.masking import masked
from wagtail_qms.search.models import SearchedQuery

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("thu.vo+1@co-quan.example khai sinh", "… khai sinh"),
        ("gọi 0912345678", "gọi …"),
        ("0912 345 678", "…"),
        ("+84 912.345.678", "…"),
        ("(024) 3825-1234", "…"),
        ("cccd 001085012345", "cccd …"),
        ("001 085 012 345", "…"),
        ("số 123456789 và 987654321", "số … và …"),
        ("tài khoản 0011 0044 12345", "tài khoản …"),
        ("hộ chiếu B1234567", "hộ chiếu B…"),
        ("hộ chiếu c 123456", "hộ chiếu …"),
        ("sinh ngày 27/05/1981", "sinh ngày …"),
        ("sinh 1.2.81", "sinh …"),
        ("٠٩١٢٣٤٥٦٧٨", "…"),
        ("０９１２３４５６７８", "…"),
    ],
)
def test_what_may_point_at_a_person_is_taken_out(typed, kept):
    assert masked(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "101/2025/NĐ-CP",
        "1328/QĐ-BTP",
        "12/2024/QĐ-UBND",
        "QT.01.02.2024",
        "BM.CTCL.01",
        "qt ctcl 01",
        "8.5.1",
        "ISO 9001:2015",
        "kế hoạch 2024 2025",
        "2024-2025",
        "nghị định 23/2015/NĐ-CP",
        "trong 30 ngày",
    ],
)
def test_codes_laws_and_years_stay(typed):
    assert masked(typed) == typed


def test_a_heap_of_digits_costs_nothing():
    assert len(masked("1 " * 5000 + "x")) < 10_001
    assert masked("1-" * 5000)


@pytest.mark.parametrize(
    ("agent", "is_machine"),
    [
        ("", True),
        ("  ", True),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", True),
        ("Mozilla/5.0 (compatible; bingbot/2.0)", True),
        ("coccocbot-web/1.0", True),
        ("curl/8.5.0", True),
        ("python-requests/2.32", True),
        ("facebookexternalhit/1.1", True),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", False),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1",
            False,
        ),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 coc_coc_browser/130.0 Chrome/124.0 Safari/537.36", False),
    ],
)
def test_machines_name_themselves(agent, is_machine):
    assert log.is_machine(agent) is is_machine


def rows() -> list[tuple]:
    return list(SearchedQuery.objects.order_by("query").values_list("query", "times", "found"))


@pytest.mark.django_db
class TestCounting:
    def note(self, query: str, agency=None, found: int = 0, day: date = DAY):
        log.note(query=query, agency_id=agency, found=found, day=day)

    def test_the_same_words_are_one_row_a_day(self):
        for query in ("Bản sao", "  bản   SAO ", "khác"):
            self.note(query)
        self.note("bản sao", found=3)
        assert rows() == [("bản sao", 3, 3), ("khác", 1, 0)]

    def test_agencies_and_days_are_counted_apart(self):
        agency = make_agency()
        self.note("a")
        self.note("a", agency.pk)
        self.note("a", day=date(2026, 11, 22))
        assert rows() == [("a", 1, 0)] * 3

    def test_it_is_bounded(self, monkeypatch, django_assert_max_num_queries):
        monkeypatch.setattr(log, "MOST_A_DAY", 2)
        for query in ("a", "b", "c"):
            self.note(query)
        self.note("b")
        assert rows() == [("a", 1, 0), ("b", 2, 0)]
        with django_assert_max_num_queries(1):
            self.note("b")

    @pytest.mark.parametrize("query", ["", "   ", "\x00"])
    def test_nothing_is_no_query(self, query):
        self.note(query.replace("\x00", ""))
        assert rows() == []

    def test_a_long_query_is_cut(self):
        self.note("á" * 100_000)
        assert len(rows()[0][0]) == 200

    def test_it_is_kept_for_so_many_months(self, settings):
        settings.WAGTAIL_QMS = {**settings.WAGTAIL_QMS, "SEARCH": {"LOG_MONTHS": 2}}
        for day in (date(2026, 8, 31), date(2026, 9, 1), date(2026, 11, 20)):
            SearchedQuery.objects.create(day=day, query="cũ")
        assert log.purge(DAY) == 1
        assert list(SearchedQuery.objects.order_by("day").values_list("day", flat=True)) == [
            date(2026, 9, 1),
            date(2026, 11, 20),
        ]

    def test_the_first_of_a_day_deletes_what_is_too_old(self):
        SearchedQuery.objects.create(day=date(2024, 1, 1), query="cũ")
        self.note("mới")
        assert rows() == [("mới", 1, 0)]


@pytest.mark.parametrize(
    ("months", "expected"),
    [(0, date(2026, 11, 1)), (11, date(2025, 12, 1)), (12, date(2025, 11, 1))],
)
def test_months_before(months, expected):
    assert log.months_before(DAY, months) == expected


def test_whoever_keeps_the_log_for_ever_may():
    assert log.months_before(DAY, 10**6).year == 1
