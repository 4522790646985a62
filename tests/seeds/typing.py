"""The fields of the editor's form, filled with a procedure as an officer would type it."""

from __future__ import annotations

from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from tests.seeds.reading import Procedure, Row, plain, rich
from wagtail_qms.pages.richtext import FEATURES


def _rows(values: list[dict]) -> dict:
    """The form data of a list block."""
    return streamfield([("item", value) for value in values])


def _prose(*paragraphs: str) -> str:
    return rich_text("".join(f"<p>{text}</p>" for text in paragraphs), features=FEATURES)


def step(row: Row) -> dict:
    """A row of the step table; one without anybody and anything to do is a heading."""
    number, activity, responsible, requirement, forms = row.cells
    number, is_heading = plain(number), not responsible and not requirement
    return {
        "number": number,
        "activity": plain(activity),
        "responsible": plain(responsible),
        "requirement": rich_text(rich(requirement), features=FEATURES),
        "forms": plain(forms),
        "times": _rows([]),
        "level": str(number.count(".") - 1),
        **({"heading": "on"} if is_heading else {}),
    }


def section(number: str, title: str, role: str, *body: tuple) -> tuple:
    """A section with its parts."""
    value = {"number": number, "title": title, "role": role, "clauses": _rows([]), "documents": ""}
    return ("section", value | {"body": streamfield(list(body))})


def body(procedure: Procedure, blank: int) -> dict:
    """The body of the procedure as form data: its seven sections. ``blank``: the file of the blank forms."""
    empty = {"kind": "other", "number": "", "year": "", "issued_on": "", "issuer": ""}
    sources = [empty | {"title": title} for title in procedure.references]
    terms = [
        {"term": term, "meaning": meaning, **({"abbreviation": "on"} if short else {})}
        for term, meaning, short in procedure.definitions
    ]
    forms = [{"code": row.cells[1], "name": row.cells[2], "file": str(blank)} for row in procedure.forms]
    records = [
        {"name": row.cells[1], "keeper": row.cells[2], "place": "", "retention": row.cells[3], "basis": ""}
        for row in procedure.records
    ]
    steps = {"caption": "", "rows": _rows([step(row) for row in procedure.steps])}
    return streamfield(
        [
            section("I", "Mục đích", "purpose", ("text", _prose(*procedure.purpose))),
            section("II", "Phạm vi áp dụng", "scope", ("text", _prose(*procedure.scope))),
            section("III", "Tài liệu viện dẫn", "references", ("sources", {"number": "", "rows": _rows(sources)})),
            section("IV", "Định nghĩa/viết tắt", "definitions", ("definitions", _rows(terms))),
            section("V", "Nội dung", "content", ("steps", steps)),
            section("VI", "Biểu mẫu", "forms", ("forms", _rows(forms))),
            section("VII", "Hồ sơ lưu", "records", ("records", _rows(records))),
        ]
    )


def page_form(procedure: Procedure, blank: int, **fields) -> dict:
    """Everything that the editor posts for a new procedure."""
    values = {
        "title": procedure.title,
        "slug": "",
        "code": procedure.code,
        "confidentiality": "public",
        "field_of_work": "",
        "owner_unit": "",
        "planned_on": "",
        "decision_no": "",
        "change_reason": "",
        "search_description": "",
        "review_months": "",
        "amendments": streamfield([]),
        "body": body(procedure, blank),
    }
    return nested_form_data(values | fields)
