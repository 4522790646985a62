"""The pictures of a Word file on their way into the media library."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from PIL import Image as PillowImage
from PIL import UnidentifiedImageError
from wagtail.images import get_image_model

from wagtail_qms.content.nodes import FileRef
from wagtail_qms.pages.uploads import documents_collection

_KEPT = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp"}


class Pictures:
    """The pictures of one file by digest; each is put into the media library once, whoever brings it again."""

    def __init__(self, files: Mapping[str, bytes], user=None):
        self._files, self._user = files, user
        self._known: dict[str, int | None] = {}

    def image_pk(self, file: FileRef) -> int | None:
        """The image with the bytes of ``file``; None when they are no picture that a browser shows."""
        if file.digest not in self._known:
            self._known[file.digest] = self._upload(file)
        return self._known[file.digest]

    def document_pk(self, file: FileRef) -> None:
        """Word files hold no blank forms as files."""

    def is_shown(self, file: FileRef) -> bool:
        """Whether ``file`` can become an image of the site."""
        return shown_in_browsers(self._files.get(file.digest, b"")) is not None

    def _upload(self, file: FileRef) -> int | None:
        shown = shown_in_browsers(self._files.get(file.digest, b""))
        if shown is None:
            return None
        ending, content = shown
        model, collection = get_image_model(), documents_collection()
        same = model.objects.filter(file_hash=hashlib.sha1(content).hexdigest(), collection=collection)
        known = same.first() or self._made(model, file, ending, content, collection)
        return known.pk

    def _made(self, model, file: FileRef, ending: str, content: bytes, collection):
        stem, digest = PurePosixPath(file.name).stem, hashlib.sha1(content).hexdigest()
        picture = model(
            title=stem,
            file_hash=digest,
            file_size=len(content),
            collection=collection,
            uploaded_by_user=self._user,
        )
        name = picture.file.field.generate_filename(picture, f"{stem}-{digest[:12]}.{ending}")
        if _is_left_over(model, picture.file.storage, name, content):
            picture.file = name
        else:
            picture.file = ContentFile(content, PurePosixPath(name).name)
        picture.save()
        return picture


def _is_left_over(model, storage, name: str, content: bytes) -> bool:
    """Whether a run that was cut off put the very picture there, and nothing in the library shows it."""
    if not storage.exists(name) or model.objects.filter(file=name).exists():
        return False
    with storage.open(name) as there:
        return there.read() == content


def shown_in_browsers(content: bytes) -> tuple[str, bytes] | None:
    """Ending and bytes of a picture as browsers show it, turned into PNG where they would not; None for no picture."""
    try:
        with PillowImage.open(io.BytesIO(content)) as picture:
            if picture.format in _KEPT:
                picture.verify()
                return _KEPT[picture.format], content
            return "png", _as_png(picture)
    except (UnidentifiedImageError, PillowImage.DecompressionBombError, OSError, ValueError, SyntaxError):
        return None


def _as_png(picture) -> bytes:
    out = io.BytesIO()
    picture.convert("RGBA").save(out, "PNG")
    return out.getvalue()
