"""The process that reads the text of one attached file. No Django here.

``python -m wagtail_qms.search.files_worker FORM SECONDS MEGABYTES`` takes the file from stdin and answers on stdout.
"""

from __future__ import annotations

import io
import sys

import pypdf

from wagtail_qms.word.apart import bound
from wagtail_qms.word.plain_text import plain_text

#: Pages of a PDF that are read.
PAGES = 60


def text_of(content: bytes, form: str) -> str:
    """The text of a file in ``form`` "docx" or "pdf"; whatever is wrong with the file is raised."""
    return plain_text(content) if form == "docx" else _pdf_text(content)


def _pdf_text(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return "\n".join(pages[number].extract_text() for number in range(min(len(pages), PAGES)))


def main(form: str, seconds: int, megabytes: int) -> None:
    """Bound this process, read, answer."""
    bound(seconds, megabytes)
    text = text_of(sys.stdin.buffer.read(), form)
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
