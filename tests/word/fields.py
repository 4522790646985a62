"""What was read, as the facts that ``expected/*.json`` transcribe by hand, to be compared field by field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from wagtail_qms.content import nodes, problems
from wagtail_qms.content.walk import walk
from wagtail_qms.word.reading import Reading

EXPECTED = Path(__file__).parent / "expected"
_PARTS = (nodes.Dossier, nodes.TimeLimits, nodes.Fact, nodes.Sources)
_NAMES = {nodes.Dossier: "dossier", nodes.TimeLimits: "time_limits", nodes.Sources: "legal"}


def expected(name: str) -> dict:
    """The hand-made facts of a file; a fact that is null was not transcribed."""
    facts = json.loads((EXPECTED / f"{name}.json").read_text(encoding="utf-8"))
    return {key: value for key, value in facts.items() if value is not None}


def differences(reading: Reading, name: str) -> dict[str, tuple]:
    """For each field that is not as transcribed: what was read and what is right."""
    read = facts_of(reading)
    return {key: (read[key], right) for key, right in expected(name).items() if read[key] != right}


def facts_of(reading: Reading) -> dict:
    """The facts of a reading in the form of the expected files."""
    found = [node for _, node, _ in walk(reading.document)]
    sections = [block for block in reading.document.blocks if isinstance(block, nodes.Section)]
    parts = [node for node in found if isinstance(node, _PARTS) and getattr(node, "legal", True)]
    legal = [row for node in parts if isinstance(node, nodes.Sources) for row in node.rows]
    return {
        "kind": reading.document.kind,
        "agency": reading.agency,
        "code": reading.code,
        "number": reading.number,
        "title": reading.title,
        "issued_on": reading.issued_on,
        "effective_on": reading.effective_on,
        "sign_offs": [[sign_off.role, sign_off.post] for sign_off in reading.sign_offs],
        "amendments": len(reading.amendments),
        "sections": [[section.number, section.role] for section in sections if section.role != "appendix"],
        "appendices": sum(section.role == "appendix" for section in sections),
        "definitions": sum(isinstance(node, nodes.Definition) for node in found),
        "references": [
            row.number for node in found if isinstance(node, nodes.Sources) and not node.legal for row in node.rows
        ],
        "parts": [[_NAMES.get(type(node)) or node.kind, node.number] for node in parts],
        # The number of sets; what some papers say after it is their own sentence.
        "sets": next((" ".join(node.sets.split()[:2]) for node in parts if isinstance(node, nodes.Dossier)), ""),
        "fees": _fact(parts, "fees"),
        "legal_bases": [
            [row.kind, row.number or row.year, row.issued_on, row.issuer]
            if row.number
            else [row.kind, "", row.year, ""]
            for row in legal
        ],
        "steps": [
            [step.number, step.responsible, [[time.case, time.value] for time in step.times]]
            for step in found
            if isinstance(step, nodes.Step)
        ],
        "forms": sum(isinstance(node, nodes.FormEntry) for node in found),
        "records": [[row.name, row.retention] for row in found if isinstance(row, nodes.RecordEntry)],
        "face_problems": list(_face_problems(reading)),
    }


def _fact(parts: list, kind: str) -> str:
    said = [node for node in parts if isinstance(node, nodes.Fact) and node.kind == kind]
    return (
        "".join(run.text for node in said for block in node.blocks for run in block.runs)
        if said and all(isinstance(block, nodes.Paragraph) for node in said for block in node.blocks)
        else ""
    )


def _face_problems(reading: Reading) -> Iterator[str]:
    of_content = {problem.code for problem in problems.problems(reading.document)}
    yield from dict.fromkeys(p.code for p in reading.problems if p.code not in of_content)
