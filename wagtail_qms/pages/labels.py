"""The words around a document's own words, in the language of the reader."""

from __future__ import annotations

from django.utils.translation import get_language, gettext, gettext_lazy

from wagtail_qms.content.labels import LABELS, english
from wagtail_qms.standards import iso9001


def label(key: str) -> str:
    """The words of a key of ``content.labels``; "iso.7.5" gives the clause's number and short title."""
    kind, _, number = key.partition(".")
    if kind == "iso":
        return _clause_label(number)
    return gettext(english(key))


def lazy_label(key: str):
    """The same for a class body: translated when shown. Raises KeyError for an unknown key."""
    return gettext_lazy(LABELS[key])


def _clause_label(number: str) -> str:
    return dict(clause_choices()).get(number, number)


def clause_choices() -> list[tuple[str, str]]:
    """The clauses of the standard as choices in the reader's language."""
    return iso9001.clause_choices(get_language() or "en")
