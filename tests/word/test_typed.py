"""What people type and paste: old fonts, letters in pieces, headings like running text, forms with their own ends."""

from __future__ import annotations

import unicodedata

import docx
import pytest
from docx.oxml.ns import qn

from tests.word.agencies import Layout
from tests.word.agencies import paper as agency_paper
from tests.word.files import filled, heading, paper, saved
from tests.word.test_agencies import BASE, check
from tests.word.test_reading import codes, found, read_of, sections
from wagtail_qms.content import nodes
from wagtail_qms.content.text import plain
from wagtail_qms.word.legacy import decoded
from wagtail_qms.word.reading import read
from wagtail_qms.word.tables import form_named

TCVN = "Céng hßa x· héi chñ nghÜa ViÖt Nam"
VNI = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, ngöôøi, möôøi, THUÛ TUÏC, Lyù"


def all_runs(document):
    """Every run of the body, those in tables included."""
    return list(document.element.body.iter(qn("w:t")))


def test_letters_in_pieces():
    def parted(document):
        for text in all_runs(document):
            text.text = unicodedata.normalize("NFD", text.text)

    check(BASE, parted)


def test_what_has_no_width_is_not_seen():
    def strewn(document):
        for text in all_runs(document):
            text.text = "".join(f"{char}\u200b" if char.isalpha() else char for char in text.text)

    check(BASE, strewn)


def test_every_letter_in_a_run_of_its_own():
    def shattered(document):
        for paragraph in document.element.body.iter(qn("w:p")):
            for run in list(paragraph.iter(qn("w:r"))):
                text = run.find(qn("w:t"))
                if text is None or len(run.findall(qn("w:t"))) > 1 or not text.text:
                    continue
                for char in text.text[:-1]:
                    piece = run.__copy__()
                    piece.find(qn("w:t")).text = char
                    piece.find(qn("w:t")).set(qn("xml:space"), "preserve")
                    run.addprevious(piece)
                text.text = text.text[-1]
                text.set(qn("xml:space"), "preserve")

    check(BASE, shattered)


@pytest.mark.parametrize(
    ("font", "typed", "shown"),
    [
        (".VnTime", TCVN, "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        (".VnTimeH", TCVN, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("VNI-Times", VNI, "Cộng hòa xã hội chủ nghĩa Việt Nam, người, mười, THỦ TỤC, Lý"),
        ("Times New Roman", TCVN, TCVN),
    ],
)
def test_letters_of_old_fonts(font, typed, shown):
    assert decoded(typed, font) == shown


@pytest.mark.parametrize("where", ["run", "style"])
def test_old_fonts_are_read_and_told(where):
    document = paper()
    line = document.add_paragraph()
    line.add_run(TCVN).font.name = ".VnTime" if where == "run" else None
    if where == "style":
        line.style = document.styles.add_style("Old", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
        line.style.font.name = ".VnTime"
    reading = read_of(document)
    assert plain(reading.document.blocks[0].blocks[-1]) == "Cộng hòa xã hội chủ nghĩa Việt Nam"
    assert "legacy_font" in codes(reading)
    assert "legacy_font" not in codes(read_of(paper()))


def test_signs_of_symbol_fonts():
    document = paper()
    line = document.add_paragraph()
    line.add_run("§").font.name = "Wingdings"
    line.add_run(" một điểm")
    (points,) = found(read_of(document), nodes.List)
    assert plain(points) == "một điểm"


def test_headings_like_running_text_and_points_that_count():
    document = docx.Document()
    for text in (
        "1. Mục đích", "Để làm gì:", "1. Nói rõ việc", "2. Nói rõ người",
        "2. Phạm vi", "Ở đâu.",
        "3. Nội dung", "1. Nhận đơn", "2. Xem đơn",
        "4. Trách nhiệm của các bên", "Ai làm gì.",
        "5. Điều khoản thi hành", "Từ khi nào.",
    ):  # fmt: skip
        document.add_paragraph(text)
    reading = read_of(document)
    assert [(number, title) for number, title, _role, _depth in sections(reading)] == [
        ("1", "Mục đích"), ("2", "Phạm vi"), ("3", "Nội dung"), ("4", "Trách nhiệm của các bên"),
        ("5", "Điều khoản thi hành"),
    ]  # fmt: skip
    assert reading.words_kept == reading.words


def test_steps_as_headings():
    document = docx.Document()
    heading(document, "NỘI DUNG", "5")
    heading(document, "Trình tự thực hiện", "5.1")
    for number, title in ((1, "Nhận đơn"), (2, "Trả lời")):
        heading(document, f"Bước {number}: {title}")
        document.add_paragraph("Ghi sổ. Bước 2 làm sau.")
    heading(document, "HỒ SƠ LƯU", "6")
    assert sections(read_of(document)) == [
        ("5", "NỘI DUNG", "content", 1), ("5.1", "Trình tự thực hiện", "", 2), ("Bước 1", "Nhận đơn", "", 3),
        ("Bước 2", "Trả lời", "", 3), ("6", "HỒ SƠ LƯU", "records", 1),
    ]  # fmt: skip


def test_forms_with_header_tables_of_their_own():
    document = agency_paper(Layout())
    for number, title in (("01", "PHIẾU ĐỀ NGHỊ CẤP THẺ"), ("02", "SỔ GIAO THẺ")):
        document.add_page_break()
        labels = f"Mã hiệu: BM-{number}/QT-01\nLần ban hành: 01\nNgày ban hành: 01/02/2020"
        filled(document, [["THƯ VIỆN MẪU", f"BIỂU MẪU\n{title}", labels]])
        document.add_paragraph("Họ và tên: ........")
    reading = read(saved(document))
    assert [(title, role) for _number, title, role, depth in sections(reading) if depth == 1][7:] == [
        ("PHIẾU ĐỀ NGHỊ CẤP THẺ", "appendix"), ("SỔ GIAO THẺ", "appendix"),
    ]  # fmt: skip
    assert (reading.code, reading.number) == ("QT-01", 2)
    assert "code_disagrees" not in codes(reading)
    assert reading.words_kept == reading.words


@pytest.mark.parametrize(
    "names", [("BM-01/QT-01", "BM-02/QT-01"), ("Mẫu số 01", "Mẫu số 02"), ("Phụ lục 1", "Phụ lục 2")]
)
def test_forms_that_a_line_names(names):
    document = agency_paper(Layout())
    for name, title in zip(names, ("PHIẾU ĐỀ NGHỊ", "SỔ GIAO"), strict=True):
        document.add_paragraph(name)
        document.add_paragraph().add_run(title).bold = True
        document.add_paragraph("Họ và tên: ........")
    appended = [b for b in read(saved(document)).document.blocks if isinstance(b, nodes.Section)][7:]
    assert [plain(section.blocks).split("\n")[:2] for section in appended] == [
        [names[0], "PHIẾU ĐỀ NGHỊ"], [names[1], "SỔ GIAO"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Luật Mẫu ngày 20/11/2019; Nghị định số 93/2020/NĐ-CP ngày 18/8/2020 của Chính phủ về mẫu.",
        "1. Luật Mẫu ngày 20/11/2019\n2. Nghị định 93/2020/NĐ-CP ngày 18/8/2020 Chính phủ về mẫu",
    ],
)
def test_citations_in_one_line_or_counted(text):
    document = docx.Document()
    heading(document, "NỘI DUNG", "5")
    document.add_paragraph("5.1. Căn cứ pháp lý:")
    for line in text.split("\n"):
        document.add_paragraph(line)
    reading = read_of(document)
    (sources,) = found(reading, nodes.Sources)
    assert [(row.kind, row.number, row.issued_on) for row in sources.rows] == [
        ("law", "", "2019-11-20"), ("decree", "93/2020/NĐ-CP", "2020-08-18"),
    ]  # fmt: skip
    assert sources.rows[1].title == "về mẫu"
    assert reading.words_kept == reading.words


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("BM-01/QT-01 PHIẾU ĐỀ NGHỊ", nodes.FormEntry("PHIẾU ĐỀ NGHỊ", "BM-01/QT-01")),
        ("PHIẾU ĐỀ NGHỊ (M02.QT05)", nodes.FormEntry("PHIẾU ĐỀ NGHỊ", "M02.QT05")),
        ("SỔ GIAO THẺ", nodes.FormEntry("SỔ GIAO THẺ")),
    ],
)
def test_a_form_that_a_line_names(text, form):
    assert form_named(text) == form
