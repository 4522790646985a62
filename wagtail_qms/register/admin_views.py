"""The register of one document in the admin, the verbs on it, and a person's reading list."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from wagtail_qms import clock
from wagtail_qms.problems import Refused
from wagtail_qms.register import access, reading
from wagtail_qms.register.consequences import consequences
from wagtail_qms.register.document_register import DocumentRegister
from wagtail_qms.register.models import Distribution, Document, Edition
from wagtail_qms.register.verb_pages import VERBS
from wagtail_qms.register.verbs import powers_of
from wagtail_qms.words import say

_HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")}


class RegisterView(WagtailAdminTemplateMixin, TemplateView):
    """A page about one document, for staff of its agency on the day."""

    header_icon = "clipboard-list"

    def dispatch(self, request, *args, **kwargs):
        documents = Document.objects.select_related("agency")
        self.document = get_object_or_404(documents, pk=kwargs["pk"])
        if not access.may_open(request.user, self.document.agency_id):
            text = gettext("This register is for people who hold a post at %(agency)s today.")
            way = gettext("The ISO secretary enters posts.")
            messages.error(request, f"{text % {'agency': self.document.agency}} {way}")
            return redirect("wagtailadmin_home")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def register(self) -> DocumentRegister:
        """What is registered about the document, as this person may see it."""
        user = self.request.user
        return DocumentRegister(self.document, user, access.reader_today(user), clock.today())

    @cached_property
    def draft(self) -> Page | None:
        """The page of the document, while there is one."""
        return Page.objects.filter(pk=self.document.page_id).first()

    @property
    def document_name(self) -> str:
        """Code and title, of the newest edition that this person may read."""
        newest = self.register.newest_shown
        if newest:
            return f"{newest.code} {newest.title}".strip()
        is_draft = not self.document.is_issued and self.draft
        return self.draft.draft_title if is_draft else self.document.get_kind_display()

    @property
    def register_url(self) -> str:
        """The page about the document."""
        return reverse("wagtail_qms_register:document", args=[self.document.pk])


class DocumentView(RegisterView):
    """Everything registered about one document."""

    template_name = "wagtail_qms/register/document.html"

    def get_page_title(self):
        return self.document_name

    def get_breadcrumbs_items(self):
        return [_HOME, {"url": "", "label": gettext("Register of this document")}]

    def get_context_data(self, **kwargs):
        can_edit = self.draft is not None and self.draft.permissions_for_user(self.request.user).can_edit()
        return super().get_context_data(
            register=self.register, document=self.document, draft=self.draft, can_edit=can_edit,
            today=clock.today(), **kwargs,
        )  # fmt: skip


class VerbView(RegisterView):
    """One verb on a document: its form, why it is refused, and the step that confirms it."""

    template_name = "wagtail_qms/register/verb.html"

    @cached_property
    def verb(self):
        """The verb that the address names."""
        if self.kwargs["verb"] not in VERBS:
            raise Http404
        return VERBS[self.kwargs["verb"]]

    @cached_property
    def row(self):
        """The edition, copy or document that the verb is about; always of this very document."""
        if self.verb.target == "document":
            return self.document
        if self.verb.target == "copy":
            copies = Distribution.objects.select_related("recall", "edition", "document__agency")
            return get_object_or_404(copies, document=self.document, pk=self.kwargs.get("row"))
        # A hidden edition exists for its keepers alone.
        reader = access.reader_today(self.request.user)
        editions = Edition.objects.readable_by(reader).with_status(clock.today())
        editions = editions.select_related("withdrawal", "document__agency")
        return get_object_or_404(editions, document=self.document, pk=self.kwargs.get("row"))

    def problems(self, data=None):
        """Why this person may not do it: with ``data``, else whatever they type."""
        today = clock.today()
        powers = powers_of(self.request.user, self.document.agency_id, today)
        return self.verb.problems(self.row, powers, today, data)

    def get(self, request, *args, **kwargs):
        problems = self.problems()
        form = None if problems else self.verb.form(row=self.row)
        return self.render_to_response(self.get_context_data(form=form, problems=problems))

    def post(self, request, *args, **kwargs):
        problems = self.problems()
        if problems:
            return self.render_to_response(self.get_context_data(form=None, problems=problems))
        form = self.verb.form(request.POST, row=self.row)
        is_asked = form.is_valid() and self.must_be_asked(form)
        response = self.perform(form) if form.is_valid() and not is_asked and "change" not in request.POST else None
        return response or self.render_to_response(self.get_context_data(form=form, problems=[], is_asked=is_asked))

    def must_be_asked(self, form) -> bool:
        """Whether to show first what will come of it; reasons against it go into ``form``."""
        if not self.verb.confirms or {"confirmed", "change"} & set(self.request.POST):
            return False
        form.refuse(self.problems(form.cleaned_data))
        return form.is_valid()

    def perform(self, form):
        """Do it; None when it was refused, with the reasons in ``form``."""
        try:
            self.verb.act(self.row, self.request.user, form.cleaned_data)
        except Refused as refused:
            form.refuse(refused.problems)
            return None
        messages.success(self.request, self.verb.done)
        return redirect(self.register_url)

    def get_page_title(self):
        return self.verb.title

    def get_header_icon(self):
        return self.verb.icon

    def get_breadcrumbs_items(self):
        return [
            _HOME,
            {"url": self.register_url, "label": gettext("Register of this document")},
            {"url": "", "label": self.verb.title},
        ]

    def get_context_data(self, *, form, problems, is_asked=False, **kwargs):
        told = consequences(self.kwargs["verb"], self.row, form.cleaned_data) if is_asked else []
        about = {"verb": self.verb, "row": self.row, "document_name": self.document_name}
        return super().get_context_data(
            form=form,
            problems=[say(problem) for problem in problems],
            is_asked=is_asked,
            consequences=told,
            media=form.media if form else "",
            register_url=self.register_url,
            **about,
            **kwargs,
        )


class ReadingListView(WagtailAdminTemplateMixin, TemplateView):
    """The editions that a person was asked to read and has not yet."""

    template_name = "wagtail_qms/register/reading_list.html"
    page_title = _("My reading list")
    header_icon = "glasses"

    def get_breadcrumbs_items(self):
        return [_HOME, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        rows = reading.to_read(self.request.user, clock.today())
        return super().get_context_data(rows=rows, today=clock.today(), **kwargs)


def register_of_page(request, page_pk: int):
    """From a page to the register of its document, or the reason why there is none yet."""
    document = Document.objects.of_page(page_pk).first()
    if document:
        return redirect("wagtail_qms_register:document", document.pk)
    page = get_object_or_404(Page, pk=page_pk)
    messages.info(request, gettext("This document has no register yet: it begins when the draft is submitted."))
    return redirect("wagtailadmin_pages:edit", page.pk)
