"""Rich text (Wagtail's database form of HTML) into running text and back.

Reading keeps the words of any HTML and only the marks, links and lists that a document knows;
scripts and styles are dropped with what they hold.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from itertools import groupby

from .links import INTERNAL, safe_href
from .nodes import Item, List, Paragraph, Prose, Run
from .tidy import tidy_node

_MARK_OF_TAG = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "sup": "superscript",
    "sub": "subscript",
}
_TAG_OF_MARK = {"bold": "b", "italic": "i", "underline": "u", "superscript": "sup", "subscript": "sub"}
# What these hold is not text of the document.
_DROPPED = frozenset(
    (
        "script",
        "style",
        "template",
        "noscript",
        "iframe",
        "object",
        "svg",
        "math",
        "head",
        "title",
        "textarea",
        "select",
        "audio",
        "video",
        "canvas",
    )
)
_BLOCKS = frozenset(
    (
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
        "section",
        "article",
        "header",
        "footer",
        "aside",
        "main",
        "nav",
        "figure",
        "figcaption",
        "dl",
        "dt",
        "dd",
        "form",
        "fieldset",
        "address",
        "hr",
    )
)


def from_html(html: str) -> Prose:
    """Running text from rich text HTML, in the one spelling (``content.tidy``)."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tidy_node(_Holder(reader.finish())).blocks


def to_html(prose: Prose) -> str:
    """Rich text HTML that reads back as the same running text."""
    return "".join(_block_html(block) for block in prose)


def _block_html(block: Paragraph | List) -> str:
    if isinstance(block, List):
        return _list_html(block)
    return f"<p>{_runs_html(block.runs)}</p>"


def _list_html(block: List) -> str:
    tag = "ol" if block.ordered else "ul"
    return f"<{tag}>{''.join(_item_html(item) for item in block.items)}</{tag}>"


def _item_html(item: Item) -> str:
    return f"<li>{_runs_html(item.runs)}{''.join(_list_html(nested) for nested in item.lists)}</li>"


def _runs_html(runs: tuple[Run, ...]) -> str:
    return "".join(_link_html(href, group) for href, group in groupby(runs, key=lambda run: run.href))


def _link_html(href: str, runs) -> str:
    inner = "".join(_run_html(run) for run in runs)
    internal = INTERNAL.fullmatch(href)
    if internal:
        return f'<a linktype="{internal.group(1)}" id="{internal.group(2)}">{inner}</a>'
    return f'<a href="{escape(href)}">{inner}</a>' if safe_href(href) else inner


def _run_html(run: Run) -> str:
    html = escape(run.text, quote=False).replace("\n", "<br/>")
    for mark in reversed(run.marks):
        html = f"<{_TAG_OF_MARK[mark]}>{html}</{_TAG_OF_MARK[mark]}>"
    return html


@dataclass(frozen=True, slots=True)
class _Holder:
    blocks: Prose


@dataclass(slots=True)
class _OpenItem:
    runs: list[Run] = field(default_factory=list)
    lists: list[List] = field(default_factory=list)


@dataclass(slots=True)
class _OpenList:
    ordered: bool
    items: list[_OpenItem] = field(default_factory=list)
    in_item: bool = False

    def closed(self) -> List:
        items = tuple(Item(tuple(item.runs), tuple(item.lists)) for item in self.items)
        return List(items, self.ordered)


class _Reader(HTMLParser):
    """Builds running text from a stream of tags; never fails on unbalanced ones."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks: list[Paragraph | List] = []
        self.runs: list[Run] = []
        self.lists: list[_OpenList] = []
        self.marks: dict[str, int] = {}
        self.links: list[str] = []
        self.dropping: list[str] = []

    def handle_starttag(self, tag, attrs):
        if self.dropping or tag in _DROPPED:
            self.dropping += [tag] if tag in _DROPPED else []
        elif tag in _MARK_OF_TAG:
            self._count(tag, 1)
        elif tag == "a":
            self.links.append(_href(dict(attrs)))
        elif tag == "br":
            self._write("\n")
        else:
            self._open(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if self.dropping:
            if tag in self.dropping:
                del self.dropping[self.dropping.index(tag) :]
        elif tag in _MARK_OF_TAG:
            self._count(tag, -1)
        elif tag == "a" and self.links:
            self.links.pop()
        else:
            self._close(tag)

    def handle_data(self, data):
        # In HTML a line end in the source is a blank; only <br> breaks a line.
        text = data.replace("\r", " ").replace("\n", " ").replace("\f", " ")
        if not self.dropping:
            self._write(text)

    def finish(self) -> Prose:
        while self.lists:
            self._close_list()
        self._end_paragraph()
        return tuple(self.blocks)

    def _count(self, tag: str, change: int) -> None:
        mark = _MARK_OF_TAG[tag]
        self.marks[mark] = max(0, self.marks.get(mark, 0) + change)

    def _open(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self._end_paragraph()
            self.lists.append(_OpenList(tag == "ol"))
        elif tag == "li" and self.lists:
            self.lists[-1].items.append(_OpenItem())
            self.lists[-1].in_item = True
        elif tag in _BLOCKS or tag == "li":
            self._end_paragraph()

    def _close(self, tag: str) -> None:
        if tag in ("ul", "ol") and self.lists:
            self._close_list()
        elif tag == "li" and self.lists:
            self.lists[-1].in_item = False
        elif tag in _BLOCKS or tag == "li":
            self._end_paragraph()

    def _close_list(self) -> None:
        closed = self.lists.pop().closed()
        if self.lists:
            self._item().lists.append(closed)
        else:
            self.blocks.append(closed)

    def _end_paragraph(self) -> None:
        if not self.lists:
            self.blocks.append(Paragraph(tuple(self.runs)))
            self.runs = []
        elif self.lists[-1].in_item:
            # A second paragraph of one point is a new line of it.
            runs = self._item().runs
            if runs and runs[-1].text != "\n":
                runs.append(Run("\n"))

    def _item(self) -> _OpenItem:
        items = self.lists[-1].items
        if not items:
            items.append(_OpenItem())
        return items[-1]

    def _write(self, text: str) -> None:
        if self.lists and not self.lists[-1].in_item and not text.strip():
            return
        marks = tuple(mark for mark, count in self.marks.items() if count)
        target = self._item().runs if self.lists else self.runs
        target.append(Run(text, marks, self.links[-1] if self.links else ""))


def _href(attrs: dict[str, str | None]) -> str:
    kind, key = attrs.get("linktype"), attrs.get("id")
    if kind in ("page", "document") and key:
        return safe_href(f"{kind}:{key}")
    return safe_href(attrs.get("href") or "")
