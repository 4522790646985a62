"""A Word document's body, headers and footers as a flow of lines, grids and pictures."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from ..content.links import safe_href
from ..content.nodes import FileRef, Run
from .flow import Box, Grid, Item, Line, Picture
from .legacy import decoded, is_legacy
from .numbering import Numbering, Shown
from .styles import Styles, font_of, list_of, switched
from .symbols import composed, plain_symbols, symbol

_EMU_PER_PIXEL = 9525
_R_ID, _R_EMBED = qn("r:id"), qn("r:embed")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_IMAGE_DATA = "{urn:schemas-microsoft-com:vml}imagedata"
#: Deleted or moved away by a tracked change, or a second form of what stands beside it.
_SKIPPED = frozenset(
    (qn("w:del"), qn("w:moveFrom"), qn("w:delText"), qn("w:instrText"), qn("w:rPr"), qn("w:pPr"), _FALLBACK)
)
_BREAKS = frozenset((qn("w:br"), qn("w:cr")))
_HYPHENS = {qn("w:noBreakHyphen"): "-", qn("w:softHyphen"): "", qn("w:ptab"): "\t", qn("w:tab"): "\t"}
_RUN, _TEXT, _LINK, _SYM = qn("w:r"), qn("w:t"), qn("w:hyperlink"), qn("w:sym")
_BOX, _BLIP, _DRAWING = qn("w:txbxContent"), qn("a:blip"), qn("w:drawing")
_NOTES = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}
_PARAGRAPH, _TABLE = qn("w:p"), qn("w:tbl")
_ROW, _CELL = qn("w:tr"), qn("w:tc")


class BodyReader:
    """Reads one document; ``files`` fills with the bytes of its pictures by digest."""

    def __init__(self, document):
        self.part = document.part
        self.files: dict[str, bytes] = {}
        self.styles = Styles(document.styles.element)
        self.has_legacy_font = False
        self.numbering = Numbering(_parsed_if_any(_part_of(self.part, "numbering")))
        # A note's pictures are named by the relations of the part that it stands in.
        self.note_parts = {kind: _part_of(self.part, kind) for kind in ("footnotes", "endnotes")}
        self.notes = {kind: _notes(_parsed_if_any(part)) for kind, part in self.note_parts.items()}

    def items(self, container, part=None) -> list[Item]:
        """The flow of a body, cell, text box, header or footer."""
        return list(self._items(container, part or self.part))

    def _items(self, container, part) -> Iterator[Item]:
        for child in container:
            if child.tag == _PARAGRAPH:
                yield from self._paragraph(child, part)
            elif child.tag == _TABLE:
                yield self._grid(child, part)
            elif child.tag not in _SKIPPED and isinstance(child.tag, str):
                # Content controls, tracked insertions and custom XML wrap paragraphs.
                yield from self._items(child, part)

    def _paragraph(self, node, part) -> Iterator[Item]:
        layout = node.find(qn("w:pPr"))
        style = None if layout is None else layout.find(qn("w:pStyle"))
        look = self.styles.paragraph(None if style is None else style.get(qn("w:val")))
        piece = _Piece(self, part, look)
        piece.walk(node, "")
        list_id, level = list_of(layout)
        shown = self._shown(list_id or look.list_id, level if list_id else look.list_level, piece)
        yield Line(tuple(piece.runs), shown.number, shown.level, shown.bullet, look.heading, look.listed)
        yield from piece.pictures
        for box in piece.boxes:
            yield from self._items(box, part)
        for kind, note_id in piece.notes:
            yield from self._items(self.notes[kind].get(note_id, ()), self.note_parts[kind])

    def _shown(self, list_id: str, level: int, piece: _Piece) -> Shown:
        # A number counts even on an empty paragraph: Word shows it.
        return (self.numbering.next(list_id, level) if list_id else None) or Shown()

    def _grid(self, node, part) -> Grid:
        rows: list[list[Box]] = []
        above: dict[int, tuple[int, int]] = {}
        for row_node in _rows(node):
            row: list[Box] = []
            column = _skipped_columns(row_node)
            for cell in _cells(row_node):
                span, merge = _spans(cell)
                if merge == "continue" and column in above:
                    top, place = above[column]
                    rows[top][place] = _taller(rows[top][place], len(rows))
                    self._absorb(rows, above[column], cell, part)
                else:
                    above.pop(column, None)
                    if merge:
                        above[column] = (len(rows), len(row))
                    row.append(Box(tuple(self._items(cell, part)), column, span))
                column += span
            rows.append(row)
        return Grid(tuple(map(tuple, rows)))

    def _absorb(self, rows: list[list[Box]], place: tuple[int, int], cell, part) -> None:
        # Word hides what a covered cell holds; the words are kept all the same.
        items = [item for item in self._items(cell, part) if not isinstance(item, Line) or item.text]
        if items:
            box = rows[place[0]][place[1]]
            rows[place[0]][place[1]] = Box((*box.items, *items), box.column, box.colspan, box.rowspan)

    def picture(self, relation: str, part, alt: str, width: int, height: int) -> Picture | None:
        """The picture a relation names; None when it lies outside the file or is missing."""
        related = part.rels.get(relation)
        if related is None or related.is_external:
            return None
        content = related.target_part.blob
        digest = hashlib.sha256(content).hexdigest()
        self.files[digest] = content
        name = str(related.target_part.partname).rpartition("/")[2]
        return Picture(FileRef(digest, name, related.target_part.content_type, len(content)), alt, width, height)


class _Piece:
    """One paragraph as it is walked."""

    def __init__(self, reader: BodyReader, part, look):
        self.reader, self.part, self.look = reader, part, look
        self.runs: list[Run] = []
        self.pictures: list[Picture] = []
        self.boxes: list = []
        self.notes: list[tuple[str, str]] = []

    def walk(self, node, href: str) -> None:
        """Takes what the node holds, in order."""
        for child in node:
            if child.tag in _SKIPPED or not isinstance(child.tag, str):
                continue
            if child.tag == _RUN:
                self._run(child, href)
            elif child.tag == _LINK:
                self.walk(child, self._target(child) or href)
            elif child.tag == _BOX:
                self.boxes.append(child)
            else:
                self.walk(child, href)

    def _target(self, node) -> str:
        related = self.part.rels.get(node.get(_R_ID) or "")
        return safe_href(related.target_ref) if related is not None and related.is_external else ""

    def _run(self, node, href: str) -> None:
        properties = node.find(qn("w:rPr"))
        if switched(properties, "w:vanish", False):
            return
        font = self._font(properties)
        text = "".join(self._texts(node, font))
        if is_legacy(font) and not text.isascii():
            self.reader.has_legacy_font = True
        if text:
            self._say(composed(text), self._marks(properties), href)

    def _say(self, text: str, marks: tuple[str, ...], href: str) -> None:
        if self.runs and text and unicodedata.combining(text[0]):
            # The mark of a letter that another run holds.
            last = self.runs[-1]
            self.runs[-1] = replace(last, text=composed(last.text + text[0]))
            text = text[1:]
        if text:
            self.runs.append(Run(text, marks, href))

    def _font(self, properties) -> str:
        style = None if properties is None else properties.find(qn("w:rStyle"))
        named = self.reader.styles.look(style.get(qn("w:val"))).font if style is not None else ""
        return font_of(properties) or named or self.look.font

    def _texts(self, node, font: str) -> Iterator[str]:
        for child in node:
            if child.tag == _TEXT:
                yield plain_symbols(decoded(child.text or "", font), font)
            elif child.tag in _BREAKS:
                yield "" if child.get(qn("w:type")) in ("page", "column") else "\n"
            elif child.tag in _HYPHENS:
                yield _HYPHENS[child.tag]
            elif child.tag == _SYM:
                yield symbol(child.get(qn("w:font")) or "", child.get(qn("w:char")) or "")
            elif child.tag in _NOTES:
                self.notes.append((_NOTES[child.tag], child.get(qn("w:id")) or ""))
            elif child.tag not in _SKIPPED and isinstance(child.tag, str):
                self._take_drawing(child)

    def _take_drawing(self, node) -> None:
        size = next(node.iter(qn("wp:extent")), None)
        width, height = _pixels(size)
        described = next(node.iter(qn("wp:docPr")), None)
        alt = "" if described is None else described.get("descr") or ""
        for found in _shown_parts(node):
            if found.tag == _BOX:
                self.boxes.append(found)
                continue
            relation = found.get(_R_EMBED) or found.get(_R_ID) or ""
            picture = self.reader.picture(relation, self.part, alt, width, height)
            if picture:
                self.pictures.append(picture)

    def _marks(self, properties) -> tuple[str, ...]:
        look = self.look
        if properties is not None and properties.find(qn("w:rStyle")) is not None:
            look = self.reader.styles.look(properties.find(qn("w:rStyle")).get(qn("w:val")))
        bold = switched(properties, "w:b", look.bold if look.bold is not None else self.look.bold)
        italic = switched(properties, "w:i", look.italic if look.italic is not None else self.look.italic)
        under = None if properties is None else properties.find(qn("w:u"))
        raised = None if properties is None else properties.find(qn("w:vertAlign"))
        found = (
            ("bold", bold),
            ("italic", italic),
            ("underline", under is not None and under.get(qn("w:val")) != "none"),
            ("superscript", raised is not None and raised.get(qn("w:val")) == "superscript"),
            ("subscript", raised is not None and raised.get(qn("w:val")) == "subscript"),
        )
        return tuple(mark for mark, on in found if on)


def _shown_parts(node) -> Iterator:
    """Text boxes and pictures of a drawing from top to bottom; not those inside a text box, nor fallbacks."""
    if node.tag == _BOX or node.tag in (_BLIP, _IMAGE_DATA):
        yield node
    elif node.tag not in _SKIPPED:
        for child in node:
            yield from _shown_parts(child)


def _rows(table) -> Iterator:
    for child in table:
        if child.tag == _ROW:
            deleted = child.find(f"{qn('w:trPr')}/{qn('w:del')}")
            if deleted is None:
                yield child
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            yield from _rows(child)


def _cells(row) -> Iterator:
    for child in row:
        if child.tag == _CELL:
            yield child
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            yield from _cells(child)


def _skipped_columns(row) -> int:
    node = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    return _count(node, 0)


def _spans(cell) -> tuple[int, str]:
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return max(1, _count(span, 1)), "" if merge is None else merge.get(qn("w:val")) or "continue"


def _count(node, otherwise: int) -> int:
    value = "" if node is None else node.get(qn("w:val")) or ""
    return min(int(value), 100) if value.isdecimal() else otherwise


def _taller(box: Box, row: int) -> Box:
    return Box(box.items, box.column, box.colspan, box.rowspan + 1)


def _pixels(size) -> tuple[int, int]:
    if size is None:
        return 0, 0
    typed = (size.get(name) or "" for name in ("cx", "cy"))
    return tuple(int(value) // _EMU_PER_PIXEL if value.isdecimal() and len(value) < 12 else 0 for value in typed)


def _part_of(part, kind: str):
    """A part of the document by the end of its relation's name; None without one."""
    for relation in part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{kind}"):
            return relation.target_part
    return None


def _parsed_if_any(part):
    return None if part is None else parsed(part)


def parsed(part):
    """The XML of a part, python-docx's own tree when it has one."""
    return part.element if hasattr(part, "element") else parse_xml(part.blob)


def _notes(root) -> dict[str, object]:
    if root is None:
        return {}
    return {note.get(qn("w:id")): note for note in root if note.get(qn("w:type")) is None}
