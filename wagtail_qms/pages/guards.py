"""Doors that stay shut: publishing by hand, and unpublishing, moving or deleting what has been issued.

Courtesy with a reason and the way on. What keeps unsigned words from citizens is the reading side.
"""

from __future__ import annotations

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.actions.delete_page import DeletePageAction, DeletePagePermissionError
from wagtail.actions.move_page import MovePageAction, MovePagePermissionError
from wagtail.actions.unpublish_page import UnpublishPageAction, UnpublishPagePermissionError
from wagtail.admin import messages
from wagtail.models import Page

from wagtail_qms.pages.addresses import register_url
from wagtail_qms.problems import Problem
from wagtail_qms.register import rules
from wagtail_qms.register.models import Document
from wagtail_qms.words import say
from wagtail_qms.workflows.issuing import is_issuing
from wagtail_qms.workflows.queries import is_document


def staying_problem(page) -> Problem | None:
    """Why ``page`` is neither unpublished, moved nor deleted: it, or a page below it, has been issued."""
    document = issued_at_or_below(page)
    return rules.issued_stays_problem(str(document)) if document else None


def issued_at_or_below(page) -> Document | None:
    """An issued document whose page is ``page`` or lies below it."""
    return Document.objects.at_or_below(page).order_by("pk").first()


def publishing_problem(page) -> Problem | None:
    """Why ``page`` is not published by hand: it is a document, and its signatures publish it."""
    return rules.publish_problem() if is_document(page.specific) and not is_issuing(page.pk) else None


def _refuse(request, problem: Problem | None, page):
    """Say why, lead on, and go back to where one came from. None, so that all goes on, without a problem."""
    if problem is None:
        return None
    issued = issued_at_or_below(page)
    buttons = [messages.button(register_url(issued), _("To the register"))] if issued else []
    messages.error(request, say(problem), buttons=buttons)
    return redirect("wagtailadmin_explore", page.pk if page.numchild else page.get_parent().pk)


def before_publish_page(request, page):
    """Hook: no publishing by hand."""
    return _refuse(request, publishing_problem(page), page)


def before_removing_page(request, page, destination=None):
    """Hook before unpublishing, deleting and moving; a place among the same neighbours may change."""
    if destination is not None and page.get_parent() == destination:
        return None
    return _refuse(request, staying_problem(page), page)


_BULK = {
    "publish": publishing_problem,
    "unpublish": staying_problem,
    "move": staying_problem,
    "delete": staying_problem,
}


def before_bulk_action(request, action_type, objects, action):
    """Hook: the same for several pages at once; one that has to stay stops them all."""
    ask = _BULK.get(action_type)
    for page in objects if ask else ():
        if isinstance(page, Page):
            refusal = _refuse(request, ask(page), page) or _refuse_below(request, page, action_type, action)
            if refusal:
                return refusal
    return None


def _refuse_below(request, page, action_type, action):
    form = action.cleaned_form
    if action_type != "publish" or not (form and form.cleaned_data.get("include_descendants")):
        return None
    documents = Document.objects.filter(page_id__in=page.get_descendants().values("pk"))
    return _refuse(request, rules.publish_problem() if documents.exists() else None, page)


class StayingMixin:
    """An action of Wagtail's API that asks first whether the page has to stay."""

    def check(self, *args, **kwargs):
        if problem := self._staying_problem(*args):
            raise self.permission_error_class(say(problem))
        return super().check(*args, **kwargs)

    def _staying_problem(self, *args) -> Problem | None:
        return staying_problem(self.instance)


class DeleteUnissued(StayingMixin, DeletePageAction):
    """Deletes a page without issued documents."""

    permission_error_class = DeletePagePermissionError


class UnpublishUnissued(StayingMixin, UnpublishPageAction):
    """Unpublishes a page without issued documents."""

    permission_error_class = UnpublishPagePermissionError


class MoveUnissued(StayingMixin, MovePageAction):
    """Moves a page without issued documents, or any page among its neighbours."""

    permission_error_class = MovePagePermissionError

    def _staying_problem(self, parent_after=None, *args) -> Problem | None:
        return None if self.page.get_parent() == parent_after else staying_problem(self.page)


def register_actions(registry):
    """Hook of Wagtail 8: its API asks the registry for what it may do to a page."""
    for action in (DeleteUnissued, UnpublishUnissued, MoveUnissued):
        registry.register(Page, action)
