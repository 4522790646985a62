"""The list of contents: links that Word can build anew from the headings."""

from __future__ import annotations

from collections.abc import Callable

from wagtail_qms.content.nodes import Document, Section
from wagtail_qms.content.text import numbered
from wagtail_qms.content.walk import Path, sections

from .ooxml import element, link_inside, paragraph, run

AMENDMENTS = "sua_doi"
#: Sections further down are never listed.
DEEPEST = 2
_MOST_LINES = 24


def bookmark_of(path: Path) -> str:
    """The name of the place of a section; Word hides names that begin like this."""
    return "_Toc" + "_".join(map(str, path))


def contents(document: Document, label: Callable[[str], str]) -> str:
    """The contents: amendments first, sections, sub-sections while the list stays short. "" without sections."""
    found = list(sections(document))
    if not found:
        return ""
    deepest = DEEPEST if sum(depth <= DEEPEST for _path, _section, depth in found) <= _MOST_LINES else 1
    lines = [_line(path, section, depth) for path, section, depth in found if depth <= deepest]
    amendments = link_inside(AMENDMENTS, run(label("paper.amendments_line"), element("caps")))
    title = paragraph("TOCHeading", run(label("paper.contents")))
    return title + paragraph("TOC1", amendments) + _built_anew(lines, deepest) + paragraph("Normal")


def _line(path: Path, section: Section, depth: int) -> tuple[str, str]:
    return f"TOC{depth}", link_inside(bookmark_of(path), run(numbered(section.number, section.title)))


def _built_anew(lines: list[tuple[str, str]], deepest: int) -> str:
    """The lines inside a field without page numbers: they are right before Word has counted the pages."""
    instruction = f'<w:instrText xml:space="preserve"> TOC \\o "1-{deepest}" \\n \\h </w:instrText>'
    begin = _char("begin") + element("r", instruction)
    last = len(lines) - 1
    return "".join(
        paragraph(style, begin + _char("separate") if at == 0 else "", line, _char("end") if at == last else "")
        for at, (style, line) in enumerate(lines)
    )


def _char(kind: str) -> str:
    return element("r", element("fldChar", fldCharType=kind))
