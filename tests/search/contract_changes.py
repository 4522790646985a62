"""How an engine's index is kept in step with the register, and built anew."""

from datetime import timedelta

import pytest

from tests.search.contract_asking import Asking
from tests.search.made_up import PUBLIC, TODAY, change, entry, gone
from wagtail_qms.search.interface import Scope


class Changing(Asking):
    """Changes, and building anew."""

    def test_a_change_replaces_what_was_there(self, engine):
        self.fill(engine, entry(1, "biên bản"), entry(2, "hóa đơn"))
        engine.apply([change(entry(1, "chứng từ", version=2, is_internal=False))])
        assert self.numbers(engine, "biên bản") == []
        assert self.numbers(engine, "chứng từ") == [1]
        assert self.numbers(engine, "hóa đơn") == [2]

    def test_the_same_change_twice_is_as_good_as_once(self, engine):
        self.fill(engine, entry(1, "biên bản"))
        for _time in range(3):
            engine.apply([change(entry(1, "biên bản chứng từ", version=2))])
        found = self.find(engine, "chứng từ")
        assert (len(found.passages), found.total, found.statistics.passages) == (1, 1, 1)
        assert found.statistics.frequencies["tu"] == 1

    def test_what_is_older_changes_nothing(self, engine):
        self.fill(engine, entry(1, "mới", version=5))
        engine.apply([change(entry(1, "cũ", version=4))])
        assert (self.numbers(engine, "mới"), self.numbers(engine, "cũ")) == ([1], [])

    def test_the_same_version_made_anew_replaces(self, engine):
        self.fill(engine, entry(1, "biên bản", version=5))
        engine.apply([change(entry(1, "biên bản", version=5, page_id=77))])
        (found,) = self.find(engine, "biên bản").passages
        assert found.head.page_id == 77

    def test_a_document_leaves_and_does_not_come_back_by_an_older_change(self, engine):
        self.fill(engine, entry(1, "biên bản"), entry(2, "hóa đơn"))
        engine.apply([gone(1, 3)])
        engine.apply([change(entry(1, "biên bản", version=2))])
        found = self.find(engine, "biên bản")
        assert (found.passages, found.total, found.statistics.passages) == ((), 0, 1)
        assert found.statistics.frequencies.get("bien", 0) == 0
        assert not engine.near(["bienn"]).get("bienn")
        assert engine.begin("quy trinh", PUBLIC, limit=5) == ("Quy trình",)

    def test_several_editions_change_together(self, engine):
        self.fill(engine, entry(1, "biên bản", edition_id=11))
        later = TODAY + timedelta(30)
        old = entry(1, "biên bản", edition_id=11, version=2, ends_on=later)
        engine.apply([change(old, entry(1, "chứng từ", edition_id=12, version=2, starts_on=later))])
        assert (self.numbers(engine, "biên bản"), self.numbers(engine, "chứng từ")) == ([1], [])
        assert self.numbers(engine, "chứng từ", Scope(later)) == [1]

    def test_no_change_at_all(self, engine):
        self.fill(engine, entry(1, "biên bản"))
        engine.apply([])
        assert self.numbers(engine, "biên bản") == [1]

    def test_an_index_is_whole_once_it_was_built(self, engine):
        self.fill(engine, entry(1, "biên bản"))
        assert engine.is_whole()

    def test_building_anew_leaves_out_what_is_not_there_any_more(self, engine):
        self.fill(engine, entry(1, "biên bản"), entry(2, "hóa đơn"))
        self.fill(engine, entry(2, "hóa đơn"), entry(3, "chứng từ"))
        assert [self.numbers(engine, raw) for raw in ("biên bản", "hóa đơn", "chứng từ")] == [[], [2], [3]]
        assert self.find(engine, "hóa đơn").statistics.passages == 2

    def test_the_old_index_answers_while_a_new_one_is_built(self, engine):
        self.fill(engine, entry(1, "biên bản"))
        seen = []

        def changes():
            for number in range(2, 6):
                yield change(entry(number, "biên bản"))
                seen.append(self.numbers(engine, "biên bản"))

        engine.rebuild(changes())
        assert seen == [[1]] * 4
        assert self.numbers(engine, "biên bản") == [2, 3, 4, 5]

    def test_what_changes_while_a_new_one_is_built_is_in_both(self, engine):
        self.fill(engine, entry(1, "biên bản"), entry(2, "biên bản"), entry(3, "biên bản"))

        def changes():
            yield change(entry(1, "biên bản"))
            engine.apply(
                [change(entry(1, "chứng từ", version=2)), change(entry(2, "chứng từ", version=2)), gone(3, 2)]
            )
            assert (self.numbers(engine, "biên bản"), self.numbers(engine, "chứng từ")) == ([], [1, 2])
            yield change(entry(2, "biên bản"))
            yield change(entry(3, "biên bản"))

        engine.rebuild(changes())
        assert (self.numbers(engine, "biên bản"), self.numbers(engine, "chứng từ")) == ([], [1, 2])

    def test_a_build_that_breaks_off_leaves_the_old_index(self, engine):
        self.fill(engine, entry(1, "biên bản"))

        def changes():
            yield change(entry(2, "biên bản"))
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            engine.rebuild(changes())
        assert self.numbers(engine, "biên bản") == [1]
        assert engine.is_whole()
        engine.apply([change(entry(1, "chứng từ", version=2))])
        assert self.numbers(engine, "chứng từ") == [1]
        self.fill(engine, entry(3, "hóa đơn"))
        assert (self.numbers(engine, "chứng từ"), self.numbers(engine, "hóa đơn")) == ([], [3])
