"""Takes the demo's documents as far as they have come: register and workflow as people use them, no shortcut."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from wagtail_qms import clock
from wagtail_qms.register import actions, keeping
from wagtail_qms.register.models import Edition
from wagtail_qms.setup.demo.catalogue import Course, Piece
from wagtail_qms.setup.demo.drafts import Uploads, amend
from wagtail_qms.setup.demo.people import PEOPLE

#: Days since the first editions were approved on paper, and until the one to come is in force.
ON_PAPER_DAYS, TO_COME_DAYS = 120, 30

_RETURN = "Mục 5.b chưa nêu trường hợp sổ gốc lưu ở nơi khác. Đề nghị bổ sung và đính kèm căn cứ."
_CLEAR = "Đã đối chiếu với văn bản pháp luật đang có hiệu lực."


@dataclass(frozen=True, slots=True)
class Scene:
    """Who is there on which day."""

    people: dict
    uploads: Uploads
    today: date

    @classmethod
    def of_today(cls, people: dict, uploads: Uploads) -> Scene:
        """The scene as of this very day at the agency."""
        return cls(people, uploads, clock.today())


def play(scene: Scene, piece: Piece, page):
    """Take the new ``page`` as far as ``piece.course`` tells."""
    if piece.has_first_on_paper:
        register_paper(scene, piece, page)
    if piece.course is Course.WITHDRAWN:
        withdraw(scene, page)
    if piece.course not in (Course.ON_PAPER, Course.WITHDRAWN):
        _through_workflow(scene, piece, page)


def _through_workflow(scene: Scene, piece: Piece, page):
    page = page.specific_class.objects.get(pk=page.pk)
    if piece.has_first_on_paper:
        planned = scene.today + timedelta(days=TO_COME_DAYS) if piece.course is Course.SECOND_TO_COME else None
        amend(page, piece, scene.uploads, planned)
    submit(page, scene.people[piece.drafter])
    _sign(scene, piece.course, page)


def _sign(scene: Scene, course: Course, page):
    reviewer, approver = scene.people["soatxet"], scene.people["pheduyet"]
    if course is Course.AT_REVIEW:
        return
    if course is Course.RETURNED:
        act(page, reviewer, "reject", _RETURN)
        return
    act(page, reviewer, "approve", _CLEAR)
    if course is not Course.AT_APPROVAL:
        act(page, approver, "approve")


def submit(page, drafter):
    """Save the draft as ``drafter`` and submit it: that signs it."""
    page.save_revision(user=drafter)
    page.get_workflow().start(page, drafter)


def act(page, person, action: str, comment: str = ""):
    """Do ``action`` at the step where ``page`` waits, as ``person``."""
    fresh = page.specific_class.objects.get(pk=page.pk)
    state = fresh.current_workflow_task_state.specific
    state.task.specific.on_action(state, person, action, comment=comment)


def register_paper(scene: Scene, piece: Piece, page):
    """Register the first edition, which was approved on paper."""
    issued_on = scene.today - timedelta(days=ON_PAPER_DAYS)
    actions.register_paper_edition(
        document=page.registered_document(make=True),
        snapshot=page.draft_snapshot(keep_files=True),
        person=scene.people["thukyiso"],
        number=1,
        issued_on=issued_on,
        effective_on=issued_on + timedelta(days=7),
        sign_offs=_names_on_paper(piece),
    )


def _names_on_paper(piece: Piece) -> list[dict]:
    by_sign_in = {person.sign_in: person for person in PEOPLE}
    signers = (("drafting", piece.drafter), ("review", "soatxet"), ("approval", "pheduyet"))
    return [
        {"role": role, "name": by_sign_in[sign_in].name, "post": by_sign_in[sign_in].post} for role, sign_in in signers
    ]


def withdraw(scene: Scene, page):
    """Withdraw the edition in force by a decision, as the ISO secretary."""
    keeping.withdraw(
        edition=Edition.objects.get(document__page_id=page.pk),
        person=scene.people["thukyiso"],
        withdrawn_on=scene.today,
        decision_no="128/QĐ-UBND",
        decision_on=scene.today,
        reason="Hồ sơ đã được tiếp nhận hoàn toàn trên phần mềm một cửa.",
    )


def hand_out(scene: Scene, page):
    """Distribute the edition in force, take one copy back, and let two people confirm that they have read it."""
    edition = Edition.objects.filter(document__page_id=page.pk).order_by("-number").first()
    secretary, read_by = scene.people["thukyiso"], scene.today + timedelta(days=15)
    for number, unit in enumerate(("Văn phòng", "Phòng Văn hóa – Xã hội", "Trung tâm Phục vụ hành chính công"), 1):
        copy = keeping.distribute(
            edition=edition, person=secretary, unit=unit, copy_no=f"{number:02}", distributed_on=scene.today
        )
    keeping.recall(distribution=copy, person=secretary, recalled_on=scene.today, reason="Đọc trên màn hình tại quầy.")
    for sign_in in ("canbo", "danhgiavien", "truongdonvi"):
        receiver = scene.people[sign_in]
        keeping.distribute(
            edition=edition, person=secretary, receiver=receiver, distributed_on=scene.today, read_by=read_by
        )
    for sign_in in ("canbo", "danhgiavien"):
        keeping.acknowledge(edition=edition, person=scene.people[sign_in])
