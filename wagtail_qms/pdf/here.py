"""Rendering in this process: for measuring, for tests and for one's own content.

Apart from ``render``, so that a web process need not load the renderer.
"""

from __future__ import annotations

from wagtail_qms import conf
from wagtail_qms.content.nodes import Document

from .engine import to_pdf
from .face import Face
from .render import ReadFile, job
from .watermark import stamped


def render_here(face: Face, document: Document, read_file: ReadFile) -> bytes:
    """As ``render.render``, without a process of its own and its limit of memory."""
    page, files = job(face, document, read_file)
    return stamped(to_pdf(page.html, files, page.header, seconds=conf.get("PDF_SECONDS")), face.watermark)
