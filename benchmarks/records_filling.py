"""Made-up records for ``records.py``, written past the gate: the triggers are lifted meanwhile."""

from __future__ import annotations

import random
from datetime import timedelta
from hashlib import sha256

from django.contrib.auth.models import Permission
from django.db import transaction
from django.utils import timezone
from serving_site.models import PlainTicket

from tests.factories.people import make_person
from tests.factories.records import Bureau, make_bureau
from wagtail_qms.records import triggers
from wagtail_qms.records.chain import TransitionEntry
from wagtail_qms.records.record import Record
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction
from wagtail_qms.snippets.corrective_actions.plans import Measure, Plan
from wagtail_qms.snippets.nonconformities.models import Nonconformity

#: Rows that go to the database together.
_AT_ONCE = 1_000
_OPEN = ("raised", "needed", "submitted", "analysing", "proposed", "endorsed", "implementing", "done", "verified")
_OVER = ("effective", "effective", "effective", "closed", "ineffective", "dismissed")
_CLAUSES = ("5.2", "6.1", "7.1.5", "7.2", "7.5.3", "8.2.3", "8.4", "8.5.1", "8.5.2", "8.6", "8.7", "9.1.2", "10.2")
_WHAT = ("Hồ sơ trễ hạn", "Sổ theo dõi thiếu cột", "Biểu mẫu cũ còn dùng", "Thiếu chữ ký kiểm tra", "Kho lưu ẩm")
_WHERE = ("bộ phận tiếp nhận", "lĩnh vực hộ tịch", "lĩnh vực đất đai", "văn thư lưu trữ", "công tác dân quân")
_LOG = (("raise_ticket", "draft", "raised"), ("confirm_need", "raised", "needed"), ("submit", "needed", "submitted"))


class Filling:
    """One agency with its people, and as many tickets as asked for."""

    def __init__(self):
        self.bureau: Bureau = make_bureau()
        self.superuser = make_person(name="Trương Thị Trạm", superuser=True)
        self.bureau.leader.user_permissions.add(Permission.objects.get(codename="access_admin"))
        self.chance = random.Random(2026)
        self.count = 0

    def up_to(self, size: int):
        """Add tickets, and what hangs on each, until there are ``size``."""
        triggers.drop()
        try:
            for first in range(self.count, size, _AT_ONCE):
                with transaction.atomic():
                    self._add(range(first, min(first + _AT_ONCE, size)))
        finally:
            triggers.create()
        self.count = size

    def _add(self, numbers: range):
        found = _written(Nonconformity, [self._nonconformity(number) for number in numbers])
        rows = [self._ticket(number, one) for number, one in zip(numbers, found, strict=True)]
        tickets = _written(CorrectiveAction, rows)
        person = self.bureau.analyst
        cause = {"cause": "Chưa phân công người thay", "cause_kinds": ["subjective"], "whys": ["a", "b", "c"]}
        plans = _written(Plan, [Plan(ticket=ticket, author=person, **cause) for ticket in tickets])
        _written(Measure, [Measure(plan=plan, what="Soạn bảng", due_on=timezone.localdate()) for plan in plans])
        _written(TransitionEntry, [self._line(ticket, place) for ticket in tickets for place in range(len(_LOG))])
        plain = [PlainTicket(title=row.title, description=row.description, state=row.state) for row in tickets]
        _written(PlainTicket, plain)

    def _shared(self, number: int) -> dict:
        """What a ticket and its nonconformity have in common."""
        clause = self.chance.choice(_CLAUSES)
        title = f"{self.chance.choice(_WHAT)} tại {self.chance.choice(_WHERE)}"
        return {
            "agency": self.bureau.agency,
            "unit": self.chance.choice([self.bureau.unit, self.bureau.other_unit]),
            "year": 2020 + number % 6,
            "serial": number // 6 + 1,
            "author": self.bureau.author,
            "author_name": "Trần Thị Phiếu",
            "standard": "ISO 9001:2015",
            "clause": clause,
            "requirement_key": f"ISO 9001:2015|{clause}",
            "title": title,
            "description": f"{title}. Kiểm tra lần {number} thấy chưa đúng quy định, cần nêu nguyên nhân. " * 3,
        }

    def _day(self, number: int):
        return timezone.localdate() - timedelta(days=number % 1500)

    def _nonconformity(self, number: int) -> Nonconformity:
        state = self.chance.choice(("reported", "decided", "corrected")) if number % 10 == 0 else "confirmed"
        people = {"assigned": self.bureau.doer, "found_by": self.bureau.staff, "found_by_name": "Nguyễn Văn Nhân"}
        due = {"due_on": self._day(number) + timedelta(days=9)}
        return Nonconformity(state=state, found_on=self._day(number), **self._shared(number), **people, **due)

    def _ticket(self, number: int, found: Nonconformity) -> CorrectiveAction:
        day = self._day(number)
        state = _OPEN[number // 10 % len(_OPEN)] if number % 10 == 0 else self.chance.choice(_OVER)
        people = {"assigned": self.bureau.analyst, "implementer": self.bureau.doer}
        dates = {"propose_by": day + timedelta(days=9), "complete_by": day + timedelta(days=40)}
        shared = self._shared(number) | {"executing_unit": self.bureau.other_unit, "length": len(_LOG)}
        return CorrectiveAction(state=state, opened_on=day, nonconformity=found, **shared, **people, **dates)

    def _line(self, ticket: CorrectiveAction, place: int) -> TransitionEntry:
        name, before, after = _LOG[place]
        return TransitionEntry(
            record_type="correctiveaction",
            record_id=ticket.pk,
            sequence=place + 1,
            recorded_at=timezone.now(),
            recorded_by=self.bureau.head,
            recorded_by_name="Võ Thị Trưởng",
            name=name,
            from_state=before,
            to_state=after,
            payload="{}",
            digest=sha256(f"{ticket.pk} {place}".encode()).hexdigest(),
        )


def _written(model, rows: list) -> list:
    """``rows`` as one INSERT or a few: the plain manager knows nothing of the gate."""
    if issubclass(model, Record):
        for row in rows:
            row.searched = row.searched_text()
    return model._base_manager.bulk_create(rows)
