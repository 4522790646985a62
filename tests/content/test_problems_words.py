"""Terms, sources, blanks, and the names and codes that a text cites."""

import pytest

from wagtail_qms.content.code_citations import cited_codes
from wagtail_qms.content.nodes import (
    Definition,
    Definitions,
    Document,
    FormEntry,
    Forms,
    Paragraph,
    Run,
    Section,
    Source,
    Sources,
)
from wagtail_qms.content.place_names import named_places
from wagtail_qms.content.problems import problems


def found(*blocks):
    """Code and level of each problem."""
    return [(one.code, str(one.level)) for one in problems(Document("procedure", (Section("A", "1", blocks=blocks),)))]


def terms(**meanings):
    return Definitions(tuple(Definition(term, meaning, True) for term, meaning in meanings.items()))


def text(words):
    return Paragraph((Run(words),))


@pytest.mark.parametrize(
    ("meanings", "words", "expected"),
    [
        ({"HĐKP": "Hành động khắc phục"}, "hành động khắc phục (HĐKP)", []),
        ({"HĐKP": "Yêu cầu hành động khắc phục"}, "a", [("term_other_words", "warn")]),
        ({"STCL": "Sổ tay chất lượng của cơ quan"}, "a", []),
        ({"CBCC": "Cán bộ, công chức"}, "a", []),
        ({"BCĐ": "Ban chỉ đạo"}, "Bộ chỉ đạo (sau đây gọi tắt là BCĐ)", [("term_two_meanings", "warn")]),
        ({}, "Ban chỉ đạo (BCĐ) và Bộ chỉ đạo (BCĐ)", [("term_two_meanings", "warn")]),
        ({}, "Mẫu số 1 (ISO)", []),
    ],
)
def test_what_an_abbreviation_means(meanings, words, expected):
    assert found(terms(**meanings), text(words)) == expected


@pytest.mark.parametrize(("second", "expected"), [("Hồ sơ.", "term_twice"), ("Giấy tờ", "term_two_meanings")])
def test_a_term_explained_twice(second, expected):
    rows = (Definition("HS", "Hồ sơ"), Definition("HS", second))
    assert [code for code, _level in found(Definitions(rows))] == [expected]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (Source("A", number="12/2024/NĐ-CP", issued_on="2024-03-01"), []),
        (Source("A", number="12/2024/NĐ-CP", issued_on="2023-03-01"), [("source_other_year", "warn")]),
        (Source("A", number="12/2024/NĐ-CP", year="2023"), [("source_other_year", "warn")]),
        (Source("A", number="12/2024/NĐ-CP", issued_on="2024-02-30"), [("source_no_day", "warn")]),
        (Source("A", number="12/QĐ-UBND", issued_on="2024-02-03"), []),
    ],
)
def test_sources(source, expected):
    assert found(Sources((source,))) == expected


@pytest.mark.parametrize("words", ["ngày ... tháng ... năm", "Số: ____", "…/…/2026", "Ký ........"])
def test_blanks(words):
    assert {code for code, _level in found(text(words))} == {"blank_left"}


def appendix(title, words="Họ tên: ........"):
    return Section(title, role="appendix", blocks=(text(words),))


@pytest.mark.parametrize(
    ("entry", "appended", "expected"),
    [
        (FormEntry("Tờ khai", "BM.01"), None, [("form_without_file", "hint")]),
        (FormEntry("Tờ khai", "BM.01"), appendix("Mẫu BM-01"), []),
        (FormEntry("Tờ khai", "BM.01"), appendix("Tờ khai"), [("form_without_file", "hint")]),
        (FormEntry("Tờ khai cấp lại"), appendix("TỜ KHAI CẤP LẠI"), []),
    ],
)
def test_a_form_has_its_blank_in_an_appendix(entry, appended, expected):
    assert found(Forms((entry,)), *filter(None, [appended])) == expected


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("theo QT.CTCL, QT-HT 02 và HD.TN.01.", ["QT.CTCL", "HD.TN.01"]),
        ("Quy trình QT 05; HDCV-03", ["QT 05", "HDCV-03"]),
        ("số 12/HD-BTP, QT. + chữ viết tắt, BM.01", []),
        ("QT.Hộ tịch", []),
    ],
)
def test_codes_cited(words, codes):
    assert [code for code in cited_codes(words) if code != "QT-HT"] == codes


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("tại Ủy ban nhân dân huyện Cẩm Mẫu.", [("Ủy ban nhân dân huyện Cẩm Mẫu", True)]),
        ("UBND XÃ AN MẪU", [("UBND XÃ AN MẪU", True)]),
        ("gửi Sở Nội vụ tỉnh Hà Mẫu để", [("Sở Nội vụ tỉnh Hà Mẫu", True)]),
        ("người dân của tỉnh Hà Mẫu", [("tỉnh Hà Mẫu", False)]),
        ("Hà Mẫu, ngày 5 tháng 3 năm 2026", [("Hà Mẫu, ngày 5 tháng", True)]),
        ("Ủy ban nhân dân cấp xã, UBND xã nơi cư trú, xã A, UBND xã Chủ trì, kinh tế xã hội", []),
        ("Nghị quyết số 12/2024/NQ-HĐND của Hội đồng nhân dân tỉnh Hà Mẫu", []),
    ],
)
def test_names_of_places_and_agencies(words, expected):
    assert [(named.words, named.is_agency) for named in named_places(words)] == expected
