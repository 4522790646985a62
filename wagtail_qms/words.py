"""Problems as sentences in the reader's language."""

from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext

from wagtail_qms.problems import Problem, Refused


def say(problem: Problem) -> str:
    """The sentence of ``problem`` in the active language."""
    return gettext(problem.message) % problem.params if problem.params else gettext(problem.message)


def say_all(refused: Refused) -> str:
    """Every reason of a refusal, one after the other."""
    return " ".join(say(problem) for problem in refused.problems)


def show_date(day: date | None) -> str:
    """``day`` as people here write it: 27/05/2021."""
    return format_date(day, "d/m/Y") if day else ""
