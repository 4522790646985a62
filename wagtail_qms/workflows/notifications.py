"""E-mail to whoever signs next when a step begins, and to the drafters when a draft comes back."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override
from wagtail.admin.mail import send_mail
from wagtail.admin.utils import get_admin_base_url
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_rejected
from wagtail.users.models import UserProfile

from wagtail_qms.register import queries
from wagtail_qms.register.enums import SigningRole
from wagtail_qms.workflows.models import SigningTask
from wagtail_qms.workflows.queries import eligible, is_document, latest

logger = logging.getLogger(__name__)


def connect():
    """Listen to Wagtail's workflow: called once when the app is ready."""
    task_submitted.connect(_step_began, dispatch_uid="wagtail_qms.step_began")
    workflow_rejected.connect(_came_back, dispatch_uid="wagtail_qms.came_back")


def _step_began(sender, instance, **kwargs):
    if isinstance(instance.task.specific, SigningTask):
        transaction.on_commit(lambda: tell_next_signers(instance.pk), robust=True)


def _came_back(sender, instance, user=None, **kwargs):
    if is_document(instance.content_object.specific):
        transaction.on_commit(lambda: tell_drafters(instance.pk, user), robust=True)


def tell_next_signers(task_state_id: int) -> int:
    """Write to everybody who may sign at this step; returns to how many. Nobody when the step is over already."""
    task_state = TaskState.objects.filter(pk=task_state_id, status=TaskState.STATUS_IN_PROGRESS).first()
    if task_state is None:
        return 0
    role, page = task_state.task.specific.role, task_state.workflow_state.content_object.specific
    words = {"role": SigningRole(role).label, "submitted_by": _name(task_state.workflow_state.requested_by)}
    people = {post.user_id: post.user for post in eligible(page, role)}
    return _send("signature_awaited", people.values(), page, words)


def tell_drafters(workflow_state_id: int, returned_by) -> int:
    """Write to everybody who wrote on the draft, save those whom Wagtail tells itself; returns to how many."""
    state = WorkflowState.objects.get(pk=workflow_state_id)
    page = state.content_object.specific
    document = page.registered_document()
    keys = queries.drafters_since_last_edition(document) if document else {state.requested_by_id}
    people = get_user_model().objects.filter(pk__in=keys, is_active=True).order_by("pk")
    told = [person for person in people if person != returned_by and not _is_told_by_wagtail(person, state)]
    comment = state.current_task_state.comment if state.current_task_state else ""
    return _send("returned", told, page, {"returned_by": _name(returned_by), "reason": comment})


def _is_told_by_wagtail(person, state: WorkflowState) -> bool:
    profile = UserProfile.get_for_user(person)
    return person.pk == state.requested_by_id and bool(person.email) and profile.rejected_notifications


def _name(user) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""


def _send(name: str, people: Iterable, page, words: dict) -> int:
    draft, sent = latest(page), 0
    kind = draft.get_verbose_name()
    address = (get_admin_base_url() or "") + reverse("wagtailadmin_pages:edit", args=[page.pk])
    for person in people:
        if not person.email:
            continue
        context = words | {"person": _name(person), "draft": draft, "kind": kind, "address": address}
        sent += _send_one(name, person, context)
    return sent


def _send_one(name: str, person, context: dict) -> bool:
    with override(UserProfile.get_for_user(person).get_preferred_language()):
        subject = render_to_string(f"wagtail_qms/email/{name}_subject.txt", context)
        message = render_to_string(f"wagtail_qms/email/{name}.txt", context)
    try:
        send_mail(" ".join(subject.split()), message.strip() + "\n", [person.email])
    except OSError:
        # The signature stands whatever the mail server does; the admin's home page shows what waits.
        logger.exception("The notice %s to the user %s could not be sent.", name, person.pk)
        return False
    return True
