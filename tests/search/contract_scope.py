"""What an engine tells to whom: results, totals, facets, statistics and suggestions."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.search.contract_asking import Asking
from tests.search.made_up import EVERYTHING, KEEPER, PUBLIC, STAFF, TODAY, entry, passage
from wagtail_qms.register.policy import Reader
from wagtail_qms.search.analysis.indexing import exact_token
from wagtail_qms.search.interface import Scope


class Scoping(Asking):
    """Who may see what, and what is counted."""

    def test_only_what_is_in_force_on_the_day(self, engine):
        first, second = date(2025, 1, 1), date(2026, 6, 2)
        self.fill(
            engine,
            entry(1, "tài liệu cũ", edition_id=11, starts_on=first, ends_on=second),
            entry(1, "tài liệu mới", edition_id=12, number=2, starts_on=second),
        )
        for day, expected in ((first - timedelta(1), None), (first, 11), (TODAY, 11), (second, 12)):
            found = self.find(engine, "tài liệu", Scope(day))
            assert [one.head.edition_id for one in found.passages] == ([expected] if expected else [])
            assert found.total == (1 if expected else 0)

    def test_internal_passages_are_for_the_agencys_staff(self, engine):
        self.fill(engine, entry(1, "tài liệu"), entry(2, "tài liệu", is_internal=True, title="Mật"))
        other = replace(PUBLIC, reader=Reader(agencies=frozenset({2})))
        for scope, expected in ((PUBLIC, [1]), (other, [1]), (STAFF, [1, 2]), (EVERYTHING, [1, 2])):
            found = self.find(engine, "tài liệu", scope)
            assert self.numbers(engine, "tài liệu", scope) == expected
            assert found.total == len(expected)
            assert dict(found.facets["kind"]) == {"procedure": len(expected)}
            assert bool(engine.begin("mậ", scope, limit=5)) is (2 in expected)

    def test_held_passages_are_for_their_keepers(self, engine):
        self.fill(engine, entry(1, "tài liệu", is_held=True, title="Đang giữ"))
        for scope, count in ((PUBLIC, 0), (STAFF, 0), (KEEPER, 1), (EVERYTHING, 1)):
            found = self.find(engine, "tài liệu", scope)
            assert (len(found.passages), found.total) == (count, count)
            assert len(engine.begin("giữ", scope, limit=5)) == count

    def test_a_keeper_elsewhere_sees_no_more(self, engine):
        self.fill(engine, entry(1, "tài liệu", is_held=True), entry(2, "tài liệu", is_internal=True, is_held=True))
        elsewhere = Reader(agencies=frozenset({1, 2}), keeps=frozenset({2}))
        assert self.numbers(engine, "tài liệu", replace(PUBLIC, reader=elsewhere)) == []

    def test_one_agency_or_several(self, engine):
        self.fill(engine, *(entry(n, "tài liệu", agency_id=n) for n in (1, 2, 3)))
        for agencies, expected in ((None, [1, 2, 3]), ({2}, [2]), ({1, 3}, [1, 3]), (set(), [])):
            scope = replace(PUBLIC, agencies=None if agencies is None else frozenset(agencies))
            assert self.numbers(engine, "tài liệu", scope) == expected
            assert self.find(engine, "tài liệu", scope).total == len(expected)

    def test_pages_that_the_host_hides_are_hidden(self, engine):
        self.fill(engine, entry(1, "tài liệu"), entry(2, "tài liệu", title="Kín"), entry(3, "tài liệu", page_id=None))
        scope = replace(PUBLIC, hidden_pages=frozenset({1002}))
        assert self.numbers(engine, "tài liệu", scope) == [1, 3]
        assert self.find(engine, "tài liệu", scope).total == 2
        assert engine.begin("kín", scope, limit=5) == ()

    def facet_entries(self):
        """Four documents of which no two agree in everything."""
        same = "kiểm soát tài liệu"
        return (
            entry(1, same, kind="procedure", field="Hộ tịch", unit="A", year=2024, clauses=("7.5", "8.1")),
            entry(2, same, kind="procedure", field="Chứng thực", unit="A", year=2025, clauses=("7.5",)),
            entry(3, same, same, kind="form", field="Hộ tịch", unit="B", year=2025),
            entry(4, "đánh giá", kind="form", field="Hộ tịch", unit="B", year=2025),
        )

    def test_documents_are_counted_by_every_facet(self, engine):
        self.fill(engine, *self.facet_entries())
        found = self.find(engine, "tài liệu")
        assert found.total == 3
        assert {name: Counter(dict(counts)) for name, counts in found.facets.items()} == {
            "kind": {"procedure": 2, "form": 1},
            "field": {"Hộ tịch": 2, "Chứng thực": 1},
            "unit": {"A": 2, "B": 1},
            "year": {"2025": 2, "2024": 1},
            "clause": {"7.5": 2, "8.1": 1},
        }
        assert found.facets["kind"][0] == ("procedure", 2)

    def test_what_is_chosen_narrows_all_but_its_own_facet(self, engine):
        self.fill(engine, *self.facet_entries())
        scope = replace(PUBLIC, chosen={"field": ("Hộ tịch",), "year": ("2024", "2025")})
        found = self.find(engine, "tài liệu", scope)
        assert self.numbers(engine, "tài liệu", scope) == [1, 3]
        assert found.total == 2
        assert dict(found.facets["field"]) == {"Hộ tịch": 2, "Chứng thực": 1}
        assert dict(found.facets["kind"]) == {"procedure": 1, "form": 1}
        assert dict(found.facets["year"]) == {"2024": 1, "2025": 1}

    @pytest.mark.parametrize(
        ("facet", "values", "expected"),
        [
            ("kind", ("form",), [3]),
            ("unit", ("A", "B"), [1, 2, 3]),
            ("year", ("2024",), [1]),
            ("clause", ("8.1",), [1]),
            ("clause", ("7.5", "8.1"), [1, 2]),
            ("clause", ("7",), []),
            ("year", ("năm nay",), []),
            ("field", ("' OR 1=1 --",), []),
        ],
    )
    def test_one_value_of_a_facet_must_hold(self, engine, facet, values, expected):
        self.fill(engine, *self.facet_entries())
        scope = replace(PUBLIC, chosen={facet: values})
        assert self.numbers(engine, "tài liệu", scope) == expected
        assert self.find(engine, "tài liệu", scope).total == len(expected)

    def test_a_document_counts_when_its_passages_have_the_words_together(self, engine):
        self.fill(engine, entry(1, "thời hạn", "khai sinh"), entry(2, "thời hạn"), entry(3, "khai sinh"))
        assert self.find(engine, "thời hạn khai sinh").total == 1

    def test_words_that_only_ask_are_not_needed(self, engine):
        self.fill(engine, entry(1, "thời hạn khai sinh"))
        assert self.find(engine, "thời hạn khai sinh là bao nhiêu").total == 1

    def test_statistics_are_of_what_everybody_may_read(self, engine):
        self.fill(
            engine,
            entry(1, "biên bản họp", "biên bản", title="", code=""),
            entry(2, "biên lai", title="", code=""),
            entry(3, "biên soạn", is_internal=True),
            entry(4, "biên chế", is_held=True),
        )
        said = self.find(engine, "biên bản xyzzy", EVERYTHING).statistics
        assert said.passages == 3
        assert said.average_length == pytest.approx((3 + 2 + 2) / 3, rel=0.01)
        assert {term: said.frequencies.get(term, 0) for term in ("bien", "ban", "bien0ban", "xyzzy")} == {
            "bien": 3,
            "ban": 2,
            "bien0ban": 2,
            "xyzzy": 0,
        }
        assert said.frequencies[exact_token("biên")] == 3

    @pytest.mark.parametrize("typed", ["trihn", "trnh", "trinhh", "trnnh", "trinh"])
    def test_words_within_one_edit(self, engine, typed):
        self.fill(
            engine,
            entry(1, "trình tự", "trình bày trình tự", title=""),
            entry(2, "trinh sát", title=""),
            entry(3, "trang trí", title=""),
        )
        assert dict(engine.near([typed])[typed])["trinh"] == 3
        assert "trang" not in dict(engine.near([typed])[typed])

    def test_nothing_is_near_to_strange_words(self, engine):
        self.fill(engine, entry(1, "trình tự"))
        assert not any(engine.near(["xyzzy", "", "a", "x" * 1_000, "123"]).values())

    def test_words_nearby_are_those_that_everybody_may_read(self, engine):
        self.fill(
            engine, entry(1, "công khai"), entry(2, "tuyetmat", is_internal=True), entry(3, "giulai", is_held=True)
        )
        near = engine.near(["tuyetmatt", "giulaii"])
        assert not any(near.values())

    def test_titles_and_headings_that_begin_so(self, engine):
        self.fill(
            engine,
            entry(1, passage("a", "Tiếp nhận hồ sơ"), passage("b", "Trả kết quả"), title="Đăng ký khai sinh"),
            entry(2, passage("c", "Tiếp nhận hồ sơ"), title="Tiếp công dân"),
        )
        assert set(engine.begin("tiep", PUBLIC, limit=5)) == {"Tiếp công dân", "Tiếp nhận hồ sơ"}
        assert engine.begin("tiếp nh", PUBLIC, limit=5) == ("Tiếp nhận hồ sơ",)
        assert engine.begin("khai s", PUBLIC, limit=5) == ("Đăng ký khai sinh",)
        assert engine.begin("ket qua tr", PUBLIC, limit=5) == ("Trả kết quả",)
        assert len(engine.begin("t", PUBLIC, limit=1)) == 1

    def test_nothing_begins_with_nothing(self, engine):
        self.fill(engine, entry(1, "a"))
        assert engine.begin("", PUBLIC, limit=5) == engine.begin(" ?! ", PUBLIC, limit=5) == ()
