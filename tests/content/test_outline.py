"""Contents and anchors."""

import re

from hypothesis import given

from tests.content import strategies
from wagtail_qms.content.nodes import Document, Paragraph, Run, Section, Step, Steps
from wagtail_qms.content.outline import Entry, anchors, entries, fold, nearest

ROWS = (Step("Nhận", "5.1.1"), Step("Sửa", "5.1.1", level=1), Step("Trả"))
DOCUMENT = Document(
    "procedure",
    (
        Section("Mục đích", "I", blocks=(Paragraph((Run("a"),)),)),
        Section("Nội dung", "V", blocks=(Section("Thực hiện", "5.1", blocks=(Steps(ROWS),)),)),
        Section("Đính kèm & phụ lục"),
        Section("?"),
    ),
)


def test_contents_list_sections_and_steps_by_depth():
    assert entries(DOCUMENT) == (
        Entry("muc-i", "I", "Mục đích", 1, "section"),
        Entry("muc-v", "V", "Nội dung", 1, "section"),
        Entry("muc-5-1", "5.1", "Thực hiện", 2, "section"),
        Entry("buoc-5-1-1", "5.1.1", "Nhận", 3, "step"),
        Entry("buoc-5-1-1--2", "5.1.1", "Sửa", 4, "step"),
        Entry("buoc-3", "", "Trả", 3, "step"),
        Entry("muc-dinh-kem-phu-luc", "", "Đính kèm & phụ lục", 1, "section"),
        Entry("muc-4", "", "?", 1, "section"),
    )


@given(strategies.documents)
def test_anchors_are_unique_plain_and_stable(document):
    found = anchors(document)
    assert len(set(found.values())) == len(found)
    assert all(re.fullmatch(r"[a-z][a-z0-9-]*", anchor) for anchor in found.values())
    assert anchors(document) == found


def test_words_in_another_section_leave_anchors_as_they_are():
    changed = Document("procedure", (Section("Mục đích", "I"), *DOCUMENT.blocks[1:]))
    assert entries(changed) == entries(DOCUMENT)


def test_the_nearest_anchor_of_a_place():
    known = anchors(DOCUMENT)
    assert [nearest(known, path) for path in [(0, 0), (1, 0, 0, 1), (1, 0, 0), (9,)]] == [
        "muc-i",
        "buoc-5-1-1--2",
        "muc-5-1",
        "",
    ]


def test_vietnamese_loses_its_accents():
    assert fold("Đường lối ƯỚC HẸN, ½ ngày") == "duong-loi-uoc-hen-1-2-ngay"
