"""ISO 9001 as data."""

import pytest

from wagtail_qms.standards import iso9001
from wagtail_qms.standards.iso9001 import DEFAULT, STANDARDS, Clause, choices, clause, clause_choices, sort_key

CLAUSES = STANDARDS[DEFAULT].clauses


def test_an_agency_chooses_among_the_editions():
    assert choices() == [("ISO 9001:2015", "TCVN ISO 9001:2015")]
    assert choices()[0][0] == DEFAULT == iso9001.DEFAULT


def test_the_clauses_go_from_4_to_10_in_order():
    numbers = [one.number for one in CLAUSES]
    assert numbers == sorted(set(numbers), key=sort_key)
    assert [number for number in numbers if "." not in number] == ["4", "5", "6", "7", "8", "9", "10"]
    assert len(numbers) == 91


def test_each_clause_lies_in_its_parent():
    numbers = {one.number for one in CLAUSES}
    assert {one.parent for one in CLAUSES} <= numbers | {""}
    assert clause("7.1.5.2").parent == "7.1.5"


def test_no_clause_is_left_out_between_its_neighbours():
    for one in CLAUSES:
        head, _, last = one.number.rpartition(".")
        first = 4 if not head else 1
        before = f"{head}.{int(last) - 1}" if head else str(int(last) - 1)
        assert int(last) == first or clause(before)


def test_each_title_is_short_and_in_both_languages():
    for one in CLAUSES:
        assert 0 < len(one.title_en) <= 60
        assert 0 < len(one.title_vi) <= 60
        assert one.title("vi") == one.title("vi-VN") == one.title_vi
        assert one.title("en") == one.title("fr") == one.title_en


def test_a_clause_by_its_number():
    assert clause("10.3") == Clause("10.3", "Continual improvement", "Cải tiến liên tục", "10")
    with pytest.raises(KeyError):
        clause("11")
    with pytest.raises(KeyError):
        clause("4.1", "ISO 9001:1987")


def test_clauses_to_choose_from():
    assert clause_choices("vi")[-1] == ("10.3", "10.3 Cải tiến liên tục")
    assert clause_choices()[0] == ("4", "4 Context of the organization")


def test_what_is_no_clause_number_comes_first():
    assert sorted(["10.1", "7.1.6", "Phụ lục"], key=sort_key) == ["Phụ lục", "7.1.6", "10.1"]
