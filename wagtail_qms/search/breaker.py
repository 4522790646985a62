"""Remembers which engine is out of order, so that not every request waits for it: shared through the site's cache."""

from __future__ import annotations

from django.core.cache import cache

#: Seconds until somebody asks an engine again that was out of order.
REST = 5
#: Seconds after which an engine that nobody asked is no longer said to be out of order.
_FORGOTTEN = 24 * 3600


def may_ask(name: str) -> bool:
    """Whether to ask the engine now: always when it is well, else one request in ``REST`` seconds."""
    return cache.get(_down(name)) is None or cache.add(_resting(name), 1, REST)


def trip(name: str, reason: str) -> None:
    """The engine did not answer."""
    cache.set(_down(name), reason or "?", _FORGOTTEN)
    cache.set(_resting(name), 1, REST)


def mend(name: str) -> None:
    """The engine answered. Costs nothing while it is well."""
    if cache.get(_down(name)) is not None:
        cache.delete_many([_down(name), _resting(name)])


def reason(name: str) -> str:
    """Why the engine is out of order, "" while it is well."""
    return cache.get(_down(name)) or ""


def _down(name: str) -> str:
    return f"wagtail_qms:search:down:{name}"


def _resting(name: str) -> str:
    return f"wagtail_qms:search:resting:{name}"
