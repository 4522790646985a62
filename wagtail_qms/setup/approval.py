"""The workflow soạn thảo -> soát xét -> phê duyệt: made, mended, and assigned to the document list."""

from __future__ import annotations

from django.db.models import F
from django.utils.translation import gettext as _
from wagtail.models import Task, Workflow, WorkflowPage, WorkflowTask

from wagtail_qms.setup.report import Report
from wagtail_qms.workflows.models import ApprovalTask, ReviewTask

WORKFLOW = "Soạn thảo → soát xét → phê duyệt"
REVIEW = "Soát xét"
APPROVAL = "Phê duyệt"


def provide_workflow(report: Report, index) -> Workflow:
    """The workflow of the list ``index``, with a review and an approval step in this order."""
    workflow = _find(index)
    made = workflow is None
    if made:
        workflow = Workflow.objects.create(name=WORKFLOW)
    report.note(_("Workflow “%(name)s”") % {"name": workflow.name}, made)
    _mend(report, workflow)
    _assign(report, workflow, index)
    return workflow


def _find(index) -> Workflow | None:
    signing = [ReviewTask, ApprovalTask]
    tasks = [pk for model in signing for pk in model.objects.values_list("pk", flat=True)]
    known = Workflow.objects.filter(workflow_tasks__task__in=tasks) | Workflow.objects.filter(name=WORKFLOW)
    assigned = known.filter(workflow_pages__page_id=index.pk).first()
    return assigned or known.order_by("-active", "pk").first()


def _mend(report: Report, workflow: Workflow):
    if not workflow.active:
        Workflow.objects.filter(pk=workflow.pk).update(active=True)
        report.note(_("Workflow “%(name)s” is active again") % {"name": workflow.name}, True)
    review = _provide_step(report, workflow, ReviewTask, REVIEW)
    approval = _provide_step(report, workflow, ApprovalTask, APPROVAL)
    if review.sort_order >= approval.sort_order:
        _put_last(workflow, approval)
        report.note(_("The approval comes after the review"), True)


def _provide_step(report: Report, workflow: Workflow, model, name: str) -> WorkflowTask:
    steps = WorkflowTask.objects.filter(workflow=workflow)
    step = steps.filter(task__in=model.objects.values("pk")).order_by("-task__active", "sort_order").first()
    made = step is None
    if made:
        step = _add_step(workflow, model, name)
    revived = Task.objects.filter(pk=step.task_id, active=False).update(active=True)
    report.note(_("Step “%(name)s”") % {"name": step.task.name}, made or bool(revived))
    return step


def _add_step(workflow: Workflow, model, name: str) -> WorkflowTask:
    task = model.objects.order_by("-active", "pk").first() or model.objects.create(name=name)
    steps = WorkflowTask.objects.filter(workflow=workflow)
    if model is ReviewTask:
        steps.update(sort_order=F("sort_order") + 1)
        return WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=_after_last(workflow))


def _after_last(workflow: Workflow) -> int:
    last = WorkflowTask.objects.filter(workflow=workflow).order_by("-sort_order").first()
    return (last.sort_order or 0) + 1 if last else 0


def _put_last(workflow: Workflow, step: WorkflowTask):
    step.sort_order = _after_last(workflow)
    step.save(update_fields=["sort_order"])


def _assign(report: Report, workflow: Workflow, index):
    assigned = WorkflowPage.objects.filter(page_id=index.pk).first()
    is_assigned = assigned is not None and assigned.workflow_id == workflow.pk
    if not is_assigned:
        WorkflowPage.objects.update_or_create(page_id=index.pk, defaults={"workflow": workflow})
    report.note(_("Workflow assigned to the list “%(title)s”") % {"title": index.title}, not is_assigned)
