"""The process that reads one file: what it takes in time and memory ends with it. No Django here.

``python -m wagtail_qms.importing.worker FORM SECONDS MEGABYTES`` takes the file from stdin and answers on stdout.
"""

from __future__ import annotations

import io
import pickle
import sys

from wagtail_qms.problems import gettext_noop
from wagtail_qms.word.apart import bound
from wagtail_qms.word.errors import CannotRead
from wagtail_qms.word.plain_text import plain_text
from wagtail_qms.word.reading import Reading, read
from wagtail_qms.word.text import read_text

_NO_TEXT = gettext_noop("This is no text in UTF-8.")


def answer(content: bytes, form: str) -> bytes:
    """For the process that asked, pickled: the result, and the refusal (code, message, params) or None.

    The result are the readings, for the form "plain" the bare text.
    """
    try:
        return pickle.dumps((_read(content, form), None))
    except CannotRead as error:
        return pickle.dumps(((), (error.code, error.message, error.params)))


def _read(content: bytes, form: str) -> tuple[Reading, ...] | str:
    if form == "plain":
        return plain_text(content)
    if form != "text":
        return (read(io.BytesIO(content)),)
    try:
        return tuple(read_text(content.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        raise CannotRead("no_text", _NO_TEXT) from error


def main(form: str, seconds: int, megabytes: int) -> None:
    """Bound this process, read, answer."""
    bound(seconds, megabytes)
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read(), form))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
