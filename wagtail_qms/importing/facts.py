"""What was understood of a file, as the plain facts that ``qms_import --json`` prints."""

from __future__ import annotations

from wagtail_qms.content import nodes
from wagtail_qms.content.text import plain
from wagtail_qms.content.walk import walk
from wagtail_qms.importing.drafting import Outcome
from wagtail_qms.word.tables import form_named
from wagtail_qms.words import say


def facts_of(outcome: Outcome) -> dict:
    """The facts of one document; what the file does not say is null, a list without rows is empty."""
    reading, found = outcome.reading, [node for _path, node, _depth in walk(outcome.reading.document)]
    return {
        "file": outcome.source.name,
        "part": outcome.part,
        "document": outcome.page_id,
        "code": outcome.wish.code,
        "title": outcome.wish.title,
        "kind": reading.document.kind,
        "field": outcome.wish.field,
        "edition": reading.number or None,
        "issued_on": reading.issued_on or None,
        "effective_on": reading.effective_on or None,
        **_lists(found),
        "fees": _fees(found),
        "words": reading.words,
        "words_kept": reading.words_kept,
        "problems": [
            {"code": problem.code, "level": str(problem.level), "message": say(problem)}
            for problem in outcome.problems
        ],
    }


def _lists(found: list) -> dict[str, list[dict]]:
    legal = [row for node in found if isinstance(node, nodes.Sources) and node.legal for row in node.rows]
    limits = [row for node in found if isinstance(node, nodes.TimeLimits) for row in node.rows]
    return {
        "sections": _rows(found, nodes.Section, "number", "title"),
        "steps": [
            {
                "number": step.number,
                "title": step.activity,
                "responsible": step.responsible,
                "times": _cases(step.times),
            }
            for step in found
            if isinstance(step, nodes.Step)
        ],
        "forms": _rows(_listed(found) or _appended(found), nodes.FormEntry, "code", "name"),
        "records": [
            {"name": row.name, "keeper": row.keeper or row.place, "retention": row.retention}
            for row in found
            if isinstance(row, nodes.RecordEntry)
        ],
        "legal_bases": _rows(legal, nodes.Source, "kind", "number", "title", "year", "issued_on"),
        "definitions": _rows(found, nodes.Definition, "term", "meaning"),
        "time_limits": _cases(limits),
    }


def _listed(found: list) -> list[nodes.FormEntry]:
    return [node for node in found if isinstance(node, nodes.FormEntry)]


def _appended(found: list) -> list[nodes.FormEntry]:
    # A paper that lists no forms has those that are appended to it.
    titles = (node.title for node in found if isinstance(node, nodes.Section) and node.role == "appendix")
    return [form_named(title) for title in titles if title]


def _fees(found: list) -> str:
    facts = (node for node in found if isinstance(node, nodes.Fact) and node.kind == "fees")
    return "\n".join(plain(fact.blocks) for fact in facts)


def _rows(found: list, kind: type, *names: str) -> list[dict]:
    return [{name: getattr(node, name) for name in names} for node in found if isinstance(node, kind)]


def _cases(rows) -> list[dict]:
    return [{"case": row.case, "value": row.value} for row in rows]
