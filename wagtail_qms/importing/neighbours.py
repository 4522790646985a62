"""The documents that are in a list already, compared with one that is brought: by code, field and title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wagtail.models import Page

from wagtail_qms.content.outline import fold
from wagtail_qms.organisation.models import FieldOfWork
from wagtail_qms.problems import Level, Problem, gettext_noop
from wagtail_qms.register.codes import code_key

_SAME = gettext_noop(
    "“%(title)s” is in the list already with this code and field of work, so it was not made a second time. "
    "Bring the file in as its next edition."
)
_OTHER_TITLE = gettext_noop(
    "The code %(code)s already belongs to another document of this field of work: “%(title)s”. One of the two needs "
    "another code."
)
_OTHER_FIELD = gettext_noop("The code %(code)s is also used in another field of work (%(field)s): “%(title)s”.")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a document shall be called: as the file says, or as whoever brings it corrects it."""

    title: str
    code: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A draft of the list, as its latest revision says."""

    page_id: int
    title: str
    code: str
    field: str

    def is_same(self, wish: Wish) -> bool:
        """Whether it is the very document: code, field and title agree."""
        return self.field == wish.field and fold(self.title) == fold(wish.title)


def neighbours_of(wish: Wish, index) -> list[Neighbour]:
    """The documents below ``index`` with the code of ``wish``; three queries for any number."""
    key = code_key(wish.code)
    if not key:
        return []
    fields = dict(FieldOfWork.objects.filter(agency=index.agency_id).values_list("pk", "name"))
    found = (Neighbour(pk, title, code, fields.get(field, "")) for pk, title, code, field in _drafts(index))
    return [neighbour for neighbour in found if code_key(neighbour.code) == key]


def _drafts(index) -> Iterator[tuple]:
    pages = Page.objects.descendant_of(index)
    said = [f"latest_revision__content__{name}" for name in ("title", "code", "field_of_work")]
    for pk, title, code, field in pages.filter(latest_revision__isnull=False).values_list("pk", *said):
        if code:
            yield pk, title or "", code, field
    for page in pages.filter(latest_revision__isnull=True).specific():
        if getattr(page, "code", ""):
            yield page.pk, page.title, page.code, page.field_of_work_id


def neighbour_problems(wish: Wish, neighbours: list[Neighbour]) -> Iterator[Problem]:
    """What ``wish`` has in common with documents that are there, the same one first."""
    for near in sorted(neighbours, key=lambda near: not near.is_same(wish)):
        params = {"code": near.code, "title": near.title, "field": near.field or "–"}
        if near.is_same(wish):
            yield Problem("import.duplicate", Level.WARN, _SAME, "code", params)
        elif near.field == wish.field:
            yield Problem("import.code_taken", Level.WARN, _OTHER_TITLE, "code", params)
        else:
            yield Problem("import.code_in_other_field", Level.HINT, _OTHER_FIELD, "code", params)
