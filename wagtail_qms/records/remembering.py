"""What an agency has set, asked once while many of its records are looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

_Answer = TypeVar("_Answer")
_known: ContextVar[dict | None] = ContextVar("wagtail_qms_known_settings", default=None)


@contextmanager
def remembering(known: dict) -> Iterator[None]:
    """Inside, what ``once`` has asked stands in ``known``; outside, everything is asked anew."""
    token = _known.set(known)
    try:
        yield
    finally:
        _known.reset(token)


def once(key: tuple, ask: Callable[[], _Answer]) -> _Answer:
    """What ``ask`` answers, from memory when it was asked for ``key`` before."""
    known = _known.get()
    if known is None:
        return ask()
    if key not in known:
        known[key] = ask()
    return known[key]
