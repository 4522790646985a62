"""The content of an edition as HTML for paper, section by section."""

from __future__ import annotations

from functools import singledispatch
from html import escape

from wagtail_qms.content import nodes
from wagtail_qms.content.outline import anchors
from wagtail_qms.content.text import numbered, source_line
from wagtail_qms.content.walk import Path

from .free import free_table
from .prose import Piece, pieces, room, room_above, text_html, text_pieces
from .ruled import cell, table
from .steps import steps_table
from .widths import Column, Row
from .words import label, word

_DEEPEST = 4


def body_html(document: nodes.Document) -> str:
    """The whole body: headings are bookmarks, each anchor of ``content.outline`` can be linked to."""
    return _all(document.blocks, anchors(document), ())


def picture_mark(block: nodes.Image) -> str:
    """The mark that stands for a picture until its bytes are read where rendering is fenced in."""
    alt = escape(word("picture", block.alt or block.file.name), quote=True)
    return f'<qms-picture digest="{escape(block.file.digest)}" alt="{alt}"/>'


def _all(blocks: tuple[nodes.Block, ...], known: dict[Path, str], path: Path) -> str:
    return "".join(_block(block, known, (*path, index)) for index, block in enumerate(blocks))


@singledispatch
def _block(block, known: dict[Path, str], path: Path) -> str:
    raise TypeError(f"No paper form for {type(block).__name__}")


@_block.register
def _(block: nodes.Section, known, path):
    level = min(1 + sum(1 for length in range(1, len(path)) if path[:length] in known), _DEEPEST)
    notes = [word("clauses", ", ".join(block.clauses))] if block.clauses else []
    notes += [word("outside", block.documents)] if block.documents else []
    lines = "".join(f'<p class="note">{text_html(note)}</p>' for note in notes)
    inside = lines + _all(block.blocks, known, path)
    return room_above(inside) + _heading(numbered(block.number, block.title), known.get(path, ""), level) + inside


@_block.register(nodes.Paragraph)
@_block.register(nodes.List)
def _(block, known, path):
    return _running((block,))


@_block.register
def _(block: nodes.Image, known, path):
    caption = f'<p class="caption">{text_html(block.caption)}</p>' if block.caption else ""
    return f'<p class="picture">{picture_mark(block)}</p>{caption}'


@_block.register
def _(block: nodes.Definitions, known, path):
    return "".join(_point(f"{row.term}: {row.meaning}") for row in block.rows)


@_block.register
def _(block: nodes.Sources, known, path):
    points = "".join(_point(source_line(row, label)) for row in block.rows)
    return _part(block.number, "legal_bases.caption", known, path) + points if block.legal else points


@_block.register
def _(block: nodes.Dossier, known, path):
    sets = _plain(f"{label('dossier.sets')}: {block.sets}") if block.sets else ""
    return _part(block.number, "dossier.caption", known, path) + _running(block.blocks) + sets


@_block.register
def _(block: nodes.TimeLimits, known, path):
    lines = (_point(f"{row.case}: {row.value}") if row.case else _plain(row.value) for row in block.rows)
    return _part(block.number, "time_limits.caption", known, path) + "".join(lines)


@_block.register
def _(block: nodes.Fact, known, path):
    return _part(block.number, f"fact.{block.kind}", known, path) + _running(block.blocks)


@_block.register
def _(block: nodes.Motto, known, path):
    return f'<p class="motto">{text_html(block.text)}</p>'


@_block.register
def _(block: nodes.Table, known, path):
    return free_table(block)


@_block.register
def _(block: nodes.Steps, known, path):
    return steps_table(block, lambda index: known.get((*path, index), ""))


@_block.register
def _(block: nodes.Forms, known, path):
    columns = [Column(label("row.number"), 8, "m"), _column("form.code", 30, True), _column("form.name", 62)]
    return table(columns, _numbered_rows([(cell(row.code), cell(row.name)) for row in block.rows], known, path))


@_block.register
def _(block: nodes.Records, known, path):
    shares = {"name": 42, "keeper": 22, "place": 20, "retention": 16, "basis": 22}
    always = ("name", "keeper", "retention")
    used = [name for name in shares if name in always or any(getattr(row, name) for row in block.rows)]
    names = [_column(f"record.{name}", shares[name], name != "name") for name in used]
    columns = [Column(label("row.number"), 8, "m"), *names]
    rows = [tuple(cell(getattr(row, name)) for name in used) for row in block.rows]
    return table(columns, _numbered_rows(rows, known, path))


@_block.register
def _(block: nodes.Clauses, known, path):
    columns = [_column("clause.clause", 18, True), _column("clause.how", 56), _column("clause.documents", 24, True)]
    return table(columns, [Row((cell(row.clause), pieces(row.how), cell(row.documents))) for row in block.rows])


@_block.register
def _(block: nodes.Exclusions, known, path):
    columns = [_column("exclusion.clause", 22, True), _column("exclusion.reason", 78)]
    return table(columns, [Row((cell(row.clause), cell(row.reason))) for row in block.rows])


def _column(key: str, share: float, fits: bool = False) -> Column:
    return Column(label(key), share, fits=fits)


def _numbered_rows(rows: list[tuple], known: dict[Path, str], path: Path) -> list[Row]:
    return [Row((cell(str(at + 1)), *cells), known.get((*path, at), "")) for at, cells in enumerate(rows)]


def _heading(words: str, anchor: str, level: int) -> str:
    name = f'<a name="{escape(anchor)}"></a>' if anchor else ""
    return f"<h{level}>{name}{text_html(words)}</h{level}>"


def _part(number: str, key: str, known: dict[Path, str], path: Path) -> str:
    return room() + _heading(numbered(number, label(key)), known.get(path, ""), 3)


def _running(prose: nodes.Prose) -> str:
    return "".join(_written(piece) for piece in pieces(prose))


def _point(text: str) -> str:
    return "".join(_written(piece) for piece in pieces((nodes.List((nodes.Item((nodes.Run(text),)),)),)))


def _plain(text: str) -> str:
    return "".join(_written(piece) for piece in text_pieces(text))


def _written(piece: Piece) -> str:
    kind = f"item l{min(piece.depth, 3)}" if piece.depth >= 0 else "text"
    return f'<p class="{kind}{" follows" if piece.follows else ""}">{piece.html}</p>'
