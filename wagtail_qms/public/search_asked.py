"""What a reader asked the search page for, bounded, and the addresses that ask for nearly the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from wagtail_qms.search.analysis.letters import composed
from wagtail_qms.search.analysis.query import is_control
from wagtail_qms.search.enums import Facet

#: Letters of a question; whoever types more is answered for these.
LENGTH = 500
#: Values of all facets together, and letters of each.
_VALUES, _VALUE_LENGTH = 20, 255
LAST_PAGE = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, by what it is narrowed (``enums.Facet``), and the page of its answer."""

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1

    @property
    def is_narrowed(self) -> bool:
        """Whether any facet was chosen."""
        return bool(self.chosen)

    def query(self) -> str:
        """The query string that asks for this."""
        pairs = [("q", self.text), *self._facets()]
        pairs += [("page", self.page)] if self.page > 1 else []
        return urlencode(pairs)

    def facets_query(self) -> str:
        """The query string of what it is narrowed to alone."""
        return urlencode(self._facets())

    def _facets(self) -> list[tuple[str, str]]:
        return [(facet, value) for facet, values in self.chosen.items() for value in values]

    def on_page(self, page: int) -> Asked:
        """The same on another page."""
        return replace(self, page=page)

    def of(self, text: str) -> Asked:
        """Another question, not narrowed."""
        return Asked(text=text[:LENGTH])

    def toggled(self, facet: str, value: str) -> Asked:
        """The same from its first page, with ``value`` chosen in ``facet``, or no longer chosen."""
        values = self.chosen.get(facet, ())
        kept = tuple(one for one in values if one != value) if value in values else (*values, value)
        chosen = {**self.chosen, facet: kept}
        return Asked(self.text, {name: chosen[name] for name in Facet.values if chosen.get(name)})

    def whole(self) -> Asked:
        """The same question, not narrowed."""
        return Asked(self.text)


def asked_of(data) -> Asked:
    """What the query string ``data`` (a ``QueryDict``) asks for. Nothing in it is refused: it is cut or left out."""
    left, chosen = _VALUES, {}
    for facet in Facet.values:
        # As the register spells them: "\x00" alone no database takes.
        values = (value[:_VALUE_LENGTH].replace("\x00", "") for value in data.getlist(facet)[:left])
        values = tuple(dict.fromkeys(value for value in values if value))
        left -= len(values)
        if values:
            chosen[facet] = values
    return Asked(plain(data.get("q", ""), LENGTH), chosen, _page(data.get("page", "")))


def plain(text: str, length: int) -> str:
    """``text`` on one line, without control characters, cut to ``length``."""
    kept = (" " if is_control(char) else char for char in composed(text[: 4 * length]))
    return " ".join("".join(kept).split())[:length].rstrip()


def _page(text: str) -> int:
    is_number = text.isascii() and text.isdecimal() and len(text) < 6
    return min(max(int(text), 1), LAST_PAGE) if is_number else 1
