"""Which edition is in force, for every day: the queries against a plain reference, over generated histories."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.register.desk import codes, make_desk
from wagtail_qms.problems import Refused
from wagtail_qms.register import queries, verify
from wagtail_qms.register.enums import Status
from wagtail_qms.register.models import Edition

START = date(2026, 3, 1)
DAYS = [START + timedelta(days=n) for n in range(-6, 26)]
FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def noon(day: date) -> time_machine.travel:
    """The clock at noon of ``day`` at the agency."""
    return time_machine.travel(f"{day.isoformat()}T12:00:00+07:00", tick=True)


@dataclass
class Entry:
    """An edition of the reference: its first day, and the first day on which it is withdrawn."""

    number: int
    effective_on: date
    gone_on: date | None = None

    @property
    def begins(self) -> bool:
        return self.gone_on is None or self.gone_on >= self.effective_on


@dataclass
class Reference:
    """The rule of dates in plain words, walking day by day."""

    entries: list[Entry] = field(default_factory=list)

    def in_force(self, day: date) -> int | None:
        """Walk from the first day on: each edition that begins replaces the one before, a withdrawal ends it."""
        current = None
        for step in range((day - DAYS[0]).days + 1):
            today = DAYS[0] + timedelta(days=step)
            beginning = [e for e in self.entries if e.begins and e.effective_on == today]
            assert len(beginning) <= 1
            current = beginning[0] if beginning else current
            if current and current.gone_on is not None and current.gone_on <= today:
                current = None
        return current.number if current else None

    def status(self, entry: Entry, day: date) -> Status:
        if not entry.begins:
            return Status.WITHDRAWN
        if day < entry.effective_on:
            return Status.TO_COME
        if self.in_force(day) == entry.number:
            return Status.IN_FORCE
        later = [e.effective_on for e in self.entries if e.begins and e.effective_on > entry.effective_on]
        return Status.SUPERSEDED if later and min(later) <= min(day, entry.gone_on or day) else Status.WITHDRAWN


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["issue", "paper", "withdraw", "wait"]),
        st.integers(-5, 8),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=8,
)


class History:
    """Plays steps on the register and on the reference at once; each refusal has to be one that is expected."""

    def __init__(self, first_number: int):
        self.desk = make_desk(f"Xã {uuid4()}")
        self.reference, self.editions = Reference(), {}
        self.today, self.first_number, self.refused = START, first_number, []

    def play(self, steps):
        for verb, offset, pick in steps:
            with noon(self.today):
                try:
                    getattr(self, verb)(self.today + timedelta(days=offset), pick)
                except Refused as refused:
                    self.refused.append(codes(refused.problems))

    def issue(self, day, pick):
        self._add(self.desk.issue(planned_on=day if pick else None))

    def paper(self, day, pick):
        number = max(self.editions, default=self.first_number - 1) + 1
        self._add(self.desk.paper(number, day, min(day, self.today)))

    def _add(self, edition):
        self.editions[edition.number] = edition
        self.reference.entries.append(Entry(edition.number, edition.effective_on))

    def withdraw(self, day, pick):
        if self.editions:
            number = sorted(self.editions)[pick % len(self.editions)]
            self.desk.withdraw(self.editions[number], day)
            next(e for e in self.reference.entries if e.number == number).gone_on = day

    def wait(self, day, pick):
        self.today += timedelta(days=pick + 1)


class TestHistories(TestCase):
    """Generated histories on the real database."""

    @FEW
    @given(steps=STEPS, first_number=st.integers(1, 3))
    def test_the_queries_agree_with_the_reference_on_every_day(self, steps, first_number):
        history = History(first_number)
        history.play(steps)
        note(f"{history.reference.entries} refused {history.refused}")
        for day in DAYS:
            self.check_day(history, day)
        assert verify.verify().faults == []

    def check_day(self, history, day):
        document, expected = history.desk.document, history.reference.in_force(day)
        assert [e.number for e in document.editions.in_force(day)] == ([expected] if expected else []), day
        found = queries.in_force(document, day)
        assert (found.number if found else None) == expected
        everything = list(queries.history(document))
        for entry in history.reference.entries:
            edition, status = (
                Edition.objects.get(pk=history.editions[entry.number].pk),
                history.reference.status(entry, day),
            )
            assert queries.status_on(edition, day) == status, (day, entry)
            assert queries.status_on(edition, day, among=everything) == status, (day, entry)
        to_come = {e.number for e in history.reference.entries if e.begins and e.effective_on > day}
        assert {e.number for e in document.editions.to_come(day)} == to_come

    @FEW
    @given(steps=STEPS, first_number=st.integers(1, 3))
    def test_what_was_in_force_on_a_past_day_never_changes(self, steps, first_number):
        # Editions from paper tell of days before the app came, so they alone may.
        history = History(first_number)
        history.play([step for step in steps if step[0] == "paper"])
        seen = {}
        for step in steps:
            if step[0] != "paper":
                history.play([step])
            for day, number in seen.items():
                assert history.reference.in_force(day) == number, (day, step)
            seen = {day: history.reference.in_force(day) for day in DAYS if day < history.today}

    @FEW
    @given(steps=STEPS, first_number=st.integers(1, 3))
    def test_from_the_first_day_to_a_withdrawal_there_is_exactly_one(self, steps, first_number):
        history = History(first_number)
        history.play([step for step in steps if step[0] != "withdraw"])
        first = min((e.effective_on for e in history.reference.entries), default=None)
        for day in DAYS:
            count = history.desk.document.editions.in_force(day).count()
            assert count == (1 if first and day >= first else 0)


def numbers(desk, *days):
    """The edition in force on each of ``days``."""
    found = [queries.in_force(desk.document, day) for day in days]
    return [edition.number if edition else None for edition in found]


def day(number: int) -> date:
    """A day of March."""
    return date(2026, 3, number)


def test_a_second_edition_takes_over_on_its_day(desk):
    with noon(day(1)):
        desk.issue()
        desk.issue(planned_on=day(10))
    assert numbers(desk, date(2026, 2, 28), day(1), day(9), day(10), day(31)) == [None, 1, 1, 2, 2]


def test_withdrawing_the_one_in_force_leaves_none_until_a_later_one_begins(desk):
    with noon(day(1)):
        first = desk.issue()
        desk.issue(planned_on=day(20))
    with noon(day(5)):
        desk.withdraw(first, day(8))
    assert numbers(desk, day(7), day(8), day(19), day(20)) == [1, None, None, 2]
    assert [queries.status_on(first, on) for on in (day(7), day(8), day(20))] == [
        Status.IN_FORCE,
        Status.WITHDRAWN,
        Status.WITHDRAWN,
    ]


def test_an_older_edition_never_returns(desk):
    with noon(day(1)):
        desk.issue()
    with noon(day(3)):
        second = desk.issue()
        desk.withdraw(second, day(3))
    assert numbers(desk, day(2), day(3), day(30)) == [1, None, None]


def test_withdrawing_a_future_edition_leaves_its_predecessor(desk):
    with noon(day(1)):
        desk.issue()
        second = desk.issue(planned_on=day(10))
        desk.withdraw(second, day(1))
    assert numbers(desk, day(1), day(10), day(30)) == [1, 1, 1]
    with noon(day(2)):
        assert desk.issue(planned_on=day(10)).number == 3
    assert numbers(desk, day(9), day(10)) == [1, 3]


def test_a_future_edition_is_not_withdrawn_on_its_first_day(desk):
    with noon(day(1)):
        desk.issue()
        second = desk.issue(planned_on=day(10))
        with pytest.raises(Refused) as refused:
            desk.withdraw(second, day(10))
        assert codes(refused.value.problems) == ["withdraw.first_day"]
        desk.withdraw(second, day(12))
    assert numbers(desk, day(9), day(10), day(11), day(12)) == [1, 2, 2, None]


def test_a_superseded_edition_stays_superseded_whatever_was_planned_for_it(desk):
    with noon(day(1)):
        first = desk.issue()
        desk.withdraw(first, day(20))
        desk.issue(planned_on=day(10))
    assert numbers(desk, day(9), day(10), day(20)) == [1, 2, 2]
    assert queries.status_on(first, day(25)) == Status.SUPERSEDED


def test_paper_editions_keep_their_numbers_and_days(desk):
    with noon(day(1)):
        desk.paper(2, date(2020, 5, 1))
        desk.paper(3, date(2022, 1, 1), date(2021, 12, 20))
        desk.issue()
    days = (date(2020, 4, 30), date(2020, 5, 1), date(2021, 12, 31), date(2022, 1, 1), day(1))
    assert numbers(desk, *days) == [None, 2, 2, 3, 4]


@pytest.mark.parametrize(
    ("number", "effective_on", "expected"),
    [
        (2, date(2019, 1, 1), ["date.not_after_predecessor"]),
        (2, date(2020, 5, 1), ["date.not_after_predecessor"]),
        (3, date(2021, 1, 1), ["issue.number"]),
        (1, date(2021, 1, 1), ["issue.number"]),
    ],
)
def test_ties_backdating_and_gaps_are_refused_on_paper(desk, number, effective_on, expected):
    with noon(day(1)):
        desk.paper(1, date(2020, 5, 1))
        with pytest.raises(Refused) as refused:
            desk.paper(number, effective_on)
    assert codes(refused.value.problems) == expected


def test_nothing_from_paper_comes_before_a_withdrawal_that_has_begun(desk):
    with noon(day(1)):
        desk.withdraw(desk.paper(1, date(2020, 5, 1)), day(1))
    with noon(day(9)):
        with pytest.raises(Refused) as refused:
            desk.paper(2, date(2021, 1, 1))
        assert codes(refused.value.problems) == ["date.before_withdrawal"]
        desk.paper(2, day(5))
    assert numbers(desk, date(2026, 2, 28), day(1), day(4), day(5)) == [1, None, None, 2]


def test_nothing_from_paper_follows_what_was_approved_here(desk):
    with noon(day(1)):
        desk.issue()
    with noon(day(9)), pytest.raises(Refused) as refused:
        desk.paper(2, day(3))
    assert codes(refused.value.problems) == ["paper.approved_here"]


def test_only_the_keepers_register_from_paper(desk):
    desk.secretary = desk.drafter
    with pytest.raises(Refused) as refused:
        desk.paper(1, date(2020, 5, 1))
    assert codes(refused.value.problems) == ["paper.who"]


def test_one_list_of_all_documents_names_one_edition_each(desk):
    with noon(day(1)):
        for number in range(3):
            document = desk.another_document()
            desk.issue(document=document, code=f"QT.{number}")
            desk.issue(document=document, code=f"QT.{number}", planned_on=day(10))
    for on, expected in [(day(1), [1, 1, 1]), (day(10), [2, 2, 2])]:
        assert [e.number for e in Edition.objects.in_force(on).order_by("code")] == expected
