"""Bringing Word files in, in the admin: who may, and the upload."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from wagtail_qms.importing import staging
from wagtail_qms.importing.desk import Desk
from wagtail_qms.importing.forms import UploadForm, field_names
from wagtail_qms.pages.models import DocumentIndexPage

UPLOAD, REVIEW, DONE = "wagtail_qms_import", "wagtail_qms_import_review", "wagtail_qms_import_done"


def lists_of(user):
    """The document lists below which ``user`` may write."""
    lists = DocumentIndexPage.objects.select_related("agency").order_by("path")
    mine = [page.pk for page in lists if page.permissions_for_user(user).can_add_subpage()]
    return lists.filter(pk__in=mine)


class WritersMixin:
    """For whoever may write documents in some list."""

    def dispatch(self, request, *args, **kwargs):
        self.lists = lists_of(request.user)
        if not self.lists:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ImportMixin(WritersMixin, WagtailAdminTemplateMixin):
    """A page of bringing in."""

    page_title = _("Bring in Word files")
    header_icon = "upload"
    # Wagtail 7.4 asks for them, 8.0 shows them always.
    _show_breadcrumbs = True

    @cached_property
    def desk(self) -> Desk:
        """What this person has chosen, typed and brought in."""
        return Desk(self.request.session)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": reverse(UPLOAD), "label": self.get_page_title()}]


class UploadView(ImportMixin, FormView):
    """Choose files, their list and their field of work."""

    template_name = "wagtail_qms/importing/upload.html"
    form_class = UploadForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "lists": self.lists}

    def get_initial(self):
        return {"index": self.desk.list_id, "field": self.desk.field}

    def get_context_data(self, **kwargs):
        names = sorted({name for page in self.lists for name in field_names(page.agency)})
        return super().get_context_data(fields=names, waiting=staging.size_of(self.request.user)[0], **kwargs)

    def form_valid(self, form):
        staging.forget_old()
        for file in form.cleaned_data["files"]:
            staging.stage(self.request.user, file.name, file.read())
        self.desk.choose(form.cleaned_data["index"].pk, form.cleaned_data["field"].strip())
        return redirect(REVIEW)
