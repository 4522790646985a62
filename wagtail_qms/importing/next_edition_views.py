"""A Word file over a document that exists: upload, see the differences block by block, take it as the draft."""

from __future__ import annotations

from django import forms
from django.http import Http404
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from wagtail_qms.importing import staging
from wagtail_qms.importing.next_edition import problems_beside, snapshot_from, take
from wagtail_qms.importing.remembered_readings import read_once
from wagtail_qms.importing.sources import refusal_text
from wagtail_qms.pages.admin_views import DraftViewMixin
from wagtail_qms.pages.comparing import Comparison, Side, draft_side
from wagtail_qms.word.errors import CannotRead
from wagtail_qms.words import say
from wagtail_qms.workflows.queries import is_document

NAME = "wagtail_qms_import_edition"


class OneFileForm(forms.Form):
    """The file of the next edition."""

    file = forms.FileField(
        label=_("Word file"),
        help_text=_("At most 20 MB (.docx or .doc)."),
        widget=forms.FileInput(attrs={"accept": ".docx,.doc"}),
    )

    def clean_file(self):
        """The file, refused when it is too large or cannot be read."""
        file = self.cleaned_data["file"]
        if file.size > staging.MAX_FILE:
            text = gettext("“%(name)s” is larger than %(limit)s. Take large pictures out and try again.")
            raise forms.ValidationError(text % {"name": file.name, "limit": filesizeformat(staging.MAX_FILE)})
        return file


class NextEditionView(DraftViewMixin, FormView):
    """Without a file its upload; with one the differences, and the way to take it."""

    template_name = "wagtail_qms/importing/next_edition.html"
    page_title = _("Next edition from Word")
    header_icon = "upload"
    form_class = OneFileForm

    def dispatch(self, request, *args, **kwargs):
        lock = self.draft.get_lock()
        if lock and lock.for_user(request.user):
            messages.warning(request, _("The draft is locked or being signed, so no file can replace it now."))
            return redirect(self.edit_url)
        return super().dispatch(request, *args, **kwargs)

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        digest = request.GET.get("file")
        self.source = staging.staged_file(request.user, digest) if digest else None
        if digest and self.source is None:
            raise Http404
        self.reading = read_once(self.source)[0].reading if self.source else None

    def get_context_data(self, **kwargs):
        found = {"upload_url": reverse(NAME, args=[self.draft.pk])}
        if self.reading:
            before = draft_side(self.draft.draft_snapshot())
            after = Side("file", self.source.name, snapshot_from(self.draft, self.reading))
            reasons = [say(problem) for problem in problems_beside(self.draft, self.reading)]
            found |= {"comparison": Comparison(before, after), "source": self.source, "reasons": reasons}
        return super().get_context_data(**found, **kwargs)

    def post(self, request, *args, **kwargs):
        if not self.reading:
            return super().post(request, *args, **kwargs)
        take(self.draft, self.source, self.reading, request.user)
        staging.put_away(request.user, self.source.digest)
        messages.success(request, _("The draft now says what the file says. Look through it, then submit it."))
        return redirect(self.edit_url)

    def form_valid(self, form):
        staging.forget_old()
        file = form.cleaned_data["file"]
        source = staging.stage(self.request.user, file.name, file.read())
        try:
            read_once(source)
        except CannotRead as error:
            staging.put_away(self.request.user, source.digest)
            form.add_error("file", refusal_text(error))
            return self.form_invalid(form)
        return redirect(f"{reverse(NAME, args=[self.draft.pk])}?file={source.digest}")


def header_buttons(page, user, view_name, next_url=None):
    """Hook: the way here from the menu of a page's header."""
    page = page.specific
    if is_document(page) and page.pk and not page.alias_of_id and page.permissions_for_user(user).can_edit():
        url = reverse(NAME, args=[page.pk])
        yield Button(_("Next edition from Word"), url=url, icon_name="upload", priority=67)


def admin_urls():
    """Hook: the address of this page below the admin's."""
    return [path("qms/drafts/<int:page_id>/from-word/", NextEditionView.as_view(), name=NAME)]
