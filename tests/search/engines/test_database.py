"""The database engine keeps the contract, on whichever database the tests run."""

import pytest
from django.db import connection

from tests.search.contract import EngineContract
from wagtail_qms.search.engines.database import DatabaseEngine
from wagtail_qms.search.engines.database.stores.sqlite import has_fts5


class TestDatabaseEngine(EngineContract):
    @pytest.fixture
    def engine(self, db):
        return DatabaseEngine()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite alone may have been built without full text search")
class TestWithoutFullTextSearch(EngineContract):
    """As on a database of which nothing is known but SQL."""

    @pytest.fixture
    def engine(self, db):
        before = has_fts5()
        connection.wagtail_qms_has_fts5 = False
        yield DatabaseEngine()
        connection.wagtail_qms_has_fts5 = before
