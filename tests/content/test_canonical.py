"""A document as canonical JSON."""

import json
from pathlib import Path

import pytest
from hypothesis import given

from tests.content import strategies
from wagtail_qms.content import canonical
from wagtail_qms.content.nodes import (
    CaseValue,
    Cell,
    Definition,
    Definitions,
    Document,
    FileRef,
    FormEntry,
    Forms,
    Item,
    List,
    Paragraph,
    RecordEntry,
    Records,
    Run,
    Section,
    Source,
    Sources,
    Step,
    Steps,
    Table,
)


def paragraph(text, *marks):
    return Paragraph((Run(text, marks),))


GOLDEN = Document(
    "procedure",
    (
        Section("Mục đích", "I", "purpose", ("7.5",), blocks=(paragraph("Kiểm soát tài liệu", "bold", "italic"),)),
        Section(
            "Nội dung",
            "V",
            "content",
            blocks=(
                List((Item((Run("Một"),), (List((Item((Run("Hai", (), "page:3"),)),), True),)),)),
                Steps(
                    (
                        Step("Soạn thảo", "5.1", heading=True),
                        Step(
                            "Viết dự thảo",
                            "5.1.1",
                            "Thư ký ISO",
                            (paragraph("Theo mẫu"),),
                            "BM.TL.01",
                            (CaseValue("1 ngày", "Thường"),),
                            1,
                        ),
                    )
                ),
                Table(((Cell((paragraph("A"),), 2),),), "Bảng", 1, 1),
                Sources((Source("Luật Lưu trữ", "law", year="2024", issued_on="2024-06-21"),), True, "k"),
                Definitions((Definition("TL", "Tài liệu", True),)),
                Forms((FormEntry("Phiếu đề nghị", "BM.TL.01", FileRef("0" * 64, "phieu.docx", "application/x", 9)),)),
                Records((RecordEntry("Phiếu đã duyệt", "Văn thư", "Kho lưu", "5 năm"),)),
            ),
        ),
    ),
)

GOLDEN_FILE = Path(__file__).with_name("golden.json")


@given(strategies.documents)
def test_json_and_back_loses_nothing(document):
    written = canonical.to_bytes(document)
    read = canonical.from_data(json.loads(written))
    assert read == document
    assert canonical.to_bytes(read) == written


@given(strategies.documents)
def test_normalising_twice_is_normalising_once(document):
    once = canonical.normalised(document)
    assert canonical.normalised(once) == once


def test_the_stored_form_and_its_digest_stay_as_they_are():
    # An edition's digest is over these bytes: a change here breaks every register there is.
    assert canonical.to_bytes(GOLDEN) == GOLDEN_FILE.read_bytes()
    assert canonical.digest(GOLDEN) == "8cb8bf591f01a7d1ca2e5beadac0e5c36a8fccfc0f85ed278a27310a815a7308"


def test_composed_and_decomposed_text_are_one():
    composed = Document("policy", (paragraph("ộ"),))
    decomposed = Document("policy", (paragraph("o\u0323\u0302"),))
    assert canonical.normalised(decomposed) == composed


def test_equal_neighbours_merge_and_empty_runs_go():
    runs = (Run("a", ("italic", "bold")), Run(""), Run("b", ("bold", "italic")), Run("  c"), Run(" "))
    document = Document("policy", (Paragraph(runs), Paragraph((Run(" "),))))
    expected = Paragraph((Run("ab", ("bold", "italic")), Run(" c")))
    assert canonical.normalised(document).blocks == (expected,)


def test_unsafe_links_go_when_normalised():
    document = Document("policy", (Paragraph((Run("a", (), "java\tscript:alert(1)"),)),))
    assert canonical.normalised(document).blocks == (paragraph("a"),)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], "version: expected 1, got 'list'"),
        ({"kind": "policy"}, "version: expected 1, got None"),
        ({"version": 2, "kind": "policy"}, "version: expected 1, got 2"),
        ({"version": 1}, "document.kind: missing"),
        ({"version": 1, "kind": "poem"}, "document.kind: unknown value 'poem'"),
        ({"version": 1, "kind": "policy", "colour": "red"}, "document.colour: unknown field"),
        ({"version": 1, "kind": "policy", "blocks": {}}, "document.blocks: expected list, got dict"),
        ({"version": 1, "kind": "policy", "blocks": [{"type": "x"}]}, "document.blocks[0]: unknown type 'x'"),
        (
            {"version": 1, "kind": "policy", "blocks": [{"type": "steps", "rows": [{"activity": "a", "level": "1"}]}]},
            "document.blocks[0].rows[0].level: expected int, got str",
        ),
        (
            {
                "version": 1,
                "kind": "policy",
                "blocks": [{"type": "steps", "rows": [{"activity": "a", "level": True}]}],
            },
            "document.blocks[0].rows[0].level: expected int, got bool",
        ),
        (
            {
                "version": 1,
                "kind": "policy",
                "blocks": [{"type": "paragraph", "runs": [{"text": "", "marks": ["x"]}]}],
            },
            "document.blocks[0].runs[0].marks: unknown value 'x'",
        ),
    ],
)
def test_what_is_not_known_is_refused_by_path(data, message):
    with pytest.raises(ValueError) as caught:
        canonical.from_data(data)
    assert str(caught.value) == message
