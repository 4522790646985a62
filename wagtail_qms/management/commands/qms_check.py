"""``qms_check``: what is wrong with drafts, editions in force, appointments and records."""

import json
from collections import Counter
from itertools import chain

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_qms.pages.checking import Checked, at_least, checked_appointments, checked_drafts, checked_editions
from wagtail_qms.problems import Level
from wagtail_qms.snippets.checking import checked_records
from wagtail_qms.words import say

#: The worst first.
LEVELS = [Level.BLOCK.value, Level.WARN.value, Level.HINT.value]
_EVERY = 50


class Command(BaseCommand):
    help = "Lists what is wrong with drafts, editions in force, appointments and records. Changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="one JSON object a line for each problem")
        parser.add_argument("--level", choices=LEVELS, default=LEVELS[-1], help="leave out what is less than this")
        parser.add_argument("--fail-level", choices=LEVELS, help="exit 1 when there is a problem as bad as this")
        parser.add_argument("--drafts", action="store_true", help="only drafts")
        parser.add_argument("--editions", action="store_true", help="only editions in force or to come")
        parser.add_argument("--records", action="store_true", help="only nonconformities and tickets")

    def handle(self, *args, **options):
        """Print each problem as it is found, then the counts."""
        rows = at_least(_chosen(options), _from(options["level"]))
        counts = Counter()
        for place, row in enumerate(rows, 1):
            counts.update(problem.level.value for problem in row.problems)
            for line in _json_lines(row) if options["json"] else _text_lines(row):
                self.stdout.write(line)
            if options["verbosity"] and place % _EVERY == 0:
                self.stderr.write(_("%(count)s looked at …") % {"count": place}, style_func=str)
        if not options["json"]:
            self.stdout.write(_counted(counts))
        failing = sum(counts[level] for level in _from(options["fail_level"]))
        if failing:
            raise CommandError(ngettext("%(count)s problem", "%(count)s problems", failing) % {"count": failing})


def _chosen(options: dict):
    walks = {"drafts": checked_drafts, "editions": checked_editions, "records": checked_records}
    wanted = [walk for name, walk in walks.items() if options[name]]
    return chain.from_iterable(walk() for walk in wanted or (*walks.values(), checked_appointments))


def _from(level: str | None) -> list[str]:
    """``level`` and what is worse; nothing without one."""
    return LEVELS[: LEVELS.index(level) + 1] if level else []


def _json_lines(row: Checked):
    record = {"type": row.kind, "id": row.pk, "number": row.number}
    for problem in row.problems:
        told = {"code": problem.code, "level": problem.level.value, "record": record, "field": problem.field}
        yield json.dumps(told | {"message": say(problem)}, ensure_ascii=False)


def _text_lines(row: Checked):
    if not row.problems:
        return
    heading = f"{row.number} {row.title}".strip()
    yield f"{heading}: {_counted(Counter(problem.level.value for problem in row.problems))}"
    for problem in row.problems:
        place = f" [{problem.field}]" if problem.field else ""
        yield f"  {problem.level.value:<5} {problem.code}{place}: {say(problem)}"


def _counted(counts: Counter) -> str:
    return ", ".join(f"{counts[level]} {level}" for level in LEVELS)
