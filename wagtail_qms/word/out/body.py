"""The content of an edition as the body of a Word file, section by section, in the order and words of the PDF."""

from __future__ import annotations

from functools import singledispatch

from wagtail_qms.content import nodes
from wagtail_qms.content.text import numbered, source_line
from wagtail_qms.content.text import plain as plain_text
from wagtail_qms.content.walk import Path

from .contents import DEEPEST, bookmark_of
from .ooxml import bookmarked, paragraph, run
from .parts import Parts
from .pictures import drawing
from .prose import in_cell, plain, points, running
from .steps import steps_table
from .styles import DEEPEST_HEADING
from .tables import Box, form_table, free_table, number_box, text_box

#: Parts of an administrative procedure stay out of the contents, which list two levels.
_PART_LEVEL = 3
_RECORD_SHARES = {"name": 42, "keeper": 22, "place": 20, "retention": 16, "basis": 22}
_ALWAYS = ("name", "keeper", "retention")


def body(document: nodes.Document, parts: Parts) -> str:
    """The whole body as paragraphs and tables."""
    return _all(document.blocks, parts, ())


def _all(blocks: tuple[nodes.Block, ...], parts: Parts, path: Path) -> str:
    return "".join(_block(block, parts, (*path, index)) for index, block in enumerate(blocks))


@singledispatch
def _block(block, parts: Parts, path: Path) -> str:
    raise TypeError(f"No form in Word for {type(block).__name__}")


@_block.register
def _(block: nodes.Section, parts, path):
    said = (("clauses", ", ".join(block.clauses)), ("outside", block.documents))
    notes = "".join(paragraph("Note", run(parts.label(f"paper.{key}") % value)) for key, value in said if value)
    title = run(numbered(block.number, block.title))
    if len(path) <= DEEPEST:
        title = bookmarked(parts.bookmark(), bookmark_of(path), title)
    return _heading(len(path), title) + notes + _all(block.blocks, parts, path)


@_block.register(nodes.Paragraph)
@_block.register(nodes.List)
def _(block, parts, path):
    return running((block,), parts)


@_block.register
def _(block: nodes.Image, parts, path):
    picture = parts.picture(block.file.digest)
    alt = block.alt or block.file.name
    if picture is None:
        shown = run(f"[{parts.label('paper.picture') % alt}]")
    else:
        relation, number = parts.keep(picture, parts.relations), parts.bookmark()
        shown = drawing(relation, picture, number, block.file.name, block.alt, (block.width, block.height))
    caption = paragraph("Caption", run(block.caption)) if block.caption else ""
    return paragraph("Picture", shown) + caption


@_block.register
def _(block: nodes.Definitions, parts, path):
    return points([f"{row.term}: {row.meaning}" for row in block.rows], parts)


@_block.register
def _(block: nodes.Sources, parts, path):
    heading = _part(block.number, "legal_bases.caption", parts) if block.legal else ""
    return heading + points([source_line(row, parts.label) for row in block.rows], parts)


@_block.register
def _(block: nodes.Dossier, parts, path):
    sets = plain(f"{parts.label('dossier.sets')}: {block.sets}", "BodyText") if block.sets else ""
    return _part(block.number, "dossier.caption", parts) + running(block.blocks, parts) + sets


@_block.register
def _(block: nodes.TimeLimits, parts, path):
    lines = (
        points([f"{row.case}: {row.value}"], parts) if row.case else plain(row.value, "BodyText") for row in block.rows
    )
    return _part(block.number, "time_limits.caption", parts) + "".join(lines)


@_block.register
def _(block: nodes.Fact, parts, path):
    return _part(block.number, f"fact.{block.kind}", parts) + running(block.blocks, parts)


@_block.register
def _(block: nodes.Motto, parts, path):
    return plain(block.text, "Motto")


@_block.register
def _(block: nodes.Table, parts, path):
    return free_table(block, parts)


@_block.register
def _(block: nodes.Steps, parts, path):
    return steps_table(block, parts)


@_block.register
def _(block: nodes.Forms, parts, path):
    headings = [parts.label(key) for key in ("row.number", "form.code", "form.name")]
    return form_table(headings, (8, 30, 62), _counted([(row.code, row.name) for row in block.rows]))


@_block.register
def _(block: nodes.Records, parts, path):
    used = [name for name in _RECORD_SHARES if name in _ALWAYS or any(getattr(row, name) for row in block.rows)]
    headings = [parts.label("row.number"), *(parts.label(f"record.{name}") for name in used)]
    rows = _counted([tuple(getattr(row, name) for name in used) for row in block.rows])
    return form_table(headings, (8, *(_RECORD_SHARES[name] for name in used)), rows)


@_block.register
def _(block: nodes.Clauses, parts, path):
    headings = [parts.label(f"clause.{name}") for name in ("clause", "how", "documents")]
    rows = [[text_box(row.clause), _prose_box(row.how, parts), text_box(row.documents)] for row in block.rows]
    return form_table(headings, (18, 56, 24), rows)


@_block.register
def _(block: nodes.Exclusions, parts, path):
    headings = [parts.label("exclusion.clause"), parts.label("exclusion.reason")]
    return form_table(headings, (22, 78), [[text_box(row.clause), text_box(row.reason)] for row in block.rows])


def _heading(level: int, inside: str) -> str:
    return paragraph(f"Heading{min(level, DEEPEST_HEADING)}", inside)


def _part(number: str, key: str, parts: Parts) -> str:
    return _heading(_PART_LEVEL, run(numbered(number, parts.label(key))))


def _prose_box(prose: nodes.Prose, parts: Parts) -> Box:
    return Box(in_cell(prose, parts), plain_text(prose))


def _counted(rows: list[tuple[str, ...]]) -> list[list[Box]]:
    return [[number_box(str(at)), *map(text_box, row)] for at, row in enumerate(rows, start=1)]
