"""The private store: bytes by their digest, whatever a file is called."""

import hashlib
import threading
from pathlib import Path

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage
from django.db import connection
from wagtail.documents import get_document_model

from wagtail_qms import conf
from wagtail_qms.pages.snapshots import MediaFiles
from wagtail_qms.register import files
from wagtail_qms.register.evidence import StoredFile

BYTES = b"%PDF-1.7 mau don"
DIGEST = hashlib.sha256(BYTES).hexdigest()


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    """An empty store."""
    settings.WAGTAIL_QMS = {"PRIVATE_ROOT": tmp_path}
    return tmp_path / "files"


def stored(store) -> list[str]:
    return sorted(path.name for path in store.rglob("*") if path.is_file())


@pytest.mark.django_db
def test_keeping_twice_changes_nothing(store):
    first = files.keep(ContentFile(BYTES), "mau.pdf")
    changed_at = files.path_of(DIGEST).stat().st_mtime_ns
    second = files.keep(ContentFile(BYTES), "khac.PDF")
    assert (first.digest, first.name, first.media_type, first.size) == (
        DIGEST,
        "mau.pdf",
        "application/pdf",
        len(BYTES),
    )
    assert (second.digest, second.name, second.media_type) == (DIGEST, "khac.PDF", "application/pdf")
    assert stored(store) == [DIGEST]
    assert files.path_of(DIGEST).stat().st_mtime_ns == changed_at
    assert files.read(DIGEST) == BYTES
    assert StoredFile.objects.count() == 1


def test_a_reference_keeps_nothing(store):
    source = ContentFile(BYTES)
    assert files.reference(source, "mau.pdf") == files.reference(source, "mau.pdf")
    assert not store.exists()


@pytest.mark.django_db
def test_bytes_that_were_cut_off_are_written_again(store):
    files.keep(ContentFile(BYTES), "mau.pdf")
    files.path_of(DIGEST).write_bytes(b"")
    files.keep(ContentFile(BYTES), "mau.pdf")
    assert files.read(DIGEST) == BYTES
    assert stored(store) == [DIGEST]


class Shifting(ContentFile):
    """A file that somebody replaces after it was read once."""

    turns = 0

    def open(self, mode=None):
        self.turns += 1
        if self.turns > 1:
            self.file.truncate(0)
            self.file.seek(0)
            self.file.write(b"khac")
        self.file.seek(0)
        return self


@pytest.mark.django_db
def test_a_digest_names_the_bytes_that_were_kept(store):
    ref = files.keep(Shifting(BYTES), "mau.pdf")
    assert (ref.digest, ref.size) == (hashlib.sha256(b"khac").hexdigest(), 4)
    assert files.read(ref.digest) == b"khac"
    assert stored(store) == [ref.digest]


class Breaking(ContentFile):
    """A file whose storage fails half way, the second time."""

    turns = 0

    def chunks(self, chunk_size=None):
        self.turns += 1
        yield BYTES
        if self.turns > 1:
            raise OSError("gone")


@pytest.mark.django_db
def test_a_failure_leaves_nothing_behind(store):
    with pytest.raises(OSError, match="gone"):
        files.keep(Breaking(BYTES), "mau.pdf")
    assert stored(store) == []
    assert StoredFile.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("mau.pdf", "mau.pdf"),
        ("documents/Mẫu số 1.docx", "Mẫu số 1.docx"),
        ("../../x", "x"),
        ("..\\..\\x.exe", "x.exe"),
        ("/etc/passwd", "passwd"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("..", "file"),
        ("", "file"),
        ("a/", "a"),
        (" . ", "file"),
        ("đ" * 300 + ".docx", "đ" * 145 + ".docx"),
        ("x" * 300, "x" * 150),
        ("a." + "x" * 300, "a." + "x" * 148),
    ],
)
def test_hostile_names(name, clean):
    assert files.clean_name(name) == clean
    assert files.reference(ContentFile(BYTES), name).name == clean


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.pdf", "application/pdf"),
        ("a.DOCX", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.jpeg", "image/jpeg"),
        ("a.html", "application/octet-stream"),
        ("a.js", "application/octet-stream"),
        ("a", "application/octet-stream"),
        (".pdf", "application/octet-stream"),
    ],
)
def test_media_types_are_the_same_on_every_machine(name, expected):
    assert files.media_type(name) == expected


@pytest.mark.parametrize(
    "digest", ["", "x", "../" * 22, DIGEST.upper(), DIGEST[:-1], DIGEST + "0", "0" * 63 + "\n", "٠" * 64]
)
def test_only_digests_have_a_place(digest):
    with pytest.raises(ValueError, match="not a digest"):
        files.path_of(digest)


def test_a_lost_file_is_said_to_be_lost():
    with pytest.raises(FileNotFoundError):
        files.read(DIGEST)
    assert files.path_of(DIGEST) == conf.private_root() / "files" / DIGEST[:2] / DIGEST


@pytest.mark.django_db
def test_the_sites_own_file_is_closed_after_use():
    opened = []

    class Watching(FileSystemStorage):
        def _open(self, name, mode="rb"):
            opened.append(super()._open(name, mode))
            return opened[-1]

    document = get_document_model().objects.create(title="Mẫu", file=File(ContentFile(BYTES), name="mau.pdf"))
    field = get_document_model()._meta.get_field("file")
    before, field.storage = field.storage, Watching()
    try:
        ref = MediaFiles(keep=True).document(document.pk)
    finally:
        field.storage = before
    assert ref.digest == DIGEST
    assert opened and all(handle.closed for handle in opened)


@pytest.mark.django_db(transaction=True)
def test_two_keep_the_same_bytes_at_once(store):
    start, found = threading.Barrier(4), []

    def work():
        try:
            start.wait()
            found.append(files.keep(ContentFile(BYTES * 100_000), "mau.pdf"))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1
    assert stored(store) == [found[0].digest]
    assert StoredFile.objects.count() == 1
    assert Path(files.path_of(found[0].digest)).stat().st_size == len(BYTES) * 100_000
