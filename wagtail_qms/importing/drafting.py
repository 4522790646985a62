"""One file becomes one draft: in whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import count

from django.db import transaction

from wagtail_qms.content.outline import fold
from wagtail_qms.content.stream import to_stream
from wagtail_qms.importing.fitting import fitted, hidden_pictures
from wagtail_qms.importing.neighbours import Wish, neighbour_problems, neighbours_of
from wagtail_qms.importing.pictures import Pictures
from wagtail_qms.importing.remembering import page_of, remember
from wagtail_qms.importing.sources import Source
from wagtail_qms.organisation.models import FieldOfWork
from wagtail_qms.pages import models
from wagtail_qms.pages.models import DocumentIndexPage
from wagtail_qms.problems import Level, Problem, gettext_noop
from wagtail_qms.word.reading import Reading

TITLE_LENGTH, CODE_LENGTH = 255, 100
_PAGES = {
    page.kind: page
    for page in (
        models.ProcedurePage,
        models.WorkInstructionPage,
        models.FormPage,
        models.QualityManualPage,
        models.QualityPolicyPage,
    )
}
_UNTITLED = gettext_noop("The paper has no title, so the document is called as the file is.")
_CUT = gettext_noop("The paper’s %(what)s is longer than the register takes, so it was cut: “%(said)s”.")
_NO_PICTURE = gettext_noop(
    "The picture %(name)s is of a kind that browsers do not show. It is kept as a document, and a link stands in its "
    "place: in Word, save it as a PNG picture and put that into the draft. LibreOffice on the server would convert it."
)


class Status(StrEnum):
    """What became of a file."""

    READ = "read"
    DRAFTED = "drafted"
    KNOWN = "known"
    DUPLICATE = "duplicate"
    REGISTERED = "registered"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document of a file, and everything that was noticed on the way.

    ``page_id`` is that of the draft, made now or before; None when there is none.
    """

    source: Source
    part: str
    reading: Reading
    wish: Wish
    status: Status
    problems: tuple[Problem, ...] = ()
    page_id: int | None = None


def wish_of(source: Source, reading: Reading, field: str = "") -> Wish:
    """What the document is called as the file says it, cut to what the register takes."""
    title = reading.title or source.stem
    return Wish(title[:TITLE_LENGTH].strip(), reading.code[:CODE_LENGTH].strip(), field)


def look_at(source: Source, reading: Reading, index: DocumentIndexPage, wish: Wish, part: str = "") -> Outcome:
    """What would become of a reading; nothing is written."""
    known = page_of(source, part, index)
    near = [] if known else neighbours_of(wish, index)
    status = Status.KNOWN if known else Status.READ
    if any(neighbour.is_same(wish) for neighbour in near):
        status = Status.DUPLICATE
    problems = (*_made_fit(reading), *neighbour_problems(wish, near), *reading.problems)
    return Outcome(source, part, reading, wish, status, problems, known.pk if known else None)


@transaction.atomic
def bring_in(
    source: Source, reading: Reading, index: DocumentIndexPage, wish: Wish, *, user=None, part: str = ""
) -> Outcome:
    """Make the draft of a reading below ``index``, unless it is there.

    A file that was brought in before changes nothing, nor does one whose code, field of work and title are those of
    a document of the list.
    """
    # Two who bring the same file at once: the second waits here, and finds it.
    index = DocumentIndexPage.objects.select_for_update(of=("self",)).get(pk=index.pk)
    found = look_at(source, reading, index, wish, part)
    if found.status != Status.READ:
        return found
    page = _draft(reading, index, wish, user)
    remember(page, source, part, user, reading.problems)
    return Outcome(source, part, reading, wish, Status.DRAFTED, found.problems, page.pk)


def _draft(reading: Reading, index: DocumentIndexPage, wish: Wish, user):
    model = _PAGES[reading.document.kind]
    pictures = Pictures(reading.files, user)
    page = model(
        title=wish.title,
        slug=_free_slug(index, wish),
        code=wish.code,
        field_of_work=field_of(index.agency, wish.field),
        amendments=[
            {"type": "amendment", "value": {"what": row.what, "basis": row.basis, "number": row.number}}
            for row in reading.amendments
        ],
        body=to_stream(fitted(reading.document, offered_by(model), pictures.is_shown, pictures.link), pictures),
        owner=user,
        live=False,
    )
    index.add_child(instance=page)
    page.save_revision(user=user)
    return page


def field_of(agency, name: str) -> FieldOfWork | None:
    """The agency's field of work of that name, made when it is missing; None for no name."""
    return FieldOfWork.objects.get_or_create(agency=agency, name=name)[0] if name else None


def offered_by(model) -> set[str]:
    """The names of the blocks that the body of the page type ``model`` offers."""
    return set(model._meta.get_field("body").stream_block.child_blocks)


def _free_slug(index: DocumentIndexPage, wish: Wish) -> str:
    taken = set(index.get_children().values_list("slug", flat=True))
    words = fold(wish.title)[:200] or "tai-lieu"
    places = (words if place == 1 else f"{words}-{place}" for place in count(1))
    return next(slug for slug in places if slug not in taken)


def _made_fit(reading: Reading) -> Iterator[Problem]:
    if not reading.title:
        yield Problem("import.untitled", Level.WARN, _UNTITLED, "title")
    for what, said, length in (("title", reading.title, TITLE_LENGTH), ("code", reading.code, CODE_LENGTH)):
        if len(said) > length:
            yield Problem("import.cut", Level.WARN, _CUT, what, {"what": what, "said": said})
    for image in hidden_pictures(reading.document, Pictures(reading.files).is_shown):
        yield Problem("import.picture", Level.WARN, _NO_PICTURE, "body", {"name": image.file.name})
