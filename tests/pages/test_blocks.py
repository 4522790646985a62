"""The editor's blocks: what they keep, and what they refuse."""

import json
from copy import deepcopy

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks import StreamBlock

from tests.content.test_stream import EVERY_NODE, Shelf
from wagtail_qms.content.canonical import normalised
from wagtail_qms.content.nodes import Document, Image
from wagtail_qms.content.stream import READERS, from_stream, to_stream, without_ids
from wagtail_qms.pages import blocks
from wagtail_qms.pages.blocks_tables import MAX_ROWS
from wagtail_qms.pages.labels import label

BODIES = {
    "manual": blocks.ManualBody,
    "policy": blocks.PolicyBody,
    "procedure": blocks.ProcedureBody,
    "instruction": blocks.InstructionBody,
    "form": blocks.FormBody,
}


class EveryBody(blocks.ManualBody, blocks.PolicyBody, blocks.ProcedureBody):
    """Every block that any document has."""


def stored(body: StreamBlock, raw: list) -> list:
    """What the database holds after the raw value went through the editor's blocks."""
    return json.loads(json.dumps(body.get_prep_value(body.to_python(deepcopy(raw))), default=str))


def errors_of(body: StreamBlock, raw: list) -> dict:
    with pytest.raises(ValidationError) as caught:
        body.clean(body.to_python(raw))
    return caught.value.as_json_data()["blockErrors"]


def test_every_block_has_a_reader():
    assert set(EveryBody().child_blocks) == {*READERS, "text", "section"}


def test_what_the_blocks_keep_is_what_was_written():
    files = tuple(block for block in EVERY_NODE if not isinstance(block, Image))
    document = normalised(Document("manual", files))
    shelf = Shelf()
    raw = without_file(to_stream(document, shelf))
    kept = stored(EveryBody(), raw)
    assert without_ids(kept) == without_ids(raw)
    assert from_stream("manual", kept, shelf) == from_stream("manual", raw, shelf)


def without_file(raw: list) -> list:
    """The same without the chosen file, which would have to be in the database."""
    forms = next(block for block in raw if block["type"] == "forms")
    forms["value"][0]["value"]["file"] = None
    return raw


def test_dates_are_kept():
    raw = [{"type": "sources", "value": {"rows": [{"title": "A", "issued_on": "2015-11-15"}]}}]
    (sources,) = from_stream("procedure", stored(blocks.ProcedureBody(), raw), Shelf()).blocks
    assert sources.rows[0].issued_on == "2015-11-15"


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_the_definitions_are_sound(body):
    assert body().check() == []


def test_sections_nest_to_the_fourth_level():
    levels, body = 0, blocks.ProcedureBody()
    while "section" in body.child_blocks:
        levels, body = levels + 1, body.child_blocks["section"].child_blocks["body"]
    assert levels == 4


def test_a_new_procedure_has_the_seven_sections_of_the_paper():
    raw = blocks.default_procedure()
    document = from_stream("procedure", stored(blocks.ProcedureBody(), raw), Shelf())
    assert [(one.number, one.role, [type(block).__name__ for block in one.blocks]) for one in document.blocks] == [
        ("I", "purpose", []),
        ("II", "scope", []),
        ("III", "references", ["Sources"]),
        ("IV", "definitions", ["Definitions"]),
        ("V", "content", ["Steps"]),
        ("VI", "forms", ["Forms"]),
        ("VII", "records", ["Records"]),
    ]


def steps(*rows):
    return [{"type": "steps", "value": {"caption": "", "rows": list(rows)}}]


def step(**fields):
    return {"activity": "Nhận hồ sơ", "level": "0", "times": [], **fields}


def test_a_step_says_what_is_done_but_may_lack_who_does_it():
    body = blocks.ProcedureBody()
    body.clean(body.to_python(steps(step(heading=True), step())))
    errors = errors_of(body, steps(step(), step(activity="")))
    assert list(errors[0]["blockErrors"]["rows"]["blockErrors"]) == [1]
    assert list(errors[0]["blockErrors"]["rows"]["blockErrors"][1]["blockErrors"]) == ["activity"]


@pytest.mark.parametrize("count", [MAX_ROWS + 1, 2000])
def test_a_step_table_beyond_the_bound_is_refused_at_the_table(count):
    errors = errors_of(blocks.ProcedureBody(), steps(*[step()] * count))
    (message,) = errors[0]["blockErrors"]["rows"]["messages"]
    assert str(MAX_ROWS) in message


def table(rows, merges=(), headings=("A", "B")):
    grid = {
        "columns": [{"type": "text", "heading": heading} for heading in headings],
        "rows": [{"values": list(row)} for row in rows],
        "caption": "",
    }
    merges = [dict(zip(("row", "column", "rows", "columns"), merge, strict=True)) for merge in merges]
    return [{"type": "table", "value": {"grid": grid, "header_rows": 0, "header_columns": 0, "merges": merges}}]


ROWS = [("<p>1</p>", ""), ("<p>2</p>", "<p>3</p>")]


def test_merged_cells_are_accepted():
    body = blocks.ProcedureBody()
    body.clean(body.to_python(table(ROWS, [(1, 1, 1, 2)])))


@pytest.mark.parametrize(
    ("merges", "messages"),
    [
        ([(1, 1, 3, 1)], 1),
        ([(1, 2, 1, 2)], 1),
        ([(2, 1, 1, 2)], 1),
        ([(1, 1, 1, 2), (1, 2, 2, 1)], 1),
        ([(1, 1, 2, 2)], 2),
    ],
)
def test_merged_cells_that_cannot_be_are_refused(merges, messages):
    errors = errors_of(blocks.ProcedureBody(), table(ROWS, merges))
    assert len(errors[0]["messages"]) == messages


def test_a_year_has_four_digits():
    raw = [{"type": "sources", "value": {"rows": [{"kind": "law", "title": "A", "year": "năm 14"}]}}]
    errors = errors_of(blocks.ProcedureBody(), raw)
    assert list(errors[0]["blockErrors"]["rows"]["blockErrors"][0]["blockErrors"]) == ["year"]


def test_a_picture_needs_words():
    picture = blocks.ImageBlock()
    with pytest.raises(ValidationError) as caught:
        picture.clean(picture.get_default())
    assert sorted(caught.value.as_json_data()["blockErrors"]) == ["alt", "image"]


def test_a_clause_is_one_of_the_standard():
    raw = [{"type": "exclusions", "value": [{"clause": "11.1", "reason": "A"}]}]
    errors = errors_of(blocks.ManualBody(), raw)
    assert list(errors[0]["blockErrors"][0]["blockErrors"]) == ["clause"]


def test_a_clause_is_named_with_its_title():
    assert label("iso.10.3") == "10.3 Cải tiến liên tục"
    assert label("iso.99") == "99"
