"""Files of evidence, handed out to who may see their record."""

from __future__ import annotations

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from wagtail_qms.records.chain import Attachment
from wagtail_qms.records.policy import may_see
from wagtail_qms.register import files

# What a browser may show in its own window; anything else is only saved.
_SHOWN = frozenset({"application/pdf", "image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"})


@require_safe
def evidence(request, pk: int):
    """The bytes of a file of evidence. Not found for who may not see its record, as if it were not there."""
    row = get_object_or_404(Attachment, pk=pk)
    record = row.record_model._base_manager.filter(pk=row.record_id).first()
    if record is None or not may_see(request.user, record):
        raise Http404
    path = files.path_of(row.file_digest)
    if not path.exists():
        raise Http404
    kind = row.media_type if row.media_type in _SHOWN else "application/octet-stream"
    answer = FileResponse(path.open("rb"), content_type=kind, filename=row.name, as_attachment=kind not in _SHOWN)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer
