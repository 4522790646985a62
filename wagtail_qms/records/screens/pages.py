"""What every page about a record begins with: the record, who may see it, and the way back."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from wagtail_qms.problems import Refused
from wagtail_qms.records.policy import may_see
from wagtail_qms.records.record import Record
from wagtail_qms.records.screens.uploads import Uploads
from wagtail_qms.register.access import is_on_staff


class ScreenMixin(WagtailAdminTemplateMixin):
    """A page of the records' screens, for the staff."""

    model: type[Record]
    #: The namespace of its addresses.
    namespace: str
    # Wagtail 7.4 asks for them, 8.0 shows them always.
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not is_on_staff(request.user):
            return self.turn_away(gettext("Records are for people who hold a post at an agency today."))
        return super().dispatch(request, *args, **kwargs)

    def turn_away(self, text: str):
        """Say why not, and the way on."""
        messages.error(self.request, f"{text} {gettext('The ISO secretary enters posts.')}")
        return redirect("wagtailadmin_home")

    def url(self, name: str, *args) -> str:
        """An address of this subject."""
        return reverse(f"{self.namespace}:{name}", args=args)

    def get_breadcrumbs_items(self):
        label = capfirst(self.model._meta.verbose_name_plural)
        return [*self.breadcrumbs_items, {"url": self.url("list"), "label": label}]


class RecordPage(ScreenMixin, TemplateView):
    """A page about one record, for the staff of its agency."""

    related: tuple[str, ...] = ("agency", "unit")
    #: The words of the page's own, behind the record in the path; empty for the record's page.
    crumb = ""

    def dispatch(self, request, *args, **kwargs):
        self.record = self.records().filter(pk=kwargs["pk"]).first()
        if self.record is None:
            raise Http404
        if not may_see(request.user, self.record):
            text = gettext("This record is for people who hold a post at %(agency)s today.")
            return self.turn_away(text % {"agency": self.record.agency})
        return super().dispatch(request, *args, **kwargs)

    def records(self):
        """The records among which it is looked for."""
        return self.model.objects.select_related(*self.related)

    @property
    def page_url(self) -> str:
        """The record's own page."""
        return self.url("edit", self.record.pk)

    def get_page_title(self):
        return f"{self.record.number or gettext('No number yet')} · {self.record.title}"

    def get_breadcrumbs_items(self):
        here = self.record.number or gettext("No number yet")
        items = [*super().get_breadcrumbs_items(), {"url": self.page_url if self.crumb else "", "label": here}]
        return [*items, {"url": "", "label": self.crumb}] if self.crumb else items

    def get_context_data(self, **kwargs):
        return super().get_context_data(record=self.record, page_url=self.page_url, **kwargs)


class ActionPage(RecordPage):
    """A small page with a form that does one thing to a record and leads back to it."""

    template_name = "wagtail_qms/admin/records/action.html"
    button = ""
    explanation = ""
    takes_files = False

    def reasons(self) -> list[str]:
        """Why this person may not do it, whatever they type."""
        return []

    def make_form(self, data=None):
        """The form, with ``data`` when it was posted."""
        raise NotImplementedError

    def act(self, form, uploads: Uploads):
        """Do it. Refused when a rule has a reason."""
        raise NotImplementedError

    def done_text(self) -> str:
        """What is said when it is done."""
        return gettext("Saved.")

    def get(self, request, *args, **kwargs):
        reasons = self.reasons()
        return self.show(None if reasons else self.make_form(), reasons=reasons)

    def post(self, request, *args, **kwargs):
        form, uploads = self.make_form(request.POST), Uploads(request)
        # Both, so that whoever is refused reads everything at once.
        if form.is_valid() and not uploads.errors:
            try:
                self.act(form, uploads)
            except Refused as refused:
                form.refuse(refused.problems)
            else:
                messages.success(request, self.done_text())
                return redirect(self.next_url())
        return self.show(form, uploads=uploads)

    def next_url(self) -> str:
        """Where it leads."""
        return self.page_url

    def show(self, form, **context):
        """The page."""
        return self.render_to_response(self.get_context_data(form=form, **context))

    def get_context_data(self, *, form, uploads=None, reasons=(), **kwargs):
        return super().get_context_data(
            form=form,
            media=form.media if form else "",
            uploads=uploads,
            reasons=reasons,
            takes_files=self.takes_files,
            heading=self.crumb,
            explanation=self.explanation,
            button=self.button or self.crumb,
            **kwargs,
        )
