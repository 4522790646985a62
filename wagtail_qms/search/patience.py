"""How long whoever waits for an answer waits for an engine that is not the database, whatever it is asked for.

One answer takes several requests to a cluster; each may be quick enough and all of them too slow.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

from wagtail_qms import conf

Given = ParamSpec("Given")
Result = TypeVar("Result")


@dataclass
class _Left:
    seconds: float


_left: ContextVar[_Left | None] = ContextVar("wagtail_qms_search_patience", default=None)


@contextmanager
def lasting(seconds: float) -> Iterator[None]:
    """Within this, engines are waited for ``seconds`` in all, or what is left of a patience around it."""
    around = _left.get()
    token = _left.set(_Left(seconds) if around is None else around)
    try:
        yield
    finally:
        _left.reset(token)


def patient(function: Callable[Given, Result]) -> Callable[Given, Result]:
    """Let ``function`` wait for engines as long as the site's setting SECONDS says, in all."""

    @wraps(function)
    def waits(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        with lasting(conf.search("SECONDS")):
            return function(*args, **kwargs)

    return waits


def left(seconds: float) -> float:
    """What is left of ``seconds`` for one request; 0 when whoever waits has waited long enough."""
    patience = _left.get()
    return seconds if patience is None else max(0.0, min(seconds, patience.seconds))


@contextmanager
def waiting() -> Iterator[None]:
    """The time within this was spent waiting."""
    began, patience = time.monotonic(), _left.get()
    try:
        yield
    finally:
        if patience is not None:
            patience.seconds -= time.monotonic() - began
