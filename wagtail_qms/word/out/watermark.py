"""Words across each page, as Word's own watermarks are: letters drawn behind the text from the page header."""

from __future__ import annotations

from .ooxml import attribute, paragraph

_STYLE = (
    "position:absolute;margin-left:0;margin-top:0;width:440pt;height:70pt;rotation:315;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin"
)
_LETTERS = "font-family:&quot;Times New Roman&quot;;font-size:1pt"
#: Office's shape of plain letters on a line, number 136.
_SUMS = (
    "sum #0 0 10800",
    "prod #0 2 1",
    "sum 21600 0 @1",
    "sum 0 0 @2",
    "sum 21600 0 @3",
    "if @0 @3 0",
    "if @0 21600 @1",
    "if @0 0 @2",
    "if @0 @4 21600",
    "mid @5 @6",
    "mid @8 @5",
    "mid @7 @8",
    "mid @6 @7",
    "sum @6 0 @5",
)
_TYPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    f' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>{"".join(f"<v:f eqn={attribute(sum_)}/>" for sum_ in _SUMS)}'
    '</v:formulas><v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"'
    ' o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
)


def watermark(text: str) -> str:
    """A paragraph of the page header with these words across the page; an empty one without any."""
    if not text:
        return paragraph("Header")
    shape = (
        f'{_TYPE}<v:shape id="watermark" type="#_x0000_t136" alt={attribute(text)} style="{_STYLE}"'
        f' fillcolor="#c0c0c0" stroked="f"><v:fill opacity=".5"/>'
        f'<v:textpath style="{_LETTERS}" string={attribute(text)}/></v:shape>'
    )
    return paragraph("Header", f"<w:r><w:pict>{shape}</w:pict></w:r>")
