"""HTML from Python with everything escaped: what is not ``Html`` is text."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


class Html(str):
    """A string that is HTML already."""

    __slots__ = ()


def tag(name: str, *children: str | None, **attributes: str | int | None) -> Html:
    """An element. ``cls`` is ``class``, ``data_label`` is ``data-label``; attributes that are None are left out."""
    return Html(f"<{name}{_attributes(attributes)}>{joined(children)}</{name}>")


def void(name: str, **attributes: str | int | None) -> Html:
    """An element without content (``img``, ``br``)."""
    return Html(f"<{name}{_attributes(attributes)}>")


def joined(children: Iterable[str | None]) -> Html:
    """Children in their order: HTML as it is, text escaped, None left out."""
    return Html("".join(_child(child) for child in children if child is not None))


def lines(text: str) -> Html:
    """Text whose line ends are shown."""
    return joined(_between(text.split("\n"), Html("<br>")))


def _between(items: Iterable[str], separator: Html) -> Iterable[str]:
    for index, item in enumerate(items):
        if index:
            yield separator
        yield item


def _child(child: str) -> str:
    return child if isinstance(child, Html) else escape(child, quote=False)


def _attributes(attributes: dict[str, str | int | None]) -> str:
    known = ((key, value) for key, value in attributes.items() if value is not None)
    return "".join(f' {_attribute_name(key)}="{escape(str(value))}"' for key, value in known)


def _attribute_name(key: str) -> str:
    return "class" if key == "cls" else key.rstrip("_").replace("_", "-")
