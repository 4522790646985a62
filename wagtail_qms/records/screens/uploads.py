"""Files of evidence that come with a form. Once uploaded they stay with it, however often it is refused."""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing
from django.core.files.base import File
from django.utils.translation import gettext as _

from wagtail_qms.records.adding import LARGEST, attach
from wagtail_qms.register import files

_SALT = "wagtail_qms.evidence"
#: The name of the file input, and of the hidden ones for what was uploaded before.
INPUT, KEPT = "files", "kept_file"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that is in the store already; ``token`` names it for the person who uploaded it alone."""

    digest: str
    name: str
    token: str


class Uploads:
    """The files of one request: those that came with it, and those that came before."""

    def __init__(self, request):
        self.user = request.user
        self.errors: list[str] = []
        self.rows = [row for row in map(self._known, request.POST.getlist(KEPT)) if row]
        for file in request.FILES.getlist(INPUT):
            self._take(file)

    def _known(self, token: str) -> Upload | None:
        try:
            user, digest, name = signing.loads(token, salt=_SALT)
        except signing.BadSignature:
            return None
        return Upload(digest, name, token) if user == self.user.pk else None

    def _take(self, file):
        if not file.size or file.size > LARGEST:
            limit = str(LARGEST // (1024 * 1024))
            text = _("“%(name)s” is empty.") if not file.size else _("“%(name)s” is larger than %(limit)s MB.")
            self.errors.append(text % {"name": file.name, "limit": limit})
            return
        kept = files.keep(file, file.name)
        token = signing.dumps([self.user.pk, kept.digest, kept.name], salt=_SALT)
        self.rows.append(Upload(kept.digest, kept.name, token))

    def attach_to(self, record, *, part: str = ""):
        """Make them evidence of ``record``. For inside a transaction."""
        for row in self.rows:
            with files.path_of(row.digest).open("rb") as stored:
                attach(record, by=self.user, file=File(stored, row.name), name=row.name, part=part)
