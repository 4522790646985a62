"""The pictures of a Word file on their way into the media library."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from PIL import Image as PillowImage
from PIL import UnidentifiedImageError
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from wagtail_qms.content.nodes import FileRef
from wagtail_qms.pages.uploads import documents_collection
from wagtail_qms.register import files
from wagtail_qms.word.metafiles import is_metafile, redrawn
from wagtail_qms.word.office import is_installed

_KEPT = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp"}


class Pictures:
    """The pictures of one file by digest; each is put into the media library once, whoever brings it again."""

    def __init__(self, contents: Mapping[str, bytes], user=None):
        self._files, self._user = contents, user
        self._known: dict[str, int | None] = {}
        self._shown: dict[str, tuple[str, bytes] | None] = {}

    def image_pk(self, file: FileRef) -> int | None:
        """The image with the bytes of ``file``; None when they are no picture that a browser shows."""
        if file.digest not in self._known:
            self._known[file.digest] = self._upload(file)
        return self._known[file.digest]

    def document_pk(self, file: FileRef) -> int | None:
        """The document of the site with the bytes of ``file``, which the register keeps; None when there is none.

        A Word file holds no blank forms: an export names them, and is brought in where they are.
        """
        try:
            digest = hashlib.sha1(files.read(file.digest)).hexdigest()
        except OSError:
            return None
        model = get_document_model()
        return model.objects.filter(file_hash=digest).order_by("pk").values_list("pk", flat=True).first()

    def is_shown(self, file: FileRef) -> bool:
        """Whether ``file`` can become an image of the site."""
        return self._as_shown(file) is not None

    def link(self, file: FileRef) -> str:
        """Where a picture that no browser shows lies as it is: put into the library as a document, once."""
        content = self._files.get(file.digest, b"")
        if not content:
            return ""
        model, digest = get_document_model(), hashlib.sha1(content).hexdigest()
        known = model.objects.filter(file_hash=digest, collection=documents_collection()).first()
        return f"document:{(known or self._made_document(model, file, content, digest)).pk}"

    def _made_document(self, model, file: FileRef, content: bytes, digest: str):
        document = model(
            title=file.name, file_hash=digest, file_size=len(content), collection=documents_collection(),
            uploaded_by_user=self._user,
        )  # fmt: skip
        document.file.save(f"{digest[:12]}-{PurePosixPath(file.name).name}", ContentFile(content), save=True)
        return document

    def _as_shown(self, file: FileRef) -> tuple[str, bytes] | None:
        if file.digest not in self._shown:
            content = self._files.get(file.digest, b"")
            if is_metafile(content):
                drawn = redrawn_once(self._files)
                self._shown |= {digest: shown_in_browsers(drawn.get(digest, b"")) for digest in self._metafiles()}
            else:
                self._shown[file.digest] = shown_in_browsers(content)
        return self._shown[file.digest]

    def _metafiles(self) -> list[str]:
        return [digest for digest, content in self._files.items() if is_metafile(content)]

    def _upload(self, file: FileRef) -> int | None:
        shown = self._as_shown(file)
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


#: What LibreOffice drew in this process, by digest: a preview asks again and again.
_DRAWN: dict[str, bytes] = {}
_MOST_DRAWN = 200


def redrawn_once(contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """The metafiles among these files as pictures that browsers show, by digest."""
    wanted = {digest: content for digest, content in contents.items() if is_metafile(content)}
    missing = {digest: content for digest, content in wanted.items() if digest not in _DRAWN}
    if missing and is_installed():
        drawn = redrawn(missing.values())
        if len(_DRAWN) + len(missing) > _MOST_DRAWN:
            _DRAWN.clear()
        # What cannot be drawn is not tried again.
        _DRAWN.update({digest: drawn.get(content, b"") for digest, content in missing.items()})
    return {digest: _DRAWN[digest] for digest in wanted if _DRAWN.get(digest)}


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
