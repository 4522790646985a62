"""What the tests of the search share."""

import pytest

from tests.factories import Office, make_agency, make_office
from tests.search.elasticsearch_server import cluster, elasticsearch, node, server

__all__ = ["cluster", "elasticsearch", "node", "server"]


# First: pytest-xdist reads the groups in the same hook.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark what asks a real Elasticsearch. Tests that break a server share one, in one process."""
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        if names & {"server", "node"}:
            item.add_marker(pytest.mark.elasticsearch)
        if "node" in names:
            item.add_marker(pytest.mark.breaks_elasticsearch)
            item.add_marker(pytest.mark.xdist_group("elasticsearch"))


@pytest.fixture
def agency(db):
    """An agency."""
    return make_agency()


@pytest.fixture
def office(home) -> Office:
    """An office that can issue documents."""
    return make_office(home)
