"""The cluster is stopped, frozen, wiped, slow or cut off: the engine says so at once, and recovers."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from tests.search.elasticsearch_server import choose, empty
from tests.search.made_up import PUBLIC, change, entry, gone
from tests.search.slow_proxy import SlowProxy
from wagtail_qms.search import patience
from wagtail_qms.search.analysis.query import analyse_query
from wagtail_qms.search.engines.elasticsearch.engine import ElasticsearchEngine
from wagtail_qms.search.interface import EngineUnavailableError, IndexMissingError

SECONDS = 0.6


@pytest.fixture
def engine(node, settings):
    """An engine with one document, on a server that may be broken; with as little patience as a site has."""
    choose(settings, {"HOSTS": [node.url]}, seconds=20)
    empty()
    engine = ElasticsearchEngine()
    engine.rebuild([change(entry(1, "biên bản"))])
    numbers(engine, "biên bản")
    choose(settings, {"HOSTS": [node.url]}, seconds=SECONDS)
    return engine


@pytest.fixture
def proxy(node, engine, settings):
    """A bad network between the engine and the server."""
    with SlowProxy(node.port) as proxy:
        choose(settings, {"HOSTS": [proxy.url], "WRITE_SECONDS": 1}, seconds=SECONDS)
        numbers(engine, "biên bản")
        yield proxy


def numbers(engine, raw):
    """The documents that are found."""
    found = engine.find(analyse_query(raw), PUBLIC, limit=20).passages
    return sorted({candidate.head.document_id for candidate in found})


def recovered(engine, raw):
    """The documents that are found as soon as the server, warm or not, answers within the time it is given."""
    until = time.monotonic() + 20
    while True:
        try:
            return numbers(engine, raw)
        except EngineUnavailableError:
            assert time.monotonic() < until
            time.sleep(0.1)


@contextmanager
def refused_within(seconds=1.0):
    """The engine says within ``seconds`` that it cannot answer."""
    began = time.monotonic()
    with pytest.raises(EngineUnavailableError, match="Elasticsearch"):
        yield
    assert time.monotonic() - began < seconds


def refuses_everything(engine):
    """Whatever it is asked, it says within a second that it cannot."""
    for call in (
        lambda: numbers(engine, "biên bản"),
        lambda: engine.near(["bienn"]),
        lambda: engine.begin("qu", PUBLIC, limit=5),
        lambda: engine.apply([change(entry(1, "chứng từ", version=2))]),
        engine.is_whole,
    ):
        with refused_within():
            call()


def test_a_server_that_was_stopped_answers_again_once_it_is_started(node, engine):
    node.stop()
    refuses_everything(engine)
    node.start()
    assert recovered(engine, "biên bản") == [1]
    assert engine.is_whole()


def test_a_server_that_crashed_and_lost_everything_has_no_whole_index(node, engine):
    node.crash()
    node.wipe()
    node.start()
    assert not engine.is_whole()
    engine.apply([change(entry(1, "chứng từ", version=2))])
    # Nothing came to life by the write.
    assert not engine.is_whole()
    with pytest.raises(IndexMissingError):
        numbers(engine, "biên bản")
    engine.rebuild([change(entry(1, "chứng từ", version=2))])
    assert recovered(engine, "chứng từ") == [1]


def test_a_server_that_hangs_is_not_waited_for(node, engine):
    node.freeze()
    try:
        refuses_everything(engine)
    finally:
        node.thaw()
    assert recovered(engine, "biên bản") == [1]


def test_a_slow_network_is_not_waited_for(engine, proxy):
    proxy.delay = 0.7
    refuses_everything(engine)
    proxy.mend()
    assert numbers(engine, "biên bản") == [1]


def test_requests_that_are_each_quick_enough_are_not_waited_for_when_together_they_are_not(engine, proxy):
    proxy.delay = 0.25
    with patience.lasting(SECONDS):
        assert numbers(engine, "biên bản") == [1]
        with refused_within(0.5):
            engine.near(["bienn"])
        with refused_within(0.1):
            numbers(engine, "biên bản")


def test_a_change_does_not_hold_up_who_waits(engine, proxy):
    proxy.delay = 0.25
    with patience.lasting(SECONDS), refused_within(0.8):
        engine.apply([change(entry(1, "chứng từ", version=2))])


def test_an_answer_that_trickles_in_is_not_waited_for(node, settings, engine, proxy):
    engine.apply([change(entry(1, *("biên bản " + "dài " * 9000 for _passage in range(60)), version=2))])
    proxy.delay = 0.2
    with refused_within():
        engine.find(analyse_query("biên bản"), PUBLIC, limit=200)


def test_a_line_that_is_cut_is_no_answer_and_the_next_one_is(engine, proxy):
    proxy.is_mute = True
    threading.Timer(0.2, proxy.cut).start()
    with refused_within():
        numbers(engine, "biên bản")
    with refused_within():
        numbers(engine, "biên bản")
    proxy.mend()
    assert numbers(engine, "biên bản") == [1]


def test_a_change_that_was_cut_off_half_way_is_made_whole_by_the_next_try(engine, proxy):
    texts = {1: "chứng từ", 2: "hóa đơn"}
    changes = [change(entry(1, *([texts[1]] * 30), version=2)), change(entry(2, texts[2], version=2))]
    for seconds in (0.01, 0.02, 0.03, 0.05, 0.08):
        cut = threading.Timer(seconds, proxy.cut)
        cut.start()
        try:
            engine.apply(changes)
        except EngineUnavailableError as error:
            assert "Elasticsearch" in str(error)
        cut.join()
        proxy.mend()
    engine.apply(changes)
    assert [numbers(engine, raw) for raw in ("biên bản", *texts.values())] == [[], [1], [2]]


def test_a_write_that_arrives_late_does_not_undo_a_newer_one(node, engine, proxy, settings):
    proxy.is_deaf = True
    with refused_within():
        engine.apply([change(entry(1, "chứng từ", version=2))])
    choose(settings, {"HOSTS": [node.url]}, seconds=20)
    engine.apply([change(entry(1, "hóa đơn", version=3))])
    proxy.mend()
    time.sleep(0.5)
    engine.apply([change(entry(2, "khác"))])
    assert [numbers(engine, raw) for raw in ("chứng từ", "hóa đơn")] == [[], [1]]


def test_whoever_writes_at_the_same_time_the_newest_stays(node, engine, settings):
    choose(settings, {"HOSTS": [node.url], "WRITE_SECONDS": 60}, seconds=60)
    chance = random.Random(5)
    versions = [*range(2, 26)]
    chance.shuffle(versions)

    def write(own):
        for version in own:
            texts = [f"bản số{version}x"] * chance.randrange(1, 12)
            engine.apply([change(entry(1, *texts, version=version)) if version % 7 else gone(1, version)])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, (versions[start::4] for start in range(4))))
    found = engine.find(analyse_query("bản"), PUBLIC, limit=200)
    (told,) = {candidate.passage.text for candidate in found.passages}
    assert told == "bản số25x"
    assert found.total == 1
    assert found.statistics.passages == len(found.passages)


def test_an_index_that_is_half_built_is_not_asked(engine):
    def changes():
        yield change(entry(2, "hóa đơn"))
        assert (numbers(engine, "biên bản"), numbers(engine, "hóa đơn")) == ([1], [])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.rebuild(changes())
    assert (numbers(engine, "biên bản"), numbers(engine, "hóa đơn")) == ([1], [])


def test_there_is_no_moment_without_an_answer_while_an_index_takes_the_place_of_another(node, engine, settings):
    choose(settings, {"HOSTS": [node.url]}, seconds=20)
    is_over = threading.Event()

    def ask():
        answers = []
        while not is_over.is_set():
            answers.append(numbers(engine, "biên bản"))
        return answers

    with ThreadPoolExecutor(1) as pool:
        asking = pool.submit(ask)
        for _time in range(3):
            engine.rebuild([change(entry(1, "biên bản"))])
        is_over.set()
    answers = asking.result()
    assert answers == [[1]] * len(answers)
    assert answers
