"""The demo's nonconformities and tickets, one in every state, taken there through the real steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wagtail_qms import clock
from wagtail_qms.organisation.models import Agency, Unit
from wagtail_qms.records.calendar import calendar_of
from wagtail_qms.records.deadlines import Deadline
from wagtail_qms.records.transitions import perform
from wagtail_qms.setup.demo.findings import REPORTS, TICKETS, Finding
from wagtail_qms.setup.demo.people import CULTURE
from wagtail_qms.setup.report import Report
from wagtail_qms.snippets.corrective_actions import actions as tickets
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction
from wagtail_qms.snippets.corrective_actions.queries import measures_of
from wagtail_qms.snippets.nonconformities import actions as nonconformities
from wagtail_qms.snippets.nonconformities.models import Nonconformity

_STANDARD = "ISO 9001:2015"
_MAIN = (
    "raise_ticket", "confirm_need", "submit", "assign", "propose", "endorse", "approve_plan", "report_done",
    "verify_met", "close",
)  # fmt: skip
_AFTER = ("raised", "needed", "submitted", "analysing", "proposed", "endorsed", "implementing", "done", "verified")
#: The steps that lead to each state.
TICKET_STEPS = {
    "draft": (),
    **{state: _MAIN[: at + 1] for at, state in enumerate((*_AFTER, "closed"))},
    "effective": (*_MAIN, "confirm_effect"),
    "ineffective": (*_MAIN, "deny_effect"),
    "failed": (*_MAIN[:8], "verify_not_met"),
    "dismissed": ("raise_ticket", "dismiss"),
    "cancelled": ("cancel",),
}
REPORT_STEPS = {
    "reported": (),
    "decided": ("decide",),
    "corrected": ("decide", "correct"),
    "confirmed": ("decide", "correct", "confirm"),
    "cancelled": ("cancel",),
}
#: Who takes each step, by the demo's sign-ins.
_TAKERS = {
    "raise_ticket": "canbo", "confirm_need": "truongdonvi", "dismiss": "truongdonvi", "submit": "thukyiso",
    "assign": "lanhdaoiso", "propose": "danhgiavien", "endorse": "truongdonvi", "approve_plan": "lanhdaoiso",
    "report_done": "soanthao", "verify_met": "pheduyet", "verify_not_met": "pheduyet", "close": "banchidao",
    "confirm_effect": "soatxet", "deny_effect": "soatxet", "cancel": "canbo", "decide": "truongdonvi",
    "correct": "soanthao", "confirm": "truongdonvi",
}  # fmt: skip
_EARLY = "Kiểm tra sớm để minh họa."


@dataclass(frozen=True, slots=True)
class Cast:
    """The agency, the unit where all is found, and the people by sign-in."""

    agency: Agency
    unit: Unit
    people: dict

    def workday(self, days: int) -> date:
        """The working day that is ``days`` working days from today."""
        return calendar_of(self.agency.pk).after(clock.today(), days)


def provide_records(agency: Agency, people: dict, report: Report, tell: Callable[[str], None]):
    """Make the records that the demo lacks; what is there stays as it is."""
    cast = Cast(agency, agency.units.get(code=CULTURE), people)
    for finding in REPORTS:
        _provide(Nonconformity, cast, finding, _report_to, report, tell)
    for finding in TICKETS:
        _provide(CorrectiveAction, cast, finding, _ticket_to, report, tell)


@transaction.atomic
def _provide(model, cast: Cast, finding: Finding, make, report: Report, tell):
    is_new = not model.objects.filter(agency=cast.agency, title=finding.title).exists()
    report.note(finding.title, is_new)
    if is_new:
        tell(finding.title)
        make(cast, finding)


def _found(cast: Cast, finding: Finding) -> Nonconformity:
    return nonconformities.report(
        agency=cast.agency,
        by=cast.people["canbo"],
        unit=cast.unit,
        title=finding.title,
        description=finding.description,
        source=finding.source,
        standard=_STANDARD,
        clause=finding.clause,
    )


def _report_to(cast: Cast, finding: Finding):
    record = _found(cast, finding)
    for name in REPORT_STEPS[finding.state]:
        taker = "truongdonvi" if name == "cancel" else _TAKERS[name]
        perform(record, name, by=cast.people[taker], **_data(cast, name))


def _ticket_to(cast: Cast, finding: Finding):
    found = _found(cast, finding)
    ticket = tickets.open_ticket(agency=cast.agency, by=cast.people["canbo"], nonconformity=found)
    for name in TICKET_STEPS[finding.state]:
        if name == "propose":
            _plan(cast, ticket)
        if name == "report_done":
            for measure in measures_of(ticket):
                done = {"done_on": clock.today(), "evidence": "Bảng mới đã ký, đã treo tại quầy."}
                tickets.report_measure(measure, by=ticket.implementer, **done)
        perform(ticket, name, by=cast.people[_TAKERS[name]], **_data(cast, name))


def _plan(cast: Cast, ticket: CorrectiveAction):
    measure = {
        "kind": "corrective",
        "what": "Phân công người theo dõi, đưa việc kiểm tra vào giao ban hằng tuần.",
        "owner": cast.people["soanthao"],
        "deadline": Deadline("date", cast.workday(5)),
    }
    tickets.write_plan(
        ticket,
        by=ticket.assigned,
        cause_kinds=["subjective"],
        cause="Việc không có người chịu trách nhiệm theo dõi hằng ngày.",
        whys=["Không ai phát hiện sớm.", "Không ai được giao theo dõi.", "Bảng phân công chưa có việc này."],
        diagram=[
            {"branch": "Con người", "causes": ["Chưa phân công"]},
            {"branch": "Cách làm", "causes": ["Chưa có lịch"]},
        ],
        correction="Đã sửa ngay trường hợp đang gặp.",
        measures=[measure],
    )


def _data(cast: Cast, name: str) -> dict:
    """What the step asks for."""
    people = cast.people
    return {
        "confirm_need": {"grounds": ["repeating"]},
        "assign": {"unit": cast.unit, "person": people["danhgiavien"], "due_on": cast.workday(5)},
        "approve_plan": {"implementer": people["soanthao"], "complete_by": cast.workday(20)},
        "verify_met": {"evidence": "Đã xem tại chỗ và xem sổ theo dõi."},
        "verify_not_met": {"evidence": "Mới làm được một nửa số việc."},
        "close": {
            "lessons": "Việc mới phải có người theo dõi ngay từ đầu.",
            "check_on": cast.workday(60),
            "criterion": "Ba tháng không gặp lại.",
            "checker": people["soatxet"],
        },
        "confirm_effect": {"evidence": "Không gặp lại.", "because": _EARLY},
        "deny_effect": {"evidence": "Đã gặp lại hai lần.", "because": _EARLY},
        "dismiss": {"comment": "Đã xếp lại ngay, không cần mở phiếu."},
        "cancel": {"comment": "Nhập nhầm."},
        "decide": {
            "disposition": "repair",
            "authority": "head_of_unit",
            "person": people["soanthao"],
            "due_on": cast.workday(3),
        },
        "correct": {
            "correction": "Đã làm lại cho đúng.",
            "corrective_action": "Nhắc trong giao ban.",
            "corrected_on": clock.today(),
        },
    }.get(name, {})
