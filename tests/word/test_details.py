"""Numbers, days, citations and counted words, each by itself."""

from __future__ import annotations

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from wagtail_qms.content.nodes import Source
from wagtail_qms.word.dates import first_date, is_blank_date
from wagtail_qms.word.numbering import Numbering, Shown, written
from wagtail_qms.word.sources import cited_line, source_of
from wagtail_qms.word.titles import numbered, part_of, role_of
from wagtail_qms.word.understood import kept, words_of

NUMBERING = f"""<w:numbering {nsdecls("w")}>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
</w:numbering>"""


def test_numbers_are_those_that_word_shows():
    numbering = Numbering(parse_xml(NUMBERING))
    asked = [("1", 0), ("1", 1), ("1", 1), ("1", 2), ("1", 2), ("1", 0), ("1", 1), ("2", 0), ("2", 0)]
    assert [numbering.next(*one).number for one in asked] == [
        "I.", "I.1", "I.2", "c)", "d)", "II.", "II.1", "V.", "VI."
    ]  # fmt: skip
    assert numbering.next("3", 0) == Shown(bullet=True)
    assert numbering.next("9", 0) is None


@pytest.mark.parametrize(
    ("count", "kind", "shown"),
    [
        (3, "decimal", "3"),
        (27, "lowerLetter", "aa"),
        (4, "upperRoman", "IV"),
        (7, "decimalZero", "07"),
        (49, "lowerRoman", "xlix"),
    ],
)
def test_formats(count, kind, shown):
    assert written(count, kind) == shown


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("28/02/2022", "2022-02-28"),
        ("ngày 5 tháng 3 năm 2020", "2020-03-05"),
        ("0 3/7/202 4", "2024-07-03"),
        ("7-5-2021", "2021-05-07"),
        ("31/02/2022", ""),
        (".../.../...", ""),
        ("14/...9/2020", ""),
    ],
)
def test_days(text, day):
    assert first_date(text) == day


@pytest.mark.parametrize(
    ("text", "blank"), [(".../.../...", True), ("14/...9/2020", True), ("1/2/2024", False), ("…", False)]
)
def test_blank_days(text, blank):
    assert is_blank_date(text) is blank


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "- Thông tư số 02/2017/TT-VPCP ngày 31/10/2017 của Văn phòng Chính phủ hướng dẫn kiểm soát;",
            Source("hướng dẫn kiểm soát", "circular", "02/2017/TT-VPCP", "", "2017-10-31", "Văn phòng Chính phủ"),
        ),
        ("Luật Lưu trữ năm 2011;", Source("Luật Lưu trữ", "law", year="2011")),
        ("TCVN ISO 9001:2015", Source("TCVN ISO 9001:2015", "standard", "TCVN ISO 9001:2015")),
        ("Sổ tay chất lượng.", Source("Sổ tay chất lượng", "internal")),
        ("Các văn bản khác có liên quan", Source("Các văn bản khác có liên quan")),
        (
            "Nghị định số 1/2020/NĐ-CP của Chính phủ ngày 02/3/2020 về mẫu",
            Source(
                "Nghị định số 1/2020/NĐ-CP của Chính phủ ngày 02/3/2020 về mẫu",
                "decree", "1/2020/NĐ-CP", "", "2020-03-02", "Chính phủ",
            ),
        ),
    ],
)  # fmt: skip
def test_citations(text, source):
    assert source_of(text) == source


def test_a_citation_is_said_as_it_was():
    text = "Quyết định số 5/QĐ-SM ngày 01/02/2023 của Sở Mẫu ban hành quy chế"
    assert cited_line(source_of(text)) == text


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("5.1. Nội dung", "5.1", "Nội dung"),
        ("IV/ Định nghĩa", "IV", "Định nghĩa"),
        ("đ. Kết quả", "đ", "Kết quả"),
        ("g.Tên mẫu", "g", "Tên mẫu"),
        ("i. Căn cứ", "i", "Căn cứ"),
        ("PHẦN 2. CHUNG", "PHẦN 2", "CHUNG"),
        ("01 bộ", "01", "bộ"),
        ("Là câu", "", "Là câu"),
    ],
)
def test_typed_numbers(text, number, rest):
    said = numbered(text)
    assert (said.number, said.rest) == (number, rest)


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Mục đích", "purpose"),
        ("PHẠM VI ÁP DỤNG:", "scope"),
        ("Tài liệu viện dẫn", "references"),
        ("Định nghĩa/ Viết tắt", "definitions"),
        ("Thuật ngữ và định nghĩa, chữ viết tắt", "definitions"),
        ("NỘI DUNG QUY TRÌNH", "content"),
        ("Biểu mẫu", "forms"),
        ("Hồ sơ cần lưu", "records"),
        ("Lưu hồ sơ", "records"),
        ("Nội dung họp", ""),
        ("Hồ sơ dự án", ""),
    ],
)
def test_roles(title, role):
    assert role_of(title) == role


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Thành phần, số lượng hồ sơ:", "dossier"),
        ("Thành phần hồ sơ:", "dossier_list"),
        ("Số lượng hồ sơ: 01 bộ", "sets"),
        ("Thời hạn giải quyết: 5 ngày", "time_limits"),
        ("Phí, lệ phí (nếu có): không", "fees"),
        ("Tên mẫu đơn, mẫu tờ khai:", "application_forms"),
        ("Yêu cầu, điều kiện thực hiện thủ tục hành chính:", "conditions"),
        ("Cơ quan trực tiếp thực hiện: Sở", "performing_body"),
        ("Nơi tiếp nhận và trả kết quả", "place"),
        ("Kết quả tra cứu được lưu trong hệ thống của cơ quan và được dùng khi cần đến nó về sau", ""),
        ("Quy trình xử lý công việc", ""),
    ],
)
def test_parts(text, part):
    assert part_of(text)[0] == part


def test_words_are_counted_in_order():
    source = words_of("một hai ba ngày 5 tháng 3 năm 2020")
    assert kept(source, words_of("một x hai ba ngày 05/03/2020")) == len(source)
    assert kept(words_of("một hai ba"), words_of("ba hai một")) == 1
    assert kept(["a"] * 5000, ["b"] * 5000) == 0
