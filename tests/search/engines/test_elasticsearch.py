"""Elasticsearch as a search engine: the contract, on a real server."""

import pytest

from tests.search.contract import EngineContract


class TestElasticsearchEngine(EngineContract):
    @pytest.fixture
    def engine(self, elasticsearch):
        return elasticsearch
