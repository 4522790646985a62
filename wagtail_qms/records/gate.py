"""The gate through which alone a record's state changes (DESIGN section 5)."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar

_open_for: ContextVar[tuple[str, int] | None] = ContextVar("wagtail_qms_gate", default=None)


class StateChangeError(TypeError):
    """Somebody tried to change a record's state, number or chain without ``records.transitions.perform``."""

    def __init__(self, what: str):
        super().__init__(f"{what}: only records.transitions.perform moves a record.")


def _key(record) -> tuple[str, int]:
    return record._meta.model_name, record.pk


@contextmanager
def opened(record):
    """Let ``record`` be moved. For ``records.transitions`` alone."""
    token = _open_for.set(_key(record))
    try:
        yield
    finally:
        _open_for.reset(token)


def is_open(model_name: str, pk: int) -> bool:
    """Whether that record is being moved right now, in this thread."""
    return _open_for.get() == (model_name, pk)
