"""What the tests of the search share."""

from tests.search.elasticsearch_server import cluster, elasticsearch, node, server

__all__ = ["cluster", "elasticsearch", "node", "server"]
