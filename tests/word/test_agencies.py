"""One procedure in the layouts of many agencies: the same facts come out of each."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.word.agencies import (
    AGENCY,
    CASES,
    FORMS,
    LEGAL,
    PARTS,
    RECORDS,
    SECTIONS,
    SIGNED,
    STEPS,
    TITLE,
    Layout,
    meaning,
    numbers,
    paper,
    wrapped_in_controls,
)
from tests.word.files import saved
from wagtail_qms.content import nodes
from wagtail_qms.content.text import plain
from wagtail_qms.content.walk import walk
from wagtail_qms.word.reading import read

BASE = Layout()


def facts(reading) -> dict:
    """What was read of the paper."""
    return {
        "agency": reading.agency,
        "title": reading.title.lower(),
        "code": reading.code,
        "number": reading.number,
        "issued_on": reading.issued_on,
        "effective_on": reading.effective_on,
        "sign_offs": [(s.role, s.name, s.post) for s in reading.sign_offs],
        "sections": [(b.number, b.role) for b in reading.document.blocks if isinstance(b, nodes.Section)],
        "words": reading.words_kept,
        **_rows([node for _path, node, _depth in walk(reading.document)]),
    }


def _rows(found: list) -> dict:
    def of(kind):
        return [node for node in found if isinstance(node, kind)]

    parts = {fact.kind: plain(fact.blocks) for fact in of(nodes.Fact)}
    for dossier in of(nodes.Dossier):
        parts |= {"dossier": plain(dossier.blocks), "sets": dossier.sets}
    for limits in of(nodes.TimeLimits):
        parts["time_limits"] = "; ".join(row.value for row in limits.rows)
    return {
        "steps": [
            (s.number, s.activity, s.responsible, [(t.case, t.value) for t in s.times], s.forms)
            for s in of(nodes.Step)
        ],
        "forms": [(form.code, form.name) for form in of(nodes.FormEntry)],
        "records": [(row.name, row.keeper or row.place, row.retention) for row in of(nodes.RecordEntry)],
        "legal": [(r.kind, r.number, r.issued_on) for s in of(nodes.Sources) if s.legal for r in s.rows],
        "definitions": [(row.term, row.meaning) for row in of(nodes.Definition)],
        "parts": parts,
    }


def expected(layout: Layout, words: int) -> dict:
    """What the paper says."""
    columns = [meaning(title) for title in layout.steps]
    cases = CASES if layout.cased else ("",)

    def shown(column, value, otherwise=""):
        return value if column in columns else otherwise

    return {
        "agency": AGENCY,
        "title": TITLE.lower(),
        "code": layout.code,
        "number": 2,
        "issued_on": "2021-06-05",
        "effective_on": "2021-06-10",
        "sign_offs": list(SIGNED),
        "sections": [(number, role) for number, (role, _) in zip(numbers(layout), SECTIONS, strict=True)],
        "words": words,
        "steps": [
            (
                shown("number", number),
                activity,
                shown("responsible", person),
                shown("times", [(case, times[at]) for at, case in enumerate(cases)], []),
                shown("forms", form),
            )
            for number, activity, person, times, form in STEPS
        ],
        "forms": [(layout.form.format(number), name) for number, name in FORMS],
        "records": list(RECORDS),
        "legal": [(kind, number, day) for _text, kind, number, day in LEGAL],
        "definitions": [("TVM", "Thư viện Mẫu"), ("Thẻ", "giấy để mượn sách")],
        "parts": {kind: text for kind, _label, text in PARTS},
    }


def check(layout: Layout, change=None):
    """Asserts that the paper in this layout says what it says, and that no word is lost."""
    document = paper(layout)
    if change:
        change(document)
    reading = read(saved(document))
    assert facts(reading) == expected(layout, reading.words)


CHOICES = {
    "face": ("three_columns", "one_row", "logo", "two_rows", "label_cells", "page_header", "cover"),
    "code_label": (
        "Mã số", "Ký hiệu", "Số hiệu", "Mã tài liệu", "Mã quy trình", "Mã số tài liệu", "Số ký hiệu",
    ),
    "number_label": (
        "Lần sửa đổi", "Phiên bản", "Lần soát xét", "Ban hành lần", "Lần BH", "Lần ban hành/sửa đổi", "Phiên bản số",
        "Lần ban hành thứ",
    ),
    "issued_label": ("Ngày BH", "Ngày phê duyệt", "Ban hành ngày"),
    "effective_label": ("Ngày có hiệu lực", "Hiệu lực từ ngày", "Hiệu lực", "Có hiệu lực từ", "Ngày áp dụng"),
    "issued": ("ngày 05 tháng 6 năm 2021", "05/06/2021", "5.6.2021", "05-06-2021", "05 / 06 / 2021"),
    "effective": ("ngày 10 tháng 6 năm 2021", "10.6.2021", "10 /6/ 2021"),
    "number": ("2", "02", "Lần 02", "02/2021", "2.0", "thứ hai"),
    "headings": (
        "typed", "roman", "part", "article", "sentence", "styled", "slash", "bracket", "bare", "counted",
        "counted_plain",
    ),
    "parts": ("decimals", "letters", "bullets", "table", "counted_table", "headed_table"),
    "steps": (
        ("STT", "Trách nhiệm", "Nội dung công việc", "Thời gian", "Biểu mẫu"),
        ("Bước", "Trình tự", "Người thực hiện", "Thời hạn", "Kết quả"),
        ("TT", "Hoạt động", "Đơn vị", "Thời gian", "Sản phẩm"),
        ("Bước", "Nội dung thực hiện", "Mô tả", "Đơn vị thực hiện", "Thời gian thực hiện", "Biểu mẫu/Kết quả"),
        ("TT", "Tên bước", "Chủ trì", "Thời hạn giải quyết", "Hồ sơ"),
        ("TT", "Trách nhiệm thực hiện", "Các bước thực hiện", "Mô tả", "Biểu mẫu"),
        ("Số TT", "Công việc", "Đơn vị/cá nhân thực hiện", "Thời gian (ngày)", "Ghi chú/Biểu mẫu"),
        ("Bước", "Lưu đồ", "Người/bộ phận thực hiện", "Mô tả công việc", "Tài liệu", "Thời gian"),
        ("Trách nhiệm", "Trình tự thực hiện", "Mô tả", "Biểu mẫu"),
        ("Các bước", "Nội dung công việc", "Bộ phận thực hiện", "Thời gian", "Kết quả"),
    ),
    "forms": (
        ("STT", "Tên biểu mẫu", "Mã biểu mẫu"), ("TT", "Mã hiệu", "Tên biểu mẫu"), ("Mã số", "Tên biểu mẫu"),
        ("TT", "Tên Biểu mẫu", "Số hiệu"), ("- {name} ({code})",), ("- {code}: {name}",), ("{code} {name}",),
        ("- {name} - {code}",), ("{name}: {code}",),
    ),
    "records": (
        ("STT", "Hồ sơ", "Người lưu", "Thời hạn lưu"), ("TT", "Tên tài liệu", "Bộ phận lưu trữ", "Thời gian lưu trữ"),
        ("TT", "Tên loại hồ sơ", "Thời hạn bảo quản", "Nơi lưu giữ"),
        ("TT", "Tài liệu/hồ sơ", "Trách nhiệm lưu", "Thời gian"), ("Tên hồ sơ lưu", "Đơn vị lưu", "Thời hạn lưu trữ"),
    ),
}  # fmt: skip
CODES = (
    ("QT-01", "BM-{}/QT-01"), ("QT.VP.05", "M{}.QT05"), ("TTHC-12", "TTHC-12/F{}"), ("03/QT-XD", "{}/BM-XD"),
    ("HD/01", "HD/01-B{}"), ("ISO-QT-07", "BM{}"), ("QT07", "PL-{}"), ("VP-P05", "{}"), ("7.5-1", "F7.5-{}"),
    ("QT 01/AB-CDE", "Mẫu số {}"), ("QĐ.TV-01", "TK.{}"), ("01.QT.TV", "BM.01.QT.TV.{}"), ("TV_QT_01", "TV_BM_{}"),
)  # fmt: skip
TITLES = (
    ("MỤC ĐÍCH", "PHẠM VI", "TÀI LIỆU THAM KHẢO", "THUẬT NGỮ VÀ ĐỊNH NGHĨA", "NỘI DUNG", "PHỤ LỤC", "LƯU TRỮ"),
    ("Mục đích, yêu cầu", "Phạm vi và đối tượng áp dụng", "Căn cứ pháp lý", "Giải thích từ ngữ và chữ viết tắt",
     "Quy trình thực hiện", "Biểu mẫu áp dụng", "Lưu trữ hồ sơ"),
    ("Mục đích ban hành", "Đối tượng và phạm vi áp dụng", "Văn bản viện dẫn", "Thuật ngữ, định nghĩa và từ viết tắt",
     "Nội dung thực hiện", "Danh mục biểu mẫu", "Hồ sơ lưu trữ"),
    ("Mục đích", "Phạm vi", "Tài liệu liên quan", "Các định nghĩa, từ viết tắt", "Mô tả quy trình",
     "Các biểu mẫu kèm theo", "Lưu hồ sơ"),
    ("Mục tiêu", "Phạm vi áp dụng", "Cơ sở pháp lý", "Khái niệm", "Trình tự thực hiện", "Mẫu biểu",
     "Hồ sơ công việc"),
    ("Mục đích", "Phạm vi áp dụng", "Tài liệu viện dẫn", "Thuật ngữ/Viết tắt", "Nội dung",
     "Biểu mẫu và hướng dẫn kèm theo", "Lưu trữ và bảo quản hồ sơ"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in CHOICES.items() for value in values])
def test_one_thing_is_laid_out_otherwise(name, value):
    check(replace(BASE, **{name: value}))


@pytest.mark.parametrize("steps", CHOICES["steps"][:5])
def test_times_by_case(steps):
    check(replace(BASE, steps=steps, cased=True))


@pytest.mark.parametrize(("code", "form"), CODES)
def test_codes_of_any_make(code, form):
    check(replace(BASE, code=code, form=form))


@pytest.mark.parametrize("headings", ["typed", "sentence", "roman"])
@pytest.mark.parametrize("titles", TITLES)
def test_sections_by_other_names(titles, headings):
    check(replace(BASE, titles=titles, headings=headings))


def test_everything_inside_content_controls():
    check(BASE, wrapped_in_controls)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.data())
def test_things_laid_out_otherwise_together(data):
    chosen = {name: data.draw(st.sampled_from((getattr(BASE, name), *values))) for name, values in CHOICES.items()}
    code, form = data.draw(st.sampled_from(CODES))
    if len(chosen["forms"]) == 1 and len(form) < 5:
        # A code of two figures is one only where a column says so.
        form = BASE.form
    timed = any(meaning(title) == "times" for title in chosen["steps"])
    titles = data.draw(st.sampled_from((BASE.titles, *TITLES)))
    check(Layout(**chosen, code=code, form=form, titles=titles, cased=timed and data.draw(st.booleans())))
