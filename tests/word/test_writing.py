"""Word files as others open them: python-docx reads them, their XML is sound, equal papers are equal bytes."""

import io
import time
import zipfile
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from tests.pdf.samples import cell, face, policy, text
from tests.word.writing_samples import PNG, everything, manual, picture_bytes, section, written
from wagtail_qms.content.nodes import CaseValue, Cell, Document, Image, Item, List, Paragraph, Run, Step, Steps, Table
from wagtail_qms.word.out import parts


def opened(*given, **more):
    return docx.Document(io.BytesIO(written(*given, **more)))


def policy_face(**more):
    given = {"layout": "policy", "title": "Chính sách chất lượng", "place_name": "Hoa Sen"}
    return face(**(given | {"parent_body": "Ủy ban nhân dân thành phố Mẫu"} | more))


def texts(table):
    return [[box.text for box in row.cells] for row in table.rows]


def procedure(*blocks):
    return Document("procedure", (section("NỘI DUNG", "I", "content", *blocks),))


def content_tables(document):
    """The tables after sign-offs and amendments."""
    return document.tables[2:]


def words_of(node):
    return "".join(text_.text for text_ in node.iter(qn("w:t")))


def xml_of(data, name="word/document.xml"):
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


@pytest.mark.parametrize("document", [everything(), manual(), policy(), Document("procedure")])
def test_every_part_of_the_file_is_sound(document):
    archive = zipfile.ZipFile(io.BytesIO(written(document, face(watermark="HẾT HIỆU LỰC"))))
    assert archive.testzip() is None
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(archive.read(name))


def test_equal_papers_are_equal_bytes():
    first = written(everything())
    time.sleep(2.1)
    assert written(everything()) == first


def test_the_page_is_that_of_the_decree():
    (page,) = opened(everything()).sections
    sizes = (
        page.page_width,
        page.page_height,
        page.left_margin,
        page.right_margin,
        page.top_margin,
        page.bottom_margin,
    )
    assert [round(size.mm) for size in sizes] == [210, 297, 30, 15, 20, 20]


@pytest.mark.parametrize("which", ["header", "first_page_header"])
def test_the_header_table_stands_on_every_page(which):
    (table,) = getattr(opened(everything()).sections[0], which).tables
    agency, title = "Ủy ban nhân dân phường Hoa Sen", "Quy trình tiếp nhận và xử lý phản ánh"
    facts = ["Mã hiệu: QT.PA.01", "Lần ban hành: 02", "Ngày ban hành: 28/02/2026"]
    assert texts(table)[:3] == [[agency, title, fact] for fact in facts]
    fields = [node.get(qn("w:instr")) for node in table._tbl.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert words_of(table._tbl).endswith("Trang: 1/1")


def test_a_paper_without_number_and_date_has_dots():
    (table,) = opened(everything(), face(number="", issued_on=None)).sections[0].header.tables
    assert [row[2] for row in texts(table)][1:3] == ["Lần ban hành: …", "Ngày ban hành: …/…/……"]


def test_the_boxes_of_those_who_signed():
    assert texts(opened(everything()).tables[0]) == [
        ["Trách nhiệm", "Soạn thảo", "Soát xét", "Phê duyệt"],
        ["Họ tên", "Trần Thị Mẫu", "Lê Văn Thử", "Phạm Minh Họa"],
        ["Chữ ký", *(f"Đã ký điện tử ngày {day}/02/2026" for day in (20, 24, 28))],
        ["Chức vụ", "Thư ký ISO", "Chánh Văn phòng", "KT. CHỦ TỊCH\nPhó Chủ tịch"],
    ]


def test_the_amendments():
    rows = texts(opened(everything()).tables[1])
    assert rows[0] == ["TT", "Nội dung sửa đổi", "Cơ sở pháp lý hoặc căn cứ sửa đổi", "Lần ban hành", "Ngày ban hành"]
    assert rows[1:] == [
        ["1", "Rút ngắn thời gian xử lý ở mục 5.1", "Kế hoạch cải cách hành chính", "02", "28/02/2026"]
    ]
    assert texts(opened(everything(), face(amendments=())).tables[1])[1:] == [[""] * 5] * 3


def test_headings_are_headings_and_the_contents_lead_to_them():
    document = opened(everything())
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings[:3] == [
        ("Heading 1", f"{title}") for title in ("I. MỤC ĐÍCH", "II. PHẠM VI", "III. TÀI LIỆU VIỆN DẪN")
    ]
    assert headings[5:7] == [("Heading 3", "a. Thành phần hồ sơ"), ("Heading 3", "b. Thời hạn giải quyết")]
    body = document.element.body
    links = [(link.get(qn("w:anchor")), words_of(link)) for link in body.iter(qn("w:hyperlink"))]
    bookmarks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    inside = [(anchor, words) for anchor, words in links if anchor]
    assert [words for _anchor, words in inside] == [
        "Sửa đổi tài liệu",
        *(words for style, words in headings if style == "Heading 1"),
    ]
    assert {anchor for anchor, _words in inside} <= bookmarks


def test_ids_in_the_file_are_unique():
    body = opened(everything()).element.body
    ids = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))]
    ids += [node.get("id") for node in body.iter(qn("wp:docPr"))]
    assert len(ids) == len(set(ids)) > 8


def test_marks_breaks_and_links():
    document = opened(everything())
    (found,) = (p for p in document.paragraphs if p.text.startswith("Chữ đậm"))
    assert found.text == "Chữ đậm rồi nghiêng gạch dưới m2 H2O cả hai\ndòng dưới cổng dịch vụ"
    marks = [(r.text, r.bold, r.italic, r.underline, r.font.superscript, r.font.subscript) for r in found.runs]
    assert marks[:3] == [
        ("Chữ đậm", True, None, None, None, None),
        (" rồi nghiêng", None, True, None, None, None),
        (" gạch dưới", None, None, True, None, None),
    ]
    assert [(m[0], m[4], m[5]) for m in marks if m[4] or m[5]] == [("2", True, False), ("2", False, True)]
    assert [(link.text, link.address) for link in found.hyperlinks] == [
        ("cổng dịch vụ", "https://dichvucong.example/hoa-sen?a=1&b=2")
    ]


@pytest.mark.parametrize("href", ["javascript:alert(1)", "page:3", "/quy-trinh/", "#muc-1", "file:///etc/passwd"])
def test_links_that_lead_nowhere_from_a_file_are_words(href):
    document = opened(procedure(Paragraph((Run("xem thêm", (), href),))))
    assert [link.address for p in document.paragraphs for link in p.hyperlinks if link.address] == []
    assert "xem thêm" in [p.text for p in document.paragraphs]


def test_links_into_the_site_go_where_the_caller_says():
    body = procedure(Paragraph((Run("xem thêm", (), "page:3"),)))
    document = opened(body, address={"page:3": "https://hoasen.example/qms/p/3/"}.get)
    assert [link.address for p in document.paragraphs for link in p.hyperlinks if link.address] == [
        "https://hoasen.example/qms/p/3/"
    ]


def test_lists_are_words_own_on_their_levels():
    document = opened(everything())
    found = []
    for p in document.paragraphs:
        mark = p._p.pPr.numPr if p._p.pPr is not None else None
        if mark is not None:
            found.append((p.text, mark.ilvl.val))
    assert found[:6] == [
        ("Thành phần gồm:", 0),
        ("Giấy tờ phải nộp", 1),
        ("Bản sao có chứng thực", 2),
        ("Giấy tờ phải xuất trình", 1),
        ("Số lượng như trên", 0),
        ("Tiếp nhận hồ sơ", 0),
    ]


def test_each_counted_list_begins_at_one():
    item = List((Item((Run("Một"),)),), True)
    data = written(procedure(item, text("Rồi"), item))
    numbers = xml_of(data, "word/numbering.xml").findall(qn("w:num"))
    starting = [
        n.get(qn("w:numId")) for n in numbers if n.find(f"{qn('w:lvlOverride')}/{qn('w:startOverride')}") is not None
    ]
    used = [node.get(qn("w:val")) for node in xml_of(data).iter(qn("w:numId"))]
    assert used == starting
    assert len(starting) == 2


def test_the_steps():
    table = next(t for t in opened(everything()).tables if t.rows[0].cells[1].text == "Hoạt động")
    times = ["Thời gian (Hồ sơ thường)", "Thời gian (Phải xác minh)", "Thời gian"]
    assert texts(table)[0] == ["TT", "Hoạt động", "Trách nhiệm", "Yêu cầu", "Biểu mẫu", *times]
    assert texts(table)[1] == ["5.1", *["Tiếp nhận và phân loại"] * 7]
    assert [row[5:] for row in texts(table)[2:]] == [["½ ngày", "01 ngày", ""], ["", "", "02 ngày"]]
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [True, False, False, False]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_times_of_many_cases_stand_below_one_another():
    times = tuple(CaseValue(f"0{at} ngày", f"Loại {at}") for at in range(4))
    (table,) = content_tables(opened(procedure(Steps((Step("Tiếp nhận", "1", times=times),)))))
    assert texts(table)[0] == ["TT", "Hoạt động", "Thời gian"]
    assert texts(table)[1][2] == "Loại 0: 00 ngày\nLoại 1: 01 ngày\nLoại 2: 02 ngày\nLoại 3: 03 ngày"


def test_a_row_of_a_page_may_be_split():
    long = Steps((Step("Tiếp nhận", "1", requirement=(text("Nội dung dài. " * 200),)),))
    (table,) = content_tables(opened(procedure(long)))
    assert table.rows[1]._tr.trPr is None


def test_merged_cells():
    table = opened(everything()).tables[-1]
    assert texts(table) == [
        ["STT", "Nội dung", "Nội dung", "Ghi chú"],
        ["1", "Sáng", "7 giờ 30 đến 11 giờ 30", ""],
        ["1", "Chiều", "13 giờ 30 đến 17 giờ", "Trừ chiều thứ Bảy\nNghỉ lễ"],
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ((cell("a", rowspan=99), cell("b")), ()),
        ((cell("a"), cell("b", rowspan=2), cell("c")), (cell("d", colspan=3),)),
        ((), (cell("a"),)),
        ((cell("a", colspan=500),), (cell("b"), cell("c"))),
        ((cell("a"), cell("b")), (cell("c"),)),
        ((Cell(colspan=0, rowspan=0),),),
        (tuple(cell(str(at)) for at in range(70)),),
        (),
    ],
)
def test_damaged_tables_can_be_opened(rows):
    document = opened(procedure(Table(rows)))
    for table in content_tables(document):
        widths = [sum(box.grid_span for box in row._tr.tc_lst) + row.grid_cols_after for row in table.rows]
        assert set(widths) == {len(table.columns)}
    words = words_of(document.element.body)
    assert all("".join(run.text for run in box.blocks[0].runs) in words for row in rows for box in row if box.blocks)


def test_a_picture_with_its_words():
    data = written(everything())
    described = next(node for node in xml_of(data).iter(qn("wp:docPr")))
    assert (described.get("name"), described.get("descr")) == ("so-do.png", "Sơ đồ xử lý")
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert PNG in [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]
    assert "Hình 1" in [p.text for p in docx.Document(io.BytesIO(data)).paragraphs]


def lost(digest):
    raise FileNotFoundError(digest)


@pytest.mark.parametrize("content", [b"", b"<svg/>", PNG[:50], None])
def test_a_picture_that_cannot_be_shown_is_its_words(content):
    def read(digest):
        return lost(digest) if content is None else content

    assert "[Hình: Sơ đồ xử lý]" in [p.text for p in opened(everything(), read=read).paragraphs]


def test_too_many_pictures_are_their_words(monkeypatch):
    monkeypatch.setattr(parts, "MOST_PICTURE_BYTES", len(PNG) - 1)
    assert "[Hình: Sơ đồ xử lý]" in [p.text for p in opened(everything()).paragraphs]


def test_a_picture_that_word_does_not_know_is_written_anew():
    webp = picture_bytes("WEBP", (4000, 30))
    body = procedure(Image(everything().blocks[-1].blocks[-1].file, "Sơ đồ"))
    with_webp = written(body, face(verify_url=""), lambda digest: webp)
    (extent,) = (node for node in xml_of(with_webp).iter(qn("wp:extent")))
    assert int(extent.get("cx")) == 160 * 36000
    archive = zipfile.ZipFile(io.BytesIO(with_webp))
    kinds = [archive.read(n)[:4] for n in archive.namelist() if n.startswith("word/media/")]
    assert set(kinds) == {b"\x89PNG"}


def test_a_manual():
    document = opened(manual())
    notes = [p.text for p in document.paragraphs if p.style.name == "Note"]
    assert notes == ["Điều khoản của tiêu chuẩn: 5.1, 5.1.1", "Tài liệu liên quan: QT.01"]
    assert [texts(table)[1] for table in content_tables(document)] == [
        ["7.5", "Bằng quy trình.", "QT.02"],
        ["8.3", "Không thiết kế"],
    ]


def test_a_policy_is_a_letter():
    document = opened(policy(), policy_face())
    words = [p.text for p in document.paragraphs if p.text]
    assert words[:5] == [
        "Ủy ban nhân dân thành phố Mẫu",
        "Ủy ban nhân dân phường Hoa Sen",
        "Chính sách chất lượng",
        "Phương châm hoạt động:",
        "“TẬN TÂM, RÕ RÀNG, ĐÚNG HẸN”",
    ]
    assert words[-5:] == [
        "Hoa Sen, ngày 28 tháng 02 năm 2026",
        "KT. CHỦ TỊCH",
        "Phó Chủ tịch",
        "Đã ký điện tử ngày 28/02/2026",
        "Phạm Minh Họa",
    ]
    assert document.tables == []
    assert document.sections[0].header.tables == []


def test_the_signature_of_a_policy_is_kept_with_what_it_signs():
    document = opened(policy(), policy_face())
    (place,) = (at for at, p in enumerate(document.paragraphs) if p.style.name == "Place and date")
    assert document.paragraphs[place - 1].paragraph_format.keep_with_next


def test_the_properties_of_the_file():
    properties = opened(everything()).core_properties
    assert (properties.title, properties.author, properties.subject, properties.language) == (
        "Quy trình tiếp nhận và xử lý phản ánh",
        "Ủy ban nhân dân phường Hoa Sen",
        "QT.PA.01 02",
        "vi-VN",
    )
    tongues = {node.get(qn("w:val")) for node in xml_of(written(everything()), "word/styles.xml").iter(qn("w:lang"))}
    assert tongues == {"vi-VN"}


def test_what_has_ended_says_so_across_each_page():
    data = written(everything(), face(watermark="HẾT HIỆU LỰC"))
    for name in ("word/header_default.xml", "word/header_first.xml"):
        drawn = [node.get("string") for node in xml_of(data, name).iter("{urn:schemas-microsoft-com:vml}textpath")]
        assert "HẾT HIỆU LỰC" in drawn


def test_the_way_to_verify_stands_at_the_first_foot():
    section_ = opened(everything()).sections[0]
    assert "https://hoasen.example/iso/t/7KQ2M" in words_of(section_.first_page_footer._element)
    assert words_of(section_.footer._element) == ""


HOSTILE = "A\x00B\x0b\ud800\ufffe</w:t><w:p>&\"'%s %(x)s\x1b"


def test_characters_that_xml_cannot_hold_are_left_out():
    body = procedure(Paragraph((Run(HOSTILE),)), Table(((cell(HOSTILE),),), HOSTILE))
    front = face(
        title=HOSTILE, agency=HOSTILE, code=HOSTILE, watermark=HOSTILE, verify_url="", issued_on=date(2026, 1, 1)
    )
    document = opened(body, front)
    shown = "AB</w:t><w:p>&\"'%s %(x)s"
    assert shown in [p.text for p in document.paragraphs]
    assert document.core_properties.title == shown


def test_sections_may_lie_deep():
    body = text("Hết")
    for depth in range(60):
        body = section("Mục", str(depth), "", body)
    document = opened(Document("manual", (body,)))
    assert {p.style.name for p in document.paragraphs if p.text.endswith("Mục")} >= {"Heading 1", "Heading 4"}


def test_two_thousand_rows_take_seconds():
    rows = tuple(
        Step(f"Bước {at}", str(at), "Văn thư", (text("Ghi sổ và chuyển hồ sơ trong ngày. " * 3),))
        for at in range(2000)
    )
    table = Table(tuple((cell(str(at)), cell("Nội dung"), cell("Ghi chú")) for at in range(2000)))
    begun = time.process_time()
    data = written(procedure(Steps(rows), table))
    assert time.process_time() - begun < 5
    assert len(list(xml_of(data).iter(qn("w:tr")))) > 4000
