"""Finding the requirement that was missed: clauses of standards, sections of the agency's editions in force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_qms import clock
from wagtail_qms.content.outline import entries
from wagtail_qms.organisation.searching import folded
from wagtail_qms.register.access import reader_today
from wagtail_qms.register.models import Edition
from wagtail_qms.standards import iso9001

_SHOWN = 12
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*")
_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Choice:
    """A requirement to choose: ``value`` as a form sends it, ``label`` as people read it."""

    value: str
    label: str


def search(user, agencies, query: str) -> list[Choice]:
    """The requirements that have every word of ``query``, those of documents first; two queries at most."""
    words = query.split()
    if not words:
        return []
    rows = [*_sections(user, agencies), *_clauses()]
    return [choice for choice, number in rows if _matches(choice.label, number, words)][:_SHOWN]


def _matches(label: str, number: str, words: list[str]) -> bool:
    text = folded(label)
    return all(_has(text, number, word) for word in words)


def _has(text: str, number: str, word: str) -> bool:
    if _NUMBER.fullmatch(word):
        return number == word or number.startswith(f"{word}.") or ("." not in word and folded(word) in text)
    return folded(word) in text


def _clauses() -> Iterator[tuple[Choice, str]]:
    language = "vi" if (get_language() or "").startswith("vi") else "en"
    for standard in iso9001.STANDARDS.values():
        for number, title in iso9001.clause_choices(language, standard.code):
            yield Choice(f"clause|{standard.code}|{number}", f"{standard.vn_code} – {title}"), number


def editions_for(user, agencies):
    """The editions in force of ``agencies`` that ``user`` may read."""
    rows = Edition.objects.in_force(clock.today()).filter(document__agency__in=agencies)
    return rows.readable_by(reader_today(user))


def _sections(user, agencies) -> Iterator[tuple[Choice, str]]:
    rows = editions_for(user, agencies).order_by("code", "pk").values_list("pk", "code", "title", "content_digest")
    outlines = _outlines({pk: digest for pk, _code, _title, digest in rows})
    for pk, code, title, _digest in rows:
        yield (
            Choice(f"section|{pk}|", _("%(code)s %(title)s (the whole document)") % {"code": code, "title": title}),
            "",
        )
        for number, heading in outlines[pk]:
            yield Choice(f"section|{pk}|{number}", f"{code} {title} – {number} {heading}"), number


def _outlines(digests: dict[int, str]) -> dict[int, list]:
    """The numbered parts of each edition. An edition never changes, so that they are read once a day at most."""
    keys = {pk: f"wagtail_qms.numbered.{digest}" for pk, digest in digests.items()}
    known = cache.get_many(keys.values())
    unknown = [pk for pk, key in keys.items() if key not in known]
    if unknown:
        for edition in Edition.objects.filter(pk__in=unknown):
            numbered = [(one.number, one.title) for one in entries(edition.content) if one.number]
            known[keys[edition.pk]] = numbered
            cache.set(keys[edition.pk], numbered, _DAY)
    return {pk: known[key] for pk, key in keys.items()}


def chosen(user, agencies, value: str) -> dict | None:
    """The columns of the requirement ``value``; None for one that is not to choose."""
    kind, _bar, rest = value.partition("|")
    name, _bar, number = rest.rpartition("|")
    if kind == "clause" and name in iso9001.STANDARDS:
        return {"standard": name, "clause": number}
    if kind == "section" and name.isdecimal():
        edition = editions_for(user, agencies).filter(pk=int(name)).first()
        return {"edition": edition, "section": number} if edition else None
    return None


def value_of(record) -> str:
    """The value that chooses the requirement of ``record``; empty when it is told in words."""
    if record.edition_id:
        return f"section|{record.edition_id}|{record.section}"
    return f"clause|{record.standard}|{record.clause}" if record.clause else ""


def label_of(user, agencies, value: str) -> str:
    """How the requirement ``value`` is shown, whatever is searched for."""
    columns = chosen(user, agencies, value) or {}
    if "clause" in columns:
        return next((choice.label for choice, _number in _clauses() if choice.value == value), value)
    edition = columns.get("edition")
    return f"{edition.code} {edition.title} – {columns['section']}".rstrip(" –") if edition else ""
