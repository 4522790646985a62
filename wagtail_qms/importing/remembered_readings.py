"""What an uploaded file says, read once and kept for the screens that show it."""

from __future__ import annotations

from django.core.cache import cache

from wagtail_qms import __version__
from wagtail_qms.importing.reading import Part, plain_text_of, read_source
from wagtail_qms.importing.sources import Source
from wagtail_qms.word.errors import CannotRead

_SECONDS = 60 * 60


def read_once(source: Source) -> list[Part]:
    """The documents of ``source``. CannotRead as ``read_source`` has it, remembered as well."""
    return _once("read", source, read_source)


def text_once(source: Source) -> str:
    """The bare text of ``source``. CannotRead when there is none."""
    return _once("text", source, plain_text_of)


def _once(kind: str, source: Source, read):
    key = f"wagtail_qms:import:{__version__}:{kind}:{source.digest}"
    found = cache.get(key)
    if found is None:
        found = _tried(source, read)
        cache.set(key, found, _SECONDS)
    result, refusal = found
    if refusal:
        code, message, params = refusal
        raise CannotRead(code, message, **params)
    return result


def _tried(source: Source, read) -> tuple:
    try:
        return read(source), None
    except CannotRead as error:
        return None, (error.code, error.message, error.params)
