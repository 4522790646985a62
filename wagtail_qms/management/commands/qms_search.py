"""``qms_search QUERY...``: what a reader finds, on the command line."""

import json
from collections.abc import Iterator
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from wagtail_qms.management.search_engines import add_engine_argument, named_engines
from wagtail_qms.search.answering import answer
from wagtail_qms.search.data import answer_data
from wagtail_qms.search.interface import Answer, EngineUnavailableError
from wagtail_qms.search.scoping import scope_for

#: Letters of a passage that are printed for people.
_SHOWN = 160


class Command(BaseCommand):
    help = "Ask the search. Each QUERY is one question: put words that belong together into quotes."

    def add_arguments(self, parser):
        parser.add_argument("queries", nargs="*", metavar="QUERY", help="a question")
        parser.add_argument("--file", type=Path, metavar="QUERIES", help="a file with a question a line")
        add_engine_argument(parser, "ask this engine alone; without it the site's own, or whichever stands in for it")
        parser.add_argument("--as", dest="user", default="", metavar="USER", help="what this account may find")
        parser.add_argument("--limit", type=int, default=10, metavar="N", help="documents for each question")
        parser.add_argument("--json", action="store_true", help="one JSON object a line for each question")

    def handle(self, *args, **options):
        queries = list(_queries(options["queries"], options["file"]))
        if not queries:
            raise CommandError("Ask something: qms_search QUERY..., or --file QUERIES.")
        if options["limit"] < 1:
            raise CommandError("--limit is 1 or more.")
        scope, name = scope_for(_account(options["user"])), _engine(options["engine"])
        for query in queries:
            try:
                found = answer(query, scope, page_size=options["limit"], engine=name)
            except EngineUnavailableError as error:
                raise CommandError(f"{name}: {error}") from error
            for line in _json_lines(query, found) if options["json"] else _text_lines(query, found):
                self.stdout.write(line)


def _queries(given: list[str], file: Path | None) -> Iterator[str]:
    yield from given
    if file is not None:
        try:
            text = file.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file}: {error}") from error
        yield from (line for line in text.splitlines() if line.strip())


def _account(name: str):
    if not name:
        return None
    user = get_user_model()._default_manager.filter(**{get_user_model().USERNAME_FIELD: name}).first()
    if user is None:
        raise CommandError(f"There is no account {name!r}.")
    return user


def _engine(name: str) -> str:
    return named_engines(name)[0] if name else ""


def _json_lines(query: str, found: Answer) -> Iterator[str]:
    yield json.dumps(answer_data(found), ensure_ascii=False)


def _text_lines(query: str, found: Answer) -> Iterator[str]:
    yield f"{query}: {found.total} documents ({found.engine or '-'}, {found.took_ms:.0f} ms)"
    if found.did_you_mean:
        yield f"  → {found.did_you_mean}"
    for place, document in enumerate(found.documents, 1):
        yield f"{place:>3}. {document.head.code} {document.head.title} [{document.score:.2f}]"
        for one in document.passages:
            place_of = f"{one.passage.heading} #{one.passage.anchor}".strip(" #")
            yield f"       {place_of}: {' '.join(one.passage.text.split())[:_SHOWN]} [{one.score:.2f}]"
