"""The rendering process: bounded, replaced when it fails, used again while it is well."""

import os
import threading

import pytest

from wagtail_qms.content.nodes import Document, FileRef, Image
from wagtail_qms.pdf import process
from wagtail_qms.pdf.failures import RenderFailed
from wagtail_qms.pdf.here import render_here
from wagtail_qms.pdf.pages import Paper, paper
from wagtail_qms.pdf.render import render

from .reading import page_texts
from .samples import SENTENCE, face, no_file, procedure

LIMITS = {"seconds": 60, "megabytes": 1024}


@pytest.fixture
def small():
    return Paper("<html><body><p>Xin chào</p></body></html>")


def test_it_gives_the_same_bytes_as_this_process():
    assert render(face(), procedure(), no_file) == render_here(face(), procedure(), no_file)


def test_one_process_serves_many_jobs(worker, small):
    worker.render(small, {}, **LIMITS)
    first = worker.pid
    worker.render(small, {}, **LIMITS)
    assert worker.pid == first


def test_it_is_replaced_after_enough_jobs(worker, small, monkeypatch):
    monkeypatch.setattr(process, "JOBS_A_PROCESS", 2)
    worker.render(small, {}, **LIMITS)
    assert worker.pid
    worker.render(small, {}, **LIMITS)
    assert worker.pid is None


def test_a_complaint_of_the_renderer_is_a_failure_and_the_next_job_works(worker, small):
    with pytest.raises(RenderFailed, match="AttributeError|Error|no-such|not"):
        worker.render(Paper('<img src="file:///etc/hostname"/>'), {}, **LIMITS)
    assert page_texts(worker.render(small, {}, **LIMITS)) == ["Xin chào"]


def test_too_much_memory_is_a_failure_and_the_next_job_works(worker, small):
    with pytest.raises(RenderFailed):
        worker.render(Paper(f"<p>{SENTENCE * 10}</p>" * 4000), {}, seconds=60, megabytes=180)
    assert page_texts(worker.render(small, {}, **LIMITS)) == ["Xin chào"]


def test_too_much_time_is_a_failure_and_the_next_job_works(worker, small, monkeypatch):
    monkeypatch.setattr(process, "GRACE", -0.9)
    with pytest.raises(RenderFailed):
        worker.render(Paper(f"<p>{SENTENCE}</p>" * 20000), {}, seconds=1, megabytes=1024)
    monkeypatch.setattr(process, "GRACE", 5)
    assert page_texts(worker.render(small, {}, **LIMITS)) == ["Xin chào"]


def test_it_sees_nothing_of_the_environment(worker, small, monkeypatch):
    monkeypatch.setenv("SECRET_OF_THE_SITE", "hush")
    worker.render(small, {}, **LIMITS)
    with open(f"/proc/{worker.pid}/environ", "rb") as file:
        assert b"SECRET_OF_THE_SITE" not in file.read()


def test_a_process_that_died_is_replaced(worker, small):
    worker.render(small, {}, **LIMITS)
    os.kill(worker.pid, 9)
    os.waitpid(worker.pid, 0)
    assert page_texts(worker.render(small, {}, **LIMITS)) == ["Xin chào"]


def test_threads_take_turns(worker):
    made = []
    page = paper(face(), procedure(2))
    threads = [threading.Thread(target=lambda: made.append(worker.render(page, {}, **LIMITS))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 4
    assert len(set(made)) == 1


def test_nobody_waits_for_ever_while_others_are_served(worker, small):
    begun, done = threading.Event(), threading.Event()

    def hold():
        with worker._lock:
            begun.set()
            done.wait(30)

    holder = threading.Thread(target=hold)
    holder.start()
    begun.wait(30)
    with pytest.raises(RenderFailed, match="Other papers"):
        worker.render(small, {}, seconds=1, megabytes=1024)
    done.set()
    holder.join()
    assert page_texts(worker.render(small, {}, **LIMITS)) == ["Xin chào"]


def test_no_process_to_be_had_is_a_failure(worker, small, monkeypatch):
    monkeypatch.setattr(process.sys, "executable", "/no/such/program")
    with pytest.raises(RenderFailed, match="started"):
        worker.render(small, {}, **LIMITS)


def test_a_lost_picture_is_a_failure():
    lost = Document("procedure", (Image(FileRef("d" * 64, "anh.png", "image/png", 1), "Sơ đồ"),))

    def read(digest):
        raise FileNotFoundError(digest)

    with pytest.raises(RenderFailed, match="dddd"):
        render(face(), lost, read)
