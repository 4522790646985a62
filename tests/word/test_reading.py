"""Papers of our own, laid out as other agencies do: each rule by itself."""

from __future__ import annotations

import io
import shutil
import struct
import zlib

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from tests.word.files import filled, heading, old_word, paper, saved, tracked
from wagtail_qms.content import nodes
from wagtail_qms.content.text import plain
from wagtail_qms.content.walk import walk
from wagtail_qms.word import office
from wagtail_qms.word.errors import CannotRead
from wagtail_qms.word.face import Amendment
from wagtail_qms.word.old_word import check_old_word
from wagtail_qms.word.reading import read
from wagtail_qms.word.signatures import SignOff, posted


def read_of(document):
    """A python-docx document read back."""
    return read(saved(document))


def found(reading, kind):
    """Every node of a kind, in order."""
    return [node for _, node, _ in walk(reading.document) if isinstance(node, kind)]


def sections(reading):
    """Number, title and role of every section with its depth."""
    return [
        (s.number, s.title, s.role, depth) for _, s, depth in walk(reading.document) if isinstance(s, nodes.Section)
    ]


def codes(reading):
    """The codes of the problems of the paper."""
    return {problem.code for problem in reading.problems}


def png(width: int = 2) -> io.BytesIO:
    """A white picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\x00" + b"\xff" * width * 3) * width
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, width, 8, 2, 0, 0, 0))
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def test_the_face():
    reading = read_of(paper(footer="Ngày hiệu lực: 10/3/2024\tTrang: 1/2\tLần ban hành: 01"))
    assert (reading.agency, reading.title, reading.code) == ("SỞ MẪU", "Mượn phòng họp", "QT.MAU-01")
    assert (reading.number, reading.issued_on, reading.effective_on) == (1, "2024-03-05", "2024-03-10")
    assert reading.sign_offs == (
        SignOff("Soạn thảo", "Người Một", "Chuyên viên"),
        SignOff("Xem xét", "Người Hai", "Trưởng phòng"),
        SignOff("Phê duyệt", "Người Ba", "Giám đốc"),
    )
    assert reading.document.kind == "procedure"
    assert codes(reading) == set()
    assert reading.words_kept == reading.words


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"footer": "Lần ban hành: 2"}, "number_disagrees"),
        ({"footer": "Ngày hiệu lực: 01/02/2024"}, "dates_out_of_order"),
        ({"footer": "Ngày ban hành: 01/02/2024"}, "date_disagrees"),
        ({"footer": "Lần ban hành: ...  Ngày ban hành: .../.../..."}, "dots_for_date"),
        ({"footer": "Tên quy trình: Mượn xe"}, "title_disagrees"),
        ({"issued": ".../.../....."}, "no_issue_date"),
        ({"issued": "31/02/2024"}, "no_such_day"),
        ({"number": "..."}, "no_number"),
        ({"number": "03"}, "no_amendments"),
        ({"code": "QT.MAU. 01"}, "code_broken"),
        ({"code": "STCL 1"}, "number_in_code"),
        ({"code": ""}, "no_code"),
    ],
)
def test_a_problem_of_the_paper(changes, code):
    assert code in codes(read_of(paper(**changes)))


@pytest.mark.parametrize(
    ("typed", "post", "authority", "capacity"),
    [
        ("Chuyên viên", "Chuyên viên", "", ""),
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "PHÓ CHỦ TỊCH", "KT. CHỦ TỊCH", "KT."),
        ("KT. CHỦ TỊCH / PHÓ CHỦ TỊCH", "PHÓ CHỦ TỊCH", "KT. CHỦ TỊCH", "KT."),
        ("KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "KT. GIÁM ĐỐC", "KT."),
        ("TM. UBND\nKT.CHỦ TỊCH\nPHÓ CHỦ TỊCH", "PHÓ CHỦ TỊCH", "TM. UBND KT.CHỦ TỊCH", "KT."),
        ("TL. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG", "CHÁNH VĂN PHÒNG", "TL. GIÁM ĐỐC", "TL."),
        ("Q. CHỦ TỊCH", "CHỦ TỊCH", "Q.", "Q."),
    ],
)
def test_posts_and_for_whom_they_sign(typed, post, authority, capacity):
    assert posted(typed) == (post, authority)
    assert SignOff("Phê duyệt", "Người Ba", post, authority).capacity == capacity


def test_sign_offs_without_words_at_the_left():
    document = docx.Document()
    filled(
        document,
        [
            ["NGƯỜI SOẠN THẢO", "NGƯỜI XEM XÉT", "NGƯỜI PHÊ DUYỆT"],
            ["Chuyên viên\n(Ký, ghi rõ họ tên)", "Trưởng phòng", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"],
            ["Trần Văn Một", "Lê Thị Hai", "Phạm Thị Ba"],
        ],
    )
    heading(document, "MỤC ĐÍCH", "1")
    reading = read_of(document)
    assert reading.sign_offs == (
        SignOff("NGƯỜI SOẠN THẢO", "Trần Văn Một", "Chuyên viên"),
        SignOff("NGƯỜI XEM XÉT", "Lê Thị Hai", "Trưởng phòng"),
        SignOff("NGƯỜI PHÊ DUYỆT", "Phạm Thị Ba", "PHÓ GIÁM ĐỐC", "KT. GIÁM ĐỐC"),
    )


def test_amendments():
    document = docx.Document()
    filled(
        document,
        [["TT", "Nội dung sửa đổi", "Căn cứ sửa đổi", "Lần sửa đổi"], ["1", "Mục 5", "Nghị định mới", "02"], [""] * 4],
    )
    heading(document, "MỤC ĐÍCH", "1")
    assert read_of(document).amendments == (Amendment("Mục 5", "Nghị định mới", "02"),)


def test_sections_whatever_their_style():
    document = docx.Document()
    document.add_heading("I. Mục đích", 1)
    document.add_paragraph("Để làm gì.")
    document.add_paragraph("II. PHẠM VI ÁP DỤNG")
    document.add_paragraph("Ở đâu.")
    heading(document, "Định nghĩa và chữ viết tắt", "III")
    document.add_paragraph("3.1. Định nghĩa")
    document.add_paragraph("Sổ mượn: nơi ghi ai mượn gì.")
    document.add_paragraph("3.2. Viết tắt")
    document.add_paragraph("PH = Phòng họp")
    heading(document, "Nội dung thực hiện", "IV")
    assert sections(read_of(document)) == [
        ("I", "Mục đích", "purpose", 1),
        ("II", "PHẠM VI ÁP DỤNG", "scope", 1),
        ("III", "Định nghĩa và chữ viết tắt", "definitions", 1),
        ("3.1", "Định nghĩa", "", 2),
        ("3.2", "Viết tắt", "", 2),
        ("IV", "Nội dung thực hiện", "content", 1),
    ]


def test_numbers_that_word_counts():
    document = docx.Document()
    for title in ("MỤC ĐÍCH", "PHẠM VI"):
        document.add_paragraph(style="List Number").add_run(title).bold = True
        document.add_paragraph("Một câu.")
    assert [(number, role) for number, _, role, _ in sections(read_of(document))] == [("1", "purpose"), ("2", "scope")]


def test_terms():
    document = docx.Document()
    heading(document, "ĐỊNH NGHĨA", "1")
    document.add_paragraph("PH\t:\tPhòng họp")
    document.add_paragraph("- Người mượn: công chức có lịch họp")
    filled(document, [["Từ viết tắt", "Giải thích"], ["LĐ", "Lãnh đạo"]])
    assert found(read_of(document), nodes.Definition) == [
        nodes.Definition("PH", "Phòng họp", True),
        nodes.Definition("Người mượn", "công chức có lịch họp", False),
        nodes.Definition("LĐ", "Lãnh đạo", True),
    ]


def test_parts_of_an_administrative_procedure():
    document = docx.Document()
    heading(document, "NỘI DUNG", "5")
    for text in (
        "5.1. Thành phần hồ sơ:",
        "- Đơn theo mẫu;",
        "+ bản chính",
        "5.2. Số lượng hồ sơ: 02 bộ.",
        "5.3. Thời hạn giải quyết: 05 ngày làm việc; trường hợp phải xác minh thì 10 ngày làm việc.",
        "5.4. Đối tượng thực hiện: Cá nhân",
        "5.5. Cơ quan có thẩm quyền quyết định: Sở Mẫu",
        "5.6. Cơ quan phối hợp: Không",
        "5.7. Cách thức thực hiện: trực tiếp",
        "5.8. Lệ phí: 20.000 đồng",
        "5.9. Căn cứ pháp lý:",
        "- Luật Mẫu số 12/2020/QH14 ngày 18/6/2020;",
        "- Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư.",
    ):
        document.add_paragraph(text)
    reading = read_of(document)
    content = reading.document.blocks[0].blocks
    assert [type(block).__name__ for block in content] == [
        "Dossier", "TimeLimits", "Fact", "Fact", "Fact", "Fact", "Fact", "Sources"
    ]  # fmt: skip
    assert (content[0].sets, content[0].number, plain(content[0].blocks)) == (
        "02 bộ",
        "5.1",
        "Đơn theo mẫu;\nbản chính",
    )
    assert content[1].rows == (
        nodes.CaseValue("05 ngày làm việc"),
        nodes.CaseValue("10 ngày làm việc", "trường hợp phải xác minh"),
    )
    assert [block.kind for block in content[2:7]] == [
        "applicant", "deciding_body", "coordinating_body", "method", "fees"
    ]  # fmt: skip
    assert [(row.kind, row.number, row.issued_on) for row in content[7].rows] == [
        ("law", "12/2020/QH14", "2020-06-18"),
        ("decree", "30/2020/NĐ-CP", "2020-03-05"),
    ]
    assert content[7].rows[1].title == "về công tác văn thư"


STEPS = [
    ["TT", "Hoạt động", "Trách nhiệm", "Yêu cầu", "Biểu mẫu", "Thời gian thường", "Thời gian gấp"],
    ["5.1", "Chuẩn bị", "", "", "", "", ""],
    ["5.1.1", "Nhận phiếu", "Văn thư", "Phiếu đủ chữ ký", "BM.MAU.01", "01 ngày", "½ ngày"],
    ["5.1.2", "Xếp lịch", "Văn phòng", "- không trùng\n- đủ chỗ", "", "02 ngày", "01 ngày"],
]


def test_steps():
    document = docx.Document()
    heading(document, "NỘI DUNG", "5")
    made = filled(document, STEPS)
    made.cell(2, 2).merge(made.cell(3, 2))
    reading = read_of(document)
    (steps,) = found(reading, nodes.Steps)
    assert [(s.number, s.level, s.heading, s.activity) for s in steps.rows] == [
        ("5.1", 0, True, "Chuẩn bị"),
        ("5.1.1", 1, False, "Nhận phiếu"),
        ("5.1.2", 1, False, "Xếp lịch"),
    ]
    assert steps.rows[1].times == (nodes.CaseValue("01 ngày", "thường"), nodes.CaseValue("½ ngày", "gấp"))
    assert steps.rows[1].forms == "BM.MAU.01"
    assert steps.rows[2].responsible == steps.rows[1].responsible == "Văn thư Văn phòng"
    assert isinstance(steps.rows[2].requirement[0], nodes.List)
    assert reading.words_kept == reading.words


def test_a_time_of_several_steps_is_told_once():
    document = docx.Document()
    heading(document, "NỘI DUNG", "5")
    made = filled(
        document,
        [
            ["Bước", "Nội dung công việc", "Người thực hiện", "Thời gian"],
            ["1", "Nhận", "A", "1 ngày"],
            ["2", "Trả", "B", ""],
        ],
    )
    made.cell(1, 3).merge(made.cell(2, 3))
    (steps,) = found(read_of(document), nodes.Steps)
    assert [step.times for step in steps.rows] == [(nodes.CaseValue("1 ngày"),), ()]


def test_a_column_of_another_meaning_is_not_lost():
    document = docx.Document()
    heading(document, "NỘI DUNG", "5")
    filled(document, [["TT", "Nội dung công việc", "Trách nhiệm", "Rủi ro"], ["1", "Nhận", "Văn thư", "Sổ"]])
    (steps,) = found(read_of(document), nodes.Steps)
    assert plain(steps.rows[0].requirement) == "Sổ"


def test_forms_and_records():
    document = docx.Document()
    heading(document, "BIỂU MẪU", "6")
    filled(document, [["TT", "Ký hiệu", "Tên biểu mẫu"], ["1", "BM.MAU.\n01", "Phiếu mượn"]])
    document.add_paragraph("- BM.MAU.02 Sổ mượn;")
    heading(document, "HỒ SƠ LƯU", "7")
    made = filled(
        document,
        [
            ["TT", "Tên hồ sơ", "Nơi lưu", "Trách nhiệm lưu", "Thời gian lưu"],
            ["1", "Phiếu mượn", "Kho", "Văn thư", "1 năm"],
            ["2", "Sổ mượn", "", "", "5 năm"],
        ],
    )
    made.cell(1, 3).merge(made.cell(2, 3))
    reading = read_of(document)
    assert found(reading, nodes.FormEntry) == [
        nodes.FormEntry("Phiếu mượn", "BM.MAU.01"),
        nodes.FormEntry("Sổ mượn", "BM.MAU.02"),
    ]
    assert found(reading, nodes.RecordEntry) == [
        nodes.RecordEntry("Phiếu mượn", "Văn thư", "Kho", "1 năm"),
        nodes.RecordEntry("Sổ mượn", "Văn thư", "", "5 năm"),
    ]


def test_rows_that_leave_a_box_empty_are_kept():
    document = docx.Document()
    heading(document, "HỒ SƠ LƯU", "7")
    made = filled(
        document,
        [
            ["TT", "Tên hồ sơ", "Nơi lưu", "Thời gian lưu"],
            ["I", "Hồ sơ của phòng", "", ""],
            ["1", "", "Kho", "1 năm"],
            ["2", "Sổ", "Kho", ""],
        ],
    )
    made.cell(1, 1).merge(made.cell(1, 3))
    reading = read_of(document)
    assert found(reading, nodes.RecordEntry) == [
        nodes.RecordEntry("Hồ sơ của phòng"),
        nodes.RecordEntry("", "", "Kho", "1 năm"),
        nodes.RecordEntry("Sổ", "", "Kho"),
    ]


def test_appended_forms():
    document = docx.Document()
    for number, title in (("5", "NỘI DUNG"), ("7", "HỒ SƠ LƯU")):
        heading(document, title, number)
    filled(document, [["TT", "Tên hồ sơ", "Thời gian lưu"], ["1", "Phiếu", "1 năm"]])
    for title in ("PHIẾU MƯỢN PHÒNG", "SỔ MƯỢN PHÒNG"):
        document.add_paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        document.add_paragraph("Độc lập - Tự do - Hạnh phúc")
        document.add_paragraph().add_run(title).bold = True
        document.add_paragraph("1. MỤC ĐÍCH mượn: ........")
    assert [(title, role) for _, title, role, _ in sections(read_of(document))][2:] == [
        ("PHIẾU MƯỢN PHÒNG", "appendix"),
        ("SỔ MƯỢN PHÒNG", "appendix"),
    ]


def test_lists_and_marks():
    document = docx.Document()
    heading(document, "MỤC ĐÍCH", "1")
    for style, text in (("List Bullet", "một"), ("List Bullet 2", "hai")):
        document.add_paragraph(text, style=style)
    for text in ("- ba", "+ bốn"):
        document.add_paragraph(text)
    line = document.add_paragraph("Chữ ")
    line.add_run("nghiêng").italic = True
    line.add_run(" và mũ")
    line.add_run("2").font.superscript = True
    blocks = read_of(document).document.blocks[0].blocks
    first, second, third = blocks[0].items
    assert [item.runs[0].text for item in blocks[0].items] == ["một", "hai", "ba"]
    assert third.lists[0].items[0].runs[0].text == "bốn"
    assert blocks[1].runs == (
        nodes.Run("Chữ "),
        nodes.Run("nghiêng", ("italic",)),
        nodes.Run(" và mũ"),
        nodes.Run("2", ("superscript",)),
    )


def test_tracked_changes_links_symbols_breaks():
    document = docx.Document()
    heading(document, "MỤC ĐÍCH", "1")
    line = document.add_paragraph("Giữ")
    tracked(line, "ins", " thêm")
    tracked(line, "del", " bỏ")
    line.add_run().add_break()
    line.add_run("dòng hai")
    symbol = OxmlElement("w:sym")
    symbol.set(qn("w:font"), "Wingdings")
    symbol.set(qn("w:char"), "F0A8")
    line.add_run(" ")._r.append(symbol)
    relation = document.part.relate_to(
        "https://vidu.vn",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    line._p.append(
        parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{relation}"><w:r><w:t>liên kết</w:t></w:r></w:hyperlink>')
    )
    reading = read_of(document)
    assert reading.document.blocks[0].blocks[0].runs == (
        nodes.Run("Giữ thêm\ndòng hai ☐"),
        nodes.Run("liên kết", (), "https://vidu.vn"),
    )
    assert "tracked_changes" in codes(reading)


def test_text_boxes_keep_their_words():
    document = docx.Document()
    heading(document, "MỤC ĐÍCH", "1")
    box = (
        f"<w:p {nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml'><w:r><w:t>Trước</w:t></w:r>"
        "<w:r><w:pict><v:shape>"
        "<v:textbox><w:txbxContent><w:p><w:r><w:t>Trong hộp</w:t></w:r></w:p></w:txbxContent></v:textbox>"
        "</v:shape></w:pict></w:r><w:r><w:t> sau</w:t></w:r></w:p>"
    )
    document.element.body.insert(1, parse_xml(box))
    assert plain(read_of(document).document.blocks[0].blocks) == "Trước sau\nTrong hộp"


def test_pictures_are_kept_and_those_of_the_face_are_not():
    document = paper()
    document.tables[1].cell(2, 1).paragraphs[0].add_run().add_picture(png(3))
    document.add_paragraph().add_run().add_picture(png())
    reading = read_of(document)
    (image,) = found(reading, nodes.Image)
    assert list(reading.files) == [image.file.digest]
    assert reading.files[image.file.digest] == png().getvalue()
    assert image.file.media_type == "image/png"


def test_merged_cells_and_tables_in_tables():
    document = docx.Document()
    heading(document, "MỤC ĐÍCH", "1")
    made = filled(document, [["Nhóm", "Một", "Hai"], ["", "ba", "bốn"]])
    made.cell(0, 0).merge(made.cell(1, 0))
    made.cell(1, 1).merge(made.cell(1, 2))
    inner = made.cell(0, 2).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "trong", "ngoài"
    (table,) = found(read_of(document), nodes.Table)
    assert [[(plain(cell), cell.colspan, cell.rowspan) for cell in row] for row in table.rows] == [
        [("Nhóm", 1, 2), ("Một", 1, 1), ("Hai\ntrong | ngoài", 1, 1)],
        [("ba\nbốn", 2, 1)],
    ]


def test_an_old_file_without_an_office_is_refused_in_words(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CannotRead) as refused:
        read(io.BytesIO(b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le") * 9))
    assert refused.value.code == "no_office"


@pytest.mark.parametrize(("script", "code"), [("exit 3", "not_converted"), ("sleep 30", "slow_office")])
def test_an_office_that_fails_or_hangs(monkeypatch, tmp_path, script, code):
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.setattr(office, "TIMEOUT", 1)
    with pytest.raises(CannotRead) as refused:
        read(io.BytesIO(old_word()))
    assert refused.value.code == code


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_rich_text_under_the_name_of_an_old_file():
    lines = ("1. MỤC ĐÍCH", "Để mượn sách.")
    typed = "".join(
        "{\\pard\\b " + "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in line) + "\\par}" for line in lines
    )
    reading = read(io.BytesIO(("{\\rtf1\\ansi " + typed + "}").encode()))
    assert sections(reading) == [("1", "MỤC ĐÍCH", "purpose", 1)]
    assert plain(reading.document.blocks[0].blocks) == "Để mượn sách."


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (old_word(flags=0x0100), "not_word"),
        (old_word(stream=b"MZ"), "damaged"),
        (old_word()[:600], "damaged"),
        (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le") * 9, "damaged"),
    ],
)
def test_an_old_file_that_is_none_starts_no_office(content, code):
    with pytest.raises(CannotRead) as refused:
        check_old_word(content)
    assert refused.value.code == code
    check_old_word(old_word())


def test_a_content_section_in_one_table():
    document = docx.Document()
    heading(document, "NỘI DUNG", "5")
    made = filled(
        document,
        [
            ["5.1", "Cơ sở pháp lý", "", "", ""],
            ["", "Luật Mẫu năm 2020;\nNghị định số 1/2020/NĐ-CP ngày 02/3/2020 của Chính phủ về mẫu", "", "", ""],
            ["5.2", "Thành phần hồ sơ", "", "Bản chính", "Bản sao"],
            ["", "Đơn theo mẫu", "", "x", ""],
            ["5.3", "Số lượng hồ sơ", "", "", ""],
            ["", "01 bộ", "", "", ""],
            ["5.4", "Thời gian xử lý", "", "", ""],
            ["", "03 ngày làm việc", "", "", ""],
            ["5.5", "Lệ phí", "", "", ""],
            ["", "Không", "", "", ""],
            ["5.6", "Quy trình xử lý công việc", "", "", ""],
            ["TT", "Trình tự", "Trách nhiệm", "Thời gian", "Biểu mẫu"],
            ["1", "Nhận hồ sơ", "Một cửa", "½ ngày", "Mẫu số 01"],
            ["2", "Trả kết quả", "Văn thư", "½ ngày", ""],
        ],
    )
    for row in (0, 1, 4, 5, 6, 7, 8, 9, 10):
        made.cell(row, 1).merge(made.cell(row, 4))
    reading = read_of(document)
    assert [(step.number, step.activity, step.responsible, step.forms) for step in found(reading, nodes.Step)] == [
        ("1", "Nhận hồ sơ", "Một cửa", "Mẫu số 01"),
        ("2", "Trả kết quả", "Văn thư", ""),
    ]
    (dossier,) = found(reading, nodes.Dossier)
    assert (dossier.sets, "Đơn theo mẫu" in plain(dossier.blocks)) == ("01 bộ", True)
    assert [row.number or row.year for row in found(reading, nodes.Sources)[0].rows] == ["2020", "1/2020/NĐ-CP"]
    assert found(reading, nodes.TimeLimits)[0].rows == (nodes.CaseValue("03 ngày làm việc"),)
    assert [(fact.kind, fact.number) for fact in found(reading, nodes.Fact)] == [("fees", "5.5")]
    assert reading.words_kept == reading.words


def test_titles_that_the_text_goes_on_behind():
    document = docx.Document()
    document.add_paragraph("1. Mục đích: để mượn phòng.")
    document.add_paragraph("2. Phạm vi áp dụng: toàn cơ quan.")
    heading(document, "Nội dung", "3")
    document.add_paragraph("1. Hồ sơ: phiếu mượn và lịch họp.")
    heading(document, "Trách nhiệm thực hiện", "4")
    document.add_paragraph("Văn phòng theo dõi.")
    reading = read_of(document)
    assert [(number, role) for number, _, role, _ in sections(reading)] == [
        ("1", "purpose"), ("2", "scope"), ("3", "content"), ("4", "")
    ]  # fmt: skip
    assert plain(reading.document.blocks[0].blocks) == "để mượn phòng."
    assert reading.words_kept == reading.words


def test_a_header_table_on_every_page():
    document = docx.Document()
    made = document.sections[0].header.add_table(2, 3, docx.shared.Cm(16))
    for place, text in (
        (0, "SỞ MẪU"),
        (1, "QUY TRÌNH\nMượn xe"),
        (2, "Mã hiệu: QT-02\nLần ban hành: 02\nNgày ban hành: 1/2/2024"),
    ):
        made.cell(0, place).text = text
    heading(document, "MỤC ĐÍCH", "1")
    document.add_paragraph("Để mượn xe.")
    reading = read_of(document)
    assert (reading.agency, reading.title, reading.code) == ("SỞ MẪU", "Mượn xe", "QT-02")
    assert (reading.number, reading.issued_on) == (2, "2024-02-01")
