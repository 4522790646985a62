"""A whole office at once: for tests that are about something else."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User

from tests.factories.documents import issue, make_index, make_procedure, make_workflow
from tests.factories.people import make_agency, make_person
from wagtail_qms.organisation.enums import Role
from wagtail_qms.organisation.models import Agency
from wagtail_qms.pages.models import DocumentIndexPage, ProcedurePage
from wagtail_qms.register.models import Edition


@dataclass
class Office:
    """An agency with its list and one person a part."""

    agency: Agency
    index: DocumentIndexPage
    drafter: User
    reviewer: User
    approver: User
    secretary: User

    def procedure(self, code: str = "QT.01", title: str = "Quy trình mẫu", **fields) -> ProcedurePage:
        """A draft below the office's list."""
        return make_procedure(self.index, code, title, **fields)

    def issue(self, page) -> Edition:
        """Take the draft ``page`` through the workflow with the office's people."""
        return issue(page, self.drafter, self.reviewer, self.approver)

    def issued(self, code: str = "QT.01", title: str = "Quy trình mẫu", **fields) -> Edition:
        """A new procedure, issued."""
        return self.issue(self.procedure(code, title, **fields))

    def next_edition(self, page, *, planned_on: date, **fields) -> Edition:
        """The next edition of ``page``, in force from ``planned_on``, with ``fields`` changed."""
        draft = page.get_latest_revision_as_object()
        draft.planned_on = planned_on
        for name, value in fields.items():
            setattr(draft, name, value)
        return self.issue(draft)


def make_office(home, name: str = "Ủy ban nhân dân phường Mẫu", *, slug: str = "tai-lieu") -> Office:
    """An office below ``home`` that can issue documents."""
    agency = make_agency(name)
    index = make_index(home, agency, slug=slug)
    make_workflow(index)
    return Office(
        agency=agency,
        index=index,
        drafter=make_person(agency, name="Trần Văn Soạn"),
        reviewer=make_person(agency, name="Lê Thị Soát", post="Phó Chánh Văn phòng", may_review=True),
        approver=make_person(agency, name="Phạm Văn Duyệt", post="Chủ tịch", capacity="TM.", may_approve=True),
        secretary=make_person(agency, name="Võ Thị Thư", role=Role.ISO_SECRETARY),
    )
