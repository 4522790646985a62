"""Fills the site: documents in the register, and beside each a plain page with its text."""

import json
from html import escape

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import Page, Site

from serving_site.models import PlainTextPage
from wagtail_qms.content.nodes import Document, Section, Steps
from wagtail_qms.content.text import plain
from wagtail_qms.organisation.enums import Role
from wagtail_qms.organisation.models import Agency, Appointment
from wagtail_qms.pages.models import DocumentIndexPage, ProcedurePage
from wagtail_qms.register import actions

SENTENCE = "Công chức tiếp nhận kiểm tra thành phần hồ sơ, ghi sổ theo dõi và hẹn ngày trả kết quả cho công dân."
SECTIONS = ("Mục đích", "Phạm vi áp dụng", "Tài liệu viện dẫn", "Nội dung", "Hồ sơ lưu")
SECRETARY = "thu-ky"
#: Rows of the step table: between the corpus' usual 12 and its longest, 57.
STEPS = 40


def make_site() -> DocumentIndexPage:
    """The document list, and beside it the page below which the plain ones lie; returns the list."""
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=Page(title="Cổng", slug="cong"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    agency = Agency.objects.create(name="Ủy ban nhân dân phường Mẫu")
    person = get_user_model().objects.create(username=SECRETARY)
    Appointment.objects.create(user=person, agency=agency, post="Thư ký ISO", role=Role.ISO_SECRETARY)
    index = home.add_child(instance=DocumentIndexPage(title="Tài liệu", slug="tai-lieu", agency=agency))
    home.add_child(instance=Page(title="Trang thường", slug="trang"))
    return index


def add(index, plain_root, numbers) -> None:
    """Documents ``numbers``, straight into the register, each with its plain page."""
    person = get_user_model().objects.get(username=SECRETARY)
    for number in numbers:
        page = ProcedurePage(title=f"Quy trình {number}", slug=f"d{number}", code=f"QT.{number}", body=_body(number))
        snapshot = _issue(index.add_child(instance=page), person)
        twin = PlainTextPage(title=snapshot.title, slug=f"t{number}", body=json.dumps(_plain(snapshot.content)))
        plain_root.add_child(instance=twin)


def _issue(page, person):
    today, snapshot = timezone.localdate(), page.draft_snapshot()
    roles = ("drafting", "review", "approval")
    actions.register_paper_edition(
        document=page.registered_document(make=True),
        snapshot=snapshot,
        person=person,
        number=1,
        issued_on=today,
        effective_on=today,
        sign_offs=[{"role": role, "name": "Nguyễn Văn Mẫu", "post": "Chuyên viên"} for role in roles],
    )
    return snapshot


def _body(number: int) -> str:
    text = "".join(f"<p>{SENTENCE} ({number}.{line})</p>" for line in range(4))
    parts = [_section(at, title, {"type": "text", "value": text}) for at, title in enumerate(SECTIONS, start=1)]
    rows = [{"type": "item", "value": _step(f"4.{line}")} for line in range(1, STEPS + 1)]
    parts[3]["value"]["body"].append({"type": "steps", "value": {"caption": "Trình tự", "rows": rows}})
    return json.dumps(parts)


def _section(number: int, title: str, block: dict) -> dict:
    value = {"number": str(number), "title": title, "role": "", "clauses": [], "documents": "", "body": [block]}
    return {"type": "section", "value": value}


def _step(number: str) -> dict:
    times = [{"type": "item", "value": {"case": "", "value": "01 ngày làm việc"}}]
    cells = {"activity": SENTENCE[:60], "responsible": "Công chức Một cửa", "requirement": f"<p>{SENTENCE}</p>"}
    return {"number": number, **cells, "forms": "BM.01.01", "times": times, "level": "0", "heading": False}


def _plain(document: Document) -> list[dict]:
    """The same words as headings and paragraphs."""
    blocks = []
    for section in document.blocks:
        blocks.append({"type": "heading", "value": f"{section.number}. {section.title}"})
        blocks += [{"type": "text", "value": _paragraphs(part)} for part in _parts(section)]
    return blocks


def _parts(section: Section):
    for block in section.blocks:
        yield from block.rows if isinstance(block, Steps) else (block,)


def _paragraphs(node) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in plain(node).split("\n"))
