"""An edition's face and content into PDF, in a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import override

from wagtail_qms import conf
from wagtail_qms.content.nodes import Document

from .face import Face
from .failures import RenderFailed
from .pages import Paper, paper
from .pictures import digests
from .process import WORKER
from .watermark import stamped

__all__ = ["ReadFile", "RenderFailed", "job", "render"]

ReadFile = Callable[[str], bytes]
#: Pictures of one edition together; what is beyond is shown by its words.
MOST_PICTURE_BYTES = 100 * 1024 * 1024


def render(face: Face, document: Document, read_file: ReadFile) -> bytes:
    """The PDF of the paper; ``read_file`` gives the bytes of a file of the edition by its digest.

    The same input gives the same bytes. RenderFailed when the renderer complains, or takes more than the settings
    PDF_SECONDS and PDF_MEGABYTES allow, or when a picture is lost.
    """
    page, files = job(face, document, read_file)
    pdf = WORKER.render(page, files, seconds=conf.get("PDF_SECONDS"), megabytes=conf.get("PDF_MEGABYTES"))
    return stamped(pdf, face.watermark)


def job(face: Face, document: Document, read_file: ReadFile) -> tuple[Paper, Mapping[str, bytes]]:
    """The paper and the bytes of its pictures: what a rendering needs to know."""
    with override(face.language):
        page = paper(face, document)
    return page, _bounded(digests(page.html), read_file)


def _bounded(names: list[str], read_file: ReadFile) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    room = MOST_PICTURE_BYTES
    for name in names:
        data = _read(name, read_file)
        if len(data) <= room:
            files[name] = data
            room -= len(data)
    return files


def _read(name: str, read_file: ReadFile) -> bytes:
    try:
        return read_file(name)
    except OSError as lost:
        # A paper without its picture would be kept as if it were whole.
        raise RenderFailed(f"The picture {name} cannot be read") from lost
