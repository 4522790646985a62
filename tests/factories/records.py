"""An agency with its units and one person a part, and records that went through their real steps."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib.auth.models import User

from tests.factories.people import make_agency, make_person, make_unit
from wagtail_qms import clock
from wagtail_qms.organisation.enums import Role
from wagtail_qms.organisation.models import Agency, Unit
from wagtail_qms.records.calendar import calendar_of
from wagtail_qms.records.deadlines import Deadline
from wagtail_qms.records.transitions import perform
from wagtail_qms.snippets.corrective_actions import actions as tickets
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction
from wagtail_qms.snippets.corrective_actions.queries import measures_of
from wagtail_qms.snippets.nonconformities import actions as nonconformities
from wagtail_qms.snippets.nonconformities.models import Nonconformity

#: A requirement that stands on its own.
CLAUSE = {"standard": "ISO 9001:2015", "clause": "8.5.1"}
TITLE = "Hồ sơ trễ hạn"
DESCRIPTION = "Hồ sơ cấp bản sao trả chậm hai ngày so với giấy hẹn."

#: The way of a ticket from its draft to each state, as the steps that lead there.
WAY = {
    "draft": (),
    "raised": ("raise_ticket",),
    "needed": ("raise_ticket", "confirm_need"),
    "submitted": ("raise_ticket", "confirm_need", "submit"),
}
WAY["analysing"] = (*WAY["submitted"], "assign")
WAY["proposed"] = (*WAY["analysing"], "propose")
WAY["endorsed"] = (*WAY["proposed"], "endorse")
WAY["implementing"] = (*WAY["endorsed"], "approve_plan")
WAY["done"] = (*WAY["implementing"], "report_done")
WAY["verified"] = (*WAY["done"], "verify_met")
WAY["closed"] = (*WAY["verified"], "close")
WAY["effective"] = (*WAY["closed"], "confirm_effect")
WAY["ineffective"] = (*WAY["closed"], "deny_effect")
WAY["failed"] = (*WAY["done"], "verify_not_met")
WAY["dismissed"] = (*WAY["raised"], "dismiss")
WAY["cancelled"] = ("cancel",)


@dataclass
class Bureau:
    """An agency with two units and one person for each part."""

    agency: Agency
    unit: Unit
    other_unit: Unit
    people: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, name: str) -> User:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None

    def workday(self, days: int = 10) -> date:
        """A working day, ``days`` working days from today."""
        return calendar_of(self.agency.pk).after(clock.today(), days)

    def report(self, by: User | None = None, **fields) -> Nonconformity:
        """A reported nonconformity of the unit."""
        values = {"unit": self.unit, "title": TITLE, "description": DESCRIPTION, **CLAUSE, **fields}
        return nonconformities.report(agency=self.agency, by=by or self.staff, **values)

    def decision(self, **data) -> dict:
        """What deciding asks for."""
        values = {"disposition": "redo", "authority": "head_of_unit", "person": self.doer, "due_on": self.workday(3)}
        return values | data

    def decided(self, **fields) -> Nonconformity:
        """A nonconformity that the head of the unit has decided upon."""
        record = self.report(**fields)
        perform(record, "decide", by=self.head, **self.decision())
        return record

    def corrected(self, **fields) -> Nonconformity:
        """A nonconformity that was corrected."""
        record = self.decided(**fields)
        done = {"correction": "Đã trả lại hồ sơ", "corrective_action": "Nhắc trước hạn một ngày"}
        perform(record, "correct", by=self.doer, corrected_on=clock.today(), **done)
        return record

    def draft(self, nonconformity: Nonconformity | None = None, by: User | None = None, **fields) -> CorrectiveAction:
        """A draft of a ticket that takes a nonconformity over."""
        found = nonconformity or self.report()
        return tickets.open_ticket(agency=self.agency, by=by or self.author, nonconformity=found, **fields)

    def ticket(self, state: str = "raised", **fields) -> CorrectiveAction:
        """A ticket in ``state``, by its real steps."""
        ticket = self.draft(**fields)
        for name in WAY[state]:
            self.prepare(ticket, name)
            perform(ticket, name, by=self.taker(name), **self.data(name))
        return ticket

    def prepare(self, ticket: CorrectiveAction, name: str):
        """What has to be written before the step ``name``."""
        if name == "propose":
            self.plan(ticket)
        elif name == "report_done":
            self.finish(ticket)

    def plan(self, ticket: CorrectiveAction, **fields):
        """A complete box 2."""
        measure = {"kind": "corrective", "what": "Soạn bảng phân công", "owner": self.doer}
        values = {
            "cause_kinds": ["subjective"],
            "cause": "Không ai được phân công thay khi người phụ trách vắng",
            "whys": ["Người phụ trách nghỉ", "Không ai thay", "Bảng phân công thiếu người thay"],
            "measures": [measure | {"deadline": Deadline("date", self.workday(5))}],
        }
        return tickets.write_plan(ticket, by=ticket.assigned, **(values | fields))

    def finish(self, ticket: CorrectiveAction):
        """Every measure done, with evidence."""
        for measure in measures_of(ticket):
            tickets.report_measure(measure, by=ticket.implementer, done_on=clock.today(), evidence="Bảng mới đã ký")

    def taker(self, name: str) -> User:
        """Who takes the step in an ordinary case."""
        return self.people[_TAKERS[name]]

    def data(self, name: str) -> dict:
        """What the step asks for, in an ordinary case."""
        reason = {"comment": "Lý do mẫu"}
        return {
            "confirm_need": {"grounds": ["repeating"]},
            "assign": {"unit": self.other_unit, "person": self.analyst, "due_on": self.workday(5)},
            "approve_plan": {"implementer": self.doer, "complete_by": self.workday(20)},
            "reassign": {"person": self.spare, **reason},
            "verify_met": {"evidence": "Đã xem sổ theo dõi"},
            "require_new_measure": {"evidence": "Hồ sơ vẫn trễ"},
            "verify_not_met": {"evidence": "Chưa làm xong"},
            "close": {
                "lessons": "Phân công người thay",
                "check_on": self.workday(30),
                "criterion": "Ba tháng không có hồ sơ trễ",
                "checker": self.checker,
            },
            "confirm_effect": {"evidence": "Không còn hồ sơ trễ", "because": "Kiểm tra sớm theo yêu cầu"},
            "deny_effect": {"evidence": "Lại có hồ sơ trễ", "because": "Kiểm tra sớm theo yêu cầu"},
            "dismiss": reason,
            "send_back": reason,
            "return_plan": reason,
            "revise_plan": reason,
            "cancel": reason,
        }.get(name, {})


_TAKERS = {
    "raise_ticket": "author",
    "confirm_need": "head",
    "dismiss": "head",
    "submit": "secretary",
    "assign": "leader",
    "send_back": "leader",
    "propose": "analyst",
    "endorse": "other_head",
    "approve_plan": "leader",
    "return_plan": "other_head",
    "revise_plan": "doer",
    "reassign": "leader",
    "report_done": "doer",
    "verify_met": "top",
    "require_new_measure": "top",
    "verify_not_met": "top",
    "close": "board",
    "confirm_effect": "checker",
    "deny_effect": "checker",
    "cancel": "author",
}


def make_bureau(name: str = "Ủy ban nhân dân xã Cải Tiến", agency: Agency | None = None) -> Bureau:
    """A bureau where every step has somebody to take it; of ``agency``, or of a new one."""
    agency = agency or make_agency(name)
    unit, other = make_unit(agency, "Phòng Một"), make_unit(agency, "Phòng Hai")
    bureau = Bureau(agency, unit, other)
    parts = {
        "staff": ("Nguyễn Văn Nhân", unit, Role.STAFF),
        "author": ("Trần Thị Phiếu", unit, Role.STAFF),
        "analyst": ("Lê Văn Phân", unit, Role.STAFF),
        "doer": ("Phạm Thị Làm", unit, Role.STAFF),
        "spare": ("Hoàng Văn Thay", unit, Role.STAFF),
        "head": ("Võ Thị Trưởng", unit, Role.HEAD_OF_UNIT),
        "other_head": ("Đặng Văn Khác", other, Role.HEAD_OF_UNIT),
        "checker": ("Bùi Thị Kiểm", other, Role.STAFF),
        "secretary": ("Đỗ Văn Thư", None, Role.ISO_SECRETARY),
        "board": ("Hồ Thị Ban", None, Role.ISO_BOARD),
        "leader": ("Ngô Văn Lãnh", None, Role.ISO_LEADER),
        "top": ("Dương Thị Đứng", None, Role.TOP_MANAGEMENT),
        "delegate": ("Lý Văn Ủy", None, Role.DELEGATE),
    }
    for key, (person, of_unit, role) in parts.items():
        since = clock.today() - timedelta(days=900)
        bureau.people[key] = make_person(agency, name=person, unit=of_unit, role=role, valid_from=since)
    return bureau
