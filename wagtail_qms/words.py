"""Problems as sentences in the reader's language."""

from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext

from wagtail_qms.problems import Problem, Refused, gettext_noop

#: Parameters of problems that are words of ours, not of the document.
OURS = ("place", "what")
#: Where on the paper something stands: the words that ``place`` may have.
PLACES = (gettext_noop("header table"), gettext_noop("header"), gettext_noop("footer"))


def say(problem: Problem) -> str:
    """The sentence of ``problem`` in the active language."""
    if not problem.params:
        return gettext(problem.message)
    params = {name: gettext(value) if name in OURS else value for name, value in problem.params.items()}
    return gettext(problem.message) % params


def say_all(refused: Refused) -> str:
    """Every reason of a refusal, one after the other."""
    return " ".join(say(problem) for problem in refused.problems)


def show_date(day: date | None) -> str:
    """``day`` as people here write it: 27/05/2021."""
    return format_date(day, "d/m/Y") if day else ""
