import stat
import threading

import pytest
from django.test import override_settings

from wagtail_qms.pdf.cache import get_or_make, get_or_render, path_of

from .reading import page_texts
from .samples import face, no_file, procedure


@pytest.fixture(autouse=True)
def private(tmp_path):
    with override_settings(WAGTAIL_QMS={"PRIVATE_ROOT": tmp_path / "private"}):
        yield tmp_path / "private"


def test_it_is_made_once():
    made = []
    for _ in range(2):
        assert get_or_make("khóa", lambda: made.append(1) or b"%PDF") == b"%PDF"
    assert made == [1]


def test_only_the_site_can_read_it(private):
    get_or_make("khóa", lambda: b"%PDF")
    assert path_of("khóa").is_relative_to(private)
    assert stat.S_IMODE(path_of("khóa").stat().st_mode) == 0o600


def test_a_failure_keeps_nothing(private):
    def fail():
        raise RuntimeError("hỏng")

    with pytest.raises(RuntimeError):
        get_or_make("khóa", fail)
    assert [path for path in private.rglob("*") if path.is_file()] == []


def test_two_at_once_leave_one_whole_file(private):
    barrier = threading.Barrier(8)

    def make():
        barrier.wait()
        return b"%PDF" * 100_000

    threads = [threading.Thread(target=get_or_make, args=("khóa", make)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [path.read_bytes() for path in private.rglob("*.*")] == [b"%PDF" * 100_000]


def test_the_face_and_the_content_choose_the_file():
    first = get_or_render(face(), procedure(1), no_file)
    assert get_or_render(face(), procedure(1), no_file) == first
    other = get_or_render(face(number="03"), procedure(1), no_file)
    assert "03" in page_texts(other)[0]
    assert get_or_render(face(), procedure(2), no_file) != first


def test_a_disk_that_takes_nothing_does_not_keep_the_paper_from_its_reader(private, caplog):
    private.write_bytes(b"a file where the folder should be")
    assert get_or_make("khóa", lambda: b"%PDF") == b"%PDF"
    assert "could not be kept" in caplog.text
