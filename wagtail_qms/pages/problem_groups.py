"""Problems as people read them: by level, the worst first, each level in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wagtail_qms.problems import Level, Problem
from wagtail_qms.words import say


@dataclass(frozen=True)
class ProblemGroup:
    """Problems of one level, under its name."""

    level: str
    heading: str
    sentences: tuple[str, ...]


def grouped(problems: Iterable[Problem]) -> list[ProblemGroup]:
    """``problems`` by level; what is said twice in the same words stands once."""
    headings = {
        Level.BLOCK: _("To be mended before the signatures"),
        Level.WARN: _("Please check"),
        Level.HINT: _("Worth knowing"),
    }
    found = list(problems)
    said = {level: dict.fromkeys(say(problem) for problem in found if problem.level == level) for level in headings}
    return [ProblemGroup(level, headings[level], tuple(said[level])) for level in headings if said[level]]
