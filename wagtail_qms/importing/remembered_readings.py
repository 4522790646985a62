"""What an uploaded file says, read once and kept for the screens that show it."""

from __future__ import annotations

import time

from django.core.cache import cache

from wagtail_qms import __version__
from wagtail_qms.importing.reading import Part, plain_text_of, read_source
from wagtail_qms.importing.sources import Source
from wagtail_qms.word.errors import CannotRead

_SECONDS = 60 * 60


def read_once(source: Source) -> list[Part]:
    """The documents of ``source``. CannotRead as ``read_source`` has it, remembered as well."""
    return _once("read", source, read_source)


def read_ahead(sources: list[Source], seconds: float) -> int:
    """Read ``sources`` for so long, one at least; how many of them are still to be read."""
    unread = [source for source in sources if cache.get(_key("read", source)) is None]
    end = time.monotonic() + seconds
    for place, source in enumerate(unread, 1):
        cache.set(_key("read", source), _tried(source, read_source), _SECONDS)
        if time.monotonic() > end:
            return len(unread) - place
    return 0


def text_once(source: Source) -> str:
    """The bare text of ``source``. CannotRead when there is none."""
    return _once("text", source, plain_text_of)


def _key(kind: str, source: Source) -> str:
    return f"wagtail_qms:import:{__version__}:{kind}:{source.digest}"


def _once(kind: str, source: Source, read):
    key = _key(kind, source)
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
