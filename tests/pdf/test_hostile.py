"""Content that wants more than to be read: it comes out as words, or not at all."""

import io
import socket
import struct
import time
import zlib

import pytest
from PIL import Image

from wagtail_qms.content import nodes
from wagtail_qms.content.nodes import Document, FileRef, Run, Steps, Table
from wagtail_qms.pdf.here import render_here

from .reading import all_text, reader
from .samples import cell, face, no_file, step, text

MARKUP = (
    '<script>alert(1)</script><img src="file:///etc/passwd"/><pdf:insertpdf src="/etc/passwd"/>'
    '{{7*7}} &amp; <qms-picture digest="x" alt=""/>'
)


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("The renderer reached for the network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


def rendered(*blocks, read_file=no_file, **changes):
    return render_here(face(**changes), Document("procedure", blocks), read_file)


def picture(data, name="anh.png"):
    return nodes.Image(FileRef("d" * 64, name, "image/png", len(data)), "Sơ đồ tổ chức")


def links(pdf):
    notes = [note.get_object() for page in reader(pdf).pages for note in page.get("/Annots", ())]
    return [note["/A"]["/URI"] for note in notes if "/URI" in note.get("/A", {})]


def test_markup_in_text_is_printed_as_text():
    assert "".join(MARKUP.split()) in "".join(all_text(rendered(text(MARKUP))).split())


def test_markup_in_the_face_is_printed_as_text():
    pdf = rendered(title=MARKUP, agency=MARKUP, code="<b>1</b>", place_name="</p>")
    assert "<b>1</b>" in all_text(pdf)
    assert reader(pdf).metadata.title == MARKUP


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "java\tscript:alert(1)", "file:///etc/passwd", "data:text/html,x", "#muc-1", "page:3"],
)
def test_links_that_must_not_be_followed_are_words(href):
    assert links(rendered(text("bấm vào đây", href=href))) == []


def test_web_addresses_may_be_followed():
    assert links(rendered(text("cổng", href="https://hoasen.example/a?b=1&c=2"))) == [
        "https://hoasen.example/a?b=1&c=2"
    ]


@pytest.mark.parametrize("spans", [{"colspan": 10**6}, {"rowspan": 10**6}, {"colspan": 10**6, "rowspan": 10**6}])
def test_spans_without_end_are_bounded(spans):
    table = Table(((cell("a", **spans), cell("b")), (cell("c"), cell("đuôi bảng"))))
    start = time.monotonic()
    assert "đuôi bảng" in all_text(rendered(table))
    assert time.monotonic() - start < 20


def test_a_table_wider_than_paper_keeps_its_words():
    row = tuple(cell(f"ô{number}") for number in range(60))
    assert "ô0 | ô1 | ô2" in all_text(rendered(Table((row, row))))


def test_a_word_longer_than_its_column_is_broken_not_lost():
    pdf = rendered(Steps((nodes.Step("A" * 300, "1", "B" * 300),)))
    assert all_text(pdf).count("A") >= 300


def test_characters_that_no_font_has_are_marked():
    assert "trước □ sau ➔" in all_text(rendered(text("trước \u4e2d sau ➔ \x00\x0b"), title="a \u4e2d \x00 ☑"))


def test_a_picture_is_shown():
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "#345").save(out, "PNG")
    pdf = rendered(picture(out.getvalue()), read_file=lambda digest: out.getvalue())
    assert sum(len(page.images) for page in reader(pdf).pages) == 2  # and the QR code


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<svg><image href='file:///etc/passwd'/></svg>", b"%PDF-1.4"])
def test_a_picture_that_cannot_be_read_leaves_its_words(data):
    pdf = rendered(picture(data), read_file=lambda digest: data)
    assert "Sơ đồ tổ chức]" in all_text(pdf)


def test_a_picture_of_billions_of_pixels_leaves_its_words():
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0))
    data += chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    assert "Sơ đồ tổ chức]" in all_text(rendered(picture(data), read_file=lambda digest: data))


def test_lists_in_lists_without_end_come_out():
    item = nodes.Item((Run("đáy"),))
    for _ in range(60):
        item = nodes.Item((Run("tầng"),), (nodes.List((item,)),))
    assert "đáy" in all_text(rendered(nodes.List((item,)), Steps((step("1"),))))


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
