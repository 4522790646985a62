"""The database engine keeps the contract, on whichever database the tests run."""

import pytest
from django.db import connection

from tests.search.contract import EngineContract
from tests.search.made_up import PUBLIC, change, entry
from wagtail_qms.search.analysis.indexing import VERSION
from wagtail_qms.search.analysis.query import analyse_query
from wagtail_qms.search.engines.database import DatabaseEngine, state
from wagtail_qms.search.engines.database.stores import store_of
from wagtail_qms.search.engines.database.stores.sqlite import has_fts5
from wagtail_qms.search.interface import EngineUnavailableError
from wagtail_qms.search.models import IndexedDocument, IndexedEdition, IndexedPassage, IndexState


class TestDatabaseEngine(EngineContract):
    @pytest.fixture
    def engine(self, db):
        return DatabaseEngine()

    def test_an_index_that_lost_its_tables_is_not_whole(self, engine):
        self.fill(engine, entry(1, "biên bản"))
        store = store_of(state.answering())
        for table in store.others([]):
            store.drop(table)
        assert engine.is_whole() is (connection.vendor not in ("sqlite", "postgresql"))
        self.fill(engine, entry(1, "biên bản"))
        assert engine.is_whole()
        assert self.numbers(engine, "biên bản") == [1]

    def test_an_index_of_another_analysis_is_not_whole(self, engine):
        self.fill(engine, entry(1, "biên bản"))
        IndexState.objects.filter(engine=state.ENGINE).update(analysis_version=VERSION + 1)
        assert not engine.is_whole()

    def test_an_index_that_was_never_built_says_so(self, engine):
        IndexState.objects.all().delete()
        assert not engine.is_whole()
        with pytest.raises(EngineUnavailableError):
            self.find(engine, "biên bản")

    def test_what_is_applied_before_the_first_build_is_left_to_it(self, engine):
        IndexState.objects.all().delete()
        engine.apply([change(entry(1, "biên bản"))])
        assert not engine.is_whole()

    def test_nothing_of_an_old_index_is_left(self, engine):
        for _time in range(2):
            self.fill(engine, entry(1, "biên bản"))
        for model in (IndexedDocument, IndexedEdition, IndexedPassage):
            assert model.objects.count() == 1
        store = store_of(state.answering())
        assert store.others([state.answering().build]) == []

    @pytest.mark.parametrize("raw", ["biên bản", "bien", "biên bản họp giao ban đầu tuần của phòng"])
    def test_statements_do_not_follow_what_is_found(self, engine, raw, django_assert_max_num_queries):
        counts = []
        for number in (1, 3, 30):
            kinds = ("form", "procedure", "manual")
            texts = ("biên bản họp giao ban", "biên bản họp")
            self.fill(engine, *(entry(n, *texts, kind=kinds[n % 3], clauses=("7.5",)) for n in range(1, number + 1)))
            query = analyse_query(raw)
            with django_assert_max_num_queries(12) as asked:
                engine.find(query, PUBLIC, limit=200)
            counts.append(len(asked))
        assert counts == counts[:1] * 3

    def test_one_document_does_not_crowd_out_the_others(self, engine):
        many = [f"biên bản {number}" for number in range(60)]
        self.fill(engine, entry(1, *many, title="Biên bản"), *(entry(n, "lập biên bản cuộc họp") for n in range(2, 8)))
        found = self.find(engine, "biên bản", limit=20).passages
        assert {one.head.document_id for one in found} == set(range(1, 8))
        assert len(found) == 20

    def test_few_that_may_be_seen_are_found_among_many(self, engine):
        hidden = [entry(n, "biên bản biên bản", is_internal=True) for n in range(10, 80)]
        self.fill(engine, *hidden, entry(1, "có một biên bản trong số nhiều thứ giấy tờ khác nữa"))
        assert self.documents(engine, "biên bản", limit=5) == [1]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite alone may have been built without full text search")
class TestWithoutFullTextSearch(EngineContract):
    """As on a database of which nothing is known but SQL."""

    @pytest.fixture
    def engine(self, db):
        before = has_fts5()
        connection.wagtail_qms_has_fts5 = False
        yield DatabaseEngine()
        connection.wagtail_qms_has_fts5 = before
