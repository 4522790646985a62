"""Real papers with their layout changed: what they say stays, so no rule holds on to how one office types."""

from __future__ import annotations

import io
import random
import re

import docx
import pytest
from docx.oxml.ns import qn

from tests.word.fields import facts_of
from tests.word.test_corpus import files
from wagtail_qms.word.reading import read

_SYNONYMS = {
    "Mã hiệu": "Số hiệu",
    "Lần ban hành": "Phiên bản",
    "Ngày ban hành": "Ban hành ngày",
    "Ngày hiệu lực": "Ngày có hiệu lực",
    "Soạn thảo": "Biên soạn",
    "Xem xét": "Soát xét",
    "Trách nhiệm": "Đơn vị thực hiện",
    "Trình tự": "Nội dung công việc",
    "Nơi lưu": "Người lưu",
    "Thời gian lưu": "Thời hạn lưu",
    "Tên hồ sơ": "Tên tài liệu",
}
_SECTIONS = {
    "MỤC ĐÍCH": "Mục đích ban hành",
    "PHẠM VI": "Phạm vi áp dụng",
    "TÀI LIỆU VIỆN DẪN": "Văn bản liên quan",
    "ĐỊNH NGHĨA VÀ VIẾT TẮT": "Thuật ngữ, viết tắt",
    "NỘI DUNG": "Nội dung thực hiện",
    "BIỂU MẪU": "Biểu mẫu kèm theo",
    "HỒ SƠ LƯU TRỮ": "Lưu hồ sơ",
    "HỒ SƠ LƯU": "Lưu hồ sơ",
    "HỒ SƠ CẦN LƯU": "Lưu hồ sơ",
}


def paragraphs(document):
    """Every paragraph of the body and of the pages' ends."""
    yield from document.element.body.iter(qn("w:p"))
    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/header", "/footer")):
            yield from relation.target_part.element.iter(qn("w:p"))


def say(paragraph, text: str):
    """Puts ``text`` in the place of what the paragraph says."""
    first, *others = paragraph.iter(qn("w:t"))
    first.text = text
    first.set(qn("xml:space"), "preserve")
    for other in others:
        other.text = ""


def said(paragraph) -> str:
    """What a paragraph says."""
    return "".join(text.text or "" for text in paragraph.iter(qn("w:t")))


def with_other_labels(document):
    """Each label by another name for the same."""
    for paragraph in paragraphs(document):
        text = said(paragraph)
        for word, other in _SYNONYMS.items():
            if text.strip().startswith(word) and len(text) < 60:
                say(paragraph, text.replace(word, other, 1))
                break


def with_other_titles(document):
    """Each section by another name for the same, the number as it stands."""
    for paragraph in document.element.body.iter(qn("w:p")):
        text = said(paragraph).strip()
        found = re.fullmatch(r"((?:\d+\.?\s*)?)(\D+?)\s*", text)
        if found and found[2] in _SECTIONS:
            say(paragraph, f"{found[1]}{_SECTIONS[found[2]]}")


def with_another_code(document):
    """A code of another make."""
    for paragraph in paragraphs(document):
        text = said(paragraph)
        found = re.fullmatch(r"(\s*Mã hiệu\s*:\s*)(\S.*)", text)
        if found:
            say(paragraph, f"{found[1]}TTHC-07.XY")


def with_columns_turned(document):
    """The step table with its second and third columns changed about, where it merges none of them."""
    for table in document.element.body.iter(qn("w:tbl")):
        rows = [list(row.iterchildren(qn("w:tc"))) for row in table.iterchildren(qn("w:tr"))]
        heads = "".join(said(p) for cell in rows[0] for p in cell.iter(qn("w:p")))
        if "Trình tự" in heads and all(len(row) == len(rows[-1]) for row in rows[1:]):
            for row in rows:
                row[1].addprevious(row[2])


def with_everything_in_controls(document):
    """Each paragraph and table of the body in a content control."""
    body = document.element.body
    for child in [node for node in body if node.tag in (qn("w:p"), qn("w:tbl"))]:
        control, inside = body.makeelement(qn("w:sdt")), body.makeelement(qn("w:sdtContent"))
        body.replace(child, control)
        inside.append(child)
        control.append(inside)


def with_words_in_pieces(document):
    """Each text cut in two runs anywhere, as Word leaves them after corrections."""
    chance = random.Random(7)
    for text in list(document.element.body.iter(qn("w:t"))):
        words = text.text or ""
        run = text.getparent()
        if len(words) < 2 or len(run.findall(qn("w:t"))) > 1 or run.tag != qn("w:r"):
            continue
        cut = chance.randrange(1, len(words))
        piece = run.__copy__()
        piece.find(qn("w:t")).text = words[:cut]
        piece.find(qn("w:t")).set(qn("xml:space"), "preserve")
        run.addprevious(piece)
        text.text = words[cut:]
        text.set(qn("xml:space"), "preserve")
        for extra in [node for node in run if node.tag not in (qn("w:t"), qn("w:rPr"))]:
            run.remove(extra)


def with_nothing_bold(document):
    """No bold at all, by styles or by hand."""
    for root in (document.element, document.styles.element):
        for mark in list(root.iter(qn("w:b"))):
            mark.getparent().remove(mark)


def with_other_blanks(document):
    """Blanks that do not break, tabs and several blanks where one stood."""
    for text in document.element.body.iter(qn("w:t")):
        text.text = (text.text or "").replace(" ", "\u00a0 ")
        text.set(qn("xml:space"), "preserve")


def changed(path, change) -> dict:
    """The facts of a paper with its layout changed."""
    document = docx.Document(path)
    change(document)
    file = io.BytesIO()
    document.save(file)
    file.seek(0)
    return facts_of(read(file))


CHANGES = {
    with_other_labels: ("sign_offs",),
    with_other_titles: (),
    with_another_code: ("code", "face_problems"),
    with_columns_turned: (),
    with_everything_in_controls: (),
    with_words_in_pieces: (),
    # Without bold, a second form in capitals is told from a line in capitals by nothing.
    with_nothing_bold: ("appendices",),
    with_other_blanks: (),
}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("path", files("corpus", "*.docx")[::3], ids=lambda path: path.stem)
def test_it_says_the_same(path, change):
    before, after = facts_of(read(path)), changed(path, change)
    assert after["code"] == ("TTHC-07.XY" if change is with_another_code else before["code"])
    same = [key for key in before if key not in CHANGES[change]]
    assert {key: after[key] for key in same} == {key: before[key] for key in same}
