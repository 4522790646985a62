"""The editor's raw value into a document and back."""

import pytest
from hypothesis import given

from tests.content import strategies
from wagtail_qms.content import nodes
from wagtail_qms.content.canonical import normalised
from wagtail_qms.content.nodes import Cell, Document, FileRef, FormEntry, Forms, Image, Paragraph, Run, Section, Table
from wagtail_qms.content.stream import MAX_DEPTH, MissingFile, from_stream, to_stream, without_ids


class Shelf:
    """Files by number: what a site's pictures and documents are to the stream."""

    def __init__(self):
        self.files = []

    def _pk(self, file):
        if file not in self.files:
            self.files.append(file)
        return self.files.index(file) + 1

    def _file(self, pk):
        return self.files[pk - 1] if 0 < pk <= len(self.files) else None

    def image_size(self, pk):
        return 640, 480

    image = document = _file
    image_pk = document_pk = _pk


class Empty(Shelf):
    def _none(self, file):
        return None

    image_pk = document_pk = _none


def paragraph(text):
    return Paragraph((Run(text),))


def cell(text, **spans):
    return Cell((paragraph(text),) if text else (), **spans)


def file(name="a.pdf"):
    return FileRef("f" * 64, name, "application/pdf", 3)


@given(strategies.documents)
def test_stream_and_back_loses_nothing(document):
    shelf, expected = Shelf(), normalised(document)
    raw = to_stream(expected, shelf)
    read = from_stream(document.kind, raw, shelf)
    assert read == expected
    assert to_stream(read, shelf) == raw


def with_ids(raw):
    if isinstance(raw, list):
        return [with_ids(item) for item in raw]
    if isinstance(raw, dict):
        extra = {"id": "b6a1"} if {"type", "value"} <= set(raw) else {}
        return {key: with_ids(value) for key, value in raw.items()} | extra
    return raw


@given(strategies.documents)
def test_ids_do_not_come_into_the_document(document):
    shelf = Shelf()
    raw = to_stream(normalised(document), shelf)
    assert from_stream(document.kind, with_ids(raw), shelf) == from_stream(document.kind, raw, shelf)
    assert without_ids(with_ids(raw)) == without_ids(raw)


def test_every_node_of_a_document_has_a_block():
    # A Document's blocks are all that a stream must carry; a new node fails here until it has its block.
    kinds = set(nodes.Block.__args__)
    written = {type(block) for block in EVERY_NODE}
    assert written == kinds
    document = normalised(Document("manual", EVERY_NODE))
    shelf = Shelf()
    assert from_stream("manual", to_stream(document, shelf), shelf) == document


EVERY_NODE = (
    paragraph("a"),
    nodes.List((nodes.Item((Run("b"),)),)),
    Section("c", blocks=(paragraph("d"),)),
    Table(((cell("e"),),)),
    Image(file("a.png"), "f", "g", 640, 480),
    nodes.Steps((nodes.Step("h"),)),
    Forms((FormEntry("i", "j", file()),)),
    nodes.Records((nodes.RecordEntry("k"),)),
    nodes.Sources((nodes.Source("l"),), True),
    nodes.Definitions((nodes.Definition("m", "n"),)),
    nodes.Dossier((paragraph("o"),), "01"),
    nodes.TimeLimits((nodes.CaseValue("p"),)),
    nodes.Fact("fees", (paragraph("q"),)),
    nodes.Clauses((nodes.ClauseMet("4.1"),)),
    nodes.Exclusions((nodes.Exclusion("8.3", "r"),)),
    nodes.Motto("s"),
)


def test_an_unfinished_block_reads_as_empty():
    raw = [
        {"type": "steps", "value": {"rows": [{"activity": "a"}]}},
        {"type": "sources", "value": {}},
        {"type": "table", "value": {}},
        {"type": "section", "value": {"title": None}},
        {"type": "fact", "value": {"kind": None}},
        {"type": "text", "value": None},
    ]
    blocks = from_stream("procedure", raw, Shelf()).blocks
    assert blocks == (
        nodes.Steps((nodes.Step("a"),)),
        nodes.Sources(),
        Table(header_rows=0),
        Section(""),
        nodes.Fact("note"),
    )


def test_an_unknown_block_is_refused_by_place():
    raw = [{"type": "section", "value": {"title": "a", "body": [{"type": "poem", "value": ""}]}}]
    with pytest.raises(ValueError, match=r"0\.section\.0\.poem: unknown block type"):
        from_stream("procedure", raw, Shelf())


def test_what_is_missing_is_raised():
    raw = [{"type": "image", "value": {"image": 7, "alt": "a"}}]
    with pytest.raises(MissingFile) as caught:
        from_stream("procedure", raw, Shelf())
    assert (caught.value.kind, caught.value.name, caught.value.path) == ("image", "7", "0.image")


def test_what_is_missing_can_be_told_instead():
    raw = [
        {"type": "image", "value": {"image": None, "alt": "a"}},
        {"type": "forms", "value": [{"type": "item", "value": {"name": "b", "file": 9}}]},
    ]
    told = []
    document = from_stream("procedure", raw, Shelf(), told.append)
    assert [str(missing) for missing in told] == ["0.image: image  is missing", "1.forms.0: document 9 is missing"]
    assert document.blocks == (Forms((FormEntry("b"),)),)


def test_a_file_without_a_home_is_raised_when_written():
    with pytest.raises(MissingFile):
        to_stream(Document("form", (Forms((FormEntry("a", file=file()),)),)), Empty())


def test_sections_below_the_deepest_become_bold_lines():
    section = Section("deep", "1.1.1.1.1", blocks=(paragraph("words"),))
    for level in range(MAX_DEPTH, 0, -1):
        section = Section(f"level {level}", blocks=(section,))
    raw = to_stream(Document("manual", (section,)), Shelf())
    for _level in range(MAX_DEPTH):
        (only,) = raw
        raw = only["value"]["body"]
    assert raw == [{"type": "text", "value": "<p><b>1.1.1.1.1 deep</b></p><p>words</p>"}]


class TestTable:
    def read(self, **value):
        grid = {
            "columns": [{"type": "text", "heading": heading} for heading in value.pop("headings")],
            "rows": [{"values": row} for row in value.pop("rows")],
            "caption": "Bảng",
        }
        raw = [{"type": "table", "value": {"grid": grid, **value}}]
        return from_stream("manual", raw, Shelf()).blocks[0]

    def test_headings_are_the_first_row(self):
        table = self.read(headings=["A", "B"], rows=[["<p>1</p>", "<p>2</p>"]], header_columns=1)
        assert table == Table(((cell("A"), cell("B")), (cell("1"), cell("2"))), "Bảng", 1, 1)

    def test_without_headings_there_is_no_such_row(self):
        table = self.read(headings=["", ""], rows=[["<p>1</p>", "<p>2</p>"]], header_rows=0)
        assert table == Table(((cell("1"), cell("2")),), "Bảng", 0)

    def test_merged_cells_keep_what_they_cover(self):
        merge = {"row": 1, "column": 1, "rows": 1, "columns": 2}
        table = self.read(headings=["", ""], rows=[["<p>1</p>", "<p>2</p>"]], merges=[merge])
        assert table.rows == ((Cell((paragraph("1"), paragraph("2")), 2),),)

    @pytest.mark.parametrize("merge", [{"row": 2, "column": 1, "rows": 1, "columns": 1}, {"row": 1}, {}])
    def test_merges_outside_the_table_are_left(self, merge):
        table = self.read(headings=["", ""], rows=[["<p>1</p>", "<p>2</p>"]], merges=[merge])
        assert table.rows == ((cell("1"), cell("2")),)

    def test_overlapping_merges_keep_the_first(self):
        merges = [{"row": 1, "column": 1, "rows": 1, "columns": 2}, {"row": 1, "column": 2, "rows": 2, "columns": 1}]
        table = self.read(headings=["", ""], rows=[["", ""], ["", "<p>2</p>"]], merges=merges)
        assert table.rows == ((Cell(colspan=2),), (cell(""), cell("2")))

    def test_short_rows_are_filled(self):
        table = Table(((cell("1"), cell("2")), (cell("3"),)), header_rows=0)
        read = from_stream("manual", to_stream(Document("manual", (table,)), Shelf()), Shelf())
        assert read.blocks == (Table(((cell("1"), cell("2")), (cell("3"), cell(""))), header_rows=0),)
