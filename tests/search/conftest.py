"""What the tests of the search share."""

import pytest

from tests.factories import Office, make_agency, make_office
from tests.search.elasticsearch_server import cluster, elasticsearch, node, server

__all__ = ["cluster", "elasticsearch", "node", "server"]


@pytest.fixture
def agency(db):
    """An agency."""
    return make_agency()


@pytest.fixture
def office(home) -> Office:
    """An office that can issue documents."""
    return make_office(home)
