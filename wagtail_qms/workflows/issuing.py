"""Which page is being issued right now, so that finishing its workflow may publish it."""

from contextlib import contextmanager
from contextvars import ContextVar

_page: ContextVar[int | None] = ContextVar("wagtail_qms_issuing", default=None)


@contextmanager
def issuing(page_id: int):
    """While it lasts, the approver of the page ``page_id`` counts as its publisher."""
    token = _page.set(page_id)
    try:
        yield
    finally:
        _page.reset(token)


def is_issuing(page_id: int) -> bool:
    """Whether the page ``page_id`` is being issued in this very call."""
    return _page.get() == page_id
