"""Seed 003's nonconformity reports and tickets, entered as the officers did: each mistake is stopped or named."""

from datetime import timedelta

import pytest

from tests.factories import make_person, make_unit
from tests.factories.records import make_bureau
from tests.register.desk import codes
from tests.seeds.reading_003 import paper_reports, paper_tickets
from wagtail_qms import clock
from wagtail_qms.content.outline import fold
from wagtail_qms.organisation.enums import Role
from wagtail_qms.problems import Level, Refused
from wagtail_qms.records.calendar import calendar_of
from wagtail_qms.records.deadlines import read_deadline
from wagtail_qms.records.transitions import perform
from wagtail_qms.snippets.corrective_actions import actions as tickets
from wagtail_qms.snippets.nonconformities import actions as nonconformities
from wagtail_qms.snippets.nonconformities.problems import problems

REASON = {"because": "Nhập lại như trên giấy"}


class Desk:
    """The agency of the papers: its units with their heads, and the people whom the papers name."""

    def __init__(self):
        self.bureau = make_bureau()
        self.agency = self.bureau.agency
        self.reports, self.tickets = paper_reports(), paper_tickets()
        self.people, self.units, self.heads = {}, {}, {}
        for paper in self.reports:
            unit = make_unit(self.agency, paper.unit)
            self.units[fold(paper.unit)] = unit
            self.heads[unit] = make_person(self.agency, name="Trưởng Phòng", unit=unit, role=Role.HEAD_OF_UNIT)
            self.people.setdefault(paper.auditor, make_person(self.agency, name=paper.auditor))
            self.people.setdefault(paper.performer, make_person(self.agency, name=paper.performer, unit=unit))

    def report(self, paper, **other):
        """Enter the report ``paper``, with ``other`` where an officer has mended it."""
        fields = {
            "unit": self.units[fold(paper.unit)],
            "source": "audit",
            "found_on": paper.found_on,
            "grade": "minor" if paper.is_minor else "major",
            "title": "Cập nhật quy trình",
            "description": paper.description,
            "requirement_words": paper.clause,
            "paper_number": paper.number,
        }
        return nonconformities.report(agency=self.agency, by=self.people[paper.auditor], **(fields | other))

    def reported(self, place: int):
        """The report at ``place`` as it goes through once what stops it is mended."""
        return self.report(self.reports[place], paper_number="", **REASON)

    def draft(self, place: int, found=None, **other):
        """The ticket at ``place`` as a draft."""
        paper = self.tickets[place]
        fields = {
            "opened_on": paper.opened_on,
            "title": paper.heading,
            "description": "\n".join(paper.faults),
            "paper_number": paper.number,
        }
        by = self.people[paper.opener]
        return tickets.open_ticket(
            agency=self.agency, by=by, nonconformity=found or self.reported(place), **(fields | other)
        )

    def analysed(self, place: int):
        """The ticket at ``place``, in the hands of who analyses it."""
        ticket = self.draft(place)
        perform(ticket, "raise_ticket", by=ticket.author, **REASON)
        perform(ticket, "confirm_need", by=self.heads[ticket.audited_unit], grounds=["grave"])
        for name in ("submit", "assign"):
            data = self.bureau.data(name) | ({"unit": ticket.audited_unit} if name == "assign" else {})
            perform(ticket, name, by=self.bureau.taker(name), **data)
        return ticket


@pytest.fixture
def desk(db):
    return Desk()


def refused(act, *args, **kwargs) -> list:
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)
    return list(caught.value.problems)


def of_level(found, level) -> list[str]:
    return sorted(problem.code for problem in found if problem.level == level)


def test_a_report_numbered_like_a_procedure_is_refused(desk):
    assert desk.reports[1].number
    assert of_level(refused(desk.report, desk.reports[1]), Level.BLOCK) == ["number.malformed"]


def test_a_report_without_a_number_gets_one(desk):
    assert desk.reports[0].number == ""
    assert desk.reported(0).number == f"01/{clock.today().year}"


@pytest.mark.parametrize("place", [0, 1])
def test_a_section_of_nothing_is_named(desk, place):
    found = refused(desk.report, desk.reports[place], paper_number="")
    assert [(problem.code, problem.level, problem.params) for problem in found] == [
        ("requirement.of_what", Level.WARN, {"number": "5.2"})
    ]


def test_two_findings_nearly_the_same_are_hinted_at(desk):
    desk.reported(0)
    assert of_level(problems(desk.reported(1)), Level.HINT) == ["repeat.likely"]


@pytest.mark.parametrize("place", [0, 1])
def test_nothing_is_done_before_it_is_approved_and_the_auditor_does_not_approve(desk, place):
    paper, record = desk.reports[place], desk.reported(place)
    assert paper.confirmed == ""
    performer, auditor = desk.people[paper.performer], desk.people[paper.auditor]
    done = {"correction": paper.answer, "corrected_on": paper.done_on}
    assert codes(refused(perform, record, "correct", by=performer, **done)) == ["record.state"]
    decision = desk.bureau.decision(person=performer, authority="finder")
    assert codes(refused(perform, record, "decide", by=auditor, **decision)) == ["record.auditor_signs"]
    perform(record, "decide", by=desk.heads[record.unit], **decision | {"authority": "head_of_unit"})
    found = refused(perform, record, "correct", by=performer, **done)
    assert of_level(found, Level.WARN) == ["corrected_on.before_decision", "corrective_action.missing"]
    assert of_level(found, Level.BLOCK) == []
    assert codes(refused(perform, record, "confirm", by=desk.heads[record.unit])) == ["record.state"]


@pytest.mark.parametrize("place", [0, 1])
def test_a_serious_title_on_a_minor_finding_and_faults_that_it_lacks_are_named(desk, place):
    ticket = desk.draft(place)
    found = refused(perform, ticket, "raise_ticket", by=ticket.author)
    assert of_level(found, Level.WARN) == ["finding.lacks", "grade.differs", "requirement.of_what"]
    assert of_level(found, Level.BLOCK) == []
    lacking = next(problem for problem in found if problem.code == "finding.lacks")
    assert lacking.params["sentence"] == desk.tickets[place].faults[1][:120]


def test_two_tickets_of_one_number_are_refused(desk):
    first, second = desk.draft(0), desk.draft(1)
    perform(first, "raise_ticket", by=first.author, **REASON)
    assert codes(refused(perform, second, "raise_ticket", by=second.author, **REASON)) == ["number.taken"]
    tickets.write_box1(second, by=second.author, paper_number="")
    perform(second, "raise_ticket", by=second.author, **REASON)
    assert (first.serial, second.serial) == (1, 2)


@pytest.mark.parametrize("place", [0, 1])
def test_the_auditor_signs_for_nobody_else(desk, place):
    paper = desk.tickets[place]
    assert paper.signer == paper.opener
    ticket = desk.draft(place)
    perform(ticket, "raise_ticket", by=ticket.author, **REASON)
    signer = desk.people[paper.signer]
    assert codes(refused(perform, ticket, "confirm_need", by=signer, grounds=["grave"])) == ["ticket.confirm_need.who"]
    for role, unit in [(Role.HEAD_OF_UNIT, ticket.audited_unit), (Role.ISO_LEADER, None)]:
        signer.qms_appointments.create(agency=desk.agency, unit=unit, role=role, post="Kiêm nhiệm")
    assert codes(refused(perform, ticket, "confirm_need", by=signer, grounds=["grave"])) == ["record.auditor_signs"]


@pytest.mark.parametrize("place", [0, 1])
def test_a_cause_that_is_a_label_and_a_deadline_before_the_ticket_are_refused(desk, place):
    ticket, paper = desk.analysed(place), desk.tickets[place]
    deadline = read_deadline(paper.deadline, start=paper.opened_on, calendar=calendar_of(desk.agency.pk))
    measure = {"kind": "correction", "what": paper.measure, "owner_name": paper.responsible, "deadline": deadline}
    desk.bureau.plan(ticket, cause=paper.cause, whys=[], measures=[measure])
    found = refused(perform, ticket, "propose", by=ticket.assigned)
    assert of_level(found, Level.BLOCK) == ["cause.empty", "deadline.before_start", "measure.no_person"]
    assert of_level(found, Level.WARN) == ["deadline.holiday", "plan.only_correction"]


def test_once_mended_the_ticket_goes_its_way(desk):
    ticket, paper = desk.analysed(0), desk.tickets[0]
    desk.bureau.plan(ticket, correction=paper.measure)
    perform(ticket, "propose", by=ticket.assigned)
    perform(ticket, "endorse", by=desk.heads[ticket.audited_unit])
    perform(ticket, "approve_plan", by=desk.bureau.leader, **desk.bureau.data("approve_plan"))
    assert ticket.state == "implementing"
    assert ticket.complete_by > clock.today() + timedelta(days=1)
