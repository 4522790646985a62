"""Out as a Word file and in again: the same content, for every kind of document and everything in it."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings

from tests.content import strategies
from tests.pdf.samples import face
from tests.word.test_corpus import files
from tests.word.writing_samples import PNG, PNG_REF, everything, manual, written
from wagtail_qms.content import nodes
from wagtail_qms.content.canonical import normalised, to_data
from wagtail_qms.content.text import plain
from wagtail_qms.word.carried import carried, restored
from wagtail_qms.word.reading import read, visible


def with_pictures(block):
    """A block whose pictures are one that is at hand, each by its own name."""
    if isinstance(block, nodes.Section):
        return replace(block, blocks=tuple(map(with_pictures, block.blocks)))
    if isinstance(block, nodes.Image):
        return replace(block, file=replace(PNG_REF, name=block.file.name))
    return block


def back(document, front=None, stored=None):
    """What the Word file of a document reads as, and the file."""
    stored = stored or {PNG_REF.digest: PNG}
    file = written(document, front, read=stored.__getitem__)
    return read(io.BytesIO(file)).document, file


def assert_comes_back(document, front=None, stored=None):
    """Out, in: equal; and out again: the same bytes."""
    again, file = back(document, front, stored)
    assert to_data(again) == to_data(document)
    assert back(again, front, stored)[1] == file


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.documents)
def test_any_document_comes_back(document):
    front = face(layout="policy") if document.kind == "policy" else face()
    pictured = replace(document, blocks=tuple(map(with_pictures, document.blocks)))
    assert_comes_back(normalised(pictured), front)


@pytest.mark.parametrize("document", [everything(), manual()], ids=lambda document: document.kind)
def test_a_document_with_every_part_comes_back(document):
    assert_comes_back(document)


@pytest.mark.parametrize("path", files("corpus", "*.docx"), ids=lambda path: path.stem)
def test_a_real_paper_comes_back(path):
    reading = read(path)
    front = face(agency=reading.agency, title=reading.title, code=reading.code)
    assert_comes_back(reading.document, front, reading.files)


def edited(document, change):
    """What the Word file of a document reads as, after a person changed it in Word."""
    opened = docx.Document(io.BytesIO(written(document)))
    change(opened)
    file = io.BytesIO()
    opened.save(file)
    file.seek(0)
    return read(file).document


def saying(text, other):
    """Puts a text in the place of another."""

    def change(opened):
        for paragraph in opened.element.body.iter(qn("w:p")):
            found = list(paragraph.iter(qn("w:t")))
            if "".join(node.text for node in found) == text:
                found[0].text = other
                for node in found[1:]:
                    node.text = ""

    return change


def test_what_is_saved_again_comes_back():
    assert to_data(edited(manual(), lambda opened: None)) == to_data(normalised(manual()))


def test_what_a_person_changed_is_read_as_it_is_seen():
    changed = edited(manual(), saying("Lãnh đạo cam kết.", "Lãnh đạo giao việc."))
    # The clauses of the section that was changed are read as the lines that say them; the other section is whole.
    first, second = changed.blocks
    assert plain(first).endswith("Lãnh đạo giao việc.")
    assert (first.title, first.blocks[0].title) == ("SỰ LÃNH ĐẠO", "Cam kết")
    assert second == normalised(manual()).blocks[1]


def test_a_block_that_a_person_took_out_is_gone():
    def shorten(opened):
        table = opened.tables[-1]
        table._tbl.getparent().remove(table._tbl)

    kept = edited(manual(), shorten)
    assert not any(isinstance(block, nodes.Exclusions) for block in kept.blocks[1].blocks)
    assert any(isinstance(block, nodes.Clauses) for block in kept.blocks[1].blocks)


def test_what_is_carried_says_no_word_that_is_not_seen():
    seen = nodes.Document("manual", (nodes.Motto("Tận tâm phục vụ"),))
    hidden = nodes.Document("manual", (nodes.Motto("Thu phí gấp đôi"),))
    text = carried(hidden, read_visible(seen))
    assert restored(read_visible(seen), text, ()).blocks == read_visible(seen).blocks
    assert read(io.BytesIO(written(seen))).document == normalised(seen)


@pytest.mark.parametrize("text", ["", "x", "eJw=", "AAAA", "eJyrVkrLz1eyUkpKLFKqBQAhPgTS"])
def test_a_damaged_part_changes_nothing(text):
    shown = read_visible(everything())
    assert restored(shown, text, ()) == shown


def read_visible(document):
    """What a person sees of a document's Word file."""
    return visible(written(document))
