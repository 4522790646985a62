"""Pages of the admin around a draft: comparing editions, signing, returning."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from wagtail_qms import clock
from wagtail_qms.content.outline import fold
from wagtail_qms.pages.comparing import DRAFT, Comparison, Side, draft_side, edition_side
from wagtail_qms.pages.papers import draft_pdf
from wagtail_qms.pages.signing import board_of
from wagtail_qms.pdf.failures import RenderFailed
from wagtail_qms.register.document_register import addresses_of
from wagtail_qms.register.enums import SigningRole
from wagtail_qms.register.policy import reader_of
from wagtail_qms.words import say
from wagtail_qms.workflows.models import SigningRefused, SigningTask
from wagtail_qms.workflows.queries import is_document, latest, split


class DraftViewMixin(WagtailAdminTemplateMixin):
    """A page about the draft of one document, for whoever may open its editor."""

    header_icon = "doc-full"
    # Wagtail 7.4 asks for them, 8.0 shows them always.
    _show_breadcrumbs = True

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        page = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        if not is_document(page) or page.alias_of_id:
            raise Http404
        self.draft = latest(page)

    def dispatch(self, request, *args, **kwargs):
        if not self.draft.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.draft.get_admin_display_title()

    def get_breadcrumbs_items(self):
        here = {"url": "", "label": self.get_page_title()}
        return [*self.breadcrumbs_items, {"url": self.edit_url, "label": self.get_page_subtitle()}, here]

    def get_context_data(self, **kwargs):
        return super().get_context_data(draft=self.draft, edit_url=self.edit_url, **kwargs)

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.draft.pk])


class CompareView(DraftViewMixin, TemplateView):
    """Two editions, or an edition and the draft, block by block and word by word."""

    template_name = "wagtail_qms/admin/compare.html"
    page_title = _("Comparison")
    header_icon = "tasks"

    def get_context_data(self, **kwargs):
        sides = self.request.GET
        keys = [key for key, _name in self.choices]
        newest = next((key for key in keys if key != DRAFT), DRAFT)
        left, right = sides.get("left") or newest, sides.get("right") or DRAFT
        if not {left, right} <= set(keys):
            raise Http404
        return super().get_context_data(
            comparison=Comparison(self._side(left), self._side(right)),
            choices=self.choices,
            word_files=self._word_files({left, right}),
            has_editions=newest != DRAFT,
            **kwargs,
        )

    @cached_property
    def editions(self) -> list:
        document = self.draft.registered_document()
        if document is None:
            return []
        readable = document.editions.readable_by(reader_of(self.request.user, clock.today()))
        return list(readable.light().order_by("-number"))

    @cached_property
    def choices(self) -> list[tuple[str, str]]:
        editions = [(str(e.number), gettext("Edition %(number)s") % {"number": e.number_text}) for e in self.editions]
        return [(DRAFT, gettext("Draft")), *editions]

    def _word_files(self, keys: set[str]) -> list[tuple[str, str]]:
        names, document = dict(self.choices), self.draft.registered_document()
        chosen = [edition for edition in self.editions if str(edition.number) in keys]
        found = ((names[str(edition.number)], addresses_of(document, edition).get("word")) for edition in chosen)
        return [(name, url) for name, url in found if url]

    def _side(self, key: str) -> Side:
        if key == DRAFT:
            return draft_side(self.draft.draft_snapshot())
        return edition_side(next(edition for edition in self.editions if str(edition.number) == key))


class DraftPaperView(DraftViewMixin, View):
    """The draft as it will look on paper, marked as a draft on each page."""

    def get(self, request, *args, **kwargs):
        try:
            paper = draft_pdf(self.draft)
        except RenderFailed:
            messages.error(request, _("No PDF could be made of this draft. Look for very large tables or pictures."))
            return redirect("wagtailadmin_pages:edit", self.draft.pk)
        response = HttpResponse(paper, content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="{fold(self.draft.title) or "draft"}.pdf"'
        return response


class SignView(DraftViewMixin, FormView):
    """Sign the draft, or return it, with the three boxes and the changes before one's eyes."""

    template_name = "wagtail_qms/admin/sign.html"
    header_icon = "success"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.action = kwargs["action"]
        self.task_state = self.draft.current_workflow_task_state
        task = self.draft.current_workflow_task
        self.task = task if isinstance(task, SigningTask) else None

    def dispatch(self, request, *args, **kwargs):
        if self.task is None:
            messages.warning(request, _("No signature is awaited on this document now."))
            return redirect("wagtailadmin_pages:edit", self.draft.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return _("Return with a reason") if self.action == "reject" else self.task.verb

    def get_form_class(self):
        return self.task.get_form_for_action(self.action)

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if self.action == "approve" and self.board.wants_reason:
            comment = form.fields["comment"]
            comment.required, comment.label = True, _("Why it may go on as it is")
            comment.help_text = _("Something is marked “Please check” below. Your reason is kept with your signature.")
            comment.error_messages["required"] = _("Say why it may go on, or return it.")
        return form

    @cached_property
    def board(self):
        return board_of(self.draft, self.request.user)

    def get_context_data(self, **kwargs):
        personal, others = split(self.board.mine)
        hindering = personal if self.action == "reject" else personal + others
        return super().get_context_data(
            board=self.board,
            boxes=self.board.boxes(),
            groups=self.board.problem_groups(),
            comparison=self.board.comparison(),
            reasons=[say(problem) for problem in hindering],
            action=self.action,
            issues=self.action == "approve" and self.task.role == SigningRole.APPROVAL,
            # Led here by one of Wagtail's own buttons, which has no place for the reason.
            is_refused="refused" in self.request.GET and self.board.wants_reason,
            **kwargs,
        )

    def form_valid(self, form):
        seen = self.request.POST.get("seen")
        try:
            self.task.on_action(
                self.task_state, self.request.user, self.action, comment=form.cleaned_data["comment"], seen=seen
            )
        except SigningRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, self._thanks())
        return redirect("wagtailadmin_home")

    def _thanks(self) -> str:
        words = {"title": self.draft.title}
        if self.action == "reject":
            return gettext("“%(title)s” went back to its drafter with your reason.") % words
        if self.task.role == SigningRole.APPROVAL:
            return gettext("“%(title)s” has been approved and issued.") % words
        return gettext("You signed “%(title)s”. It goes on to its approval.") % words


def admin_urls():
    """Hook: the addresses of these pages below the admin's."""
    draft = "qms/drafts/<int:page_id>/"
    return [
        path(f"{draft}compare/", CompareView.as_view(), name="wagtail_qms_compare"),
        path(f"{draft}draft.pdf", DraftPaperView.as_view(), name="wagtail_qms_draft_pdf"),
        path(f"{draft}sign/", SignView.as_view(), {"action": "approve"}, name="wagtail_qms_approve"),
        path(f"{draft}return/", SignView.as_view(), {"action": "reject"}, name="wagtail_qms_reject"),
    ]
