"""Where ruled tables and paragraphs may be broken at a page's end, told to xhtml2pdf by two tags of our own.

``<qms:ruled widths="30 60" keep="3 4"/>`` after a table: its columns have these widths in points; rows go on over a
page's end in the middle of a cell, with a line at the foot of the page and on top of the next; the rows numbered in
``keep`` stay with the row after them.
``<qms:widows/>`` at the end: no paragraph before it leaves its last line alone.
"""

from __future__ import annotations

from reportlab.lib import colors
from xhtml2pdf import parser
from xhtml2pdf.tags import pisaTag
from xhtml2pdf.xhtml2pdf_reportlab import PmlFlowingCell, PmlKeepInFrame, PmlParagraph, PmlTable, opened_up

LINE_WIDTH = 0.5
#: A row or a cell of no more points stays whole; a longer one leaves and takes at least so much.
_WHOLE, _LEAST = 90, 48


def register() -> None:
    """Makes the two tags known; xhtml2pdf looks for a tag's class among the names of its parser."""
    parser.pisaTagQMSRULED = _Ruled
    parser.pisaTagQMSWIDOWS = _Widows


class RuledTable(PmlTable):
    """A table whose long rows are cut where the page ends."""

    def _flowsAt(self, availHeight) -> bool:
        row = self._first_beyond(availHeight)
        if not self._repeatCount() <= row < self._nrows or self._rowHeights[row] <= _WHOLE:
            return False
        return availHeight - sum(self._rowHeights[:row]) >= self._least(row)

    def _splitInsideRow(self, availWidth, availHeight) -> list:
        row = self._first_beyond(availHeight)
        # What goes over is never a single line.
        most = sum(self._rowHeights[: row + 1]) - _LEAST
        # Otherwise ReportLab cuts above the row, and the rest begins on the same page with its headings.
        self.splitByRow = 0
        parts = super()._splitInsideRow(availWidth, min(availHeight, most))
        for part in (self, *parts):
            part.splitByRow = 1
        return parts

    def onSplit(self, T, byRow=1) -> None:
        # ReportLab forgets these commands with the first cut.
        _add_lines(T)

    def _getFirstPossibleSplitRowPosition(self, availHeight, ignoreSpans=0):
        # A row that must not be parted from the one before may still be cut inside.
        return (
            self._first_beyond(availHeight)
            if ignoreSpans
            else super()._getFirstPossibleSplitRowPosition(availHeight, ignoreSpans)
        )

    def _least(self, row: int) -> float:
        """So many points of the row must fit: its short cells stay whole."""
        around = max(style.topPadding + style.bottomPadding for style in self._cellStyles[row])
        cells = (cell if isinstance(cell, (list, tuple)) else [cell] for cell in self._cellvalues[row] if cell)
        heights = (sum(part.height for part in opened_up(cell)) + around for cell in cells)
        return max([_LEAST, *(height for height in heights if height <= _WHOLE)])

    def _first_beyond(self, height: float) -> int:
        for row, own in enumerate(self._rowHeights):
            if own > height:
                return row
            height -= own
        return self._nrows


class _Cell(PmlFlowingCell):
    """What a cell holds, in print of its own size: as it stands, one taller than a page is printed smaller."""

    def wrap(self, availWidth, availHeight):
        # Asked four times for each cell, and the height that is left does not matter.
        if getattr(self, "_measured", None) != availWidth:
            self._measured, self._size = availWidth, super().wrap(availWidth, availHeight)
        return self._size


class _Ruled(pisaTag):
    def start(self, c) -> None:
        table = c.story[-1]
        table.__class__ = RuledTable
        widths = [float(width) for width in self.node.getAttribute("widths").split()]
        table._colWidths[:] = widths[: len(table._colWidths)]
        table._cellvalues[:] = [[_unshrunk(cell) for cell in row] for row in table._cellvalues]
        _add_lines(table)
        kept = (int(row) for row in self.node.getAttribute("keep").split())
        # The first column is enough, and the fewer cells the sooner it is done.
        table.setStyle([("NOSPLIT", (0, row), (0, row + 1)) for row in kept])
        _without_widows([table])


class _Widows(pisaTag):
    def start(self, c) -> None:
        c.addPara()
        _without_widows(c.story)


def _unshrunk(cell):
    return _Cell(cell._content) if isinstance(cell, PmlKeepInFrame) else cell


def _add_lines(table: PmlTable) -> None:
    for side, place in (("LINEBELOW", "splitlast"), ("LINEABOVE", "splitfirst")):
        table._addCommand((side, (0, place), (-1, place), LINE_WIDTH, colors.black))


def _without_widows(story: list) -> None:
    for flowable in opened_up(story):
        if isinstance(flowable, PmlParagraph):
            flowable.allowWidows = 0
