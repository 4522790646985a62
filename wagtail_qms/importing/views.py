"""Bringing Word files in, in the admin: upload, look at each as it will be, correct, accept."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from wagtail_qms import clock
from wagtail_qms.content import html
from wagtail_qms.importing import staging
from wagtail_qms.importing.candidates import candidates_of
from wagtail_qms.importing.drafting import Outcome, Status
from wagtail_qms.importing.forms import UploadForm, field_names
from wagtail_qms.importing.pictures import shown_in_browsers
from wagtail_qms.importing.remembered_readings import read_once, text_once
from wagtail_qms.pages.labels import label
from wagtail_qms.pages.models import DocumentIndexPage
from wagtail_qms.problems import Level
from wagtail_qms.word.errors import CannotRead
from wagtail_qms.words import say

_SESSION = "wagtail_qms_import"
UPLOAD, REVIEW = "wagtail_qms_import", "wagtail_qms_import_review"


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

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": reverse(UPLOAD), "label": self.get_page_title()}]


class UploadView(ImportMixin, FormView):
    """Choose files, their list and their field of work."""

    template_name = "wagtail_qms/importing/upload.html"
    form_class = UploadForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "lists": self.lists}

    def get_context_data(self, **kwargs):
        names = sorted({name for page in self.lists for name in field_names(page.agency)})
        return super().get_context_data(fields=names, waiting=staging.size_of(self.request.user)[0], **kwargs)

    def form_valid(self, form):
        staging.forget_old()
        for file in form.cleaned_data["files"]:
            staging.stage(self.request.user, file.name, file.read())
        chosen = {"index": form.cleaned_data["index"].pk, "field": form.cleaned_data["field"].strip()}
        self.request.session[_SESSION] = chosen
        return redirect(REVIEW)


class ReviewView(ImportMixin, TemplateView):
    """Each document as it will be; what is corrected; what is taken."""

    template_name = "wagtail_qms/importing/review.html"
    page_title = _("Look at what was read")

    @cached_property
    def chosen(self) -> dict:
        """What the upload was for."""
        return self.request.session.get(_SESSION) or {}

    @cached_property
    def index(self):
        """The list that the upload was for, while the person may still write there."""
        return self.lists.filter(pk=self.chosen.get("index")).first() or self.lists.first()

    @cached_property
    def found(self):
        """The documents, and the files that cannot be read."""
        data = self.request.POST if self.request.method == "POST" else None
        return candidates_of(self.request.user, self.index, self.chosen.get("field", ""), clock.today(), data)

    def get_context_data(self, **kwargs):
        candidates, refused = self.found
        fields = field_names(self.index.agency)
        return super().get_context_data(
            candidates=candidates,
            refused=refused,
            index=self.index,
            fields=fields,
            upload_url=reverse(UPLOAD),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if "discard" in request.POST:
            staging.put_away(request.user, request.POST["discard"])
            return redirect(REVIEW)
        taken = [one for one in self.found[0] if one.is_new and one.form.is_bound and one.form["take"].value()]
        if "accept" not in request.POST or not all(one.form.is_valid() for one in taken):
            return self.render_to_response(self.get_context_data())
        for candidate in taken:
            self._accept(candidate)
        return redirect(REVIEW if staging.size_of(request.user)[0] else UPLOAD)

    def _accept(self, candidate):
        outcome = candidate.accept(self.request.user)
        if outcome.page_id is None:
            messages.warning(self.request, _first_reason(outcome))
            return
        staging.put_away(self.request.user, candidate.source.digest)
        edit = reverse("wagtailadmin_pages:edit", args=[outcome.page_id])
        buttons = [messages.button(edit, _("Open its editor"))]
        if candidate.form.cleaned_data.get("on_paper") and outcome.status != Status.REGISTERED:
            messages.warning(self.request, _first_reason(outcome), buttons=buttons)
        else:
            messages.success(self.request, _done_text(outcome), buttons=buttons)


def _done_text(outcome: Outcome) -> str:
    if outcome.status == Status.REGISTERED:
        text = gettext("“%(title)s” is registered as approved on paper.")
    else:
        text = gettext("“%(title)s” is a draft now.")
    return text % {"title": outcome.wish.title}


def _first_reason(outcome: Outcome) -> str:
    reasons = [say(problem) for problem in outcome.problems if problem.level != Level.HINT]
    return f"{outcome.wish.title}: {reasons[0] if reasons else ''}"


class StagedMixin:
    """About one document of an uploaded file of this person. Http404 for what is not there."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.source = staging.staged_file(request.user, kwargs["digest"])
        if self.source is None:
            raise Http404
        try:
            parts = read_once(self.source)
            self.part = parts[kwargs.get("place", 1) - 1]
        except (CannotRead, IndexError) as error:
            raise Http404 from error


class PreviewView(StagedMixin, ImportMixin, TemplateView):
    """The document as it will be, beside the bare text of its source."""

    template_name = "wagtail_qms/importing/preview.html"
    page_title = _("Beside its source")

    def get_page_subtitle(self):
        return self.source.name

    def get_context_data(self, **kwargs):
        reading = self.part.reading
        body = html.render(reading.document, label=label, file_url=self._address, level=3)
        lost = reading.words - reading.words_kept
        text = ngettext(
            "%(kept)s of %(words)s words of the file stand in the document; %(lost)s does not.",
            "%(kept)s of %(words)s words of the file stand in the document; %(lost)s do not.",
            lost,
        )
        counted = text % {"kept": reading.words_kept, "words": reading.words, "lost": lost}
        return super().get_context_data(
            reading=reading,
            body=body,
            source_text=text_once(self.source),
            counted=counted,
            back=reverse(REVIEW),
            **kwargs,
        )

    def _address(self, file) -> str:
        return reverse("wagtail_qms_import_picture", args=[self.source.digest, file.digest])


class PictureView(StagedMixin, WritersMixin, View):
    """A picture of an uploaded file, as it will be kept."""

    def get(self, request, digest: str, picture: str):
        found = [part.reading.files[picture] for part in read_once(self.source) if picture in part.reading.files]
        shown = shown_in_browsers(found[0]) if found else None
        if shown is None:
            raise Http404
        ending, content = shown
        response = HttpResponse(content, content_type=f"image/{'jpeg' if ending == 'jpg' else ending}")
        response["X-Content-Type-Options"] = "nosniff"
        return response


def admin_urls():
    """Hook: the addresses of these pages below the admin's."""
    base = "qms/import/"
    return [
        path(base, UploadView.as_view(), name=UPLOAD),
        path(f"{base}review/", ReviewView.as_view(), name=REVIEW),
        path(f"{base}<slug:digest>/<int:place>/", PreviewView.as_view(), name="wagtail_qms_import_preview"),
        path(f"{base}<slug:digest>/picture/<slug:picture>", PictureView.as_view(), name="wagtail_qms_import_picture"),
    ]
