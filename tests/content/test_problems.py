"""What is wrong with a document, seen in it alone."""

import pytest

from wagtail_qms.content.form_codes import broken, cited, same
from wagtail_qms.content.nodes import (
    Definition,
    Definitions,
    Document,
    FileRef,
    FormEntry,
    Forms,
    Image,
    Paragraph,
    RecordEntry,
    Records,
    Run,
    Section,
    Step,
    Steps,
)
from wagtail_qms.content.problems import missing_file_problem, problems
from wagtail_qms.content.stream import MissingFile

FILE = FileRef("0" * 64, "a.docx", "application/x", 1)


def paragraph(text):
    return Paragraph((Run(text),))


def found(*blocks):
    """Code, level, field and what the message is filled with, of each problem."""
    kept = (
        (one.code, str(one.level), one.field, *one.params.values()) for one in problems(Document("manual", blocks))
    )
    return sorted(kept)


def section(title="A", number="1", *blocks, **fields):
    return Section(title, number, blocks=blocks or (paragraph("a"),), **fields)


def test_a_sound_document_has_none():
    step = Step("Tiếp nhận", "1.1", "Văn thư", forms="BM.TL.01")
    document = (
        section("Nội dung", "1", Steps((Step("Chung", "1.0", heading=True), step))),
        section("Biểu mẫu", "2", Forms((FormEntry("Phiếu", "BM TL-01", FILE),))),
        section("Hồ sơ", "3", Records((RecordEntry("Phiếu", "Văn thư", "", "5 năm"),))),
    )
    assert found(*document) == []


@pytest.mark.parametrize(
    "mark",
    ["<TÊN CƠ QUAN>", "<Đơn vị>", "[tên đơn vị]", "[Ghi rõ lý do]", "Nguyễn Văn A", "Trần Thị B", "Đưa hình vào đây"],
)
def test_marks_of_a_template(mark):
    assert found(section("A", "1", paragraph(f"Do {mark} ký"))) == [("template_mark", "block", "muc-1", mark)]


@pytest.mark.parametrize("words", ["Nguyễn Văn An", "a < B và C > d", "phối hợp,...", "[1]", "… và"])
def test_words_that_are_no_marks(words):
    assert found(section("A", "1", paragraph(words))) == []


@pytest.mark.parametrize("blank", [".....", "……", ".../..."])
def test_blanks_left(blank):
    assert found(section("A", "1", paragraph(f"Ngày {blank}"))) == [("blank_left", "block", "muc-1", blank)]


def test_blanks_belong_in_a_form_of_an_appendix():
    assert found(section("Phụ lục", "", paragraph("Ngày ....."), role="appendix")) == []


def test_a_mark_is_told_once_a_place():
    assert found(section("A", "1", paragraph("..... và ....."), paragraph("....."))) == [
        ("blank_left", "block", "muc-1", ".....")
    ]


def test_numbers_that_stand_twice():
    rows = (Step("A", "5.1", "B"), Step("C", "5.1", "D"))
    assert found(section("Nội dung", "V", Steps(rows))) == [("number_twice", "block", "buoc-5-1--2", "5.1")]


def test_a_section_and_a_step_share_their_numbers():
    blocks = (section("A", "5.1"), section("B", "V", Steps((Step("C", "5.1", "D"),))))
    assert found(*blocks) == [("number_twice", "block", "buoc-5-1", "5.1")]


def test_plain_numbers_may_come_again_elsewhere():
    assert found(section("A", "I", section("B", "1")), section("C", "II", section("D", "1"))) == []
    assert found(section("A", "I"), section("B", "I")) == [("number_twice", "block", "muc-i--2", "I")]


def test_empty_sections():
    empty = Section("Thành tích", "II", blocks=(Section("Trong đó", "1", blocks=(Records(),)),))
    assert found(empty) == [
        ("section_empty", "block", "muc-1", "1. Trong đó"),
        ("section_empty", "block", "muc-ii", "II. Thành tích"),
    ]


def test_a_picture_or_a_related_document_fills_a_section():
    assert found(Section("A", "1", blocks=(Image(FILE, "Sơ đồ"),)), Section("B", "2", documents="STCL")) == []


def test_nobody_responsible():
    rows = (Step("A", "1"), Step("B", "2", heading=True), Step("C", "3", "Văn thư"), Step("", "4", "Văn thư"))
    assert found(section("N", "V", Steps(rows))) == [
        ("nobody_responsible", "block", "buoc-1", "A"),
        ("step_without_activity", "block", "buoc-4", ""),
    ]


def test_records_without_retention_or_keeper():
    rows = (
        RecordEntry("A", "B"),
        RecordEntry("C", place="Kho", retention="5 năm"),
        RecordEntry("D", retention="1 năm"),
    )
    assert found(section("H", "7", Records(rows))) == [
        ("no_keeper", "warn", "ho-so-3", "D"),
        ("no_retention", "block", "ho-so-1", "A"),
    ]


def test_terms_explained_twice():
    rows = (Definition("KPH", "Không phù hợp", True), Definition("KPH", "Khác", True))
    assert found(section("D", "4", Definitions(rows))) == [
        ("term_two_meanings", "warn", "thuat-ngu-kph--2", "KPH", "Không phù hợp", "Khác")
    ]


def test_a_picture_without_words():
    assert found(section("A", "1", Image(FILE))) == [("no_alt", "warn", "muc-1", "")]


def test_forms_cited_and_listed():
    first = Step("A", "5.1", "B", (paragraph("theo BM.05.01"),), "BM.CTCL. 01")
    steps = Steps((first, Step("C", "5.2", "D", (), "BM.05.01")))
    forms = Forms((FormEntry("Phiếu", "BM.CTCL.01", FILE), FormEntry("Kế hoạch", "BM.CTCL.03")))
    assert found(section("N", "V", steps), section("B", "VI", forms)) == [
        ("form_code_broken", "warn", "buoc-5-1", "BM.CTCL. 01"),
        ("form_not_listed", "block", "buoc-5-1", "BM.05.01"),
        ("form_without_file", "hint", "bieu-mau-bm-ctcl-03", "Kế hoạch", "BM.CTCL.03"),
    ]


@pytest.mark.parametrize("kind", ["image", "document"])
def test_a_missing_file_blocks(kind):
    problem = missing_file_problem(MissingFile(kind, "7", "0.image"))
    assert (problem.code, str(problem.level), problem.field) == ("file_missing", "block", "body")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("theo BM.CTCL.01 và báo cáo", ["BM.CTCL.01"]),
        ("BM.CTCL.02-Biên bản", ["BM.CTCL.02"]),
        ("cuộc họp- BM.CTCL.01", ["BM.CTCL.01"]),
        ("BM.01/BM.02, BM-03", ["BM.01", "BM.02", "BM-03"]),
        ("BM 01/QT-12", ["BM 01/QT-12"]),
        ("BM.CTCL.\n01", ["BM.CTCL.\n01"]),
        ("ABM.01, BMW, BM.", []),
    ],
)
def test_codes_in_a_text(text, codes):
    assert cited(text) == codes


def test_codes_are_the_same_whatever_parts_them():
    assert same("BM.CTCL. 01") == same("bm-ctcl/01") == same("BM CTCL 01") == "bmctcl01"
    assert [broken(code) for code in ("BM.CTCL. 01", "BM.CTCL\n.01", "BM 01", "BM.01")] == [True, True, False, False]


@pytest.mark.parametrize(
    ("blanks", "expected"),
    [(7, [("blank_left", "block", "muc-1", ".....")]), (8, [("form_inside", "hint", "muc-1")])],
)
def test_a_blank_form_in_the_midst_is_no_oversight(blanks, expected):
    lines = [paragraph(f"Họ tên {place}: .....") for place in range(blanks)]
    assert [one[: len(expected[0])] for one in found(section("A", "1", *lines))] == expected
