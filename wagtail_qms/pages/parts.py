"""What is drawn from an edition alone, kept by its digest: an edition never changes, so this is done once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.translation import get_language

from wagtail_qms import __version__, clock
from wagtail_qms.content import html
from wagtail_qms.content.nodes import Document, FileRef
from wagtail_qms.content.outline import entries
from wagtail_qms.content.text import prose_text
from wagtail_qms.content.walk import walk
from wagtail_qms.pages import whereabouts
from wagtail_qms.pages.contents import groups
from wagtail_qms.pages.labels import label
from wagtail_qms.pages.summary import Answer, answers, blank_forms
from wagtail_qms.register import queries
from wagtail_qms.register.enums import Provenance
from wagtail_qms.register.models import Edition
from wagtail_qms.register.snapshot import Amendment, Snapshot

# Another release may draw the same edition in another way.
_KEPT_BY = f"wagtail_qms:{__version__}"
_SECONDS = 30 * 24 * 3600
_DESCRIPTION = 300


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed in one role, as they stood on the day."""

    role: str
    name: str
    post: str = ""
    capacity: str = ""
    unit: str = ""
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """The drawn parts of one edition."""

    body: str
    contents: str
    answers: str
    forms: str
    description: str
    signers: tuple[Signer, ...]
    files: dict[str, FileRef]
    is_service: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """The parts of one edition, and what it and those before it amended, by their keys."""

    parts: Parts
    amendments: dict[int, tuple[Amendment, ...]]


def drawn(edition: Edition, before: Iterable[Edition]) -> Drawn:
    """The parts of ``edition`` and the amendments of it and of ``before``; no query when all are kept."""
    wanted = {_amendments_key(one): one for one in (edition, *before)}
    kept = cache.get_many([_parts_key(edition), *wanted])
    missing = {key: one for key, one in wanted.items() if key not in kept}
    is_new = _parts_key(edition) not in kept
    snapshots = _snapshots([*missing.values(), *([edition] if is_new else [])])
    made = {key: snapshots[one.pk].amendments for key, one in missing.items()}
    if is_new:
        made[_parts_key(edition)] = _parts(edition, snapshots[edition.pk])
    if made:
        cache.set_many(made, _SECONDS)
    kept |= made
    return Drawn(kept[_parts_key(edition)], {one.pk: kept[key] for key, one in wanted.items()})


def _parts_key(edition: Edition) -> str:
    return f"{_KEPT_BY}:parts:{get_language()}:{edition.digest}"


def _amendments_key(edition: Edition) -> str:
    return f"{_KEPT_BY}:amendments:{edition.digest}"


def _snapshots(editions: list[Edition]) -> dict[int, Snapshot]:
    if not editions:
        return {}
    rows = Edition.objects.filter(pk__in={edition.pk for edition in editions}).order_by()
    return {key: Snapshot.from_text(text) for key, text in rows.values_list("pk", "snapshot")}


def _parts(edition: Edition, snapshot: Snapshot) -> Parts:
    def file_url(file: FileRef) -> str:
        return whereabouts.file_of(edition.document, edition.number, file)

    return draw(snapshot, file_url, signers_of(edition))


def draw(snapshot: Snapshot, file_url, signers: tuple[Signer, ...] = ()) -> Parts:
    """The parts of ``snapshot``; ``file_url`` gives the address of one of its files."""
    document = snapshot.content
    found = answers(document)
    forms = [(form, file_url(form.file)) for form in blank_forms(document)]
    return Parts(
        body=html.render(document, label=label, file_url=file_url, link_url=whereabouts.of_link),
        contents=_render("contents", groups=groups(entries(document))),
        answers=_render("answers", answers=[(label(one.key), one) for one in found]),
        forms=_render("forms", forms=forms),
        description=_description(snapshot, found),
        signers=signers,
        files={file.digest: file for file in files_in(document)},
        is_service=bool(found),
    )


def _render(name: str, **context) -> str:
    return render_to_string(f"wagtail_qms/public/parts/{name}.html", context)


def _description(snapshot: Snapshot, found: list[Answer]) -> str:
    if snapshot.summary:
        return snapshot.summary[:_DESCRIPTION]
    purpose = next((s for s in snapshot.content.blocks if getattr(s, "role", "") == "purpose"), None)
    lines = [line.text for answer in found for line in answer.lines]
    words = prose_text(purpose.blocks) if purpose else "; ".join(lines)
    return " ".join(words.split())[:_DESCRIPTION]


def files_in(document: Document) -> Iterable[FileRef]:
    """Every file that ``document`` holds: pictures and blank forms."""
    for _path, node, _depth in walk(document):
        file = getattr(node, "file", None)
        if isinstance(file, FileRef):
            yield file


def signers_of(edition: Edition) -> tuple[Signer, ...]:
    """Who signed ``edition``, in their order; for one approved on paper the names on the paper."""
    if edition.provenance == Provenance.PAPER:
        rows = edition.paper_signers
        return tuple(Signer(*(row.get(name, "") for name in ("role", "name", "post", "capacity"))) for row in rows)
    return tuple(
        Signer(row.role, row.name, row.post, row.capacity, row.unit, clock.day_of(row.signed_at))
        for row in queries.sign_offs_of(edition)
    )
