"""Somebody always reads while the index changes: every answer is whole."""

import threading
from contextlib import contextmanager

import pytest
from django.db import connection

from tests.search.made_up import PUBLIC, change, entry
from wagtail_qms.search.analysis.query import analyse_query
from wagtail_qms.search.engines.database import DatabaseEngine, building

TIMES = 2


@pytest.fixture
def engine(transactional_db):
    """An engine with five documents."""
    engine = DatabaseEngine()
    engine.rebuild(documents())
    return engine


def documents(version=1):
    """Five documents with the same words."""
    return [change(entry(number, "kiểm soát biên bản", version=version)) for number in range(1, 6)]


@contextmanager
def somebody_reading(engine):
    """Another thread asks all the time; gives the list of what it found, or what went wrong."""
    found, enough = [], threading.Event()

    def read():
        query = analyse_query("biên bản")
        while not enough.is_set():
            try:
                said = engine.find(query, PUBLIC, limit=20)
                found.append(sorted(one.head.document_id for one in said.passages))
            except Exception as error:
                found.append(repr(error))
                raise
            # Two threads share one processor's time: the other one has to get on.
            enough.wait(0.01)
        connection.close()

    reader = threading.Thread(target=read)
    reader.start()
    try:
        yield found
    finally:
        enough.set()
        reader.join()


def test_building_anew_leaves_no_gap(engine):
    with somebody_reading(engine) as found:
        for _time in range(TIMES):
            engine.rebuild(documents())
    assert len(found) > TIMES
    assert [one for one in found if one != [1, 2, 3, 4, 5]] == []


def test_changes_leave_no_gap(engine):
    with somebody_reading(engine) as found:
        for version in range(2, 2 + 5 * TIMES):
            engine.apply(documents(version))
    assert [one for one in found if one != [1, 2, 3, 4, 5]] == []


def test_two_who_apply_at_once_leave_one_of_each(engine):
    workers = [threading.Thread(target=apply_and_close, args=(engine, version)) for version in (2, 3, 4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    found = engine.find(analyse_query("biên bản"), PUBLIC, limit=20)
    assert sorted(one.head.document_id for one in found.passages) == [1, 2, 3, 4, 5]
    assert found.statistics.passages == found.statistics.frequencies["bien"] == 5


def apply_and_close(engine, version):
    """What a worker does."""
    engine.apply(documents(version))
    connection.close()


def test_the_old_index_stays_for_those_who_are_reading_it():
    assert building.GRACE > 0
