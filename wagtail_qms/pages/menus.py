"""The buttons of a document's editor: each says what it does; publishing by hand is none of them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from wagtail.admin import action_menu
from wagtail.admin.widgets.button import Button

from wagtail_qms.pages.addresses import compare_url, sign_url
from wagtail_qms.pages.standing import document_of
from wagtail_qms.register.models import Document
from wagtail_qms.workflows.models import SigningTask
from wagtail_qms.workflows.queries import is_document

_NEVER = (action_menu.PublishMenuItem, action_menu.UnpublishMenuItem, action_menu.RestartWorkflowMenuItem)


class SubmitItem(action_menu.SubmitForModerationMenuItem):
    """Submitting is the drafter's signature."""

    label = _("Sign as drafter and submit for review")

    def get_context_data(self, parent_context):
        return super().get_context_data(parent_context) | {"label": self.label}


class TakeBackItem(action_menu.CancelWorkflowMenuItem):
    """The one who submitted takes the draft back: the signatures gathered so far are void."""

    label = _("Take back (signatures become void)")

    def __init__(self, order=None):
        # Last: nobody should take back what they only wanted to look at.
        super().__init__(order=20_000)

    def is_shown(self, context):
        state = context["page"].current_workflow_state if context["view"] == "edit" else None
        return bool(state) and context["request"].user in (state.requested_by, context["page"].owner)


class SignItem(action_menu.ActionMenuItem):
    """Leads to the page where one signs or returns, with the changes before one's eyes."""

    def __init__(self, action: str, label: str, order: int):
        super().__init__(order=order)
        self.action, self.label, self.name = action, label, f"qms-{action}"
        self.icon_name = "success" if action == "approve" else "rotate"

    def is_shown(self, context):
        return True

    def get_url(self, parent_context):
        return sign_url(parent_context["page"].pk, self.action)


_OURS = {action_menu.SubmitForModerationMenuItem: SubmitItem, action_menu.CancelWorkflowMenuItem: TakeBackItem}


def construct_action_menu(menu_items, request, context):
    """Hook: the menu below the editor of a document."""
    page = context.get("page")
    parent = context.get("parent_page")
    if not (is_document(page) if page else hasattr(parent, "agency")):
        return
    kept = [item for item in menu_items if not isinstance(item, (*_NEVER, action_menu.WorkflowMenuItem))]
    menu_items[:] = _signing_items(page, request.user) + _ours(kept, context)


def _ours(items, context) -> list:
    ours = [_OURS[type(item)](order=item.order) if type(item) in _OURS else item for item in items]
    return sorted((item for item in ours if item.is_shown(context)), key=lambda item: item.order)


def _signing_items(page, user) -> list[SignItem]:
    """The signature first: it is what whoever is next came for."""
    task = page.current_workflow_task if page else None
    if not isinstance(task, SigningTask):
        return []
    offered = {name: label for name, label, wants_more in reversed(task.get_actions(page, user)) if name}
    order = [name for name in ("approve", "reject") if name in offered]
    return [SignItem(name, offered[name], place) for place, name in enumerate(order)]


def mark_issued(parent_page, pages, request):
    """Hook: the admin's list of pages tells what is issued, in its one query."""
    issued = Document.objects.issued().filter(page_id=OuterRef("pk"))
    return pages.annotate(is_issued_here=Exists(issued))


def header_buttons(page, user, view_name, next_url=None):
    """Hook: the comparison in the menu of a page's header."""
    page = page.specific
    document = document_of(page) if is_document(page) and page.pk else None
    if document is not None and document.is_issued and page.permissions_for_user(user).can_edit():
        yield Button(_("Compare editions"), url=compare_url(page.pk), icon_name="tasks", priority=66)
