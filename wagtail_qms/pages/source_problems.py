"""What is wrong with the paper that a draft was brought in from, and that the draft itself cannot show.

It is kept with the log entry that tells where the page came from, so that editor, submission and check still know.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from wagtail.models import PageLogEntry

from wagtail_qms.problems import Level, Problem

#: The log's name for bringing a document in from a file.
ACTION = "wagtail_qms.import"
#: Faults of the paper's face against its pages. Whatever else the reader finds is seen in the draft as well.
_OF_THE_PAPER = {
    "number_disagrees",
    "date_disagrees",
    "title_disagrees",
    "code_disagrees",
    "dates_out_of_order",
    "dots_for_date",
    "no_such_day",
}


def is_of_the_paper(problem: Problem) -> bool:
    """Whether only the paper shows it: its header, footers and dates."""
    return problem.code in _OF_THE_PAPER


def stored(problem: Problem) -> dict:
    """``problem`` as plain data."""
    return {
        "code": problem.code,
        "level": str(problem.level),
        "message": problem.message,
        "field": problem.field,
        "params": problem.params,
    }


def source_problems(page, since: datetime | None) -> Iterator[Problem]:
    """The faults of the paper that was last brought into ``page`` after ``since``, its last issue; one query.

    None of them stops: number and dates of the next edition are given here, when it is approved.
    """
    entries = PageLogEntry.objects.filter(action=ACTION, page_id=page.pk).order_by("-timestamp", "-pk")
    last = (entries.filter(timestamp__gt=since) if since else entries).first()
    for row in last.data.get("problems", ()) if last else ():
        level = Level.HINT if row["level"] == Level.HINT else Level.WARN
        yield Problem(row["code"], level, row["message"], row["field"], row["params"])
