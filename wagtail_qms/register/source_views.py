"""The file that an edition from paper was read from, for those who may read the edition."""

from __future__ import annotations

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from wagtail_qms.register import access, files
from wagtail_qms.register.admin_views import RegisterView
from wagtail_qms.register.models import Edition


class SourceView(RegisterView):
    """The file as it was brought, to the byte, always as a download. Http404 for whoever may not read the edition."""

    def get(self, request, *args, **kwargs):
        editions = Edition.objects.readable_by(access.reader_today(request.user))
        source = get_object_or_404(editions, document=self.document, pk=kwargs["row"]).paper_source
        if source is None:
            raise Http404
        try:
            handle = files.path_of(source["digest"]).open("rb")
        except FileNotFoundError:
            messages.error(
                request, _("The file is not in the store any more. Run “qms_verify”: it names what is lost.")
            )
            return redirect(self.register_url)
        name = source["name"]
        answer = FileResponse(handle, as_attachment=True, filename=name, content_type=files.media_type(name))
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return answer
