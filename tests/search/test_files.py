"""The text of attached files: read once and apart; hostile ones give none, and a line in the log."""

import io
import time
import zlib
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import wagtail_qms
from tests.search.entries import make_edition
from tests.word.files import body_xml, package, paragraphs
from wagtail_qms.content import nodes
from wagtail_qms.register import files
from wagtail_qms.search import queue
from wagtail_qms.search.answering import answer
from wagtail_qms.search.entries import change_of
from wagtail_qms.search.files import FileReader
from wagtail_qms.search.indexing import drain
from wagtail_qms.search.models import IndexChange
from wagtail_qms.search.scoping import scope_for

FONT = Path(wagtail_qms.__file__).parent / "pdf" / "fonts" / "LiberationSerif-Regular.ttf"


def pdf(*lines: str) -> bytes:
    """A PDF with a line a page."""
    pdfmetrics.registerFont(TTFont("Serif", FONT))
    out = io.BytesIO()
    canvas = Canvas(out)
    for line in lines:
        canvas.setFont("Serif", 12)
        canvas.drawString(50, 700, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def bomb() -> bytes:
    """A small PDF whose one page unpacks to half a gigabyte of drawing."""
    packer = zlib.compressobj(9)
    stream = b"".join(packer.compress(b"BT (a) Tj ET " * 1_000_000) for _time in range(40)) + packer.flush()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    return out + b"xref\n0 5\n0000000000 65535 f \n%strailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        start,
    )


def word(*lines: str) -> bytes:
    """A Word file."""
    return package(body_xml(paragraphs(*lines)))


def kept(name: str, content: bytes) -> nodes.FileRef:
    """A file of an edition."""
    return files.keep(ContentFile(content), name)


def with_form(agency, *refs: nodes.FileRef):
    """An edition with blank forms that waits for the index."""
    forms = nodes.Forms(tuple(nodes.FormEntry(f"Tờ khai {n}", f"BM.0{n}", ref) for n, ref in enumerate(refs, 1)))
    edition = make_edition(agency, "QT.01", "Quy trình", body=nodes.Document("procedure", (forms,)))
    queue.put(edition.document_id, edition.sequence)
    return edition


def texts(edition, read) -> list[tuple[str, str, str]]:
    """The passages of its files."""
    passages = change_of(edition.document_id, read).entries[0].passages
    return [(p.anchor, p.heading, p.text) for p in passages if p.kind == "file"]


def test_words_of_attached_forms_are_found_under_the_line_that_names_the_form(agency):
    docx = kept("to-khai.docx", word("Họ, chữ đệm, tên người khai sinh", "Nơi cư trú"))
    paper = kept("don.pdf", pdf("Kính gửi: Trưởng thôn", "Trang hai"))
    edition = with_form(agency, docx, paper, kept("anh.png", b"\x89PNG"))
    assert texts(edition, FileReader()) == [
        ("bieu-mau-bm-01", "Biểu mẫu › BM.01 Tờ khai 1", "Họ, chữ đệm, tên người khai sinh\nNơi cư trú"),
        ("bieu-mau-bm-02", "Biểu mẫu › BM.02 Tờ khai 2", "Kính gửi: Trưởng thôn\nTrang hai"),
    ]
    drain()
    found = answer("nguoi khai sinh", scope_for(None))
    assert found.documents[0].passages[0].passage.text == "Họ, chữ đệm, tên người khai sinh\nNơi cư trú"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bom.pdf", bomb),
        ("hong.pdf", lambda: b"%PDF-1.4 nothing behind it"),
        ("bom.docx", lambda: package(body_xml(paragraphs("mẫu " * 20_000_000)))),
        ("khong-phai-word.docx", lambda: b"MZ not a Word file"),
        ("cu.doc", lambda: b"\xd0\xcf\x11\xe0" + b"\x00" * 2000),
    ],
)
def test_hostile_files_give_no_text_in_bounded_time(agency, caplog, name, content):
    edition = with_form(agency, kept(name, content()), kept("tot.docx", word("Nơi cư trú")))
    began = time.monotonic()
    assert [text for _anchor, _heading, text in texts(edition, FileReader())] == ["Nơi cư trú"]
    assert time.monotonic() - began < 40
    assert f"No text of the file {name}" in caplog.text
    caplog.clear()
    assert len(texts(edition, FileReader(0))) == 1
    assert caplog.text == ""


def test_a_file_is_read_once(agency):
    edition = with_form(agency, kept("to-khai.docx", word("Nơi cư trú")))
    texts(edition, FileReader())
    read = FileReader(0)
    assert [text for *_place, text in texts(edition, read)] == ["Nơi cư trú"]
    assert read.is_complete


def test_a_file_that_is_gone_is_read_when_it_is_back(agency, caplog):
    ref = kept("to-khai.docx", word("Nơi ở hiện nay"))
    content = files.path_of(ref.digest).read_bytes()
    files.path_of(ref.digest).unlink()
    edition = with_form(agency, ref)
    assert texts(edition, FileReader()) == []
    assert "No text of the file to-khai.docx" in caplog.text
    kept("to-khai.docx", content)
    assert len(texts(edition, FileReader())) == 1


def test_after_a_question_a_file_is_read_where_no_worker_runs(office, client):
    refs = [kept(f"to-khai-{n}.docx", word(f"Nơi cư trú số {n}", "Người mẹ")) for n in range(2)]
    with_form(office.agency, *refs)
    assert client.get("/tai-lieu/").status_code == 200
    assert IndexChange.objects.count() == 1
    address = "/tai-lieu/tim-kiem/?q=nguoi+me&format=json"
    assert client.get(address).json()["total"] == 0
    for _time in range(3):
        client.get(address)
    assert IndexChange.objects.count() == 0
    assert client.get(address).json()["total"] == 1


def test_old_word_files_are_left_to_who_has_time(agency):
    edition = with_form(agency, kept("cu.doc", b"\xd0\xcf\x11\xe0" + b"\x00" * 2001))
    read = FileReader(5, old=False)
    assert texts(edition, read) == []
    assert not read.is_complete


def test_a_question_waits_for_no_file_and_the_worker_reads_it_later(agency):
    with_form(agency, kept("to-khai.docx", word("Nơi cư trú của người mẹ")))
    assert answer("nguoi me", scope_for(None)).total == 0
    row = IndexChange.objects.get()
    assert (row.attempts, row.error) == (0, "Files of the document are still to be read.")
    assert answer("to khai", scope_for(None)).total == 1
    IndexChange.objects.update(try_after=None)
    drain()
    assert IndexChange.objects.count() == 0
    assert answer("nguoi me", scope_for(None)).total == 1
