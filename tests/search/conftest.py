"""An office and an agency to search in, and a real Elasticsearch to search with."""

import pytest

from tests.factories import Office, make_agency, make_office
from tests.search.elasticsearch_server import cluster, elasticsearch, node, server

__all__ = ["cluster", "elasticsearch", "node", "server"]


@pytest.fixture
def agency(db):
    return make_agency()


@pytest.fixture
def office(home) -> Office:
    return make_office(home)
