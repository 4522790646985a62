"""What happens at a page's end: nothing stands alone, nothing is left open, little is left empty."""

import pytest

from wagtail_qms.content.nodes import Cell, Document, Section, Step, Steps, Table
from wagtail_qms.pdf.here import render_here

from .reading import all_text, flat, lowest_words, page_texts, reader, rules, sizes_of
from .samples import SENTENCE, cell, face, no_file, points, step, text

#: Points: no page ends further above the bottom margin than a row that stays whole, and its padding.
MARGIN, LEFT_EMPTY = 57, 95


def rendered(*blocks):
    return render_here(face(language="en"), Document("procedure", blocks), no_file)


def groups(before):
    rows = [Step(f"Việc {at}", f"{at}", "Văn thư", (text("Một dòng."),)) for at in range(before)]
    heads = [Step("NHÓM LỚN", "A", heading=True), Step("NHÓM NHỎ", "A.1", heading=True)]
    return Steps((*rows, *heads, step("A.1.1", rows=6), step("A.1.2", rows=6)))


@pytest.mark.parametrize("before", range(16, 24))
def test_headings_stay_with_the_beginning_of_the_row_after_them(before):
    pages = [page for page in page_texts(rendered(groups(before))) if "NHÓM LỚN" in page]
    assert len(pages) == 1
    assert "NHÓM NHỎ A.1.1 Tiếp nhận phản ánh" in flat(pages[0])


def long_pages():
    rows = tuple(step(f"{at}", rows=at % 7 + 8) for at in range(12))
    return reader(rendered(Steps(rows))).pages[1:-1]


def test_pages_are_filled():
    assert len(long_pages()) > 4
    assert max(lowest_words(page) for page in long_pages()) < MARGIN + LEFT_EMPTY


def test_a_row_that_goes_on_is_closed_at_the_foot_of_the_page():
    for page in long_pages():
        lowest = min(y for y, _left, _right in rules(page))
        across = sorted((left, right) for y, left, right in rules(page) if abs(y - lowest) < 0.1)
        assert 0 < lowest_words(page) - lowest < 12
        assert across[-1][1] - across[0][0] == pytest.approx(467.7, abs=1)


def test_no_line_is_drawn_inside_a_row():
    [page] = reader(rendered(Steps((step("1", rows=4), step("2", rows=4))))).pages[1:]
    assert len({round(y) for y, _left, _right in rules(page)}) == 4


@pytest.mark.parametrize("lines", range(30, 46))
def test_no_line_of_a_point_stands_alone(lines):
    long = Step("Việc", "1", "Văn thư", (points(*["Một dòng"] * lines, SENTENCE * 2),))
    pages = [page.extract_text() for page in reader(rendered(Steps((long,)))).pages]
    ours = [page.partition("Requirement")[2].splitlines()[1:] for page in pages]
    parts = [[line for line in page if line.strip() and line != "- Một dòng"] for page in ours]
    assert [len(part) for part in parts if part and len(part) < 2] == []


def test_a_code_is_not_broken():
    row = Step("Tiếp nhận", "5.8.1.1", "Văn phòng HĐND và UBND", (points(SENTENCE * 3),), "BM.CTCLHT.01")
    found = all_text(rendered(Steps((row,)))).split()
    assert "BM.CTCLHT.01" in found
    assert "5.8.1.1" in found


def test_a_free_table_without_headings_is_closed_too():
    rows = tuple((Cell((text(SENTENCE * 9),)), cell(f"h{at}")) for at in range(6))
    pages = reader(rendered(Table(rows, header_rows=0))).pages
    assert len(pages) > 2
    first, second = pages[1], pages[2]
    assert 0 < lowest_words(first) - min(y for y, _left, _right in rules(first)) < 12
    assert max(y for y, _left, _right in rules(second)) > 690


def test_a_cell_taller_than_a_page_is_not_printed_smaller():
    rows = (cell("Nội dung"), cell("Kết quả")), (Cell((text(SENTENCE * 3),) * 30), cell("Đạt"))
    sizes = {size for page in reader(rendered(Table(rows))).pages for size in sizes_of(page, "Cán bộ")}
    assert sizes == {12}


def test_rows_tied_by_a_merged_cell_stay_together():
    rows = [(cell(f"Lĩnh vực {at}", rowspan=3), cell(f"a{at} dòng")) for at in range(20)]
    rows = [row for first in rows for row in (first, (cell("giữa"),), (cell("cuối"),))]
    pages = page_texts(rendered(Table(((cell("A"), cell("B")), *rows))))
    assert len(pages) > 2
    assert [page.count("Lĩnh vực") for page in pages] == [page.count("cuối") for page in pages]


@pytest.mark.parametrize("count", [60, 250])
def test_a_merged_cell_over_several_pages_goes_on(count):
    rows = [(cell(f"dòng{at} {SENTENCE}"),) for at in range(count)]
    rows[0] = (cell("Gộp dọc", rowspan=count), *rows[0])
    found = all_text(rendered(Table(((cell("A"), cell("B")), *rows))))
    assert [word for word in found.split() if word.startswith("dòng")] == [f"dòng{at}" for at in range(count)]
    assert found.count("Gộp dọc") == 1


@pytest.mark.parametrize("before", range(20, 32))
def test_a_free_table_begins_where_its_heading_is(before):
    rows = [(cell("Lĩnh vực", rowspan=3), cell(SENTENCE)), (cell(SENTENCE),), (cell("cuối"),)] * 3
    blocks = [text("Một dòng.") for _ in range(before)]
    table = Table(((cell("A"), cell("B")), *rows), "Bảng số một")
    pages = page_texts(rendered(*blocks, Section("PHỤ LỤC", "1", blocks=(table,))))
    assert [page.count("Bảng số một A B Lĩnh vực") for page in pages if "1. PHỤ LỤC Bảng" in page] == [1]
