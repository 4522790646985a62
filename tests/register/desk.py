"""A register desk: an agency, its people and one document, without pages, for tests of the register alone."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User

from tests.factories.people import make_agency, make_person
from wagtail_qms import clock
from wagtail_qms.content.nodes import Document as Body
from wagtail_qms.content.nodes import Paragraph, Run
from wagtail_qms.organisation.enums import Role
from wagtail_qms.organisation.models import Agency
from wagtail_qms.register import actions, keeping
from wagtail_qms.register.models import Document, Edition, Withdrawal
from wagtail_qms.register.snapshot import Snapshot


def body(text: str = "Nội dung mẫu") -> Body:
    """A procedure of one paragraph."""
    return Body("procedure", (Paragraph((Run(text),)),))


def make_snapshot(**fields) -> Snapshot:
    """A draft of the procedure QT.01."""
    return Snapshot(**{"kind": "procedure", "title": "Quy trình mẫu", "code": "QT.01", "content": body(), **fields})


@dataclass
class Desk:
    """One document of one agency, and one person for each signature and for the register."""

    agency: Agency
    document: Document
    drafter: User
    reviewer: User
    approver: User
    secretary: User

    def sign(self, role: str, person: User, snapshot: Snapshot | None = None, document: Document | None = None):
        """A signature on ``snapshot``."""
        digest = (snapshot or make_snapshot()).digest
        return actions.sign(document=document or self.document, digest=digest, role=role, person=person)

    def sign_all(self, snapshot: Snapshot | None = None, document: Document | None = None):
        """The three signatures on ``snapshot``."""
        people = {"drafting": self.drafter, "review": self.reviewer, "approval": self.approver}
        return [self.sign(role, person, snapshot, document) for role, person in people.items()]

    def issue(self, document: Document | None = None, **fields) -> Edition:
        """An edition with its three signatures."""
        snapshot = make_snapshot(**fields)
        self.sign_all(snapshot, document)
        return actions.issue(document=document or self.document, snapshot=snapshot, person=self.approver)

    def paper(self, number: int, effective_on: date, issued_on: date | None = None, **fields) -> Edition:
        """An edition from paper."""
        return actions.register_paper_edition(
            document=self.document,
            snapshot=make_snapshot(**fields),
            person=self.secretary,
            number=number,
            issued_on=issued_on or effective_on,
            effective_on=effective_on,
            sign_offs=[],
        )

    def withdraw(self, edition: Edition, withdrawn_on: date, decision_on: date | None = None) -> Withdrawal:
        """A withdrawal by the secretary."""
        return keeping.withdraw(
            edition=edition,
            person=self.secretary,
            withdrawn_on=withdrawn_on,
            decision_no="01/QĐ",
            decision_on=decision_on or clock.today(),
            reason="Luật mới",
        )

    def another_document(self, **fields) -> Document:
        """Another document of the agency."""
        return Document.objects.create(**{"agency": self.agency, "kind": "procedure", **fields})


def make_desk(name: str = "Ủy ban nhân dân xã Bàn Giấy") -> Desk:
    """A desk that is ready to sign."""
    agency = make_agency(name)
    return Desk(
        agency=agency,
        document=Document.objects.create(agency=agency, kind="procedure"),
        drafter=make_person(agency, name="Trần Văn Soạn"),
        reviewer=make_person(agency, name="Lê Thị Soát", post="Phó phòng", may_review=True),
        approver=make_person(agency, name="Phạm Văn Duyệt", post="Chủ tịch", capacity="TM.", may_approve=True),
        secretary=make_person(agency, name="Võ Thị Thư", role=Role.ISO_SECRETARY),
    )


def codes(problems) -> list[str]:
    """The codes of ``problems``, in their order."""
    return [problem.code for problem in problems]
