"""One document of an uploaded file as it will be, beside its source."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView, View

from wagtail_qms.content import html
from wagtail_qms.importing import staging
from wagtail_qms.importing.pictures import shown_in_browsers
from wagtail_qms.importing.remembered_readings import read_once, text_once
from wagtail_qms.importing.views import REVIEW, ImportMixin, WritersMixin
from wagtail_qms.pages.labels import label
from wagtail_qms.word.errors import CannotRead

_LEFT = {
    "contents": _("The paper’s own table of contents: the app makes one from the sections."),
    "header": _("At the top of the paper’s pages, but in no field"),
    "footer": _("At the bottom of the paper’s pages, but in no field"),
}
_ELSEWHERE = _("On the paper’s first pages, but in no field")


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
        return super().get_context_data(
            reading=reading,
            body=html.render(reading.document, label=label, file_url=self._address, level=3),
            source_text=text_once(self.source),
            counted=_counted(reading),
            leftovers=[(_LEFT.get(left.place, _ELSEWHERE), left.text) for left in reading.leftovers],
            back=reverse(REVIEW),
            **kwargs,
        )

    def _address(self, file) -> str:
        return reverse("wagtail_qms_import_picture", args=[self.source.digest, file.digest])


def _counted(reading) -> str:
    lost = reading.words - reading.words_kept
    text = ngettext(
        "%(kept)s of %(words)s words of the file stand in the document; %(lost)s does not.",
        "%(kept)s of %(words)s words of the file stand in the document; %(lost)s do not.",
        lost,
    )
    return text % {"kept": reading.words_kept, "words": reading.words, "lost": lost}


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
