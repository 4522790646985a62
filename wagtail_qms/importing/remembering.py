"""Which file became which page: kept in Wagtail's log of pages, which no edit and no purge of revisions touches."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter, log
from wagtail.models import Page, PageLogEntry

from wagtail_qms.importing.sources import Source
from wagtail_qms.pages.source_problems import ACTION, is_of_the_paper, stored
from wagtail_qms.problems import Problem


class ImportFormatter(LogFormatter):
    """How a page's history tells of it."""

    label = _("Bring in from Word")

    def format_message(self, log_entry):
        return gettext("Brought in from the file “%(name)s”") % {"name": log_entry.data.get("name", "")}


def register_log_action(actions):
    """Hook: Wagtail's history knows how to tell of a document that was brought in."""
    actions.register_action(ACTION)(ImportFormatter)


def remember(page, source: Source, part: str, user, problems: Iterable[Problem] = ()):
    """Keep that ``page`` was made from that part of ``source``, with what is wrong with the paper alone."""
    data = {"digest": source.digest, "name": source.name, "part": part}
    data["problems"] = [stored(problem) for problem in problems if is_of_the_paper(problem)]
    log(page, ACTION, user=user, data=data)


def page_of(source: Source, part: str, index) -> Page | None:
    """The page below ``index`` that was made from that part of ``source``, whatever became of its words since."""
    entries = PageLogEntry.objects.filter(action=ACTION, data__digest=source.digest, data__part=part)
    pages = Page.objects.descendant_of(index).filter(pk__in=entries.values("page"))
    return pages.order_by("pk").first()
