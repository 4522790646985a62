"""The names of search engines on the command line."""

from __future__ import annotations

from django.core.management.base import CommandError

from wagtail_qms.search import choosing


def add_engine_argument(parser, words: str):
    """``--engine NAME``."""
    parser.add_argument("--engine", default="", metavar="NAME", help=f"{words} ({', '.join(choosing.ENGINES)})")


def named_engines(name: str) -> tuple[str, ...]:
    """The engine ``name``, or all whose indexes are kept. CommandError for one that does not exist."""
    if not name:
        return choosing.kept_names()
    if name not in choosing.ENGINES and name not in choosing.kept_names():
        raise CommandError(f"There is no engine {name!r}: choose {' or '.join(choosing.ENGINES)}.")
    return (name,)
