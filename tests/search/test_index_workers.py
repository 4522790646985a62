"""Several at once, and a process that dies at the worst moment: real threads, real processes, a real database."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings as django_settings
from django.db import connection, connections, transaction

from tests.register.desk import make_desk
from tests.search.entries import body_of, make_edition
from tests.workflows.test_two_at_once import at_once
from wagtail_qms.register import keeping
from wagtail_qms.register.models import Document
from wagtail_qms.search import building, queue
from wagtail_qms.search.answering import answer
from wagtail_qms.search.indexing import drain
from wagtail_qms.search.models import IndexChange, IndexedDocument, IndexedEdition
from wagtail_qms.search.scoping import scope_for

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_worker_but_those_of_the_test(settings, db):
    settings.WAGTAIL_QMS = settings.WAGTAIL_QMS | {"SEARCH": {"WORKER": True}}
    building.mend("database")


def entered(desk, count: int) -> list[Document]:
    """Documents that wait for the index."""
    documents = []
    for number in range(count):
        body = body_of(("Nội dung", f"Tiếp nhận đơn số {number}"))
        edition = make_edition(desk.agency, f"QT.{number}", f"Quy trình {number}", body=body)
        queue.put(edition.document_id, edition.sequence)
        documents.append(edition.document)
    return documents


def indexed() -> dict[int, int]:
    """What the index knows: the version of each document."""
    return dict(IndexedDocument.objects.values_list("document_id", "version"))


def registered() -> dict[int, int]:
    """What it should know."""
    return dict(Document.objects.issued().values_list("pk", "length"))


def test_two_workers_share_the_queue(db):
    entered(make_desk(), 12)
    results = at_once(lambda: drain(size=2), lambda: drain(size=2))
    assert sum(done.applied for done in results) == 12
    assert [done.failed for done in results] == [0, 0]
    assert IndexChange.objects.count() == 0
    assert indexed() == registered()
    assert IndexedEdition.objects.count() == 12


def test_the_register_changes_while_two_workers_are_at_work(db):
    desk = make_desk()
    edition = desk.issue(content=body_of(("Nội dung", "Tiếp nhận đơn")))
    entered(desk, 4)

    def change():
        for _time in range(6):
            keeping.hold(edition=edition, person=desk.secretary, reason="Lộ")
            keeping.release(edition=edition, person=desk.secretary, reason="Che")
        keeping.restrict(document=desk.document, person=desk.secretary, reason="Nội bộ")
        return "done"

    def work():
        done, until = 0, time.monotonic() + 5
        while time.monotonic() < until and (done < 5 or IndexChange.objects.exists()):
            done += drain(size=1).applied
        return done

    results = at_once(change, work, work)
    assert [result for result in results if isinstance(result, Exception)] == []
    while drain().looked_at:
        pass
    assert indexed() == registered()
    assert IndexedEdition.objects.get(document_id=desk.document.pk).is_internal


def test_questions_are_answered_while_the_index_is_built_anew(db):
    entered(make_desk(), 6)
    drain()
    answers, stop = [], []

    def ask():
        while not stop:
            answers.append(answer("tiep nhan don", scope_for(None)).total)
        return "asked"

    def build():
        try:
            for _time in range(2):
                building.rebuild("database")
        finally:
            stop.append(True)
        return "built"

    assert at_once(ask, build) == ["asked", "built"]
    assert set(answers) == {6}


def in_a_process_that_dies(before_commit):
    """Do ``before_commit`` in a transaction of a process that is killed the moment it has committed."""
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        with transaction.atomic():
            # The first to run on commit: before anything is applied.
            transaction.on_commit(lambda: os.kill(os.getpid(), signal.SIGKILL))
            before_commit()
        os._exit(1)
    _pid, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status)
    assert os.WTERMSIG(status) == signal.SIGKILL


def test_a_process_that_is_killed_between_commit_and_index_loses_nothing(settings):
    settings.WAGTAIL_QMS = settings.WAGTAIL_QMS | {"SEARCH": {"WORKER": False}}
    desk = make_desk()
    edition = desk.issue(content=body_of(("Nội dung", "Tiếp nhận đơn")))
    drain()
    person = desk.secretary
    in_a_process_that_dies(lambda: keeping.restrict(document=desk.document, person=person, reason="Nội bộ"))
    desk.document.refresh_from_db()
    assert indexed()[desk.document.pk] < desk.document.length
    assert answer("tiep nhan don", scope_for(None)).total == 0
    assert answer("tiep nhan don", scope_for(person)).total == 1
    assert IndexChange.objects.count() == 0
    assert indexed() == registered()
    assert edition.document_id in indexed()


def test_a_worker_that_is_killed_at_work_leaves_the_row_to_another(db):
    (document,) = entered(make_desk(), 1)

    def take():
        queue.take(queue.due().get())

    in_a_process_that_dies(take)
    assert drain().looked_at == 0
    IndexChange.objects.update(try_after=clock_back())
    assert drain().applied == 1
    assert indexed() == {document.pk: 1}


def clock_back():
    """A moment at which the lease of a dead worker has run out."""
    return IndexChange.objects.get().try_after - queue.LEASE


COMMAND = """
import sys, django
from django.conf import settings
import tests.settings as own
own.DATABASES["default"].update({overrides!r})
django.setup()
from django.core.management import call_command
call_command("qms_index", "--wait", "0.1")
"""


def running_worker() -> subprocess.Popen:
    """``manage.py qms_index`` on the database of this test."""
    overrides = {name: connection.settings_dict[name] for name in ("NAME", "HOST", "PORT", "USER", "PASSWORD")}
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-c", COMMAND.format(overrides=overrides)]
    root = django_settings.HERE.parent
    return subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def eventually(told, seconds: float = 60) -> bool:
    """Whether ``told`` becomes true in time."""
    until = time.monotonic() + seconds
    while not told() and time.monotonic() < until:
        time.sleep(0.1)
    return told()


def test_the_worker_takes_up_what_comes_and_ends_when_it_is_asked_to(db):
    desk = make_desk()
    entered(desk, 2)
    process = running_worker()
    try:
        assert eventually(lambda: not IndexChange.objects.exists()), process.poll()
        entered_later = make_edition(desk.agency, "QT.9", "Sau")
        queue.put(entered_later.document_id, 1)
        assert eventually(lambda: indexed() == registered())
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=30)
    finally:
        process.kill()
    assert (process.returncode, err) == (0, "")
    assert "2 applied, 0 failed, 0 postponed" in out
