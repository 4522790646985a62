"""What is wrong with a document's own code as it is typed (seeds 001 and 004)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problems import Level, Problem, gettext_noop
from .form_codes import broken

_BROKEN = gettext_noop("The code “%(code)s” is broken by a space or a line.")
_MIXED = gettext_noop("The number of the edition is part of the code “%(code)s”.")
_MIXED_IN = re.compile(r"lần\s*(?:ban\s*hành|bh)?\s*\d+|\bLBH\b", re.IGNORECASE)


def code_problems(code: str, number: int = 0) -> Iterator[Problem]:
    """A code that a blank or a line breaks, or that holds the edition's ``number`` as well (0: not said)."""
    shown = " ".join(code.split())
    if "\n" in code.strip() or broken(shown):
        yield Problem("code_broken", Level.WARN, _BROKEN, "code", {"code": shown})
    if _MIXED_IN.search(code) or number and re.search(rf"[A-ZĐ]\s+0*{number}$", shown):
        yield Problem("number_in_code", Level.BLOCK, _MIXED, "code", {"code": shown})
