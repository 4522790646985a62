"""Pictures of Word files on their way into the media library: none is lost, whatever its format."""

from __future__ import annotations

import hashlib
import io
import shutil

import pytest
from PIL import Image as Picture
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from tests.importing.metafile import wmf
from wagtail_qms.content import nodes
from wagtail_qms.importing import pictures
from wagtail_qms.importing.fitting import fitted
from wagtail_qms.importing.pictures import Pictures
from wagtail_qms.word.metafiles import is_metafile, redrawn, size_of

pytestmark = pytest.mark.django_db


def reference(content: bytes, name: str = "so-do.wmf") -> nodes.FileRef:
    """A picture by value."""
    return nodes.FileRef(hashlib.sha256(content).hexdigest(), name, "image/x-wmf", len(content))


@pytest.fixture
def held():
    """One metafile and what brings it in."""
    content = wmf()
    pictures._DRAWN.clear()
    return reference(content), Pictures({reference(content).digest: content})


@pytest.fixture
def no_office(monkeypatch, tmp_path):
    """A server without LibreOffice."""
    monkeypatch.setenv("PATH", str(tmp_path))


def test_a_metafile_is_known_by_its_bytes():
    assert is_metafile(wmf())
    assert not is_metafile(b"\x89PNG\r\n\x1a\n")
    assert size_of(wmf(300, 200)) == (288, 192)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_an_office_draws_it_anew(held):
    file, brought = held
    assert brought.is_shown(file)
    image = get_image_model().objects.get(pk=brought.image_pk(file))
    with Picture.open(io.BytesIO(image.file.read())) as picture:
        assert picture.width / picture.height == pytest.approx(1.5, abs=0.05)
    assert brought.image_pk(file) == Pictures({file.digest: wmf()}).image_pk(file)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_several_are_drawn_each_for_itself():
    wide, tall = wmf(400, 100), wmf(100, 400)
    drawn = redrawn([wide, tall])
    sizes = [Picture.open(io.BytesIO(drawn[content])).size for content in (wide, tall)]
    assert [width > height for width, height in sizes] == [True, False]


def test_without_an_office_it_is_kept_as_it_is(held, no_office):
    file, brought = held
    document = nodes.Document("procedure", (nodes.Image(file, "Sơ đồ", "Hình 1"),))
    shown = fitted(document, {"image"}, brought.is_shown, brought.link)
    kept = get_document_model().objects.get()
    assert shown.blocks == (
        nodes.Paragraph((nodes.Run("[Sơ đồ]", (), f"document:{kept.pk}"),)),
        nodes.Paragraph((nodes.Run("Hình 1", ("italic",)),)),
    )
    assert kept.file.read() == wmf()
    assert brought.link(file) == f"document:{kept.pk}"


def test_what_is_only_looked_at_is_not_kept(held, no_office):
    file, brought = held
    document = nodes.Document("procedure", (nodes.Image(file),))
    assert fitted(document, {"image"}, brought.is_shown).blocks == (nodes.Paragraph((nodes.Run("[so-do.wmf]"),)),)
    assert not get_document_model().objects.exists()
