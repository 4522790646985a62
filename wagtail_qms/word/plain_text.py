"""The bare text of a Word file's body, to be read beside what was understood of it."""

from __future__ import annotations

from wagtail_qms.word.package import open_package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def plain_text(content: bytes) -> str:
    """A line for each paragraph, tables cell by cell. CannotRead for what is no Word file."""
    body = open_package(content).element.body
    return "\n".join(filter(None, (_text(paragraph) for paragraph in body.iter(f"{_W}p"))))


def _text(paragraph) -> str:
    return "".join(_piece(node) for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br")).strip()


def _piece(node) -> str:
    return node.text or "" if node.tag == f"{_W}t" else " "
