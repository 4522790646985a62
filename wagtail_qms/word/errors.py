"""What is said when a file cannot be read."""

from __future__ import annotations


class CannotRead(Exception):
    """A file cannot be read. ``code`` is stable, ``message`` an English source sentence for the person who brought it.

    ``message`` has ``%(name)s`` places, filled from ``params`` when it is shown, so that it can be translated then.
    """

    def __init__(self, code: str, message: str, **params: str):
        super().__init__(message % params if params else message)
        self.code = code
        self.message = message
        self.params = params
