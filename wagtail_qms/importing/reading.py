"""A brought file is read in a process of its own, bounded in time and memory: anyone may have made it."""

from __future__ import annotations

import pickle
from dataclasses import dataclass

from wagtail_qms.importing.sources import Source
from wagtail_qms.problems import gettext_noop
from wagtail_qms.word.apart import answer_of
from wagtail_qms.word.errors import CannotRead
from wagtail_qms.word.office import to_docx
from wagtail_qms.word.package import is_old_word
from wagtail_qms.word.reading import Reading

#: Seconds and megabytes (of addresses, libraries included) that reading one file may take.
SECONDS = 20
MEGABYTES = 1024
_TOO_MUCH = gettext_noop(
    "Reading the file took too much time or memory. Split it, or take large pictures and tables out, and try again."
)
_NOTHING = gettext_noop("The file holds no document.")


@dataclass(frozen=True, slots=True)
class Part:
    """A document that a file holds: its place ("1", "2"), "" when the file holds but one."""

    place: str
    reading: Reading


def read_source(source: Source, form: str = "") -> list[Part]:
    """The documents of ``source``. CannotRead, in words for who brought it, when it cannot be read within bounds.

    ``form`` "text" is a text in UTF-8 that may hold several; any other a Word file.
    """
    readings = _answered(source, form)
    if not readings:
        raise CannotRead("nothing", _NOTHING)
    return [Part(str(place) if len(readings) > 1 else "", reading) for place, reading in enumerate(readings, 1)]


def plain_text_of(source: Source) -> str:
    """The bare text of a Word file, to be compared with what was understood. CannotRead as ``read_source``."""
    return _answered(source, "plain")


def _answered(source: Source, form: str):
    content = source.content
    if form != "text" and is_old_word(content):
        # LibreOffice is a process of its own already, with its own time; it needs more memory than a reader.
        content = to_docx(content)
    result, refusal = _asked(content, form)
    if refusal:
        code, message, params = refusal
        raise CannotRead(code, message, **params)
    return result


def _asked(content: bytes, form: str) -> tuple:
    module = "wagtail_qms.importing.worker"
    found = answer_of(module, form or "word", content=content, seconds=SECONDS, megabytes=MEGABYTES)
    if found is None:
        raise CannotRead("too_much", _TOO_MUCH)
    return pickle.loads(found)
