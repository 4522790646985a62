"""What is wrong with a paper that only the paper shows: its face against its pages, its dates, its code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..content import problems as content_problems
from ..content.nodes import Document
from ..content.problems_code import code_problems
from ..problems import Level, Problem, gettext_noop
from .dates import first_date
from .face import Face
from .plates import Plate
from .titles import folded

Pages = tuple[tuple[str, Plate], ...]

_MISSING = {
    "code": ("no_code", gettext_noop("The paper has no code.")),
    "number": ("no_number", gettext_noop("The paper does not say which edition it is.")),
    "issued_on": ("no_issue_date", gettext_noop("The paper does not say when it was issued.")),
}
_EDITION = gettext_noop("The header table says edition %(header)s, the page’s %(place)s says %(page)s.")
_ISSUED = gettext_noop("The header table says issued on %(header)s, the page’s %(place)s says %(page)s.")
_EFFECTIVE = gettext_noop("The paper says in force from %(header)s, the %(place)s of other pages %(page)s.")
_ORDER = gettext_noop("It takes effect on %(effective)s, before it is issued on %(issued)s.")
_TITLE = gettext_noop("The page’s %(place)s has another title: “%(page)s”.")
_CODE = gettext_noop("The page’s %(place)s has another code: %(page)s.")
_DOTS = gettext_noop("Dots stand where a date or the edition belongs (%(place)s).")
_NO_DAY = gettext_noop("“%(typed)s” is not a day of the calendar.")
_UNSIGNED = gettext_noop("The paper does not name who drafted, reviewed and approved it.")
_TWICE = gettext_noop("“%(name)s” signs twice: drafting, review and approval are three people’s.")
_UNAMENDED = gettext_noop("Edition %(number)s has no table of what was amended.")
_TRACKED = gettext_noop("The file has tracked changes: they were read as if accepted.")
_OLD_FONT = gettext_noop(
    "Parts of the file are typed in a font of before Unicode (TCVN3, VNI). They were converted: look whether they "
    "read right."
)


def problems_of(face: Face, plate: Plate, pages: Pages, document: Document) -> Iterator[Problem]:
    """Every problem of the face and pages of a paper, then those of its content."""
    yield from _missing(plate, pages)
    yield from code_problems(plate.code, _int(plate.number))
    yield from _blanks(plate, pages)
    yield from _disagreeing(plate, pages)
    yield from _effective_disagreeing(plate, pages)
    yield from _dates(plate, pages)
    yield from _signatures(face)
    if _int(plate.number) > 1 and not face.amendments:
        yield Problem("no_amendments", Level.WARN, _UNAMENDED, "amendments", {"number": plate.number})
    yield from content_problems.problems(document)


def file_problems(*, tracked: bool, has_legacy_font: bool) -> Iterator[Problem]:
    """What the file itself has that a paper does not."""
    if tracked:
        yield Problem("tracked_changes", Level.HINT, _TRACKED, "body")
    if has_legacy_font:
        yield Problem("legacy_font", Level.HINT, _OLD_FONT, "body")


def _missing(plate: Plate, pages: Pages) -> Iterator[Problem]:
    for name, (code, message) in _MISSING.items():
        said = [getattr(p, name) for p in (plate, *(page for _, page in pages))]
        found = [first_date(s) if name == "issued_on" else _int(s) if name == "number" else s for s in said]
        if not any(found):
            yield Problem(code, Level.BLOCK, message, name)


def _blanks(plate: Plate, pages: Pages) -> Iterator[Problem]:
    places = dict.fromkeys(place for place, page in (("header table", plate), *pages) if page.blanks)
    for place in places:
        yield Problem("dots_for_date", Level.BLOCK, _DOTS, "issued_on", {"place": place})


def _disagreeing(plate: Plate, pages: Pages) -> Iterator[Problem]:
    for place, page in _distinct(pages):
        if _int(page.number) and _int(plate.number) and _int(page.number) != _int(plate.number):
            yield _warn("number_disagrees", _EDITION, "number", place, page.number, plate.number)
        issued, other = first_date(plate.issued_on), first_date(page.issued_on)
        if issued and other and issued != other:
            yield _warn("date_disagrees", _ISSUED, "issued_on", place, page.issued_on, plate.issued_on)
        if page.title and plate.title and _bare(page.title) != _bare(plate.title):
            yield _warn("title_disagrees", _TITLE, "title", place, page.title, plate.title)
        if page.code and plate.code and _bare(page.code) != _bare(plate.code):
            yield _warn("code_disagrees", _CODE, "code", place, page.code, plate.code)


def _effective_disagreeing(plate: Plate, pages: Pages) -> Iterator[Problem]:
    """Sections of a paper may each have a footer: one that was forgotten says the day of the edition before."""
    said = [page.effective_on for page in (plate, *(page for _place, page in pages)) if first_date(page.effective_on)]
    for place, page in _distinct(pages):
        other = first_date(page.effective_on)
        if other and other != first_date(said[0]):
            yield _warn("date_disagrees", _EFFECTIVE, "effective_on", place, page.effective_on, said[0])


def _distinct(pages: Pages) -> Pages:
    return tuple(page for index, page in enumerate(pages) if page not in pages[:index])


def _dates(plate: Plate, pages: Pages) -> Iterator[Problem]:
    said = [plate, *(page for _, page in pages)]
    for name in ("issued_on", "effective_on"):
        for typed in dict.fromkeys(getattr(p, name) for p in said):
            if re.search(r"\d.*\d{4}", typed) and not first_date(typed):
                yield Problem("no_such_day", Level.BLOCK, _NO_DAY, name, {"typed": typed})
    issued = next(filter(None, (first_date(p.issued_on) for p in said)), "")
    effective = next(filter(None, (first_date(p.effective_on) for p in said)), "")
    params = {"issued": issued, "effective": effective}
    if issued and effective and effective < issued:
        yield Problem("dates_out_of_order", Level.BLOCK, _ORDER, "effective_on", params)


def _signatures(face: Face) -> Iterator[Problem]:
    names = [sign_off.name for sign_off in face.sign_offs if sign_off.name]
    if not names:
        yield Problem("not_signed", Level.WARN, _UNSIGNED, "sign_offs")
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield Problem("signed_twice", Level.WARN, _TWICE, "sign_offs", {"name": name})


def _warn(code: str, message: str, field: str, place: str, page: str, header: str) -> Problem:
    return Problem(code, Level.WARN, message, field, {"place": place, "page": page, "header": header})


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", folded(text))


def _int(typed: str) -> int:
    found = re.search(r"\d{1,3}", typed)
    return int(found.group()) if found else 0
