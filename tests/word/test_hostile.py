"""Files that nobody should have made: each in a process of its own, with its seconds and its memory measured."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from PIL import Image

from tests.word.files import TYPES, body_xml, package, paragraphs, table

SECONDS = 5
MEGABYTES = 200
ROOT = Path(__file__).resolve().parents[2]
CHILD = """
import json, re, resource, sys, time
limit = 1024 * 1024 * 1024
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
from wagtail_qms.word.errors import CannotRead
from wagtail_qms.word.reading import read
start = time.process_time()
try:
    reading = read(sys.argv[1])
    said = {"words": reading.words, "kept": reading.words_kept}
except CannotRead as error:
    said = {"code": error.code, "message": str(error)}
said["seconds"] = time.process_time() - start
# Not ru_maxrss: that remembers the parent's size at the fork.
said["megabytes"] = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024
print(json.dumps(said))
"""
ENTITIES = (
    '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def said_of(path: Path) -> dict:
    """What reading the file in a process of its own came to."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(path)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    said = json.loads(done.stdout)
    assert said["seconds"] < SECONDS
    assert said["megabytes"] < MEGABYTES
    return said


def nested(depth: int) -> str:
    """A table in a table in a table."""
    return "<w:tbl><w:tr><w:tc>" * depth + paragraphs("ô trong cùng") + "</w:tc></w:tr></w:tbl>" * depth


def marked(number: int) -> str:
    """An empty paragraph unlike the others, so that packing gains little."""
    return f'<w:p w:rsidR="{number * 2654435761 % 2**32:08X}"/>'


def lying_archive() -> bytes:
    """A member that unpacks to 200 MB and declares one byte."""
    content = bytearray(package(body_xml("x" * (200 * 1024 * 1024))))
    place = content.rfind(b"PK\x01\x02", 0, content.rfind(b"word/document.xml"))
    content[place + 24 : place + 28] = (1).to_bytes(4, "little")
    return bytes(content)


def old_junk(noise: int = 64 * 1024) -> bytes:
    """The beginning and the names of an old .doc around noise."""
    names = b"".join(name.encode("utf-16-le").ljust(64, b"\0") for name in ("Root Entry", "WordDocument"))
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + os.urandom(noise) + names + os.urandom(noise)


def many_pictures(count: int) -> bytes:
    """A document with so many pictures, each of other bytes."""
    file, document = io.BytesIO(), docx.Document()
    for number in range(count):
        document.add_paragraph(f"Hình {number}").add_run().add_picture(dot(number))
    document.save(file)
    return file.getvalue()


def dot(number: int) -> io.BytesIO:
    """A picture of one dot in one of many colours."""
    out = io.BytesIO()
    Image.new("RGB", (1, 1), (number % 256, number // 256 % 256, 7)).save(out, "PNG")
    out.seek(0)
    return out


def recursive_zip() -> bytes:
    """A document with a zip in it that holds a bomb: nobody opens what lies inside."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", bytes(50 * 1024 * 1024))
    return package(body_xml(paragraphs("một hai")), {"word/embeddings/inner.zip": inner.getvalue()})


def encrypted() -> bytes:
    """A package whose members say that they need a password."""
    content = bytearray(package(body_xml(paragraphs("một"))))
    for place in (m.start() for m in re.finditer(b"PK\x01\x02", bytes(content))):
        content[place + 8] |= 1
    return bytes(content)


def macro_types() -> bytes:
    """A document of the kind that may hold macros, renamed: its content types say so."""
    types = TYPES.replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    return package(body_xml(paragraphs("một"))).replace(TYPES.encode(), types.encode())


REFUSED = {
    "bomb": ("bomb", lambda: package(body_xml(paragraphs("mẫu " * 20_000_000)))),
    "many": ("bomb", lambda: package(body_xml(""), {f"word/media/{n}.png": b"" for n in range(3000)})),
    "lying": ("damaged", lying_archive),
    "entities": ("entities", lambda: package(body_xml(paragraphs("&c;"), ENTITIES))),
    "outside": ("entities", lambda: package(body_xml(paragraphs("&x;"), OUTSIDE))),
    "utf16": ("entities", lambda: package(body_xml(paragraphs("&x;"), OUTSIDE).encode("utf-16"))),
    "macros": ("macros", lambda: package(body_xml(""), {"word/vbaProject.bin": b"x"})),
    "large": ("too_large", lambda: b"PK\x03\x04" + os.urandom(50 * 1024 * 1024)),
    "pdf": ("pdf", lambda: b"%PDF-1.7\n" + b"0" * 1000),
    "text": ("not_word", lambda: "chỉ là chữ".encode()),
    "empty": ("not_word", lambda: b""),
    "corrupt": ("damaged", lambda: package(body_xml(paragraphs("một")))[:-40]),
    "broken": ("damaged", lambda: package("<w:document")),
    "sheet": ("not_word", lambda: package(body_xml("")).replace(b"word/document.xml", b"data/document.xml")),
    "deep": ("too_deep", lambda: package(body_xml(nested(5000)))),
    "folders up": ("damaged", lambda: package(body_xml(""))[:200] + b"../../" + package(body_xml(""))[206:]),
    "encrypted": ("not_word", encrypted),
    "sheet of old": ("not_word", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + os.urandom(4096)),
    "pdf behind blanks": ("pdf", lambda: b"\r\n  %PDF-1.4\n" + b"0" * 1000),
    "elements": ("too_large", lambda: package(body_xml("".join(map(marked, range(400_000)))))),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_words(name, tmp_path):
    code, content = REFUSED[name]
    path = tmp_path / f"{name}.docx"
    path.write_bytes(content())
    said = said_of(path)
    assert said.get("code") == code
    assert said["message"].endswith(".")


READ = {
    "rows": (lambda: package(body_xml(table(10_000, 4))), 10_000 * 4 * 4),
    "nested": (lambda: package(body_xml(nested(12))), 3),
    "paragraphs": (lambda: package(body_xml(paragraphs(*("Một đoạn" for _ in range(40_000))))), 80_000),
    "pictures": (lambda: many_pictures(1000), 2000),
    "zip inside": (recursive_zip, 2),
    "picture": (lambda: package(body_xml(paragraphs("ảnh lớn")), {"word/media/a.png": os.urandom(20 << 20)}), 2),
}


@pytest.mark.parametrize("name", READ)
def test_it_is_read_rightly(name, tmp_path):
    content, words = READ[name]
    path = tmp_path / f"{name}.docx"
    path.write_bytes(content())
    said = said_of(path)
    assert (said.get("words"), said.get("kept")) == (words, words)


def test_a_hundred_thousand_paragraphs_are_read_or_refused_in_words(tmp_path):
    path = tmp_path / "paragraphs.docx"
    path.write_bytes(package(body_xml(paragraphs(*("Một đoạn" for _ in range(100_000))))))
    said = said_of(path)
    assert said.get("code") == "too_large" or (said["words"], said["kept"]) == (200_000, 200_000)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_an_old_file_of_junk_is_refused_before_an_office_starts(tmp_path):
    path = tmp_path / "junk.doc"
    path.write_bytes(old_junk())
    assert said_of(path)["code"] == "damaged"


def test_a_stored_bomb_is_refused_by_its_sum(tmp_path):
    path = tmp_path / "sum.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "")
        for number in range(20):
            archive.writestr(f"word/{number}.bin", bytes(4 * 1024 * 1024))
    assert said_of(path)["code"] == "bomb"


def test_numbers_beyond_measure_cost_nothing(tmp_path):
    huge = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="99999999999"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
        '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="99999999999"/></w:trPr><w:tc>'
        '<w:tcPr><w:gridSpan w:val="99999999999"/></w:tcPr>'
        "<w:p><w:r><w:t>ô</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    path = tmp_path / "huge.docx"
    path.write_bytes(package(body_xml(huge)))
    assert said_of(path)["words"] == 1
