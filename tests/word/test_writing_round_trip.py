"""What is written is read back as the same document."""

import io

import pytest

from tests.pdf.samples import face
from tests.word.writing_samples import everything, written
from wagtail_qms.content.canonical import normalised, to_data
from wagtail_qms.content.nodes import Document
from wagtail_qms.word.reading import read


def procedure():
    """A procedure without pictures and captions."""
    return Document("procedure", everything().blocks[:-1])


@pytest.fixture(scope="module")
def reading():
    return read(io.BytesIO(written(procedure())))


def test_the_content_comes_back(reading):
    assert to_data(normalised(reading.document)) == to_data(normalised(procedure()))


def test_the_face_comes_back(reading):
    front = face()
    assert (reading.agency, reading.title) == (front.agency, front.title)
    assert (reading.code, reading.number, reading.issued_on) == (front.code, 2, front.issued_on.isoformat())
    assert [row.name for row in reading.sign_offs] == [row.name for row in front.signers]
    assert [(row.what, row.basis, row.number) for row in reading.amendments] == [
        (row.what, row.basis, row.number) for row in front.amendments
    ]
