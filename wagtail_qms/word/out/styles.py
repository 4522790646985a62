"""The styles of the paper (decree 30/2020, annex I): A4, Times New Roman 13, real headings under their known names."""

from __future__ import annotations

from collections.abc import Iterator

from .ooxml import HEAD, NAMESPACES, element, mm

#: Millimetres. The decree: left 30 to 35, right 15 to 20, top and bottom 20 to 25; the header table begins above.
PAGE_WIDTH, PAGE_HEIGHT, LEFT, RIGHT, TOP, BOTTOM, HEADER, FOOTER = 210, 297, 30, 15, 20, 20, 15, 10
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
FONT, SIZE = "Times New Roman", 13
DEEPEST_HEADING = 4

_CENTRED, _JUSTIFIED = element("jc", val="center"), element("jc", val="both")
_BOLD, _ITALIC = element("b"), element("i")
_KEEP = element("keepNext")


def styles(language: str) -> str:
    """The part ``styles.xml`` for a text in this language ("vi")."""
    tongue = language_tag(language)
    fonts = element("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    size = _sized(SIZE)
    marks = element("rPr", fonts, *size, element("lang", val=tongue, eastAsia=tongue, bidi="ar-SA"))
    layout = element("pPr", element("spacing", before=0, after=0, line=240, lineRule="auto"))
    defaults = element("docDefaults", element("rPrDefault", marks), element("pPrDefault", layout))
    return f"{HEAD}<w:styles {NAMESPACES}>{defaults}{''.join(_all())}</w:styles>"


def language_tag(language: str) -> str:
    """A language as Word names it: with its country, where one is meant."""
    return {"vi": "vi-VN", "en": "en-GB"}.get(language, language)


def _all() -> Iterator[str]:
    yield element(
        "style", element("name", val="Normal"), element("qFormat"), type="paragraph", default=1, styleId="Normal"
    )
    yield from _headings()
    yield _style("BodyText", "Body Text", (_spacing(0, 6, 288), _first_line(10), _JUSTIFIED))
    yield _style("ListParagraph", "List Paragraph", (_spacing(0, 6, 288), _JUSTIFIED))
    yield _style("Note", "Note", (_spacing(0, 6), _first_line(10)), (_ITALIC,))
    yield _style("Motto", "Motto", (_spacing(4, 10), _CENTRED), (_BOLD, *_sized(14)))
    yield _style("Caption", "caption", (_spacing(4, 4), _CENTRED), (_ITALIC,))
    yield _style("Picture", "Picture", (_spacing(6, 6), _CENTRED))
    yield from _front()
    yield from _tables()
    underlined = element("rPr", element("u", val="single"))
    yield element("style", element("name", val="Hyperlink"), underlined, type="character", styleId="Hyperlink")


def _headings() -> Iterator[str]:
    for level in range(1, DEEPEST_HEADING + 1):
        layout = (_KEEP, element("keepLines"), _spacing(8, 6), element("outlineLvl", val=level - 1))
        marks = (_BOLD, _ITALIC) if level == DEEPEST_HEADING else (_BOLD,)
        yield _style(f"Heading{level}", f"heading {level}", layout, marks, follows="BodyText")


def _front() -> Iterator[str]:
    yield _style("Title", "Title", (_spacing(22, 12), _CENTRED), (_BOLD, element("caps"), *_sized(16)))
    yield _style("TOCHeading", "TOC Heading", (_KEEP, _spacing(10, 6), _CENTRED), (_BOLD,))
    yield _style("TOC1", "toc 1", (_spacing(0, 3), element("ind", left=mm(10))))
    yield _style("TOC2", "toc 2", (_spacing(0, 3), element("ind", left=mm(18))))
    yield _style("Header", "header", (_CENTRED,))
    yield _style("Footer", "footer", (), _sized(10))
    yield _style("Letterhead", "Letterhead", (_CENTRED,), (element("caps"),))
    ends = (_KEEP, element("keepLines"), element("ind", left=mm(60)), _CENTRED)
    yield _style(
        "Place", "Place and date", (*ends[:2], _spacing(16, 8), ends[2], element("jc", val="right")), (_ITALIC,)
    )
    yield _style("Signature", "Signature", ends, (_BOLD,))


def _tables() -> Iterator[str]:
    yield _style("TableText", "Table text", (_spacing(2, 2),), _sized(12))
    yield _style("TableHeading", "Table heading", (_KEEP, _spacing(2, 2), _CENTRED), (_BOLD, *_sized(12)))
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = element("tblBorders", *(element(edge, val="single", sz=4, space=0, color="000000") for edge in edges))
    yield _style("TableSigned", "Table signature", (_spacing(22, 22), _CENTRED), (_ITALIC, *_sized(11)))
    yield _style("TableCentred", "Table text centred", (_spacing(2, 2), _CENTRED), _sized(12))
    margins = element("tblCellMar", *(element(edge, w=mm(1.4), type="dxa") for edge in ("left", "right")))
    strong = element("rPr", _BOLD)
    parts = (element("tblStylePr", strong, type=part) for part in ("firstRow", "firstCol"))
    inside = (element("name", val="Table Grid"), element("tblPr", borders, margins), *parts)
    yield element("style", *inside, type="table", styleId="TableGrid")


def _style(name: str, shown: str, layout: tuple[str, ...] = (), marks: tuple[str, ...] = (), follows: str = "") -> str:
    inside = [element("name", val=shown), element("basedOn", val="Normal")]
    inside += [element("next", val=follows)] if follows else []
    inside += [element("qFormat")]
    inside += [element("pPr", *layout)] if layout else []
    inside += [element("rPr", *marks)] if marks else []
    return element("style", *inside, type="paragraph", styleId=name)


def _spacing(before: float, after: float, line: int = 240) -> str:
    # A line of 240 is a single one.
    return element("spacing", before=round(before * 20), after=round(after * 20), line=line, lineRule="auto")


def _first_line(millimetres: float) -> str:
    return element("ind", firstLine=mm(millimetres))


def _sized(points: float) -> tuple[str, str]:
    return element("sz", val=round(points * 2)), element("szCs", val=round(points * 2))
