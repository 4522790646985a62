"""Documents and their editions, issued by the real workflow."""

import json
from datetime import date
from itertools import count

from wagtail.models import Workflow, WorkflowPage, WorkflowTask

from tests.factories.bodies import procedure_body
from wagtail_qms.pages.models import DocumentIndexPage, ProcedurePage
from wagtail_qms.register import actions
from wagtail_qms.register.models import Edition
from wagtail_qms.workflows.models import ApprovalTask, ReviewTask, SigningRefused

_counter = count(1)


def make_index(home, agency, title: str = "Tài liệu ISO", slug: str = "tai-lieu", **fields) -> DocumentIndexPage:
    """The public list of ``agency`` below ``home``."""
    return home.add_child(instance=DocumentIndexPage(title=title, slug=slug, agency=agency, **fields))


def make_workflow(index) -> Workflow:
    """Soát xét, then phê duyệt, for everything below ``index``."""
    workflow = Workflow.objects.create(name="Ban hành tài liệu")
    for place, (task, name) in enumerate([(ReviewTask, "Soát xét"), (ApprovalTask, "Phê duyệt")]):
        WorkflowTask.objects.create(workflow=workflow, task=task.objects.create(name=name), sort_order=place)
    WorkflowPage.objects.create(workflow=workflow, page=index)
    return workflow


def make_page(model, index, code: str, title: str, body: list[dict] | None = None, **fields):
    """A draft of the page type ``model`` below ``index``; ``body`` is raw StreamField data."""
    fields.setdefault("slug", f"tai-lieu-{next(_counter)}")
    if body is not None:
        fields["body"] = json.dumps(body)
    return index.add_child(instance=model(title=title, code=code, **fields))


def make_procedure(
    index, code: str = "QT.01", title: str = "Quy trình mẫu", body: list[dict] | None = None, **fields
) -> ProcedurePage:
    """A draft of a procedure below ``index``, with a short body of every usual part unless ``body`` is given."""
    return make_page(ProcedurePage, index, code, title, procedure_body() if body is None else body, **fields)


def issue(page, drafter, reviewer, approver) -> Edition:
    """Save ``page`` as drafter, submit, review and approve it; returns the edition that came of it."""
    page.save_revision(user=drafter)
    page.get_workflow().start(page, drafter)
    for person in (reviewer, approver):
        state = type(page).objects.get(pk=page.pk).current_workflow_task_state.specific
        _approve(state, person)
    return Edition.objects.filter(document__page_id=page.pk).latest("number")


def _approve(state, person):
    """Sign; where a draft has something to be checked, with a reason to go on."""
    task = state.task.specific
    try:
        task.on_action(state, person, "approve")
    except SigningRefused as refused:
        if [problem.code for problem in refused.problems] != ["signing.no_reason_to_go_on"]:
            raise
        task.on_action(state, person, "approve", comment="Đã kiểm tra, ban hành được")


def issue_paper(page, person, *, number: int, issued_on: date, effective_on: date | None = None, names=()) -> Edition:
    """Register ``page`` as an edition that was approved on paper, recorded by ``person``."""
    roles = ("drafting", "review", "approval")
    papers = [{"role": role, "name": name, "post": ""} for role, name in zip(roles, names, strict=False)]
    edition = actions.register_paper_edition(
        document=page.registered_document(make=True),
        snapshot=page.draft_snapshot(keep_files=True),
        person=person,
        number=number,
        issued_on=issued_on,
        effective_on=effective_on or issued_on,
        sign_offs=papers,
    )
    page.refresh_from_db()
    return edition
