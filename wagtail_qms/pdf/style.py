"""The style sheet of the paper: A4, margins and sizes after decree 30/2020, annex I."""

from __future__ import annotations

from .metrics import FONTS

#: Millimetres. The decree: left 30 to 35, right 15 to 20, top and bottom 20 to 25; the header table begins above.
LEFT, WIDTH, TOP, BOTTOM = 30, 165, 15, 20
HEIGHT = 297
FOOTER = 26

_FACES = (
    ("Paper", "LiberationSerif-Regular.ttf", "normal", "normal"),
    ("Paper", "LiberationSerif-Bold.ttf", "bold", "normal"),
    ("Paper", "LiberationSerif-Italic.ttf", "normal", "italic"),
    ("Paper", "LiberationSerif-BoldItalic.ttf", "bold", "italic"),
    ("Symbols", "DejaVuSans.ttf", "normal", "normal"),
)

#: What the elements of the paper are before our own rules: xhtml2pdf's own sheet is read anew each time, and has more.
BASE_SHEET = """
html { font-family: Helvetica; font-size: 10px; font-weight: normal; color: #000000; margin: 0; padding: 0;
  line-height: 150%; border: 1px none; display: inline; width: auto; height: auto; white-space: normal; }
b { font-weight: bold; }
i { font-style: italic; }
u { text-decoration: underline; }
body, div, h1, h2, h3, h4, p, table, th, tr, td { display: block; }
tr, th, td { vertical-align: middle; width: auto; }
"""

_RULES = """
html, head, title { font-family: Paper, Symbols; }
body { font-family: Paper, Symbols; font-size: 13pt; line-height: 1.2; color: #000; }
p { margin: 0; padding: 0; word-wrap: break-word; }
a { color: #000; text-decoration: none; }
a.out { text-decoration: underline; }
h1, h2, h3, h4 { font-size: 13pt; margin: 8pt 0 6pt 0; -pdf-outline: true; -pdf-outline-open: false;
  word-wrap: break-word; }
h1 { font-weight: bold; -pdf-outline-level: 0; }
h2 { font-weight: bold; -pdf-outline-level: 1; }
h3 { font-weight: bold; -pdf-outline-level: 2; }
h4 { font-weight: bold; font-style: italic; -pdf-outline-level: 3; }
p.text { text-align: justify; text-indent: 10mm; margin-bottom: 6pt; }
p.item { text-align: justify; text-indent: 10mm; margin-bottom: 6pt; }
p.l1 { margin-left: 8mm; }
p.l2, p.l3 { margin-left: 16mm; }
p.follows { text-indent: 0; }
p.note { font-style: italic; text-indent: 10mm; margin-bottom: 6pt; }
p.title { font-weight: bold; text-align: center; margin: 10pt 0 6pt 0; font-size: 13pt; }
p.caption { font-style: italic; text-align: center; margin: 4pt 0; }
p.picture { text-align: center; margin: 6pt 0; }
p.toc { margin: 0 0 3pt 10mm; }
p.toc2 { margin: 0 0 3pt 18mm; }
table.ruled { width: 100%; }
th { border: 0.5pt solid #000; font-weight: bold; text-align: center; vertical-align: middle;
  padding: 5pt 4pt 3pt 4pt; }
td { padding: 2pt 4pt 1pt 4pt; vertical-align: top; border-left: 0.5pt solid #000; border-right: 0.5pt solid #000;
  border-top: none; border-bottom: none; word-wrap: break-word; text-align: left; }
td.t { border-top: 0.5pt solid #000; padding-top: 5pt; }
td.e { border-bottom: 0.5pt solid #000; padding-bottom: 3pt; }
td.te { border-top: 0.5pt solid #000; border-bottom: 0.5pt solid #000; padding-top: 5pt; padding-bottom: 3pt; }
td.m { text-align: center; }
td.s { font-weight: bold; }
td.h { font-weight: bold; text-align: center; vertical-align: middle; }
table.s12 { font-size: 12pt; }
table.s11 { font-size: 11pt; }
table.s10 { font-size: 10pt; }
table.s8 { font-size: 8pt; }
table.boxed { width: 100%; font-size: 12pt; }
td.b { border: 0.5pt solid #000; padding: 6pt 4pt 4pt 4pt; text-align: center; vertical-align: middle; }
td.left { text-align: left; }
td.sign { height: 62pt; font-style: italic; font-size: 11pt; }
p.strong { font-weight: bold; }
p.center { text-align: center; }
p.motto { font-weight: bold; text-align: center; font-size: 14pt; margin: 4pt 0 10pt 0; }
p.policy { font-weight: bold; text-align: center; font-size: 16pt; margin: 22pt 0 12pt 0; }
p.parent { text-align: center; font-size: 13pt; }
p.agency { text-align: center; font-weight: bold; font-size: 13pt; }
p.place { text-align: right; font-style: italic; margin: 16pt 0 8pt 0; }
p.capacity { text-align: center; font-weight: bold; }
p.signed { text-align: center; font-style: italic; font-size: 12pt; margin: 26pt 0; }
p.pagenumber { text-align: center; font-size: 13pt; }
td.letter { border: none; }
table.verify { width: 100%; font-size: 10pt; }
td.v { border: none; vertical-align: middle; padding: 0; }
p.formcode { text-align: right; font-size: 11pt; }
p.head { text-align: center; font-size: 12pt; }
p.s { font-weight: bold; }
p.formtitle { text-align: center; font-weight: bold; font-size: 14pt; margin: 10pt 0 2pt 0; }
p.numberline { text-align: center; font-style: italic; margin-bottom: 8pt; }
p.post { text-align: center; }
p.marked { text-align: center; font-style: italic; font-size: 11pt; margin: 16pt 0; }
table.sheet { width: 100%; }
td.side { padding: 1pt 6pt 1pt 6pt; }
td.edget { border-top: 0.5pt solid #000; font-size: 2pt; padding: 0; height: 3pt; }
td.edgee { border-bottom: 0.5pt solid #000; font-size: 2pt; padding: 0; height: 3pt; }
td.signl { border-right: none; width: 50%; padding: 6pt 4pt 4pt 4pt; }
td.signr { border-left: none; width: 50%; padding: 6pt 4pt 4pt 4pt; }
"""


def style_sheet(header_height: float, *, verified: bool = True) -> str:
    """The whole sheet; ``header_height`` is what the header table takes on each page, in points.

    ``verified``: the first page leaves room for the QR code at its foot.
    """
    return _faces() + _pages(header_height / 72 * 25.4, FOOTER if verified else 0) + _RULES


def _faces() -> str:
    return "".join(
        f'@font-face {{ font-family: "{family}"; src: url("{FONTS / name}"); font-weight: {weight};'
        f" font-style: {slant}; }}\n"
        for family, name, weight, slant in _FACES
    )


def _pages(header: float, footer: float) -> str:
    """The first page may have the QR code at its foot; on the others "qms-number" may stand on top."""
    begin = TOP + header + 4
    room = HEIGHT - BOTTOM - begin
    foot = _frame("verify", "qms-verify", HEIGHT - BOTTOM - footer + 4, footer - 4) if footer else ""
    first = _frame("body", "", begin, room - footer) + foot
    rest = _frame("number", "qms-number", TOP, header) + _frame("body", "", begin, room)
    return f"@page {{ size: a4 portrait; {first} }}\n@page next {{ size: a4 portrait; {rest} }}\n"


def _frame(name: str, content: str, top: float, height: float) -> str:
    static = f"-pdf-frame-content: {content};" if content else ""
    return f"@frame {name} {{ {static} left: {LEFT}mm; top: {top:.2f}mm; width: {WIDTH}mm; height: {height:.2f}mm; }} "
