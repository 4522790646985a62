"""The paper as an officer sees it and as a machine reads it."""

import logging
import shutil
import subprocess

import pytest

from wagtail_qms.content.nodes import Document, Section, Steps
from wagtail_qms.pdf.here import render_here

from .reading import all_text, flat, fonts, page_texts, reader
from .samples import ALPHABET, administrative, face, no_file, policy, procedure, step, text


@pytest.fixture(scope="module")
def pdf():
    return render_here(face(language="en"), procedure(), no_file)


@pytest.mark.parametrize("document", [procedure(), administrative(), policy(), Document("manual")])
@pytest.mark.parametrize("layout", ["document", "policy"])
def test_the_renderer_has_nothing_to_complain_about(layout, document, caplog):
    with caplog.at_level(logging.WARNING, logger="xhtml2pdf"):
        render_here(face(layout=layout, language="en"), document, no_file)
    assert caplog.messages == []


def test_every_page_carries_the_header_table(pdf):
    pages = page_texts(pdf)
    header = "ỦY BAN NHÂN DÂN PHƯỜNG HOA SEN QUY TRÌNH TIẾP NHẬN VÀ XỬ LÝ PHẢN ÁNH"
    facts = "Code: QT.PA.01 Edition: 02 Issued on: 28/02/2026"
    starts = [f"{header} {facts} Page: {number}/{len(pages)}" for number in range(1, len(pages) + 1)]
    assert len(pages) > 2
    assert [page[: len(start)] for page, start in zip(pages, starts, strict=True)] == starts


def test_the_first_page_has_sign_offs_contents_amendments_and_the_way_to_verify(pdf):
    first = page_texts(pdf)[0]
    for words in (
        "Soạn thảo Soát xét Phê duyệt",
        "Full name Trần Thị Mẫu Lê Văn Thử Phạm Minh Họa",
        "Post Thư ký ISO Chánh Văn phòng KT. CHỦ TỊCH Phó Chủ tịch",
        "I. MỤC ĐÍCH II. PHẠM VI III. TÀI LIỆU VIỆN DẪN",
        "Rút ngắn thời gian xử lý ở mục 5.1",
        "https://hoasen.example/iso/t/7KQ2M",
    ):
        assert words in first


def test_a_document_without_amendments_still_has_the_table():
    pdf = render_here(face(amendments=(), language="en"), procedure(), no_file)
    assert "What was amended" in page_texts(pdf)[0]


def test_the_steps_headings_repeat_on_each_page_of_the_table(pdf):
    pages = page_texts(pdf)
    with_steps = [page for page in pages if "BM.PA.01" in page and "Tiếp nhận phản ánh của" in page]
    assert len(with_steps) > 1
    assert [page.count("Activity Responsible Requirement Form") for page in with_steps] == [1] * len(with_steps)


def test_vietnamese_copies_out_as_written(pdf):
    assert flat(ALPHABET) in all_text(pdf)


@pytest.mark.parametrize("options", [[], ["-layout"]])
def test_poppler_reads_the_same(pdf, tmp_path, options):
    program = shutil.which("pdftotext")
    assert program, "poppler-utils is needed: apt-get install poppler-utils"
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf)
    done = subprocess.run([program, *options, path, "-"], capture_output=True, text=True, check=True)
    assert flat(ALPHABET) in flat(done.stdout)
    assert "Page: 2/" in flat(done.stdout)


def test_fonts_are_embedded(pdf):
    used = fonts(pdf)
    unembedded = {name for name, embedded in used.items() if not embedded}
    # ReportLab opens each page by choosing Helvetica and draws nothing with it.
    assert unembedded <= {"/Helvetica"}
    assert any(name.endswith("+LiberationSerif") for name in used)


def test_boxes_to_tick_are_drawn():
    assert "☐ Có ☑ Không" in all_text(render_here(face(), administrative(), no_file))


def test_title_author_and_language_are_in_the_file(pdf):
    found = reader(render_here(face(language="vi"), procedure(), no_file))
    assert found.metadata.title == "Quy trình tiếp nhận và xử lý phản ánh"
    assert found.metadata.author == "Ủy ban nhân dân phường Hoa Sen"
    assert found.trailer["/Root"]["/Lang"] == "vi"


def test_sections_are_bookmarks(pdf):
    assert [entry.title for entry in reader(pdf).outline][:2] == ["I. MỤC ĐÍCH", "II. PHẠM VI"]


def test_the_same_input_gives_the_same_bytes(pdf):
    assert render_here(face(language="en"), procedure(), no_file) == pdf


def test_a_draft_has_room_for_number_and_date():
    draft = face(number="", issued_on=None, signers=(), language="en", watermark="DỰ THẢO")
    assert "Edition: … Issued on: …/…/……" in page_texts(render_here(draft, procedure(), no_file))[0]


def test_the_watermark_is_on_each_page():
    pdf = render_here(face(watermark="HẾT HIỆU LỰC"), procedure(), no_file)
    pages = reader(pdf).pages
    assert [page.extract_text().count("HẾT HIỆU LỰC") for page in pages] == [1] * len(pages)


def test_a_policy_follows_its_paper():
    paper = face(
        layout="policy",
        language="en",
        title="Chính sách chất lượng",
        parent_body="UBND tỉnh Mẫu",
        place_name="Hoa Sen",
    )
    [page] = page_texts(render_here(paper, policy(), no_file))
    assert "UBND TỈNH MẪU ỦY BAN NHÂN DÂN PHƯỜNG HOA SEN CHÍNH SÁCH CHẤT LƯỢNG Motto:" in page
    assert "Hoa Sen, day 28 month 02 year 2026 KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in page
    assert "Phạm Minh Họa" in page
    assert "Code:" not in page
    assert "Trần Thị Mẫu" not in page


def test_a_long_title_makes_room_for_itself():
    title = "Quy trình giải quyết hồ sơ về lĩnh vực rất dài " * 6
    pages = page_texts(render_here(face(title=title.strip(), language="en"), procedure(), no_file))
    assert [flat(title.strip().upper()) in page for page in pages] == [True] * len(pages)


def test_a_step_longer_than_a_page_goes_on_and_loses_nothing():
    long = step("1", rows=60)
    pages = page_texts(render_here(face(), Document("procedure", (Steps((long, step("2"))),)), no_file))
    assert sum(page.count("Cán bộ tiếp nhận kiểm tra") for page in pages) == 62


def test_a_paragraph_of_many_pages_loses_nothing():
    words = " ".join(f"chữ{number}" for number in range(6000))
    document = Document("manual", (Section("MỘT", "1", blocks=(text(words),)), Steps((step("1"),))))
    # The header of each page stands between the words.
    found = [word for word in all_text(render_here(face(), document, no_file)).split() if word.startswith("chữ")]
    assert found == words.split()
