"""Papers of invented agencies: one procedure, laid out in the many ways in which agencies lay out theirs."""

from __future__ import annotations

from dataclasses import dataclass

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.word.files import filled

AGENCY, TITLE = "THƯ VIỆN MẪU HOA SEN", "Cấp thẻ mượn sách"
SECTIONS = (
    ("purpose", "Mục đích"),
    ("scope", "Phạm vi áp dụng"),
    ("references", "Tài liệu viện dẫn"),
    ("definitions", "Định nghĩa và chữ viết tắt"),
    ("content", "Nội dung quy trình"),
    ("forms", "Biểu mẫu"),
    ("records", "Hồ sơ cần lưu"),
)
STEPS = (
    ("1", "Tiếp nhận phiếu", "Quầy thẻ", ("½ ngày", "½ ngày"), "Phiếu đề nghị"),
    ("2", "Kiểm tra thông tin", "Thủ thư", ("01 ngày", "02 ngày"), ""),
    ("3", "Ký thẻ", "Giám đốc", ("½ ngày", "½ ngày"), ""),
    ("4", "Trả thẻ", "Quầy thẻ", ("01 ngày", "01 ngày"), "Sổ giao thẻ"),
)
CASES = ("Thẻ mới", "Cấp lại")
LEGAL = (
    ("Luật Mẫu ngày 20 tháng 11 năm 2019;", "law", "", "2019-11-20"),
    ("Nghị định số 93/2020/NĐ-CP ngày 18/8/2020 của Chính phủ quy định chi tiết Luật Mẫu;", "decree", "93/2020/NĐ-CP",
     "2020-08-18"),
    ("Quyết định số 15/QĐ-TVM ngày 05/01/2021 của Giám đốc Thư viện Mẫu về việc ban hành nội quy.", "decision",
     "15/QĐ-TVM", "2021-01-05"),
)  # fmt: skip
PARTS = (
    ("dossier", "Thành phần hồ sơ", "Phiếu đề nghị cấp thẻ; 01 ảnh chân dung."),
    ("sets", "Số lượng hồ sơ", "01 bộ"),
    ("time_limits", "Thời hạn giải quyết", "03 ngày làm việc"),
    ("applicant", "Đối tượng thực hiện", "Người dân từ đủ 6 tuổi"),
    ("performing_body", "Cơ quan thực hiện", "Quầy thẻ"),
    ("result", "Kết quả thực hiện", "Thẻ mượn sách"),
    ("fees", "Lệ phí", "20.000 đồng/thẻ"),
    ("conditions", "Yêu cầu, điều kiện thực hiện", "Không nợ sách"),
)
FORMS = (("01", "Phiếu đề nghị cấp thẻ"), ("02", "Sổ giao thẻ"))
RECORDS = (("Phiếu đề nghị cấp thẻ", "Quầy thẻ", "01 năm"), ("Sổ giao thẻ", "Thủ thư", "05 năm"))
SIGNED = (("Soạn thảo", "Người Một", "Thủ thư"), ("Xem xét", "Người Hai", "Phó Giám đốc"),
          ("Phê duyệt", "Người Ba", "Giám đốc"))  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """How an agency lays out its papers; ``form`` makes the code of a form of "01"."""

    face: str = "three_columns"
    code: str = "QT-01"
    form: str = "BM-{}/QT-01"
    code_label: str = "Mã hiệu"
    number_label: str = "Lần ban hành"
    issued_label: str = "Ngày ban hành"
    effective_label: str = "Ngày hiệu lực"
    issued: str = "05/6/2021"
    effective: str = "10/6/2021"
    number: str = "02"
    headings: str = "typed"
    titles: tuple[str, ...] = tuple(title for _role, title in SECTIONS)
    parts: str = "decimals"
    steps: tuple[str, ...] = ("TT", "Nội dung công việc", "Trách nhiệm", "Thời gian", "Biểu mẫu")
    forms: tuple[str, ...] = ("TT", "Ký hiệu", "Tên biểu mẫu")
    records: tuple[str, ...] = ("TT", "Tên hồ sơ", "Nơi lưu", "Thời gian lưu")
    cased: bool = False


def paper(layout: Layout):
    """The paper as a python-docx document."""
    document = docx.Document()
    _FACES[layout.face](document, layout)
    _signed(document)
    for place, ((role, _), title) in enumerate(zip(SECTIONS, layout.titles, strict=True), 1):
        heading(document, layout.headings, place, title)
        _INSIDE[role](document, layout, place)
    return document


def numbers(layout: Layout) -> list[str]:
    """The numbers of the sections as they are read."""
    return [_number(layout.headings, place) for place in range(1, len(SECTIONS) + 1)]


def _labels(layout: Layout) -> list[str]:
    return [
        f"{layout.code_label}: {layout.code}",
        f"{layout.number_label}: {layout.number}",
        f"{layout.issued_label}: {layout.issued}",
        f"{layout.effective_label}: {layout.effective}",
    ]


def _three_columns(document, layout):
    made = document.add_table(4, 3)
    made.cell(0, 0).merge(made.cell(3, 0)).text = AGENCY
    made.cell(0, 1).merge(made.cell(3, 1)).text = f"QUY TRÌNH\n{TITLE}"
    for row, text in enumerate(_labels(layout)):
        made.cell(row, 2).text = text


def _one_row(document, layout):
    made = document.add_table(1, 3)
    made.cell(0, 0).text = AGENCY
    made.cell(0, 1).text = f"QUY TRÌNH\n{TITLE}"
    made.cell(0, 2).text = "\n".join(_labels(layout))


def _logo(document, layout):
    """A cell for the emblem at the left, agency over title in the middle."""
    made = document.add_table(2, 3)
    made.cell(0, 0).merge(made.cell(1, 0)).text = ""
    made.cell(0, 1).text = AGENCY
    made.cell(1, 1).text = f"QUY TRÌNH\n{TITLE}"
    made.cell(0, 2).merge(made.cell(1, 2)).text = "\n".join([*_labels(layout), "Trang: 1/5"])


def _two_rows(document, layout):
    """Agency and title over a row of four labels."""
    made = document.add_table(2, 4)
    made.cell(0, 0).merge(made.cell(0, 1)).text = AGENCY
    made.cell(0, 2).merge(made.cell(0, 3)).text = f"QUY TRÌNH\n{TITLE}"
    for column, text in enumerate(_labels(layout)):
        made.cell(1, column).text = text


def _label_cells(document, layout):
    """Labels in one column, what they say in the next."""
    made = document.add_table(4, 4)
    made.cell(0, 0).merge(made.cell(3, 0)).text = AGENCY
    made.cell(0, 1).merge(made.cell(3, 1)).text = f"QUY TRÌNH\n{TITLE}"
    for row, text in enumerate(_labels(layout)):
        made.cell(row, 2).text, made.cell(row, 3).text = text.split(": ", 1)


def _page_header(document, layout):
    made = document.sections[0].header.add_table(1, 3, docx.shared.Cm(16))
    for column, text in enumerate((AGENCY, f"QUY TRÌNH\n{TITLE}", "\n".join(_labels(layout)))):
        made.cell(0, column).text = text


def _cover(document, layout):
    """No table at all: a cover in lines."""
    for text in (AGENCY, "QUY TRÌNH", TITLE.upper()):
        document.add_paragraph().add_run(text).bold = True
    for text in _labels(layout):
        document.add_paragraph(text)


_FACES = {
    "three_columns": _three_columns,
    "one_row": _one_row,
    "logo": _logo,
    "two_rows": _two_rows,
    "label_cells": _label_cells,
    "page_header": _page_header,
    "cover": _cover,
}


def _signed(document):
    columns = [("Trách nhiệm", "Họ và tên", "Chữ ký", "Chức vụ")]
    columns += [(role, name, "", post) for role, name, post in SIGNED]
    filled(document, [list(row) for row in zip(*columns, strict=True)])


def _number(style: str, place: int) -> str:
    roman = ("I", "II", "III", "IV", "V", "VI", "VII")[place - 1]
    return {"roman": roman, "part": f"PHẦN {roman}", "article": f"Điều {place}"}.get(style, str(place))


def heading(document, style: str, place: int, title: str):
    """A heading: typed in one of the usual ways, styled, or counted by Word."""
    number = _number(style, place)
    typed = {
        "typed": f"{number}. {title.upper()}",
        "roman": f"{number}. {title.upper()}",
        "part": f"{number}: {title.upper()}",
        "article": f"{number}. {title}",
        "sentence": f"{number}. {title}",
        "styled": f"{number}. {title}",
        "slash": f"{number}/ {title}",
        "bracket": f"{number}) {title}",
        "bare": f"{number} {title.upper()}",
        "counted": title,
        "counted_plain": title,
    }[style]
    if style == "styled":
        document.add_heading(typed, 1)
        return
    if style in ("counted", "counted_plain"):
        line = document.add_paragraph(style="List Number")
        line.add_run(typed).bold = style == "counted"
        return
    document.add_paragraph().add_run(typed).bold = style in ("typed", "article", "slash", "bare") or None


def _say(text):
    return lambda document, layout, place: document.add_paragraph(text)


def _references(document, layout, place):
    for text in ("- TCVN ISO 9001:2015;", "- Sổ tay chất lượng."):
        document.add_paragraph(text)


def _definitions(document, layout, place):
    for text in ("- TVM: Thư viện Mẫu", "- Thẻ: giấy để mượn sách"):
        document.add_paragraph(text)


def _content(document, layout, place):
    parts = [(label, text) for _kind, label, text in PARTS]
    legal = "\n".join(f"- {text}" for text, *_ in LEGAL)
    _PARTS[layout.parts](document, [*parts, ("Căn cứ pháp lý", legal)], place)
    document.add_paragraph().add_run(f"{place}.{len(parts) + 2}. Trình tự thực hiện").bold = True
    steps_table(document, layout)


def _decimals(document, parts, place):
    for at, (label, text) in enumerate(parts, 1):
        _labelled(document, f"{place}.{at}. {label}", text)


def _letters(document, parts, place):
    for letter, (label, text) in zip("abcdđeghiklm", parts, strict=False):
        _labelled(document, f"{letter}) {label}", text)


def _bullets(document, parts, place):
    for label, text in parts:
        _labelled(document, f"- {label}", text)


def _labelled(document, label, text):
    lines = text.split("\n")
    document.add_paragraph(f"{label}:" if len(lines) > 1 else f"{label}: {text}")
    for line in lines if len(lines) > 1 else ():
        document.add_paragraph(line)


def _table(document, parts, place):
    filled(document, [[label, text] for label, text in parts])


def _counted_table(document, parts, place):
    filled(document, [[f"{place}.{at}", label, text] for at, (label, text) in enumerate(parts, 1)])


def _headed_table(document, parts, place):
    rows = [[str(at), label, text] for at, (label, text) in enumerate(parts, 1)]
    filled(document, [["STT", "Tiêu chí", "Nội dung"], *rows])


_PARTS = {
    "decimals": _decimals,
    "letters": _letters,
    "bullets": _bullets,
    "table": _table,
    "counted_table": _counted_table,
    "headed_table": _headed_table,
}
_STEP_WORDS = {
    "number": ("TT", "STT", "Bước", "Số TT", "Các bước"),
    "activity": ("Nội dung công việc", "Trình tự", "Hoạt động", "Nội dung thực hiện", "Tên bước", "Công việc",
                 "Các bước thực hiện", "Trình tự thực hiện", "Lưu đồ"),
    "responsible": ("Trách nhiệm", "Người thực hiện", "Đơn vị", "Đơn vị thực hiện", "Bộ phận thực hiện",
                    "Trách nhiệm thực hiện", "Chủ trì", "Đơn vị/cá nhân thực hiện", "Người/bộ phận thực hiện"),
    "times": ("Thời gian", "Thời hạn", "Thời gian thực hiện", "Thời hạn giải quyết", "Thời gian (ngày)"),
    "forms": ("Biểu mẫu", "Kết quả", "Biểu mẫu/Kết quả", "Hồ sơ", "Sản phẩm", "Tài liệu", "Ghi chú/Biểu mẫu"),
    "note": ("Mô tả", "Ghi chú", "Yêu cầu", "Diễn giải", "Mô tả công việc", "Cách thức thực hiện"),
}  # fmt: skip


def meaning(title: str) -> str:
    """What a column of the step table holds."""
    return next(name for name, words in _STEP_WORDS.items() if title in words)


def steps_table(document, layout: Layout):
    """The step table with the layout's columns."""
    columns = [meaning(title) for title in layout.steps]
    rows = [[_step_cell(step, name, 0) for name in columns] for step in STEPS]
    if not layout.cased:
        filled(document, [list(layout.steps), *rows])
        return
    at = columns.index("times")
    heading_row = [*layout.steps[: at + 1], layout.steps[at], *layout.steps[at + 1 :]]
    under = ["" for _ in heading_row]
    under[at], under[at + 1] = CASES
    rows = [[*row[: at + 1], _step_cell(step, "times", 1), *row[at + 1 :]] for row, step in zip(rows, STEPS)]
    made = filled(document, [heading_row, under, *rows])
    made.cell(0, at + 1).text = ""
    made.cell(0, at).merge(made.cell(0, at + 1)).text = layout.steps[at]
    for column in (c for c in range(len(heading_row)) if c not in (at, at + 1)):
        made.cell(0, column).merge(made.cell(1, column)).text = heading_row[column]


def _step_cell(step, name: str, case: int) -> str:
    number, activity, responsible, times, form = step
    return {
        "number": number,
        "activity": activity,
        "responsible": responsible,
        "times": times[case],
        "forms": form,
    }.get(name, f"Làm {activity.lower()}")


def _forms(document, layout, place):
    rows = [(str(at), layout.form.format(number), name) for at, (number, name) in enumerate(FORMS, 1)]
    if len(layout.forms) == 1:
        for _, code, name in rows:
            document.add_paragraph(layout.forms[0].format(code=code, name=name))
        return
    order = [{"TT": 0, "STT": 0}.get(title, 2 if "ên" in title else 1) for title in layout.forms]
    filled(document, [list(layout.forms), *([row[column] for column in order] for row in rows)])


def _records(document, layout, place):
    order = [0 if t in ("TT", "STT") else 3 if "hời" in t else 1 if _names_record(t) else 2 for t in layout.records]
    rows = [[str(at), *row] for at, row in enumerate(RECORDS, 1)]
    filled(document, [list(layout.records), *([row[column] for column in order] for row in rows)])


def _names_record(title: str) -> bool:
    return title in ("Tên hồ sơ", "Hồ sơ", "Tên tài liệu", "Tên hồ sơ lưu", "Tên loại hồ sơ", "Tài liệu/hồ sơ")


_INSIDE = {
    "purpose": _say("Quy định cách cấp thẻ mượn sách cho người dân."),
    "scope": _say("Áp dụng cho Quầy thẻ và người đến mượn sách."),
    "references": _references,
    "definitions": _definitions,
    "content": _content,
    "forms": _forms,
    "records": _records,
}


def wrapped_in_controls(document):
    """Every paragraph and table of the body inside a content control."""
    body = document.element.body
    for child in [node for node in body if node.tag in (qn("w:p"), qn("w:tbl"))]:
        control, inside = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        body.replace(child, control)
        inside.append(child)
        control.append(inside)
