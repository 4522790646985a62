"""A short way to write the demo's documents as content: plain lines in, nodes out."""

from __future__ import annotations

from itertools import groupby

from wagtail_qms.content import nodes
from wagtail_qms.content.nodes import CaseValue, Item, List, Paragraph, Run

#: Letters of the parts of an administrative procedure, as official papers count them.
LETTERS = "abcdđeghiklmn"


def prose(text: str) -> nodes.Prose:
    """Running text from lines: "- " starts a point, "+ " a point under it, anything else a paragraph."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    blocks: list = []
    for is_list, group in groupby(lines, key=lambda line: line[:2] in ("- ", "+ ")):
        if is_list:
            blocks.append(List(tuple(_items(list(group)))))
        else:
            blocks += [Paragraph((Run(line),)) for line in group]
    return tuple(blocks)


def _items(lines: list[str]):
    while lines:
        first, *lines = lines
        nested = []
        while lines and lines[0].startswith("+ "):
            nested.append(Item((Run(lines.pop(0)[2:]),)))
        yield Item((Run(first[2:]),), (List(tuple(nested)),) if nested else ())


def section(
    number: str, title: str, *parts, role: str = "", clauses: tuple = (), documents: str = ""
) -> nodes.Section:
    """A section; a string among ``parts`` is running text."""
    blocks = [block for part in parts for block in (prose(part) if isinstance(part, str) else (part,))]
    return nodes.Section(title, number, role, clauses, documents, tuple(blocks))


def step(number: str, activity: str, responsible: str, requirement: str = "", forms: str = "", times=()) -> nodes.Step:
    """A step; its level follows from its number: 5.1 stands above 5.1.1. ``times`` is text or pairs (case, time)."""
    cases = ((("", times),) if times else ()) if isinstance(times, str) else times
    return nodes.Step(
        activity,
        number,
        responsible,
        prose(requirement),
        forms,
        tuple(CaseValue(value, case) for case, value in cases),
        level_of(number),
    )


def heading(number: str, title: str) -> nodes.Step:
    """A row over the rows that follow."""
    return nodes.Step(title, number, level=level_of(number), heading=True)


def level_of(number: str) -> int:
    """How deep the row of that number lies."""
    return max(number.count(".") - 1, 0)


def steps(caption: str, *rows: nodes.Step) -> nodes.Steps:
    """A step table."""
    return nodes.Steps(rows, caption)


def terms(**meanings: str) -> nodes.Definitions:
    """Abbreviations; an underscore stands for a blank."""
    rows = (nodes.Definition(term.replace("_", " "), meaning, True) for term, meaning in meanings.items())
    return nodes.Definitions(tuple(rows))


def meanings(*pairs: tuple[str, str]) -> nodes.Definitions:
    """Terms and what they mean."""
    return nodes.Definitions(tuple(nodes.Definition(term, meaning) for term, meaning in pairs))


def forms(*rows: tuple[str, str]) -> nodes.Forms:
    """The table of forms, (code, name) each; the blank of that code is found when the page is made."""
    return nodes.Forms(tuple(nodes.FormEntry(name, code, blank(code)) for code, name in rows))


def blank(code: str) -> nodes.FileRef:
    """Stands for the blank form of that code until the page names the uploaded file."""
    return nodes.FileRef("", code, "", 0)


def records(*rows: tuple[str, str, str, str]) -> nodes.Records:
    """The table of records: (name, keeper, place, how long) each."""
    return nodes.Records(tuple(nodes.RecordEntry(*row) for row in rows))


def law(kind: str, number: str, title: str, issued_on: str = "", issuer: str = "") -> nodes.Source:
    """A source by value."""
    return nodes.Source(title, kind, number, issued_on=issued_on, issuer=issuer)


def sources(*rows: nodes.Source) -> nodes.Sources:
    """References of a procedure."""
    return nodes.Sources(rows)


def table(caption: str, *rows: tuple[str, ...]) -> nodes.Table:
    """A table whose first row is its heading."""
    return nodes.Table(tuple(tuple(nodes.Cell(prose(cell)) for cell in row) for row in rows), caption)
