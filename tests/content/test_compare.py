"""What changed between two documents."""

import time
from dataclasses import replace

from hypothesis import given

from tests.content import strategies
from wagtail_qms.content.canonical import normalised
from wagtail_qms.content.compare import compare
from wagtail_qms.content.compare_words import Segment, segments
from wagtail_qms.content.nodes import Document, FileRef, FormEntry, Forms, Paragraph, Run, Section, Step, Steps


def paragraph(text, *marks):
    return Paragraph((Run(text, marks),))


def steps(*rows):
    return Document("procedure", (Section("Nội dung", "V", blocks=(Steps(rows),)),))


def changes(old, new):
    return [(one.kind, one.what, one.number) for one in compare(old, new)]


A = Step("Tiếp nhận hồ sơ của người dân", "5.1", "Văn thư", (paragraph("Kiểm tra hồ sơ và ghi vào sổ"),))
B = Step("Thẩm tra hồ sơ", "5.2", "Chuyên viên", (paragraph("Đối chiếu với quy định hiện hành"),))
C = Step("Trả kết quả", "5.3", "Bộ phận một cửa", (paragraph("Thu phí theo quy định"),))


def test_the_same_document_has_no_changes():
    assert compare(steps(A, B), steps(A, B)) == ()


def test_a_row_inserted_above_leaves_the_others_paired():
    new = steps(replace(C, number="5.1"), replace(A, number="5.2"), replace(B, number="5.3"))
    assert changes(steps(A, B), new) == [
        ("added", "step", "5.1"),
        ("changed", "step", "5.2"),
        ("changed", "step", "5.3"),
    ]


def test_a_row_removed():
    (change,) = compare(steps(A, B, C), steps(A, C))
    assert (change.kind, change.number, change.where, change.anchor) == (
        "removed",
        "5.2",
        ("V. Nội dung",),
        "buoc-5-2",
    )
    assert {segment.op for segment in change.segments} == {"removed"}


def test_a_changed_row_tells_field_and_words():
    (change,) = compare(steps(A, B), steps(A, replace(B, responsible="Chuyên viên chính")))
    (part,) = change.parts
    assert (change.kind, change.anchor, part.key) == ("changed", "buoc-5-2", "step.responsible")
    assert part.segments == segments("Chuyên viên", "Chuyên viên chính")


def test_a_row_moved():
    assert changes(steps(A, B, C), steps(C, A, B)) == [("moved", "step", "5.3")]


def test_a_row_written_anew_under_its_number_is_changed():
    new = Step("Xyz", "5.2", "Abc")
    assert changes(steps(A, B), steps(A, new)) == [("changed", "step", "5.2")]


def test_marks_alone_are_a_change_without_words():
    old, new = (Document("policy", (paragraph("a", *marks),)) for marks in ((), ("bold",)))
    (change,) = compare(old, new)
    assert (change.kind, change.what, change.parts) == ("changed", "paragraph", ())


def test_another_file_of_the_same_name_is_a_change():
    files = (FileRef(digit * 64, "p.docx", "", 1) for digit in "12")
    old, new = (Document("form", (Forms((FormEntry("Phiếu", "BM.01", file),)),)) for file in files)
    (change,) = compare(old, new)
    assert change.segments == (
        Segment("equal", "p.docx "),
        Segment("removed", "(11111111)"),
        Segment("added", "(22222222)"),
    )


def test_a_section_added_and_its_words():
    old = Document("manual", (Section("A", "I", blocks=(paragraph("a b c"),)),))
    new = replace(old, blocks=(*old.blocks, Section("B", "II", blocks=(paragraph("d"),))))
    assert [(one.kind, one.what, one.where) for one in compare(old, new)] == [
        ("added", "section", ()),
        ("added", "paragraph", ("II. B",)),
    ]


def test_words_are_compared_one_by_one():
    assert segments("một hai ba bốn", "một ba bốn năm") == (
        Segment("equal", "một "),
        Segment("removed", "hai "),
        Segment("equal", "ba "),
        Segment("removed", "bốn"),
        Segment("added", "bốn năm"),
    )


@given(strategies.texts, strategies.texts)
def test_segments_hold_both_texts(old, new):
    found = segments(old, new)
    assert "".join(one.text for one in found if one.op != "added") == old
    assert "".join(one.text for one in found if one.op != "removed") == new


@given(strategies.documents)
def test_no_document_differs_from_itself(document):
    assert compare(document, document) == ()


@given(strategies.documents, strategies.documents)
def test_all_that_is_new_or_gone_is_told(old, new):
    old, new = normalised(old), normalised(replace(new, kind=old.kind))
    assert bool(compare(old, new)) == (old != new)


def test_two_thousand_rows_take_less_than_two_seconds():
    def rows(salt):
        words = [(number, paragraph(f"nội dung {number} " * 30 + salt)) for number in range(2000)]
        return [Step(f"Việc {number % 97} {salt}", f"5.{number}", "Ban ISO", (text,)) for number, text in words]

    for old, new in [("a", "b"), ("a", "a")]:
        started = time.process_time()
        compare(steps(*rows(old)), steps(*reversed(rows(new))))
        assert time.process_time() - started < 2
