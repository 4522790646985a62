"""A document as plain text."""

import pytest
from hypothesis import given

from tests.content import strategies
from wagtail_qms.content import nodes
from wagtail_qms.content.nodes import Document, Item, List, Paragraph, Run, Section, Source, Step, Steps
from wagtail_qms.content.text import numbered, plain, shown_date, source_line, words


def paragraph(*texts):
    return Paragraph(tuple(Run(text) for text in texts))


def test_a_block_a_line_in_reading_order():
    lists = (List((Item((Run("hai"),)),)),)
    step = Step("Nhận", "5.1", "Văn thư", (paragraph("ghi sổ"),), "BM.01", (nodes.CaseValue("1 ngày", "Gấp"),))
    cells = ((nodes.Cell((paragraph("A"),)), nodes.Cell((paragraph("B"),))),)
    document = Document(
        "procedure",
        (
            Section("Mục đích", "I", blocks=(paragraph("a", "b"), List((Item((Run("một"),), lists),)))),
            Steps((step,), "Các bước"),
            nodes.Table(cells, "Bảng"),
            nodes.Forms((nodes.FormEntry("Phiếu", "BM.01"),)),
            nodes.Records((nodes.RecordEntry("Sổ", "Văn thư", "", "5 năm"),)),
            nodes.Definitions((nodes.Definition("KPH", "Không phù hợp"),)),
            nodes.Dossier((paragraph("Tờ khai"),), "01 bộ", "a"),
            nodes.TimeLimits((nodes.CaseValue("5 ngày"),), "b"),
            nodes.Fact("fees", (paragraph("Không"),), "g"),
            nodes.Sources((Source("quy định chi tiết", "decree", "1/2020/NĐ-CP", "2020"),), True, "k"),
            nodes.Clauses((nodes.ClauseMet("4.1", (paragraph("Có"),), "STCL"),)),
            nodes.Motto("Tận tâm"),
        ),
    )
    assert plain(document).split("\n") == [
        "I. Mục đích",
        "ab",
        "một",
        "hai",
        "Các bước",
        "5.1 Nhận",
        "Văn thư",
        "ghi sổ",
        "BM.01",
        "Gấp: 1 ngày",
        "Bảng",
        "A | B",
        "BM.01 Phiếu",
        "Sổ, Văn thư, 5 năm",
        "KPH: Không phù hợp",
        "Tờ khai",
        "01 bộ",
        "5 ngày",
        "Không",
        "1/2020/NĐ-CP quy định chi tiết 2020",
        "4.1",
        "Có",
        "STCL",
        "Tận tâm",
    ]
    assert words(Document("policy", (paragraph("Tận tâm, 24/7"),))) == 4


@given(strategies.documents)
def test_no_line_is_blank(document):
    assert all(line.strip() for line in plain(document).split("\n")) or plain(document) == ""


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (Source("quy định A", "decree", "1/2020/NĐ-CP", "", "2020-02-01", "Chính phủ"),
         "Decree no. 1/2020/NĐ-CP of 01/02/2020 by Chính phủ quy định A"),
        (Source("quy định A", "circular", "2/2021/TT-BTP", "2021"), "Circular no. 2/2021/TT-BTP of 2021 quy định A"),
        (Source("Luật Hộ tịch", "law", year="2014"), "Luật Hộ tịch of the year 2014"),
        (Source("Nghị định số 1/2020/NĐ-CP", "decree", "1/2020/NĐ-CP", "2020"),
         "Nghị định số 1/2020/NĐ-CP"),
        (Source("Các yêu cầu", "standard", "TCVN ISO 9001:2015"), "Standard TCVN ISO 9001:2015 Các yêu cầu"),
        (Source("Sổ tay chất lượng", "internal", "STCL"), "STCL Sổ tay chất lượng"),
    ],
)  # fmt: skip
def test_a_source_is_cited(source, line):
    assert source_line(source) == line


def test_a_year_is_not_said_twice():
    assert source_line(Source("Luật Hộ tịch năm 2014", "law", year="2014")) == "Luật Hộ tịch năm 2014"


@pytest.mark.parametrize(
    ("number", "line"),
    [("I", "I. A"), ("5", "5. A"), ("5.1", "5.1 A"), ("a.", "a. A"), ("PHẦN 2", "PHẦN 2. A"), ("", "A")],
)
def test_a_title_behind_its_number(number, line):
    assert numbered(number, "A") == line


def test_dates_are_shown_as_people_write_them():
    assert [shown_date(one) for one in ("2022-02-28", "2022", "")] == ["28/02/2022", "2022", ""]
