"""What a paragraph or run takes from its style: marks, list, outline level."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from docx.oxml.ns import qn

_HEADING = "w:outlineLvl"
_CONTENTS = re.compile(r"(toc|contents) ?[1-9]")
#: Word's lists have nine levels.
_DEEPEST = 8
_ON = (None, "1", "true", "on")


@dataclass(frozen=True, slots=True)
class Look:
    """What one style says; None where it says nothing."""

    bold: bool | None = None
    italic: bool | None = None
    list_id: str = ""
    list_level: int = 0
    heading: int = 0
    font: str = ""
    #: A line of the contents that Word makes.
    listed: bool = False


class Styles:
    """The styles of one document, their bases followed."""

    def __init__(self, root):
        self.nodes = {} if root is None else {n.get(qn("w:styleId")): n for n in root.iterchildren(qn("w:style"))}
        self.looks: dict[str, Look] = {}
        default = None if root is None else root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        self.plain = Look(font=font_of(default))
        #: The style of paragraphs that name none.
        self.normal = next((key for key, node in self.nodes.items() if _is_default(node)), "")

    def paragraph(self, style_id: str | None) -> Look:
        """The look of a paragraph of this style, or of none."""
        look = self.look(style_id or self.normal)
        return look if look.font else replace(look, font=self.plain.font)

    def look(self, style_id: str | None) -> Look:
        """The look of a style; a loop of bases ends where it closes."""
        if not style_id or style_id not in self.nodes:
            return Look()
        if style_id not in self.looks:
            self.looks[style_id] = Look()
            self.looks[style_id] = self._look(self.nodes[style_id])
        return self.looks[style_id]

    def _look(self, node) -> Look:
        based_on = node.find(qn("w:basedOn"))
        base = self.look(None if based_on is None else based_on.get(qn("w:val")))
        marks, layout = node.find(qn("w:rPr")), node.find(qn("w:pPr"))
        list_id, level = list_of(layout)
        outline = None if layout is None else layout.find(qn(_HEADING))
        depth = "" if outline is None else outline.get(qn("w:val")) or ""
        heading = int(depth) + 1 if depth.isdecimal() else base.heading
        return Look(
            switched(marks, "w:b", base.bold),
            switched(marks, "w:i", base.italic),
            list_id or base.list_id,
            level if list_id else base.list_level,
            heading if heading < 10 else 0,
            font_of(marks) or base.font,
            bool(_CONTENTS.fullmatch(_name(node))),
        )


def _name(node) -> str:
    name = node.find(qn("w:name"))
    return "" if name is None else (name.get(qn("w:val")) or "").lower()


def _is_default(node) -> bool:
    return node.get(qn("w:type")) == "paragraph" and node.get(qn("w:default")) in ("1", "true", "on")


def font_of(marks) -> str:
    """The font that marks name for Latin letters, "" for none."""
    fonts = None if marks is None else marks.find(qn("w:rFonts"))
    return "" if fonts is None else fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi")) or ""


def switched(marks, name: str, otherwise: bool | None) -> bool | None:
    """Whether a mark is on, off, or as it was otherwise."""
    node = None if marks is None else marks.find(qn(name))
    return otherwise if node is None else node.get(qn("w:val")) in _ON


def list_of(layout) -> tuple[str, int]:
    """The list and level of a paragraph's layout; ("", 0) without one."""
    node = None if layout is None else layout.find(qn("w:numPr"))
    if node is None:
        return "", 0
    number, level = node.find(qn("w:numId")), node.find(qn("w:ilvl"))
    value = "" if level is None else level.get(qn("w:val")) or ""
    return ("" if number is None else number.get(qn("w:val")) or ""), min(
        int(value), _DEEPEST
    ) if value.isdecimal() else 0
