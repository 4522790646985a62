"""The steps soát xét and phê duyệt as Wagtail tasks. Submitting a draft signs it as drafter (soạn thảo)."""

from __future__ import annotations

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm
from wagtail.models import Task, TaskState

from wagtail_qms.problems import Level, Problem, Refused
from wagtail_qms.register import acting, actions, queries, rules
from wagtail_qms.register.enums import SigningRole
from wagtail_qms.words import say_all
from wagtail_qms.workflows.issuing import issuing
from wagtail_qms.workflows.locks import SigningLock
from wagtail_qms.workflows.queries import (
    is_document,
    is_signer,
    latest,
    pages_to_sign,
    problems_for,
    problems_of,
    split,
)

COMMENT_LENGTH = 2000
_SIGNING_PAGES = {"approve": "wagtail_qms_approve", "reject": "wagtail_qms_reject"}


class SigningRefused(PermissionDenied):
    """A signature was refused; its text says why, for the person who tried."""

    def __init__(self, refused: Refused):
        super().__init__(say_all(refused))
        self.problems = refused.problems


class LeadingForm(TaskStateCommentForm):
    """A form of Wagtail's workflow views: they hand its data to the step, which may then lead on."""

    def clean(self):
        return {**(super().clean() or self.cleaned_data), "leads_on": True}


class OpinionForm(LeadingForm):
    """A comment that one may leave beside a signature."""

    comment = forms.CharField(
        label=_("Comment"), required=False, max_length=COMMENT_LENGTH, widget=forms.Textarea({"rows": 3})
    )


class ReasonForm(LeadingForm):
    """Why a draft goes back: the drafter has to know."""

    comment = forms.CharField(
        label=_("Reason"),
        max_length=COMMENT_LENGTH,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Say what has to be changed, so that the drafter knows.")},
    )


class SigningTask(Task):
    """A step at which one person signs. Who that may be is told by appointments, not by groups."""

    role: str
    lock_class = SigningLock

    class Meta:
        abstract = True

    def start(self, workflow_state, user=None):
        """Begin the step; a draft that comes in anew is signed by whoever submits it."""
        page = workflow_state.content_object.specific
        if is_document(page) and self.role == SigningRole.REVIEW:
            _sign_as_drafter(page, user)
        return super().start(workflow_state, user=user)

    def get_actions(self, obj, user):
        """What ``user`` may do at this step: nothing on an object that is not at this step."""
        # Wagtail's workflow views pass the plain Page, its editor the specific one.
        obj = obj.specific
        if not _is_at(obj, self):
            return []
        personal, others = split(problems_for(obj, self.role, user))
        if personal:
            return []
        back = ("reject", _("Return with a reason"), True)
        if others:
            return [back]
        return [back, ("approve", self.verb, False), ("approve", self.verb_with_comment, True)]

    def on_action(self, task_state, user, action_name, **kwargs):
        """Sign or return. The rules are asked again here, under a lock: nothing that the browser sent is believed.

        SigningRefused says why nothing was done. A view of Wagtail's, which knows no reasons and goes where it is
        told, is led to the page that shows them (``leads_on``, from the forms below).
        """
        page = task_state.workflow_state.content_object.specific
        act = {"approve": self._approve, "reject": self._return}.get(action_name)
        if act is None or not is_document(page):
            raise PermissionDenied
        try:
            with transaction.atomic():
                self._act(act, task_state, page, user, kwargs)
        except Refused as refused:
            if kwargs.get("leads_on") is True:
                return f"{reverse(_SIGNING_PAGES[action_name], args=[page.pk])}?refused=1"
            raise SigningRefused(refused) from refused

    def _act(self, act, task_state, page, user, said: dict):
        document = self._locked_document(page, user)
        task_state = TaskState.objects.select_for_update().get(pk=task_state.pk).specific
        self._check_place(task_state)
        draft = latest(page)
        self._check_seen(draft, said.get("seen"))
        act(task_state, draft, document, user, _clean(said.get("comment")))

    def _locked_document(self, page, user):
        document = page.registered_document(make=True)
        if document is None:
            raise Refused(rules.no_agency_problem())
        if not getattr(user, "is_authenticated", False):
            raise PermissionDenied
        return acting.locked(document)

    def _check_place(self, task_state):
        state = task_state.workflow_state
        if task_state.status != TaskState.STATUS_IN_PROGRESS or state.current_task_state_id != task_state.pk:
            raise Refused(rules.step_is_over_problem())
        if task_state.task_id != self.pk:
            raise Refused(rules.step_is_over_problem())

    def _check_seen(self, draft, seen):
        """``seen``: the digest of what the person had before their eyes, when the form tells it."""
        if seen is not None and seen != draft.draft_snapshot().digest:
            raise Refused(rules.seen_other_problem())

    def _approve(self, task_state, draft, document, user, comment):
        snapshot = draft.draft_snapshot(keep_files=True)
        # Whoever may not sign at all is told so first.
        acting.refuse_if(problems_of(document, snapshot, self.role, user))
        found = _refuse_unready(draft, snapshot, document)
        said = [row.comment for row in queries.valid_sign_offs(document, snapshot.digest).values()]
        acting.refuse_if(rules.unexplained_problems(found, [comment, *said]))
        actions.sign(document=document, digest=snapshot.digest, role=self.role, person=user, comment=comment)
        self._after_signature(draft, document, snapshot, user)
        with issuing(draft.pk):
            task_state.approve(user=user, comment=comment)

    def _after_signature(self, draft, document, snapshot, user):
        """What a signature at this step brings about besides the next step."""

    def _return(self, task_state, draft, document, user, comment):
        snapshot = draft.draft_snapshot()
        personal, _others = split(problems_of(document, snapshot, self.role, user))
        if personal:
            raise Refused(*personal)
        if not comment:
            raise Refused(rules.no_reason_problem())
        digest = snapshot.digest
        actions.return_draft(document=document, digest=digest, role=self.role, person=user, comment=comment)
        task_state.reject(user=user, comment=comment)

    def get_form_for_action(self, action):
        """A return wants a reason, a signature may carry a comment."""
        return ReasonForm if action == "reject" else OpinionForm

    def user_can_access_editor(self, obj, user):
        """Who reviews or approves at the agency may look at what is being signed, before and after their turn."""
        return is_document(obj) and is_signer(user, obj.agency)

    def locked_for_user(self, obj, user):
        """While signatures are gathered nobody changes the draft: whoever finds a fault returns it."""
        return is_document(obj)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        """The steps that wait for an appointed person, at their own agencies, for the admin's home page."""
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        return waiting.filter(workflow_state__object_id__in=pages_to_sign(user, self.role))


class ReviewTask(SigningTask):
    """Soát xét (xem xét): somebody other than the drafter checks."""

    role = SigningRole.REVIEW
    verb = _("Sign as reviewer")
    verb_with_comment = _("Sign as reviewer with a comment")

    class Meta:
        verbose_name = _("Review of a document")
        verbose_name_plural = _("Reviews of documents")

    @classmethod
    def get_description(cls):
        return _("Somebody appointed to review documents, who did not write the draft, signs it.")


class ApprovalTask(SigningTask):
    """Phê duyệt: a third person approves, and the edition is issued in the same moment."""

    role = SigningRole.APPROVAL
    verb = _("Approve and issue")
    verb_with_comment = _("Approve and issue with a comment")

    class Meta:
        verbose_name = _("Approval of a document")
        verbose_name_plural = _("Approvals of documents")

    def start(self, workflow_state, user=None):
        """Begin the step; a draft that nobody has reviewed as it stands goes to its review first."""
        page = workflow_state.content_object.specific
        if is_document(page) and not _is_reviewed(page):
            review = ReviewTask.objects.filter(workflow_tasks__workflow=workflow_state.workflow, active=True).first()
            if review is None:
                raise SigningRefused(Refused(rules.no_review_step_problem()))
            return review.start(workflow_state, user=user)
        return super().start(workflow_state, user=user)

    def _after_signature(self, draft, document, snapshot, user):
        actions.issue(document=document, snapshot=snapshot, person=user)

    @classmethod
    def get_description(cls):
        return _("Somebody appointed to approve documents, who neither wrote nor reviewed the draft, signs it.")


def _clean(comment) -> str:
    """What the browser sent as a comment, as text that every database takes."""
    return str(comment or "").replace("\x00", "").strip()[:COMMENT_LENGTH]


def _is_at(page, task) -> bool:
    if not is_document(page):
        return False
    current = page.current_workflow_task_state
    return bool(current) and current.task_id == task.pk and current.status == TaskState.STATUS_IN_PROGRESS


def _sign_as_drafter(page, user):
    draft = latest(page)
    document = draft.registered_document(make=True)
    try:
        if document is None:
            raise Refused(rules.no_agency_problem())
        if user is None:
            raise Refused(rules.nobody_submits_problem())
        snapshot = draft.draft_snapshot(keep_files=True)
        _refuse_unready(draft, snapshot, document)
        actions.sign(document=document, digest=snapshot.digest, role=SigningRole.DRAFTING, person=user)
    except Refused as refused:
        raise SigningRefused(refused) from refused


def _refuse_unready(draft, snapshot, document) -> list[Problem]:
    """Refused when something in the draft stops; else everything that is wrong with it."""
    found = draft.draft_problems(snapshot, document)
    acting.refuse_if(problem for problem in found if problem.level == Level.BLOCK)
    return found


def _is_reviewed(page) -> bool:
    draft = latest(page)
    document = draft.registered_document()
    if document is None:
        return False
    return SigningRole.REVIEW in queries.valid_sign_offs(document, draft.draft_snapshot().digest)
