from dataclasses import replace
from datetime import date

import pytest

from wagtail_qms.pdf.face import Amendment, Face, Signer

from .samples import face


def test_json_gives_the_same_face():
    assert Face.from_json(face().to_json()) == face()
    assert Face.from_json(Face("Tên").to_json()) == Face("Tên")


def test_equal_faces_share_a_key():
    assert face().key() == face().key()


@pytest.mark.parametrize(
    "change",
    [
        {"number": "03"},
        {"watermark": "HẾT HIỆU LỰC"},
        {"issued_on": date(2026, 3, 1)},
        {"signers": (Signer("drafting", "Người Khác"),)},
        {"amendments": (Amendment("Khác"),)},
        {"labels": {"review": "Xem xét"}},
    ],
)
def test_another_face_has_another_key(change):
    assert replace(face(), **change).key() != face().key()


def test_an_unknown_layout_is_refused():
    with pytest.raises(ValueError, match="No layout 'letter'"):
        Face("Tên", layout="letter")
