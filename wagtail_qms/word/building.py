"""From the sections of a paper to a document: each section's items in the shape of its role."""

from __future__ import annotations

from ..content import nodes
from ..content.tidy import tidy_text
from .flow import Grid, Item, Line
from .labelled import Labelled
from .outline import Part, appendix_title
from .procedure import has_parts, parts_of
from .running import blocks_of, opened
from .sources import sources_of
from .steps import is_steps, steps_of
from .tables import forms_blocks, records_blocks, records_of, terms_blocks
from .titles import folded

Blocks = list[nodes.Block | Labelled]


def blocks_of_part(part: Part, role: str = "") -> Blocks:
    """What a section holds, in order; ``role`` is that of the section around it."""
    found: Blocks = []
    items: list[Item] = []
    for item in part.items:
        if isinstance(item, Part):
            found += _shaped(items, part.role or role)
            items = []
            found.append(section_of(item, part.role or role))
        else:
            items.append(item)
    return found + _shaped(items, part.role or role)


def section_of(part: Part, role: str = "") -> nodes.Section:
    """A section with its number as typed or counted. An appended form takes its title from its own first lines."""
    title = part.title or (appendix_title(part.items) if part.role == "appendix" else "")
    return nodes.Section(tidy_text(title), part.number, part.role, blocks=tuple(blocks_of_part(part, role)))


def _shaped(items: list[Item], role: str) -> Blocks:
    if role == "appendix":
        return list(blocks_of(items))
    if role == "definitions":
        return terms_blocks(items)
    if role == "references":
        return _sources(items)
    if role == "forms":
        return forms_blocks(items)
    if role == "records":
        return records_blocks(items)
    if has_parts(items):
        return parts_of(items, plain_blocks)
    return plain_blocks(items)


def plain_blocks(items: list[Item]) -> Blocks:
    """Running text, with the tables among it that list steps or records as such."""
    found: Blocks = []
    text: list[Item] = []
    for item in opened(items):
        block = _table(item) if isinstance(item, Grid) else None
        if block is None:
            text.append(item)
            continue
        found += [*blocks_of(text), block]
        text = []
    return [*found, *blocks_of(text)]


def _table(grid: Grid) -> Labelled | None:
    if is_steps(grid):
        return steps_of(grid)
    return records_of(grid) if " luu" in folded(grid.text[:200]) else None


def _sources(items: list[Item]) -> Blocks:
    lines = [item for item in items if isinstance(item, Line) and item.text]
    rest = [item for item in items if not isinstance(item, Line)]
    return [*([sources_of(line.text for line in lines)] if lines else []), *plain_blocks(rest)]


def kind_of(said: str) -> str:
    """The kind of document that the face names: procedure unless it says another."""
    words = folded(said)
    for start, kind in (
        ("so tay", "manual"),
        ("chinh sach", "policy"),
        ("huong dan", "instruction"),
        ("bieu mau", "form"),
        ("phieu", "form"),
    ):
        if words.startswith(start):
            return kind
    return "procedure"
